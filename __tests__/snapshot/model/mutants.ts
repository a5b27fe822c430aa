/**
 * Wrong tables of decisions, which the model checker must find: each table without one of its rows, and each with two
 * adjacent rows in the reverse order.
 */
import { type Row, type Table, table } from '../../../src/snapshot/decide.ts';

export interface Mutant {
  readonly name: string;
  readonly table: Table;
}

interface Change<T> {
  readonly name: string;
  readonly rows: readonly Row<T>[];
}

function removals<T>(rows: readonly Row<T>[]): Change<T>[] {
  return rows.map((row) => ({ name: row.when, rows: rows.filter((one) => one !== row) }));
}

function reversals<T>(rows: readonly Row<T>[]): Change<T>[] {
  return rows.flatMap((row, at) => {
    const next = rows[at + 1];
    if (next === undefined) return [];
    const reversed = [...rows.slice(0, at), next, row, ...rows.slice(at + 2)];
    return [{ name: `${next.when} / ${row.when}`, rows: reversed }];
  });
}

function mutantsBy(change: <T>(rows: readonly Row<T>[]) => readonly Change<T>[]): Mutant[] {
  return [
    ...change(table.committed).map(({ name, rows }) => ({
      name: `committed: ${name}`,
      table: { ...table, committed: rows },
    })),
    ...change(table.drafted).map(({ name, rows }) => ({
      name: `drafted: ${name}`,
      table: { ...table, drafted: rows },
    })),
    ...change(table.undrafted).map(({ name, rows }) => ({
      name: `undrafted: ${name}`,
      table: { ...table, undrafted: rows },
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
    'Both rows delete a version that this step created, in favor of one with the same files. Whichever is first, one version is left.',
  [nameAt(2)]:
    'One row fails, and the other deletes only drafts that nobody else may use. Whichever is first, the run fails and names both versions.',
  [nameIn('drafted', table.drafted, 1)]:
    'A run with `commit: false` never asks the API to commit, so the API never refuses that: only one of the two rows applies.',
};

function nameAt(at: number): string {
  return nameIn('committed', table.committed, at);
}

function nameIn<T>(situation: string, rows: readonly Row<T>[], at: number): string {
  return `${situation}: ${reversals(rows)[at]?.name}`;
}
