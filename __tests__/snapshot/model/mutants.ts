/** The table of decisions without one of its rows, for each row: the model checker must find each of them wrong. */
import { type Row, type Table, table } from '../../../src/snapshot/decide.ts';

export interface Mutant {
  readonly name: string;
  readonly table: Table;
}

function without<T>(rows: readonly Row<T>[]): { readonly row: Row<T>; readonly rest: Row<T>[] }[] {
  return rows.map((row) => ({ row, rest: rows.filter((one) => one !== row) }));
}

export const mutants: readonly Mutant[] = [
  ...without(table.committed).map(({ row, rest }) => ({
    name: `committed: ${row.when}`,
    table: { ...table, committed: rest },
  })),
  ...without(table.drafted).map(({ row, rest }) => ({
    name: `drafted: ${row.when}`,
    table: { ...table, drafted: rest },
  })),
  ...without(table.undrafted).map(({ row, rest }) => ({
    name: `undrafted: ${row.when}`,
    table: { ...table, undrafted: rest },
  })),
];
