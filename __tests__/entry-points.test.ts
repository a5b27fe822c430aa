import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readActionFile } from '../scripts/action-file.ts';
import { actionFiles, root } from '../scripts/documents.ts';
import { entryPoints, operationsOf, renderEntryPoint } from '../scripts/entry-points.ts';
import { commonInputs } from '../src/operations/inputs.ts';

const rootAction = await readActionFile();
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');

describe.each(entryPoints)('the entry point $folder', (entryPoint) => {
  test('equals the output of npm run docs', async () => {
    expect(renderEntryPoint(entryPoint, rootAction)).toBe(await read(`${entryPoint.folder}/action.yml`));
  });

  test('runs the same bundle as the root', async () => {
    const { runs } = await readActionFile(entryPoint.folder);

    expect([runs.using, runs.main]).toEqual([rootAction.runs.using, `../${rootAction.runs.main}`]);
  });

  test('has exactly the inputs and outputs of its operations', async () => {
    const action = await readActionFile(entryPoint.folder);
    const tasks = operationsOf(entryPoint);
    const taken = [...commonInputs, ...tasks.flatMap(({ required, optional }) => [...required, ...optional])];

    expect(new Set(Object.keys(action.inputs))).toEqual(new Set(taken));
    expect(new Set(Object.keys(action.outputs))).toEqual(new Set(tasks.flatMap(({ outputs }) => outputs)));
  });

  test('has the defaults of the root except for the operation', async () => {
    const { inputs } = await readActionFile(entryPoint.folder);
    const { operation, ...others } = inputs;
    const defaults = Object.entries(others).map(([name, input]) => [name, input.default]);

    expect(operation?.default).toBe(entryPoint.operations[0]);
    expect(defaults).toEqual(Object.keys(others).map((name) => [name, rootAction.inputs[name]?.default]));
  });

  test('is described in the README', async () => {
    expect(await read('README.md')).toContain(`\`OWNER/paperspace-dataset-action/${entryPoint.folder}@v1\``);
  });
});

test('only entry points that can leave a draft have a post step', async () => {
  const actions = await Promise.all(entryPoints.map(({ folder }) => readActionFile(folder)));
  const withPost = actions.flatMap(({ runs }, index) => (runs.post === undefined ? [] : [entryPoints[index]?.folder]));

  expect(withPost).toEqual(['version']);
  expect(actions.find(({ runs }) => runs.post !== undefined)?.runs).toMatchObject({
    post: '../dist/index.js',
    'post-if': 'failure() || cancelled()',
  });
});

test('an entry point with several operations is read-only by default', () => {
  const choices = entryPoints.filter(({ operations }) => operations.length > 1);

  expect(choices.map(({ operations }) => operations[0])).toEqual(['get-version']);
});

test('an entry point with an unknown operation is an error', () => {
  const unknown = { folder: 'publish', description: 'Publishes', operations: ['publish'], inputs: {} } as const;

  expect(() => operationsOf(unknown)).toThrow('publish: there is no operation publish');
});

test('every entry point is linted and attested by a release', async () => {
  const linted = actionFiles().map(({ name }) => name);

  expect(linted).toEqual(expect.arrayContaining(entryPoints.map(({ folder }) => `${folder}/action.yml`)));
  expect(await read('.github/workflows/release.yml')).toMatch(/^ +\*\/action\.yml$/m);
});
