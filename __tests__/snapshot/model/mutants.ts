/**
 * Wrong tables of decisions, which the model checker must find: each table without one of its rows, and each with two
 * adjacent rows in the reverse order.
 */
import { type Row, type Table, table } from '../../../src/snapshot/decide.ts';

export interface Mutant {
  readonly name: string;
  readonly table: Table;
}

interface Change {
  readonly name: string;
  readonly rows: readonly Row[];
}

function removals(rows: readonly Row[]): Change[] {
  return rows.map((row) => ({ name: row.when, rows: rows.filter((one) => one !== row) }));
}

function reversals(rows: readonly Row[]): Change[] {
  return rows.flatMap((row, at) => {
    const next = rows[at + 1];
    if (next === undefined) return [];
    const reversed = [...rows.slice(0, at), next, row, ...rows.slice(at + 2)];
    return [{ name: `${next.when} / ${row.when}`, rows: reversed }];
  });
}

function mutantsBy(change: (rows: readonly Row[]) => readonly Change[]): Mutant[] {
  return [
    ...change(table.committed).map(({ name, rows }) => ({
      name: `committed: ${name}`,
      table: { ...table, committed: rows },
    })),
    ...change(table.drafted).map(({ name, rows }) => ({
      name: `drafted: ${name}`,
      table: { ...table, drafted: rows },
    })),
  ];
}

/** The tables without one of the rows. */
export const incomplete: readonly Mutant[] = mutantsBy(removals);

/** The tables with two adjacent rows in the reverse order. */
export const reversed: readonly Mutant[] = mutantsBy(reversals);

/** Reversals that keep every guarantee, by name, with the reason. */
export const equivalent: Readonly<Record<string, string>> = {
  [nameAt(0)]:
    'One row deletes drafts that nobody else may use, and the other a version that this step created. Whichever is first, the oldest version is left.',
  [nameAt(1)]:
    'Both rows delete a version that this step created, in favor of one with the same files. Whichever is first, one version is left.',
  [nameAt(2)]:
    'One row applies only if the oldest version was created by this step and has the same files as the next oldest, and the other only if not.',
};

function nameAt(at: number): string {
  return `committed: ${reversals(table.committed)[at]?.name}`;
}
