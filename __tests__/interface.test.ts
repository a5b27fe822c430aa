import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { readActionFile } from '../scripts/action-file.ts';
import { withDecisions, withOperations, withReference } from '../scripts/generate-docs.ts';
import { registry } from '../src/operations/index.ts';
import { commonInputs, type InputEntry, type InputName, inputs } from '../src/operations/inputs.ts';
import { loadAll } from '../src/operations/operation.ts';
import type { OutputName } from '../src/operations/step.ts';

const operations = await loadAll(registry);

const root = path.join(import.meta.dirname, '..');
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const action = await readActionFile();

/** Every output, in the order of `action.yml`: the compiler sees to it that none is missing and none is made up. */
const outputNames = Object.keys({
  'dataset-id': true,
  'dataset-name': true,
  version: true,
  ref: true,
  tags: true,
  url: true,
  'is-committed': true,
  message: true,
  'usage-bytes': true,
  outcome: true,
  result: true,
  'result-path': true,
  count: true,
  versions: true,
  'next-page': true,
  files: true,
  bytes: true,
  'files-uploaded': true,
  'files-copied': true,
  'files-unchanged': true,
  added: true,
  changed: true,
  removed: true,
  renamed: true,
  'compared-by': true,
  'manifest-path': true,
  'manifest-digest': true,
  'checksums-path': true,
  'cache-key': true,
} satisfies Record<OutputName, true>);

describe('action.yml and the code', () => {
  test('have the same inputs in the same order, with the same defaults', () => {
    const inCode = Object.entries<InputEntry>(inputs).map(([name, { default: value, expression }]) => [
      name,
      expression === undefined ? value : `\${{ ${expression} }}`,
    ]);

    expect(Object.entries(action.inputs).map(([name, input]) => [name, input.default])).toEqual(inCode);
  });

  test('have the same outputs', () => {
    expect(Object.keys(action.outputs)).toEqual(outputNames);
  });

  test.each(
    Object.entries<InputEntry>(inputs).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [{ name, value }],
    ),
  )('have a default that the input takes: $name', async ({ name, value }) => {
    const entry = Object.entries<InputEntry>(inputs).find(([other]) => other === name)?.[1];

    await expect(Promise.resolve().then(() => entry?.parse(value))).resolves.toBeDefined();
  });

  test('run main and post step from one bundle on Node 24, the post step only after a failure or cancellation', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: 'dist/index.js',
      post: 'dist/index.js',
      'post-if': 'failure() || cancelled()',
    });
  });
});

describe('the registry of operations', () => {
  test('has each name once', () => {
    const names = operations.map(({ name }) => name);

    expect(names).toEqual([...new Set(names)]);
  });

  test('has the default operation of action.yml', () => {
    expect(operations.map(({ name }) => name)).toContain(action.inputs.operation?.default);
  });

  test.each(operations)('names only inputs and outputs of action.yml, each once: $name', (operation) => {
    const { required, optional, outputs } = operation;
    const taken = [...commonInputs, ...required, ...optional];

    expect(taken.filter((name) => !(name in action.inputs))).toEqual([]);
    expect(outputs.filter((name) => !(name in action.outputs))).toEqual([]);
    expect(taken).toEqual([...new Set<InputName>(taken)]);
    expect(outputs).toEqual([...new Set(outputs)]);
  });

  test.each(operations)('describes its calls and its purpose in one line each: $name', ({ calls, purpose }) => {
    for (const line of [calls, purpose]) expect(line).toMatch(/^\S.*\S$/);
  });
});

describe('the generated tables', () => {
  test('of the README equal the output of npm run docs', async () => {
    const readme = await read('README.md');

    expect(withOperations(readme)).toBe(readme);
  });

  test('of docs/operations.md equal the output of npm run docs', async () => {
    const page = await read('docs/operations.md');

    await expect(withReference(page)).resolves.toBe(page);
  });

  test('of docs/snapshot.md are the decision table of the code', async () => {
    const page = await read('docs/snapshot.md');

    expect(withDecisions(page)).toBe(page);
  });

  test.each(operations)('need a section of docs/operations.md for each operation: $name', async ({ name }) => {
    const page = await read('docs/operations.md');

    expect(page).toContain(`\n### ${name}\n`);
    await expect(withReference(page.replace(`<!-- ${name}:begin -->`, ''))).rejects.toThrow(`${name}:begin`);
  });

  test('need their markers in the README', () => {
    expect(() => withOperations('# No tables')).toThrow(/operations:begin/);
  });
});

test('the lock file has the version of package.json', async () => {
  const versioned = v.object({ version: v.string() });

  const [ofPackage, ofLock] = await Promise.all(
    ['package.json', 'package-lock.json'].map(async (file) => v.parse(versioned, JSON.parse(await read(file)))),
  );

  expect(ofLock).toEqual(ofPackage);
});
