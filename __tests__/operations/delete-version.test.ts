import { describe, expect, test } from '@jest/globals';
import { deleteVersion } from '../../src/operations/versions.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('delete-version', () => {
  test('deletes by IDs with one request', async () => {
    const { run, dataset, add, path, requests, versions, results } = new World();
    const { version } = add();
    const kept = add();

    const report = await run(deleteVersion, { dataset: `${dataset}:${version}` });

    expect(versions()).toEqual([kept]);
    expect(requests()).toEqual([`DELETE ${path}/${version}`]);
    expect(report).toMatchObject({
      outcome: 'deleted',
      headline: `Deleted version ${dataset}:${version}`,
      outputs: { 'dataset-id': dataset, version, ref: `${dataset}:${version}` },
    });
    expect(results).toEqual([{ datasetId: dataset, version }]);
  });

  test('describes the change in a dry run', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(deleteVersion, { dataset, version: 'fo5rp4m', 'dry-run': 'true' });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would delete version ${dataset}:fo5rp4m`,
      outputs: { ref: `${dataset}:fo5rp4m` },
    });
    expect(requests()).toEqual([]);
  });

  test('does not resolve tags, not even ones with the form of an ID', async () => {
    const { run, dataset, add, versions, requests } = new World();
    add({ tags: ['nightly'] });

    await expect(run(deleteVersion, { dataset, version: 'nightly' })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    expect(requests()).toHaveLength(1);
    expect(versions()).toHaveLength(1);
  });

  test('accepts only IDs', async () => {
    const problem = /^version: must be a version ID \(.*\), not `.*`\. A version cannot be deleted by its tag$/;

    expect(await problemsOf(deleteVersion, { dataset: 'flowers:latest' })).toEqual([
      expect.stringMatching(/^dataset: must be a dataset ID/),
      expect.stringMatching(problem),
    ]);
    expect(await problemsOf(deleteVersion, { dataset: 'dst364npcw6ccok' })).toEqual([
      expect.stringMatching(/^version: is missing/),
    ]);
  });
});
