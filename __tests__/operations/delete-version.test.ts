import { describe, expect, test } from '@jest/globals';
import { deleteVersion } from '../../src/operations/versions.ts';
import { problemsOf, stageWithDataset } from '../support/stage.ts';

describe('delete-version', () => {
  test('deletes by IDs with one request', async () => {
    const { run, id, add, path, requests, versions, results } = stageWithDataset();
    const { version } = add();
    const kept = add();

    const report = await run(deleteVersion, { dataset: `${id}:${version}` });

    expect(versions()).toEqual([kept]);
    expect(requests()).toEqual([`DELETE ${path}/${version}`]);
    expect(report).toMatchObject({
      outcome: 'deleted',
      headline: `Deleted version ${id}:${version}`,
      outputs: { 'dataset-id': id, version, ref: `${id}:${version}` },
    });
    expect(results).toEqual([{ datasetId: id, version }]);
  });

  test('describes the change in a dry run', async () => {
    const { run, id, requests } = stageWithDataset();

    const report = await run(deleteVersion, { dataset: id, version: 'fo5rp4m', 'dry-run': 'true' });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would delete version ${id}:fo5rp4m`,
      outputs: { ref: `${id}:fo5rp4m` },
    });
    expect(requests()).toEqual([]);
  });

  test('does not resolve tags, not even ones with the form of an ID', async () => {
    const { run, id, add, versions, requests } = stageWithDataset();
    add({ tags: ['nightly'] });

    await expect(run(deleteVersion, { dataset: id, version: 'nightly' })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    expect(requests()).toHaveLength(1);
    expect(versions()).toHaveLength(1);
  });

  test('accepts only IDs', async () => {
    const problem = /^version: must be a version ID \(.*\), not `.*`\. A version cannot be deleted by its tag$/;

    expect(await problemsOf(deleteVersion, { dataset: 'faces:latest' })).toEqual([
      expect.stringMatching(/^dataset: must be a dataset ID/),
      expect.stringMatching(problem),
    ]);
    expect(await problemsOf(deleteVersion, { dataset: 'dst364npcw6ccok' })).toEqual([
      expect.stringMatching(/^version: is missing/),
    ]);
  });
});
