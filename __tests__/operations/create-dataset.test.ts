import { describe, expect, test } from '@jest/globals';
import { createDataset } from '../../src/operations/datasets.ts';
import { problemsOf, stageWithDataset } from '../support/stage.ts';

describe('create-dataset', () => {
  test('makes a private dataset with one request, and puts out its id and its name', async () => {
    const { run, bodies, requests, paperspace, results } = stageWithDataset();

    const report = await run(createDataset, { name: 'cats' });

    const [, dataset] = paperspace.datasets();
    expect(dataset).toMatchObject({ name: 'cats', isPublic: false });
    expect(requests()).toEqual(['POST /datasets']);
    expect(bodies('POST')).toEqual([{ name: 'cats', isPublic: false }]);
    expect(report).toMatchObject({
      outcome: 'created',
      headline: `Created dataset cats (${dataset?.id})`,
      outputs: { 'dataset-id': dataset?.id, 'dataset-name': 'cats' },
    });
    expect(results).toEqual([dataset]);
  });

  test('sends every field that is given', async () => {
    const { run, bodies } = stageWithDataset();

    await run(createDataset, {
      name: 'cats',
      public: 'true',
      description: 'of all kinds',
      'storage-provider-id': 'sp1',
    });

    expect(bodies('POST')).toEqual([
      { name: 'cats', isPublic: true, description: 'of all kinds', storageProviderId: 'sp1' },
    ]);
  });

  test('sends null for a description that is to be none', async () => {
    const { run, bodies } = stageWithDataset();

    await run(createDataset, { name: 'cats', description: 'null' });

    expect(bodies('POST')).toEqual([{ name: 'cats', isPublic: false, description: null }]);
  });

  test.each([
    ['false', 'Dry run: would create the private dataset cats'],
    ['true', 'Dry run: would create the public dataset cats'],
  ])('says in a dry run what it would do, with public: %s', async (isPublic, headline) => {
    const { run, requests } = stageWithDataset();

    const report = await run(createDataset, { name: 'cats', public: isPublic, 'dry-run': 'true' });

    expect(report).toMatchObject({ outcome: 'none', headline, outputs: { 'dataset-name': 'cats' } });
    expect(requests()).toEqual([]);
  });

  test('finds what it made where the answer is lost, and says nothing of it', async () => {
    const { run, paperspace, log } = stageWithDataset({ faults: [{ kind: 'drop', when: 'after', method: 'POST' }] });

    const report = await run(createDataset, { name: 'cats' });

    expect(paperspace.datasets().map(({ name }) => name)).toEqual(['faces', 'cats']);
    expect(report.outputs['dataset-id']).toBe(paperspace.datasets()[1]?.id);
    expect(log.warnings).toEqual([]);
  });

  test('warns where it had to send again: the first request may have made one too', async () => {
    const { run, paperspace, log } = stageWithDataset({ faults: [{ kind: 'late', method: 'POST' }] });

    const report = await run(createDataset, { name: 'cats' });

    expect(paperspace.datasets()).toHaveLength(3);
    expect(log.warnings).toEqual([
      expect.stringContaining(`a second dataset of this name beside ${report.outputs['dataset-id']}`),
    ]);
  });

  test('fails with what the API says', async () => {
    const { run } = stageWithDataset({ answers: { uniqueNames: true } });

    await expect(run(createDataset, { name: 'faces' })).rejects.toThrow(
      'Failed to create dataset faces: A dataset named faces exists',
    );
  });

  test('needs a name', async () => {
    expect(await problemsOf(createDataset, { public: 'no' })).toEqual([
      'name: is missing: it takes a text',
      'public: takes `true` or `false`, got "no", but it is neither',
    ]);
  });
});
