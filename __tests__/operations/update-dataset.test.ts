import { describe, expect, test } from '@jest/globals';
import { updateDataset } from '../../src/operations/datasets.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('update-dataset', () => {
  test.each([
    [{ name: 'cats' }, { name: 'cats' }],
    [{ description: 'of all kinds' }, { description: 'of all kinds' }],
    [{ description: 'null' }, { description: null }],
    [
      { name: 'cats', description: 'of all kinds' },
      { name: 'cats', description: 'of all kinds' },
    ],
  ])('%j sends one request with only these fields', async (inputs, body) => {
    const { run, dataset, requests, bodies, paperspace } = new World();

    const report = await run(updateDataset, { dataset, ...inputs });

    expect(requests()).toEqual([`PUT /datasets/${dataset}`]);
    expect(bodies('PUT')).toEqual([body]);
    expect(paperspace.datasets()).toMatchObject([body]);
    expect(report).toMatchObject({ outcome: 'updated', outputs: { 'dataset-id': dataset } });
  });

  test('resolves a name first and outputs the new one', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(updateDataset, { dataset: 'flowers', name: 'cats' });

    expect(report.outputs).toEqual({ 'dataset-id': dataset, 'dataset-name': 'cats' });
    expect(requests()).toHaveLength(2);
  });

  test('describes the change in a dry run', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(updateDataset, { dataset, name: 'cats', description: 'null', 'dry-run': 'true' });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would update dataset ${dataset}: set name to "cats" and description to null`,
      outputs: { 'dataset-id': dataset },
    });
    expect(requests()).toEqual([]);
  });

  test('requires a field to change and refuses a version', async () => {
    expect(await problemsOf(updateDataset, { dataset: 'flowers:v1' })).toEqual([
      'dataset: names the version `v1`, but update-dataset works on a whole dataset',
      'name: is missing, and so is `description`. Set at least one of them',
    ]);
  });
});
