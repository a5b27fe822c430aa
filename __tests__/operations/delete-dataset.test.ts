import { describe, expect, test } from '@jest/globals';
import { deleteDataset } from '../../src/operations/datasets.ts';
import { problemsOf, stageWithDataset } from '../support/stage.ts';

describe('delete-dataset', () => {
  test('deletes by ID with one request', async () => {
    const { run, id, requests, paperspace, results } = stageWithDataset();

    const report = await run(deleteDataset, { dataset: id });

    expect(paperspace.datasets()).toEqual([]);
    expect(requests()).toEqual([`DELETE /datasets/${id}`]);
    expect(report).toMatchObject({
      outcome: 'deleted',
      headline: `Deleted dataset ${id}`,
      outputs: { 'dataset-id': id },
    });
    expect(results).toEqual([{ id }]);
  });

  test('describes the change in a dry run', async () => {
    const { run, id, requests, paperspace } = stageWithDataset();

    const report = await run(deleteDataset, { dataset: id, 'dry-run': 'true' });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would delete dataset ${id}`,
      outputs: { 'dataset-id': id },
    });
    expect(requests()).toEqual([]);
    expect(paperspace.datasets()).toHaveLength(1);
  });

  test.each([
    [
      'faces',
      [
        expect.stringMatching(
          /^dataset: must be a dataset ID .*, not `faces`\. A dataset cannot be deleted by its name$/,
        ),
      ],
    ],
    ['dst364npcw6ccok:v1', [expect.stringMatching(/^dataset: names the version `v1`/)]],
    ['faces:v1', [expect.stringMatching(/names the version/), expect.stringMatching(/must be a dataset ID/)]],
  ])('refuses %s', async (dataset, problems) => {
    expect(await problemsOf(deleteDataset, { dataset })).toEqual(problems);
  });

  test('fails if no dataset has the ID', async () => {
    const { run } = stageWithDataset();

    await expect(run(deleteDataset, { dataset: 'dst364npcw6ccok' })).rejects.toMatchObject({
      operation: 'delete dataset',
      problem: { status: 404 },
    });
  });
});
