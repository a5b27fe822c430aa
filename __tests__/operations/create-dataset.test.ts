import { describe, expect, test } from '@jest/globals';
import { createDataset } from '../../src/operations/datasets.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('create-dataset', () => {
  test('creates a private dataset with one request and outputs its ID and name', async () => {
    const { run, bodies, requests, paperspace, results } = new World();

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

  test('reuses the dataset of that name with if-exists: reuse, and creates it if there is none', async () => {
    const { run, dataset, requests, paperspace } = new World();

    const reused = await run(createDataset, { name: 'flowers', 'if-exists': 'reuse' });
    const created = await run(createDataset, { name: 'cats', 'if-exists': 'reuse' });
    const again = await run(createDataset, { name: 'cats', 'if-exists': 'reuse', 'dry-run': 'true' });

    expect(reused).toMatchObject({
      outcome: 'found',
      headline: `Reused dataset flowers (${dataset})`,
      outputs: { 'dataset-id': dataset, 'dataset-name': 'flowers' },
    });
    expect(created.outcome).toBe('created');
    expect(again.outputs).toMatchObject({ 'dataset-id': created.outputs['dataset-id'] });
    expect(requests().filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(paperspace.datasets()).toHaveLength(2);
  });

  test('reuses the dataset that another job created in the meantime', async () => {
    const { run, requests } = new World({
      faults: [
        { kind: 'wrong-shape', method: 'GET', json: { items: [], hasMore: false } },
        { kind: 'status', method: 'POST', status: 409 },
      ],
    });

    const report = await run(createDataset, { name: 'flowers', 'if-exists': 'reuse' });

    expect(report.outcome).toBe('found');
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', 'GET']);
  });

  test('warns if the dataset that it reuses has another storage provider', async () => {
    const { run, dataset, log } = new World();

    await run(createDataset, { name: 'flowers', 'if-exists': 'reuse', 'storage-provider-id': 'sp-other' });

    expect(log.warnings).toEqual([
      expect.stringMatching(`^Dataset ${dataset} uses storage provider .*, not sp-other$`),
    ]);
  });

  test('finds public datasets by no name, so reuse is for private ones', async () => {
    expect(await problemsOf(createDataset, { name: 'flowers', public: 'true', 'if-exists': 'reuse' })).toEqual([
      'if-exists: cannot be `reuse` with `public: true`: only private datasets can be found by name',
    ]);
  });

  test('sends every field that is given', async () => {
    const { run, bodies } = new World();

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

  test('sends null to clear the description', async () => {
    const { run, bodies } = new World();

    await run(createDataset, { name: 'cats', description: 'null' });

    expect(bodies('POST')).toEqual([{ name: 'cats', isPublic: false, description: null }]);
  });

  test.each([
    ['false', 'Dry run: would create the private dataset cats'],
    ['true', 'Dry run: would create the public dataset cats'],
  ])('describes the change in a dry run with public: %s', async (isPublic, headline) => {
    const { run, requests } = new World();

    const report = await run(createDataset, { name: 'cats', public: isPublic, 'dry-run': 'true' });

    expect(report).toMatchObject({ outcome: 'none', headline, outputs: { 'dataset-name': 'cats' } });
    expect(requests()).toEqual([]);
  });

  test('finds the dataset if the response is lost, without a warning', async () => {
    const { run, paperspace, log } = new World({ faults: [{ kind: 'drop', when: 'after', method: 'POST' }] });

    const report = await run(createDataset, { name: 'cats' });

    expect(paperspace.datasets().map(({ name }) => name)).toEqual(['flowers', 'cats']);
    expect(report.outputs['dataset-id']).toBe(paperspace.datasets()[1]?.id);
    expect(log.warnings).toEqual([]);
  });

  test('warns after a repeated request that the first may have created a dataset too', async () => {
    const { run, paperspace, log } = new World({ faults: [{ kind: 'late', method: 'POST' }] });

    const report = await run(createDataset, { name: 'cats' });

    expect(paperspace.datasets()).toHaveLength(3);
    expect(log.warnings).toEqual([
      expect.stringContaining(`a second dataset with this name exists in addition to ${report.outputs['dataset-id']}`),
    ]);
  });

  test('fails with the message of the API', async () => {
    const { run } = new World({ answers: { uniqueNames: true } });

    await expect(run(createDataset, { name: 'flowers' })).rejects.toThrow(
      'Failed to create dataset flowers: A dataset named flowers exists',
    );
  });

  test('requires a name', async () => {
    expect(await problemsOf(createDataset, { public: 'no' })).toEqual([
      'name: is missing',
      'public: must be `true` or `false`, not `no`',
    ]);
  });
});
