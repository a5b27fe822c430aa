import { describe, expect, test } from '@jest/globals';
import { seed } from '../../emulator/seed.ts';
import { listDatasets } from '../../src/operations/datasets.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('list-datasets', () => {
  test('lists up to 100 datasets, newest first, with one request', async () => {
    const { run, paperspace, requests, results } = new World();
    const [flowers] = paperspace.datasets();
    const older = seed(paperspace, { datasets: 2 });

    const report = await run(listDatasets);

    expect(results).toEqual([flowers, ...older.toReversed()]);
    expect(requests()).toEqual(['GET /datasets?limit=100&orderBy=dtCreated&order=desc']);
    expect(report).toMatchObject({
      outcome: 'found',
      headline: 'Found 3 datasets',
      outputs: { count: 3, 'next-page': '' },
    });
  });

  test('shows the datasets in a table', async () => {
    const { run, paperspace } = new World();
    const { id } = paperspace.addDataset({ name: 'trees', isPublic: true });

    expect(await run(listDatasets, { privacy: 'PUBLIC' })).toMatchObject({
      summary: [
        {
          columns: ['Name', 'ID', 'Public', 'Created'],
          rows: [['trees', id, 'yes', '2026-03-01 00:00 UTC']],
          omitted: 0,
        },
      ],
    });
  });

  test('shows a dataset without a name', async () => {
    const { run, paperspace, dataset } = new World();
    const items = paperspace.datasets().map((flowers) => ({ ...flowers, name: null }));
    const faults = [{ kind: 'wrong-shape', json: { items, hasMore: false } }] as const;

    expect(await run(listDatasets, {}, { faults })).toMatchObject({
      summary: [{ rows: [['', dataset, 'no', '2026-03-01 00:00 UTC']] }],
    });
  });

  test('sends the order, the privacy and the team', async () => {
    const { run, requests } = new World();

    await run(listDatasets, { order: 'asc', privacy: 'PRIVATE', 'team-id': 't1', limit: '7' });

    expect(requests()).toEqual(['GET /datasets?limit=7&orderBy=dtCreated&order=asc&teamId=t1&privacy=PRIVATE']);
  });

  test('continues at the cursor of an earlier step', async () => {
    const { run, paperspace, results } = new World();
    seed(paperspace, { datasets: 4 });

    const first = await run(listDatasets, { limit: '2', order: 'asc' });
    const second = await run(listDatasets, { limit: '10', order: 'asc', after: String(first.outputs['next-page']) });

    expect(first.outputs).toMatchObject({ count: 2, 'next-page': expect.stringMatching(/./) });
    expect(second.outputs).toMatchObject({ count: 3, 'next-page': '' });
    expect(results.map((dataset) => Object(dataset).name)).toEqual([
      'seeded-1',
      'seeded-2',
      'seeded-3',
      'seeded-4',
      'flowers',
    ]);
  });

  test('reads all datasets with limit 0 and shows the first 100', async () => {
    const { run, paperspace, requests } = new World();
    seed(paperspace, { datasets: 249 });

    const report = await run(listDatasets, { limit: '0' });

    expect(requests()).toHaveLength(3);
    expect(report).toMatchObject({ outputs: { count: 250, 'next-page': '' }, summary: [{ omitted: 150 }] });
  });

  test('reports that nothing was found', async () => {
    const { run } = new World();

    const report = await run(listDatasets, { privacy: 'PUBLIC' });

    expect(report).toMatchObject({ outcome: 'none', outputs: { count: 0, 'next-page': '' } });
  });

  test('reports all invalid inputs', async () => {
    expect(await problemsOf(listDatasets, { limit: '-1', order: 'up', after: ' ' })).toEqual([
      'limit: must be a whole number of at least 0, not `-1`',
      'order: must be `desc` or `asc`, not `up`',
    ]);
  });
});
