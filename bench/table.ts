/** A part of the report: a heading, what was measured and how, and a table. */
export interface Section {
  readonly title: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Returns the section as Markdown. */
export function renderSection({ title, text, columns, rows }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const isNumber = (index: number): boolean => rows.every((row) => /^[\d.]/.test(row[index] ?? ''));
  const rule = line(columns.map((_, index) => (isNumber(index) ? '---:' : '---')));
  return [`## ${title}`, '', text, '', line(columns), rule, ...rows.map(line), ''].join('\n');
}

export function milliseconds(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(1)} ms`;
}
