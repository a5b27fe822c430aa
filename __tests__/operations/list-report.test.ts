import { describe, expect, test } from '@jest/globals';
import { ListReport } from '../../src/operations/report.ts';
import { numbers } from '../support/listed-pages.ts';
import { RecordingLog, RecordingStep } from '../support/recording.ts';

function given() {
  const step = new RecordingStep(new RecordingLog());
  const list = new ListReport<number>(step, ['Number'], (item) => [String(item)]);
  const finish = async (...rest: Parameters<typeof list.finish>) => step.ended(await list.finish(...rest));
  return { list, finish, results: step.results };
}

describe('a list', () => {
  test('adds each item to the result and counts it', async () => {
    const { list, finish, results } = given();

    await list.addPage({ items: [1, 2], hasMore: true, nextPage: 'c' });
    await list.addPage({ items: [3], hasMore: false, nextPage: null });

    expect(results).toEqual([1, 2, 3]);
    expect(await finish('number', { 'dataset-id': 'ds1' })).toEqual({
      outcome: 'found',
      headline: 'Found 3 numbers',
      outputs: { 'dataset-id': 'ds1', count: 3, 'next-page': '' },
      summary: [{ kind: 'table', columns: ['Number'], rows: [['1'], ['2'], ['3']], omitted: 0 }],
    });
  });

  test('leaves out items that do not match', async () => {
    const { list, finish, results } = given();

    await list.addPage({ items: numbers(6), hasMore: false }, (item) => item % 2 === 0);

    expect(results).toEqual([0, 2, 4]);
    expect(await finish('number', {})).toMatchObject({ outputs: { count: 3 } });
  });

  test('shows the first 100 and how many more there are', async () => {
    const { list, finish } = given();

    await list.addPage({ items: numbers(120), hasMore: false });

    expect((await finish('number', {})).summary).toEqual([
      expect.objectContaining({ rows: numbers(100).map((number) => [String(number)]), omitted: 20 }),
    ]);
  });

  test('outputs the cursor of its last page', async () => {
    const { list, finish } = given();

    await list.addPage({ items: [1], hasMore: true, nextPage: 'c' });

    expect(await finish('number', {})).toMatchObject({ outputs: { 'next-page': 'c' } });
  });

  test('without items has the outcome none', async () => {
    const note = { kind: 'note', text: 'More.' } as const;

    expect(await given().finish('number', {}, [note])).toMatchObject({
      outcome: 'none',
      outputs: { count: 0, 'next-page': '' },
      summary: [{ rows: [], omitted: 0 }, note],
    });
  });
});
