import { describe, expect, test } from '@jest/globals';
import { seed } from '../../emulator/seed.ts';
import { listDatasets } from '../../src/operations/datasets.ts';
import { problemsOf, stage } from '../support/stage.ts';

describe('list-datasets', () => {
  test('lists up to 100 datasets, newest first, with one request', async () => {
    const { run, paperspace, requests, results } = stage();
    const datasets = seed(paperspace, { datasets: 3 });

    const report = await run(listDatasets, {});

    expect(results).toEqual(datasets.toReversed());
    expect(requests()).toEqual(['GET /datasets?limit=100&orderBy=dtCreated&order=desc']);
    expect(report).toMatchObject({
      outcome: 'found',
      headline: 'Found 3 datasets',
      outputs: { count: 3, 'next-page': '' },
    });
  });

  test('shows the datasets in a table', async () => {
    const { run, paperspace } = stage();
    const { id } = paperspace.addDataset({ name: 'faces', isPublic: true });

    expect(await run(listDatasets, { privacy: 'PUBLIC' })).toMatchObject({
      summary: [
        {
          columns: ['Name', 'ID', 'Public', 'Created'],
          rows: [['faces', id, 'yes', '2026-03-18 12:00 UTC']],
          omitted: 0,
        },
      ],
    });
  });

  test('shows a dataset without a name', async () => {
    const { run, paperspace, emulator } = stage();
    const [dataset] = seed(paperspace, {});
    const json = { items: [{ ...dataset, name: null }], hasMore: false };
    emulator.addFault({ kind: 'wrong-shape', json });

    expect(await run(listDatasets, {})).toMatchObject({
      summary: [{ rows: [['', dataset?.id, 'no', '2026-01-01 00:00 UTC']] }],
    });
  });

  test('sends the order, the privacy and the team', async () => {
    const { run, requests } = stage();

    await run(listDatasets, { order: 'asc', privacy: 'PRIVATE', 'team-id': 't1', limit: '7' });

    expect(requests()).toEqual(['GET /datasets?limit=7&orderBy=dtCreated&order=asc&teamId=t1&privacy=PRIVATE']);
  });

  test('continues at the cursor of an earlier step', async () => {
    const { run, paperspace, results } = stage();
    seed(paperspace, { datasets: 5 });

    const first = await run(listDatasets, { limit: '2', order: 'asc' });
    const second = await run(listDatasets, { limit: '10', order: 'asc', after: String(first.outputs['next-page']) });

    expect(first.outputs).toMatchObject({ count: 2, 'next-page': expect.stringMatching(/./) });
    expect(second.outputs).toMatchObject({ count: 3, 'next-page': '' });
    expect(results).toEqual(paperspace.datasets());
  });

  test('reads all datasets with limit 0 and shows the first 100', async () => {
    const { run, paperspace, requests } = stage();
    seed(paperspace, { datasets: 250 });

    const report = await run(listDatasets, { limit: '0' });

    expect(requests()).toHaveLength(3);
    expect(report).toMatchObject({ outputs: { count: 250, 'next-page': '' }, summary: [{ omitted: 150 }] });
  });

  test('reports that nothing was found', async () => {
    const { run } = stage();

    expect(await run(listDatasets, {})).toMatchObject({ outcome: 'none', outputs: { count: 0, 'next-page': '' } });
  });

  test('reports all invalid inputs', async () => {
    expect(await problemsOf(listDatasets, { limit: '-1', order: 'up', after: ' ' })).toEqual([
      'limit: must be a whole number of at least 0, not `-1`',
      'order: must be `desc` or `asc`, not `up`',
    ]);
  });
});
