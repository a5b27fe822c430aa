import { describe, expect, test } from '@jest/globals';
import { deleteDataset } from '../../src/operations/datasets.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('delete-dataset', () => {
  test('deletes by ID with one request', async () => {
    const { run, dataset, requests, paperspace, results } = new World();

    const report = await run(deleteDataset, { dataset });

    expect(paperspace.datasets()).toEqual([]);
    expect(requests()).toEqual([`DELETE /datasets/${dataset}`]);
    expect(report).toMatchObject({
      outcome: 'deleted',
      headline: `Deleted dataset ${dataset}`,
      outputs: { 'dataset-id': dataset },
    });
    expect(results).toEqual([{ id: dataset }]);
  });

  test('describes the change in a dry run', async () => {
    const { run, dataset, requests, paperspace } = new World();

    const report = await run(deleteDataset, { dataset, 'dry-run': 'true' });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would delete dataset ${dataset}`,
      outputs: { 'dataset-id': dataset },
    });
    expect(requests()).toEqual([]);
    expect(paperspace.datasets()).toHaveLength(1);
  });

  test.each([
    [
      'flowers',
      [
        expect.stringMatching(
          /^dataset: must be a dataset ID .*, not `flowers`\. A dataset cannot be deleted by its name$/,
        ),
      ],
    ],
    ['dst364npcw6ccok:v1', [expect.stringMatching(/^dataset: names the version `v1`/)]],
    ['flowers:v1', [expect.stringMatching(/names the version/), expect.stringMatching(/must be a dataset ID/)]],
  ])('refuses %s', async (dataset, problems) => {
    expect(await problemsOf(deleteDataset, { dataset })).toEqual(problems);
  });

  test('fails if no dataset has the ID', async () => {
    const { run } = new World();

    await expect(run(deleteDataset, { dataset: 'dst364npcw6ccok' })).rejects.toMatchObject({
      operation: 'delete dataset',
      problem: { status: 404 },
    });
  });
});
