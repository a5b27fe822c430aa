import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/operations/errors.ts';
import { operations } from '../../src/operations/index.ts';
import { defineOperation } from '../../src/operations/operation.ts';
import { stage } from '../support/stage.ts';

/** An operation that does nothing but look at its inputs. */
function given(...checks: readonly ((values: { readonly limit: number }) => void)[]) {
  return defineOperation({
    name: 'try',
    calls: '',
    purpose: '',
    required: ['dataset'],
    optional: ['limit', 'order'],
    outputs: ['count'],
    checks,
    run: async (_context, { dataset, limit }) => ({
      outcome: 'found',
      headline: dataset.dataset,
      outputs: { count: limit },
      summary: [],
    }),
  });
}

describe('an operation', () => {
  test('runs with the values of its inputs', async () => {
    const { run } = stage();

    expect(await run(given(), { dataset: 'faces', limit: '7' })).toMatchObject({
      headline: 'faces',
      outputs: { count: 7 },
    });
  });

  test('has the outputs that every operation has, and its own', () => {
    expect(given().outputs).toEqual(['outcome', 'result', 'result-path', 'count']);
  });

  test('says everything that is wrong with its inputs before it looks at them together', async () => {
    const never = (): never => {
      throw new Error('a check looked at inputs that are wrong');
    };

    expect(await given(never).prepare({ limit: 'x', order: 'y' })).toMatchObject({
      problems: [{ input: 'dataset' }, { input: 'limit' }, { input: 'order' }],
    });
  });

  test('says everything that its checks find, at once', async () => {
    const wrong =
      (...names: readonly string[]) =>
      (): never => {
        throw new InputError(names.map((input) => ({ input, message: 'is wrong' })));
      };

    expect(
      await given(wrong('limit', 'order'), () => undefined, wrong('dataset')).prepare({ dataset: 'faces' }),
    ).toEqual({
      problems: ['limit', 'order', 'dataset'].map((input) => ({ input, message: 'is wrong' })),
    });
  });

  test('passes on what a check throws that is no problem of inputs: it is a defect', async () => {
    const defect = new TypeError('a defect');
    const operation = given(() => {
      throw defect;
    });

    await expect(operation.prepare({ dataset: 'faces' })).rejects.toBe(defect);
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
    const prepared = await operation.prepare({});

    expect('run' in prepared).toBe(operation.name === 'list-datasets');
  });
});
