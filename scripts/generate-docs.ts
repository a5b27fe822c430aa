/**
 * Writes the generated tables of the README, `docs/operations.md`, `docs/troubleshooting.md` and `docs/snapshot.md` between their markers:
 * operations from the registry, inputs and outputs from `action.yml`, errors from the texts of the action. Writes the
 * `action.yml` of every entry point too. With `--check` it writes nothing and fails if a file is out of date.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { registry } from '../src/operations/index.ts';
import { commonInputs } from '../src/operations/inputs.ts';
import { loadAll, type Operation } from '../src/operations/operation.ts';
import { commonOutputs } from '../src/operations/step.ts';
import { table as decisions } from '../src/snapshot/decide.ts';
import { type ActionFile, readActionFile } from './action-file.ts';
import { entryPoints, renderEntryPoint } from './entry-points.ts';
import { type ErrorAdvice, errorAdvice, storageErrorAdvice } from './error-examples.ts';

const operations = await loadAll(registry);

const root = path.join(import.meta.dirname, '..');

/** Returns the README with its current tables of operations and entry points. Throws if a marker is missing. */
export function withOperations(readme: string): string {
  return fill(readme, { operations: operationsTable(), 'entry-points': entryPointsTable() });
}

/** Returns the page about operations with the inputs and outputs of each. Throws if an operation has no section. */
export async function withReference(page: string): Promise<string> {
  const action = await readActionFile();
  const sections = operations.map((operation) => [operation.name, operationTables(action, operation)]);
  return fill(page, {
    'common-inputs': inputsTable(action, [], commonInputs),
    'common-outputs': outputsTable(action, commonOutputs),
    ...Object.fromEntries(sections),
  });
}

/** Returns the page about snapshots with the current table of decisions. Throws if a marker is missing. */
export function withDecisions(page: string): string {
  const groups = [
    ['The key has a committed version', decisions.committed],
    ['The key has no committed version, and the process works on a draft', decisions.drafted],
  ] as const;
  const rowsOf = (rows: readonly { readonly when: string; readonly action: string }[]) =>
    table(
      ['If', 'then'],
      rows.map(({ when, action }) => [when, action]),
    );
  return fill(page, { decisions: groups.map(([title, rows]) => `**${title}**\n\n${rowsOf(rows)}`).join('\n\n') });
}

/** Returns the page about errors with its current tables. Throws if a marker is missing. */
export function withErrors(page: string): string {
  return fill(page, { errors: errorsTable(errorAdvice()), 'storage-errors': errorsTable(storageErrorAdvice()) });
}

function fill(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, content]) => replaceBetweenMarkers(text, name, content), page);
}

function operationsTable(): string {
  return table(
    ['Operation', 'Purpose', 'API calls'],
    operations.map(({ name, calls, purpose }) => [`[${code(name)}](docs/operations.md#${name})`, purpose, calls]),
  );
}

function entryPointsTable(): string {
  return table(
    ['Entry point', 'Operation'],
    entryPoints.map(({ folder, operations: [first, ...others] }) => [
      code(`OWNER/paperspace-dataset-action/${folder}@v1`),
      others.length === 0 ? code(first) : `${code(first)} by default; ${others.map(code).join(', ')}`,
    ]),
  );
}

function operationTables(action: ActionFile, { required, optional, outputs, calls }: Operation): string {
  const own = outputs.filter((name) => !commonOutputs.some((common) => common === name));
  const tables = [`API calls: ${calls}`, inputsTable(action, required, optional)];
  return [...tables, ...(own.length === 0 ? [] : [outputsTable(action, own)])].join('\n\n');
}

function inputsTable({ inputs }: ActionFile, required: readonly string[], optional: readonly string[]): string {
  const row = (name: string, label: string): readonly string[] => {
    const { default: value, description = '' } = inputs[name] ?? {};
    return [label, value === undefined ? '' : code(value), description];
  };
  return table(
    ['Input', 'Default', 'Description'],
    [...required.map((name) => row(name, `**${code(name)}**`)), ...optional.map((name) => row(name, code(name)))],
  );
}

function outputsTable({ outputs }: ActionFile, names: readonly string[]): string {
  return table(
    ['Output', 'Description'],
    names.map((name) => [code(name), outputs[name]?.description ?? '']),
  );
}

function errorsTable(errors: readonly ErrorAdvice[]): string {
  return table(
    ['Error', 'What to do'],
    errors.map(({ what, advice }) => [what, advice]),
  );
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
  const action = await readActionFile();
  const files = [
    { name: 'README.md', render: withOperations },
    { name: 'docs/operations.md', render: withReference },
    { name: 'docs/troubleshooting.md', render: withErrors },
    { name: 'docs/snapshot.md', render: withDecisions },
    ...entryPoints.map((entryPoint) => ({
      name: `${entryPoint.folder}/action.yml`,
      render: () => renderEntryPoint(entryPoint, action),
    })),
  ];
  for (const { name, render } of files) {
    const file = path.join(root, name);
    const text = existsSync(file) ? await readFile(file, 'utf8') : '';
    const wanted = await render(text);
    if (wanted === text) continue;
    if (!check) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, wanted);
      continue;
    }
    console.error(`${name} is out of date. Run npm run docs`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main(process.argv.includes('--check'));
