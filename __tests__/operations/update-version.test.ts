import { describe, expect, test } from '@jest/globals';
import { updateVersion } from '../../src/operations/versions.ts';
import { problemsOf } from '../support/runner.ts';
import { World } from '../support/world.ts';

describe('update-version', () => {
  test('changes message and tags with one request that sends only those', async () => {
    const { run, dataset, add, path, requests, bodies } = new World();
    const { version } = add({ tags: ['old'] });

    const report = await run(updateVersion, { dataset: `${dataset}:${version}`, message: 'm', tags: 'a,b' });

    expect(requests()).toEqual([`PUT ${path}/${version}`]);
    expect(bodies('PUT')).toEqual([{ message: 'm', tags: 'a,b' }]);
    expect(report).toMatchObject({
      outcome: 'updated',
      headline: `Updated version ${dataset}:${version}`,
      outputs: { message: 'm', tags: ['a', 'b'] },
    });
  });

  test.each([
    'replace',
    'merge',
  ] as const)('reads the metadata once and keeps existing keys if the API does %s', async (putMetadata) => {
    const { run, dataset, add, requests, bodies, versions } = new World({ answers: { putMetadata } });
    const own = { snapshot: { attempt: 'a-1', key: 'k' }, github: { sha: '0' } };
    const { version } = add({ metadata: { ...own, a: 1, b: { x: 1 } } });

    await run(updateVersion, { dataset: `${dataset}:${version}`, metadata: '{"b": {"y": 2}, "c": 3}', tags: 't' });

    const merged = { ...own, a: 1, b: { y: 2 }, c: 3 };
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['GET', 'PUT']);
    expect(bodies('PUT')).toEqual([{ tags: 't', metadata: merged }]);
    expect(versions()).toMatchObject([{ metadata: merged }]);
  });

  test('adds metadata to a version without any', async () => {
    const { run, dataset, add, versions } = new World();
    const { version } = add({ metadata: null });

    await run(updateVersion, { dataset, version, metadata: 'a: 1' });

    expect(versions()).toMatchObject([{ metadata: { a: 1 } }]);
  });

  test.each([{ message: 'm' }, { metadata: 'a: 1' }])('finds the version by its tag: %j', async (inputs) => {
    const { run, add, requests } = new World();
    const { version } = add({ tags: ['v1'] });

    const report = await run(updateVersion, { dataset: 'flowers:v1', ...inputs });

    expect(report.outputs).toMatchObject({ version, 'dataset-name': 'flowers' });
    expect(requests()).toHaveLength(3);
  });

  test('warns if the reported tags differ from the sent ones', async () => {
    const { run, dataset, add, log } = new World({ answers: { putTags: 'merge' } });
    const { version } = add({ tags: ['old'] });

    const report = await run(updateVersion, { dataset, version, tags: 'new' });

    expect(report.outputs.tags).toEqual(['old', 'new']);
    expect(log.warnings).toEqual([
      `Version ${dataset}:${version} should have tag \`new\`, but the API reports tags \`old\`, \`new\``,
    ]);
  });

  test('describes the change in a dry run without reading the version', async () => {
    const { run, dataset, requests } = new World();

    const report = await run(updateVersion, {
      dataset: `${dataset}:v1`,
      message: 'm',
      metadata: 'a: 1',
      tags: 't',
      'dry-run': 'true',
    });

    expect(report).toMatchObject({
      outcome: 'none',
      headline: `Dry run: would update version ${dataset}:v1: set message to "m", metadata to {"a":1}, and tags to ["t"]`,
    });
    expect(requests()).toEqual([]);
  });

  test('requires a version and a field to change', async () => {
    expect(await problemsOf(updateVersion, { dataset: 'flowers' })).toEqual([
      expect.stringMatching(/^version: is missing/),
      'message: is missing, and so are `metadata` and `tags`. Set at least one of them',
    ]);
  });
});
