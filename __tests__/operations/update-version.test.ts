import { describe, expect, test } from '@jest/globals';
import { updateVersion } from '../../src/operations/versions.ts';
import { problemsOf, stageWithDataset } from '../support/stage.ts';

describe('update-version', () => {
  test('changes message and tags with one request that sends just those', async () => {
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
  ] as const)('keeps the metadata that is there, with one read before, where the API takes metadata to %s', async (putMetadata) => {
    const { run, id, add, requests, bodies, versions } = stageWithDataset({ answers: { putMetadata } });
    const own = { snapshot: { attempt: 'a-1', key: 'k' }, github: { sha: '0' } };
    const { version } = add({ metadata: { ...own, a: 1, b: { x: 1 } } });

    await run(updateVersion, { dataset: `${id}:${version}`, metadata: '{"b": {"y": 2}, "c": 3}', tags: 't' });

    const merged = { ...own, a: 1, b: { y: 2 }, c: 3 };
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['GET', 'PUT']);
    expect(bodies('PUT')).toEqual([{ tags: 't', metadata: merged }]);
    expect(versions()).toMatchObject([{ metadata: merged }]);
  });

  test('gives metadata to a version that has none', async () => {
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

  test('warns where the tags are not what was sent', async () => {
    const { run, id, add, log } = stageWithDataset({ answers: { putTags: 'merge' } });
    const { version } = add({ tags: ['old'] });

    const report = await run(updateVersion, { dataset: id, version, tags: 'new' });

    expect(report.outputs.tags).toEqual(['old', 'new']);
    expect(log.warnings).toEqual([`Version ${id}:${version} should have new, but the API reports old, new`]);
  });

  test('says in a dry run what it would do, without looking at the version', async () => {
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

  test('needs a version and something to change', async () => {
    expect(await problemsOf(updateVersion, { dataset: 'faces' })).toEqual([
      expect.stringMatching(/^version: is missing/),
      'message: is missing, and so are `metadata` and `tags`: nothing would change',
    ]);
  });
});
