import { describe, expect, test } from '@jest/globals';
import { openStorage } from '../../src/files/index.ts';
import { DirectConnections } from '../../src/net/connections.ts';
import { RefusedError } from '../../src/net/errors.ts';
import { commit } from '../../src/operations/commit.ts';
import type { Services } from '../../src/operations/step.ts';
import { heldRetryContext } from '../support/recording.ts';
import { problemsOf } from '../support/runner.ts';
import { httpServer } from '../support/servers.ts';
import { World } from '../support/world.ts';

/**
 * Starts a storage that can only list: every version has objects of these sizes. `requests` are the requests so far.
 */
async function listedObjects(...sizes: readonly number[]) {
  const requests: string[] = [];
  const server = await httpServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/xml' }).end(listing(requests.at(-1) ?? '', sizes));
  });
  const connections = new DirectConnections(5_000);
  const open: Services['openStorage'] = async ({ 's3-region': region, concurrency }) =>
    openStorage({
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      endpoint: { url: new URL(`http://127.0.0.1:${server.port}`), source: 's3-endpoint' },
      region,
      connections,
      retryContext: heldRetryContext(),
      concurrency,
    });
  return {
    requests,
    services: () => ({ openStorage: open }),
    [Symbol.asyncDispose]: async () => {
      await connections.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

function listing(target: string, sizes: readonly number[]): string {
  const prefix = new URL(target, 'http://storage.test').searchParams.get('prefix') ?? '';
  const listed = prefix.endsWith('/data/') ? sizes : [];
  const contents = listed.map(
    (size, index) => `<Contents><Key>${prefix}${index}.bin</Key><Size>${size}</Size><ETag>"0"</ETag></Contents>`,
  );
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

describe('commit', () => {
  test('makes a draft immutable with one request', async () => {
    const { run, dataset, add, path, requests, bodies, versions, results } = new World();
    const { version } = add({ tags: ['kept'] });

    const report = await run(commit, { dataset: `${dataset}:${version}` });

    expect(requests()).toEqual([`PUT ${path}/${version}`]);
    expect(bodies('PUT')).toEqual([{ isCommitted: true }]);
    expect(versions()).toMatchObject([{ isCommitted: true, tags: ['kept'] }]);
    expect(report).toMatchObject({
      outcome: 'updated',
      headline: `Committed version ${dataset}:${version}`,
      outputs: { ref: `${dataset}:${version}`, 'is-committed': true, tags: ['kept'] },
    });
    expect(results).toEqual(versions());
  });

  test('sets tags in the same request', async () => {
    const { run, dataset, add, bodies, versions } = new World();
    const { version } = add();

    await run(commit, { dataset, version, tags: 'v1,stable' });

    expect(bodies('PUT')).toEqual([{ isCommitted: true, tags: 'v1,stable' }]);
    expect(versions()).toMatchObject([{ isCommitted: true, tags: ['v1', 'stable'] }]);
  });

  test('finds the draft by its tag', async () => {
    const { run, add, requests, versions } = new World();
    add({ tags: ['next'] });

    const report = await run(commit, { dataset: 'flowers:next' });

    expect(versions()).toMatchObject([{ isCommitted: true }]);
    expect(report.outputs).toMatchObject({ 'dataset-name': 'flowers' });
    expect(requests()).toHaveLength(3);
  });

  test('warns when the API reports other tags', async () => {
    const { run, dataset, add, log } = new World({ answers: { putTags: 'merge' } });
    const { version } = add({ tags: ['old'] });

    await run(commit, { dataset, version, tags: 'new' });

    expect(log.warnings).toEqual([
      `Version ${dataset}:${version} should have tag \`new\`, but the API reports tags \`old\`, \`new\``,
    ]);
  });

  test.each([
    [{}, ''],
    [{ tags: 'a,b' }, ' with tags `a`, `b`'],
  ])('describes the change in a dry run: %j', async (inputs, tagged) => {
    const { run, dataset, requests } = new World();

    const report = await run(commit, { dataset: `${dataset}:v1`, 'dry-run': 'true', ...inputs });

    expect(report).toMatchObject({ outcome: 'none', headline: `Dry run: would commit version ${dataset}:v1${tagged}` });
    expect(requests()).toEqual([]);
  });

  test('requires a version', async () => {
    expect(await problemsOf(commit, { dataset: 'flowers' })).toEqual([expect.stringMatching(/^version: is missing/)]);
  });
});

describe('commit of a committed version succeeds', () => {
  test('if the API accepts it', async () => {
    const { run, dataset, add } = new World({ answers: { commitTwice: 'ok' } });
    const { version } = add({ isCommitted: true });

    expect(await run(commit, { dataset, version })).toMatchObject({ outputs: { 'is-committed': true } });
  });

  test('if the API refuses and the version is read back as committed', async () => {
    const { run, dataset, add, requests } = new World({ answers: { commitTwice: 'error' } });
    const { version } = add({ isCommitted: true, tags: ['v1'] });

    const report = await run(commit, { dataset, version, tags: 'v1' });

    expect(report).toMatchObject({
      outcome: 'unchanged',
      headline: `Version ${dataset}:${version} was already committed`,
      outputs: { 'is-committed': true },
    });
    expect(requests().map((line) => line.split(' ')[0])).toEqual(['PUT', 'GET']);
  });

  test('if the API refuses, and missing tags are set in a request of their own', async () => {
    const { run, dataset, add, bodies, versions } = new World({ answers: { commitTwice: 'error' } });
    const { version } = add({ isCommitted: true, tags: ['v1'] });

    const report = await run(commit, { dataset, version, tags: 'v1,stable' });

    expect(report).toMatchObject({ outcome: 'unchanged', outputs: { tags: ['v1', 'stable'] } });
    expect(bodies('PUT')).toEqual([{ isCommitted: true, tags: 'v1,stable' }, { tags: 'v1,stable' }]);
    expect(versions()).toMatchObject([{ tags: ['v1', 'stable'] }]);
  });
});

describe('commit of a draft fails', () => {
  test('if the version is read back as a draft after a refusal', async () => {
    const { run, dataset, add, versions } = new World({ answers: { tagHolder: 'conflict' } });
    add({ isCommitted: true, tags: ['stable'] });
    const { version } = add();

    await expect(run(commit, { dataset, version, tags: 'stable' })).rejects.toMatchObject({
      operation: 'update version',
      problem: { status: 409 },
    });
    expect(versions()).toMatchObject([{}, { isCommitted: false, tags: [] }]);
  });
});

describe('commit with expectations', () => {
  test('counts the files of the version first, then commits', async () => {
    await using objects = await listedObjects(10, 20);
    const { run, dataset, add, versions } = new World({ services: objects.services });
    const { version } = add();

    const report = await run(commit, { dataset: `${dataset}:${version}`, 'expect-files': '2', 'expect-bytes': '30' });

    expect(report).toMatchObject({ outcome: 'updated', outputs: { files: 2, bytes: 30 } });
    expect(versions()).toMatchObject([{ isCommitted: true }]);
    expect(objects.requests).toEqual([
      expect.stringContaining(encodeURIComponent(`/versions/${version}/data/`)),
      expect.stringContaining(encodeURIComponent(`/versions/${version}/data.manifest.d/`)),
    ]);
  });

  test.each([
    [{ 'expect-files': '3' }, 'it has 2 files instead of 3'],
    [{ 'expect-bytes': '31' }, 'it has 30 bytes instead of 31'],
    [{ 'expect-files': '0', 'expect-bytes': '0' }, 'it has 2 files instead of 0 and 30 bytes instead of 0'],
  ])('commits nothing if the counts differ: %j', async (inputs, problem) => {
    await using objects = await listedObjects(10, 20);
    const { run, dataset, add, versions } = new World({ services: objects.services });
    const { version } = add({ tags: ['next'] });

    const error: unknown = await run(commit, { dataset: `${dataset}:next`, ...inputs }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ message: `Version ${dataset}:${version} was not committed because ${problem}` });
    expect(versions()).toMatchObject([{ isCommitted: false }]);
  });

  test('counts also in a dry run', async () => {
    await using objects = await listedObjects(10);
    const { run, dataset, add } = new World({ services: objects.services });
    const { version } = add();

    const report = await run(commit, { dataset: `${dataset}:${version}`, 'expect-files': '1', 'dry-run': 'true' });

    expect(report).toMatchObject({ outcome: 'none', outputs: { files: 1, bytes: 10 } });
  });
});
