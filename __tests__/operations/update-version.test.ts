import { describe, expect, test } from '@jest/globals';
import { updateVersion } from '../../src/operations/versions.ts';
import { problemsOf, stageWithDataset } from '../support/stage.ts';

describe('update-version', () => {
  test('changes message and tags with one request that sends only those', async () => {
    const { run, id, add, path, requests, bodies } = stageWithDataset();
    const { version } = add({ tags: ['old'] });

    const report = await run(updateVersion, { dataset: `${id}:${version}`, message: 'm', tags: 'a,b' });

    expect(requests()).toEqual([`PUT ${path}/${version}`]);
    expect(bodies('PUT')).toEqual([{ message: 'm', tags: 'a,b' }]);
    expect(report).toMatchObject({
      outcome: 'updated',
      headline: `Updated version ${id}:${version}`,
      outputs: { message: 'm', tags: ['a', 'b'] },
    });
  });

  test.each([
    'replace',
    'merge',
  ] as const)('reads the metadata once and keeps existing keys if the API does %s', async (putMetadata) => {
    const { run, id, add, requests, bodies, versions } = stageWithDataset({ answers: { putMetadata } });
    const own = { snapshot: { attempt: 'a-1', key: 'k' }, github: { sha: '0' } };
    const { version } = add({ metadata: { ...own, a: 1, b: { x: 1 } } });

    await run(updateVersion, { dataset: `${id}:${version}`, metadata: '{"b": {"y": 2}, "c": 3}', tags: 't' });

    const merged = { ...own, a: 1, b: { y: 2 }, c: 3 };
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['GET', 'PUT']);
    expect(bodies('PUT')).toEqual([{ tags: 't', metadata: merged }]);
    expect(versions()).toMatchObject([{ metadata: merged }]);
  });

  test('adds metadata to a version without any', async () => {
    const { run, id, add, versions } = stageWithDataset();
    const { version } = add({ metadata: null });

    await run(updateVersion, { dataset: id, version, metadata: 'a: 1' });

    expect(versions()).toMatchObject([{ metadata: { a: 1 } }]);
  });

  test.each([{ message: 'm' }, { metadata: 'a: 1' }])('finds the version by its tag: %j', async (inputs) => {
    const { run, add, requests } = stageWithDataset();
    const { version } = add({ tags: ['v1'] });

    const report = await run(updateVersion, { dataset: 'faces:v1', ...inputs });

    expect(report.outputs).toMatchObject({ version, 'dataset-name': 'faces' });
    expect(requests()).toHaveLength(3);
  });

  test('warns if the reported tags differ from the sent ones', async () => {
    const { run, id, add, log } = stageWithDataset({ answers: { putTags: 'merge' } });
    const { version } = add({ tags: ['old'] });

    const report = await run(updateVersion, { dataset: id, version, tags: 'new' });

    expect(report.outputs.tags).toEqual(['old', 'new']);
    expect(log.warnings).toEqual([`Version ${id}:${version} should have new, but the API reports old, new`]);
  });

  test('describes the change in a dry run without reading the version', async () => {
    const { run, id, requests } = stageWithDataset();

    const report = await run(updateVersion, {
      dataset: `${id}:v1`,
      message: 'm',
      metadata: 'a: 1',
      tags: 't',
      'dry-run': 'true',
    });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would update version ${id}:v1: set message to "m", metadata to {"a":1}, and tags to ["t"]`,
    });
    expect(requests()).toEqual([]);
  });

  test('requires a version and a field to change', async () => {
    expect(await problemsOf(updateVersion, { dataset: 'faces' })).toEqual([
      expect.stringMatching(/^version: is missing/),
      'message: is missing, and so are `metadata` and `tags`. Set at least one of them',
    ]);
  });
});
