import { describe, expect, test } from '@jest/globals';
import { reportList, SizeSeries } from '../../src/operations/report.ts';
import type { Page } from '../../src/paperspace/schema.ts';
import { RecordingLog, RecordingStep } from '../support/recording.ts';
import { numbers, sampleVersion } from '../support/responses.ts';

/** Reports pages of numbers. */
async function reported(pages: readonly Page<number>[], options: { keep?: (item: number) => boolean } = {}) {
  const step = new RecordingStep(new RecordingLog());
  const outputs = { 'dataset-id': 'ds1' };
  const report = await reportList(step, { noun: 'number', pages, columns: { Number: String }, outputs, ...options });
  return { ...step.ended(report), results: step.results };
}

describe('a list', () => {
  test('adds each item to the result and counts it', async () => {
    const pages = [
      { items: [1, 2], hasMore: true, nextPage: 'c' },
      { items: [3], hasMore: false, nextPage: null },
    ];

    expect(await reported(pages)).toEqual({
      outcome: 'found',
      headline: 'Found 3 numbers',
      outputs: { 'dataset-id': 'ds1', count: 3, 'next-page': '' },
      summary: [{ kind: 'table', columns: ['Number'], rows: [['1'], ['2'], ['3']], omitted: 0 }],
      results: [1, 2, 3],
    });
  });

  test('leaves out items that do not match', async () => {
    const keep = (item: number): boolean => item % 2 === 0;

    expect(await reported([{ items: numbers(6), hasMore: false }], { keep })).toMatchObject({
      outputs: { count: 3 },
      results: [0, 2, 4],
    });
  });

  test('shows the first 100 and how many more there are', async () => {
    const pages = [
      { items: numbers(90), hasMore: true, nextPage: '90' },
      { items: numbers(30, 90), hasMore: false },
    ];

    expect((await reported(pages)).summary).toEqual([
      expect.objectContaining({ rows: numbers(100).map((number) => [String(number)]), omitted: 20 }),
    ]);
  });

  test('outputs the cursor of its last page', async () => {
    const pages = [{ items: [1], hasMore: true, nextPage: 'c' }];

    expect(await reported(pages)).toMatchObject({ outputs: { 'next-page': 'c' } });
  });

  test('without items has the outcome none', async () => {
    expect(await reported([{ items: [], hasMore: false }])).toMatchObject({
      outcome: 'none',
      outputs: { count: 0, 'next-page': '' },
      summary: [{ rows: [], omitted: 0 }],
    });
  });

  test('draws the sizes that were collected while its pages were read', async () => {
    const step = new RecordingStep(new RecordingLog());
    const sizes = new SizeSeries();
    const keep = (bytes: number): boolean => {
      sizes.add(sampleVersion({ version: `v${bytes}`, isCommitted: true, usageBytes: String(bytes) }));
      return true;
    };
    const pages = [{ items: [1, 2, 3], hasMore: false }];

    const report = await reportList(step, {
      noun: 'size',
      pages,
      columns: { Bytes: String },
      keep,
      outputs: {},
      sizes,
    });

    expect(step.ended(report).summary.map(({ kind }) => kind)).toEqual(['table', 'chart']);
  });
});
