import { describe, expect, test } from '@jest/globals';
import { getDataset } from '../../src/operations/datasets.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('get-dataset', () => {
  test('reads a dataset by ID with one request', async () => {
    const { run, dataset, requests, paperspace, results } = new World();

    const report = await run(getDataset, { dataset });

    expect(report).toMatchObject({ outcome: 'found', outputs: { 'dataset-id': dataset, 'dataset-name': 'flowers' } });
    expect(requests()).toEqual([`GET /datasets/${dataset}`]);
    expect(results).toEqual(paperspace.datasets());
  });

  test('finds a dataset by name with the list request alone', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(getDataset, { dataset: 'flowers' });

    expect(report).toMatchObject({ outcome: 'found', outputs: { 'dataset-id': dataset, 'dataset-name': 'flowers' } });
    expect(requests()).toEqual(['GET /datasets?limit=120&orderBy=dtCreated&order=desc']);
  });

  test('reads a public dataset of another team by ID', async () => {
    const { run, paperspace } = new World();
    const { id } = paperspace.addDataset({ name: 'theirs', isPublic: true, teamId: 'other' });

    expect(await run(getDataset, { dataset: id })).toMatchObject({ outputs: { 'dataset-name': 'theirs' } });
  });

  test('fails if no dataset has the ID or the name', async () => {
    const { run } = new World();

    await expect(run(getDataset, { dataset: 'dst364npcw6ccok' })).rejects.toMatchObject({ problem: { status: 404 } });
    await expect(run(getDataset, { dataset: 'cats' })).rejects.toThrow('There is no dataset named "cats"');
  });

  test('refuses a version', async () => {
    expect(await problemsOf(getDataset, { dataset: 'flowers:v1' })).toEqual([
      'dataset: names the version `v1`, but get-dataset works on a whole dataset',
    ]);
    expect(await problemsOf(getDataset, {})).toEqual([expect.stringMatching(/^dataset: is missing/)]);
  });
});
