import { describe, expect, test } from '@jest/globals';
import { registry } from '../../src/operations/index.ts';
import type { InputProblem } from '../../src/operations/inputs.ts';
import { defineOperation, loadAll } from '../../src/operations/operation.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

const operations = await loadAll(registry);

/** An operation that does nothing but read its inputs. */
function given(check?: (values: { readonly limit: number }) => readonly InputProblem[]) {
  return defineOperation({
    name: 'try',
    calls: '',
    purpose: '',
    target: 'dataset',
    optional: ['limit', 'order'],
    outputs: ['count'],
    ...(check === undefined ? {} : { check }),
    run: async (step, { target, limit }) => {
      step.output({ count: limit });
      return { outcome: 'found', headline: target.datasetId };
    },
  });
}

describe('an operation', () => {
  test('receives the values of its inputs and its target', async () => {
    const { run, dataset } = new World();

    expect(await run(given(), { dataset: 'flowers', limit: '7' })).toMatchObject({
      headline: dataset,
      outputs: { count: 7 },
    });
  });

  test('has the inputs of its target before its own', () => {
    const { required, optional } = given();

    expect([required, optional]).toEqual([['dataset'], ['limit', 'order']]);
  });

  test('has the common outputs and its own', () => {
    expect(given().outputs).toEqual(['outcome', 'result', 'result-path', 'count']);
  });

  test('reports invalid inputs before it checks them together', async () => {
    const never = (): never => {
      throw new Error('a check looked at inputs that are wrong');
    };

    await expect(given(never).prepare({ limit: 'x', order: 'y' })).rejects.toMatchObject({
      problems: [{ input: 'dataset' }, { input: 'limit' }, { input: 'order' }],
    });
  });

  test('reports the problems of its check and of its target together', async () => {
    const wrong = ['limit', 'order'].map((input) => ({ input, message: 'is wrong' }));

    await expect(given(() => wrong).prepare({ dataset: 'flowers' })).rejects.toMatchObject({ problems: wrong });
    await expect(given(() => wrong).prepare({ dataset: 'flowers:v1' })).rejects.toMatchObject({
      problems: [expect.objectContaining({ input: 'dataset' }), ...wrong],
    });
  });

  test('rethrows other errors of its check', async () => {
    const defect = new TypeError('a defect');
    const operation = given(() => {
      throw defect;
    });

    await expect(operation.prepare({ dataset: 'flowers' })).rejects.toBe(defect);
  });
});

describe('the registry', () => {
  test('has each operation once', () => {
    const names = operations.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, 12)).toEqual([
      'list-datasets',
      'create-dataset',
      'get-dataset',
      'update-dataset',
      'delete-dataset',
      'list-versions',
      'create-version',
      'get-version',
      'update-version',
      'delete-version',
      'set-tags',
      'commit',
    ]);
  });

  test.each(
    operations.map((operation) => [operation.name, operation] as const),
  )('%s names no input and no output twice, and says what it is for', (_name, {
    required,
    optional,
    outputs,
    calls,
    purpose,
  }) => {
    for (const names of [[...required, ...optional], outputs]) expect(new Set(names).size).toBe(names.length);
    expect([calls, purpose]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
  });

  test.each(
    operations.map((operation) => [operation.name, operation] as const),
  )('%s is ready for nothing at all: it runs, or says what is missing', async (_name, operation) => {
    const problems = await problemsOf(operation, {});

    expect(problems.length === 0).toBe(operation.name === 'list-datasets');
  });
});
