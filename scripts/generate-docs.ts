/**
 * Writes the tables of the README and of `docs/troubleshooting.md` between their markers: operations from the registry,
 * inputs and outputs from `action.yml`, errors from the texts of the action. With `--check` it writes nothing and fails
 * where a page differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commonInputs } from '../src/github/settings.ts';
import { operations } from '../src/operations/index.ts';
import type { Operation } from '../src/operations/operation.ts';
import { type ActionFile, readActionFile } from './action-file.ts';
import { type ErrorAdvice, errorAdvice, storageErrorAdvice } from './error-examples.ts';

const root = path.join(import.meta.dirname, '..');

/** The README with its tables as they should be. Throws where a marker is missing. */
export async function withTables(readme: string): Promise<string> {
  const action = await readActionFile();
  const tables = {
    operations: operationsTable(),
    inputs: inputsTable(action),
    outputs: outputsTable(action),
  };
  return fill(readme, tables);
}

/** The page about errors with its tables as they should be. Throws where a marker is missing. */
export function withErrors(page: string): string {
  return fill(page, { errors: errorsTable(errorAdvice()), 'storage-errors': errorsTable(storageErrorAdvice()) });
}

function fill(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, content]) => replaceBetweenMarkers(text, name, content), page);
}

function operationsTable(): string {
  return table(
    ['Operation', 'API calls', 'What for'],
    operations.map(({ name, calls, purpose }) => [code(name), calls, purpose]),
  );
}

function inputsTable({ inputs }: ActionFile): string {
  return table(
    ['Input', 'Default', 'What it is', 'Used by'],
    Object.entries(inputs).map(([name, input]) => [
      code(name),
      input.default === undefined ? '' : code(input.default),
      input.description,
      usersOf(name, ({ required, optional }) => [...required, ...optional, ...commonInputs]),
    ]),
  );
}

function outputsTable({ outputs }: ActionFile): string {
  return table(
    ['Output', 'What it is', 'Set by'],
    Object.entries(outputs).map(([name, { description }]) => [
      code(name),
      description,
      usersOf(name, (operation) => operation.outputs),
    ]),
  );
}

function errorsTable(errors: readonly ErrorAdvice[]): string {
  return table(
    ['What happened', 'What to do'],
    errors.map(({ what, advice }) => [what, advice]),
  );
}

/** Names the operations that have it or, where that is shorter, those that do not. */
function usersOf(name: string, namesOf: (operation: Operation) => readonly string[]): string {
  const codes = (some: readonly Operation[]): string => some.map((operation) => code(operation.name)).join(' ');
  const users = operations.filter((operation) => namesOf(operation).includes(name));
  const others = operations.filter((operation) => !users.includes(operation));
  if (others.length === 0) return 'all';
  return others.length < users.length / 2 ? `all but ${codes(others)}` : codes(users);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function code(text: string): string {
  return `\`${text}\``;
}

function replaceBetweenMarkers(text: string, name: string, content: string): string {
  const [before, rest, ...extra] = text.split(`<!-- ${name}:begin -->`);
  const [, after, ...more] = rest?.split(`<!-- ${name}:end -->`) ?? [];
  if (before === undefined || after === undefined || extra.length > 0 || more.length > 0) {
    throw new Error(`the page must hold <!-- ${name}:begin --> and <!-- ${name}:end --> once, in this order`);
  }
  return `${before}<!-- ${name}:begin -->\n\n${content}\n\n<!-- ${name}:end -->${after}`;
}

async function main(check: boolean): Promise<void> {
  const pages = [
    { name: 'README.md', render: withTables },
    { name: 'docs/troubleshooting.md', render: withErrors },
  ];
  for (const { name, render } of pages) {
    const file = path.join(root, name);
    const text = await readFile(file, 'utf8');
    const wanted = await render(text);
    if (wanted === text) continue;
    if (!check) {
      await writeFile(file, wanted);
      continue;
    }
    console.error(`The tables of ${name} are out of date: run npm run docs`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main(process.argv.includes('--check'));
