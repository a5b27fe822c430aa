import { describe, expect, test } from '@jest/globals';
import { AuditError } from '../../src/files/errors.ts';
import { locateVersion } from '../../src/files/s3/location.ts';
import { RefusedError } from '../../src/net/errors.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { temporaryFolder } from '../support/folders.ts';
import { LARGE, noise, useS3Bed, worldOn } from '../support/s3-bed.ts';
import type { World } from '../support/world.ts';

const bed = useS3Bed();

const flowers = { 'rose.csv': 'rose', 'sub/tulip.csv': 'tulip' };

/** A committed version of these files and its manifest. */
async function snapshotOf(world: World, files: Readonly<Record<string, string | Buffer>>): Promise<Version> {
  const { outputs } = await world.run('snapshot', { path: temporaryFolder(files), tags: 'v1' });
  const version = world.version(outputs.version ?? '');
  if (version === undefined) throw new Error('the snapshot made no version');
  return version;
}

const isRead = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'GET' && path.includes('/data/');

describe('verify accepts a version that matches its manifest', () => {
  test('by size and ETag without reading a file', async () => {
    const world = worldOn(bed);
    const { version } = await snapshotOf(world, flowers);
    bed.reset();

    const { outcome, outputs, headline } = await world.run('verify', { version });

    expect(outcome).toBe('unchanged');
    expect(outputs).toMatchObject({ version, files: 2, bytes: 9, count: 0 });
    expect(headline).toBe(`Verified version ${world.dataset}:${version}: 2 files (9 bytes), by size and ETag`);
    expect(bed.proxy.requests.filter(isRead)).toEqual([]);
  });

  test('by SHA-256 of every byte with depth: full', async () => {
    const world = worldOn(bed);
    const larger = noise(2 * 16 * 1024 ** 2 + 17);
    await snapshotOf(world, { ...flowers, empty: '', large: noise(LARGE), larger });

    const { outcome, headline } = await world.run('verify', { version: 'v1', depth: 'full' });

    expect(outcome).toBe('unchanged');
    expect(headline).toMatch(/: 5 files \(41\.0 MiB\), by SHA-256$/);
  });
});

describe('verify fails', () => {
  test('with a list of missing, extra and damaged files', async () => {
    const world = worldOn(bed);
    const version = await snapshotOf(world, { ...flowers, 'lily.csv': 'lily' });
    await bed.remove(version, 'rose.csv');
    await bed.put(version, { extra: 'x', 'lily.csv': 'LILY', 'sub/tulip.csv': 'longer tulip' });

    const error = await world.failure('verify', { version: 'v1' });

    expect(error).toBeInstanceOf(AuditError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^Version .* does not match its manifest: "extra" is unexpected; "lily.csv" has the ETag .*; "rose.csv" is missing; "sub\/tulip.csv" is 12 bytes, not 5 bytes$/,
      ),
    });
    expect(world.results.slice(-4)).toMatchObject([
      { kind: 'unexpected', key: 'extra' },
      { kind: 'etag', key: 'lily.csv' },
      { kind: 'missing', key: 'rose.csv' },
      { kind: 'size', key: 'sub/tulip.csv', expected: 5, found: 12 },
    ]);
    const lastOutputs = world.published.at(-1);
    expect(lastOutputs).toMatchObject({ files: 3, count: 4 });
  });

  test('with depth: full if a byte differs from the upload, although size and ETag match', async () => {
    const world = worldOn(bed);
    const { version } = await snapshotOf(world, flowers);
    bed.proxy.rule = (request) =>
      isRead(request) && request.path.endsWith('rose.csv') ? { kind: 'change', body: () => 'ROSE' } : undefined;

    const quick = await world.run('verify', { version: 'v1' });
    const error = await world.failure('verify', { version: 'v1', depth: 'full' });

    expect(quick.outcome).toBe('unchanged');
    expect(error).toMatchObject({
      message: expect.stringContaining(`${version} does not match its manifest: "rose.csv" has the SHA-256 `),
      differences: [{ kind: 'sha256', key: 'rose.csv' }],
    });
  });
});

describe('verify reads a storage that lists in another order', () => {
  test.each([
    ['quick', 2],
    ['full', 4],
  ])('once more with depth: %s, to sort the list', async (depth, lists) => {
    const world = worldOn(bed);
    await snapshotOf(world, { ...flowers, 'lily.csv': 'lily' });
    const reverse = (body: string): string => {
      const contents = body.match(/<Contents>.*?<\/Contents>/gs) ?? [];
      return body.replace(/<Contents>.*?<\/Contents>/gs, () => contents.pop() ?? '');
    };
    bed.reset();
    bed.proxy.rule = ({ query }) => (query.has('list-type') ? { kind: 'change', body: reverse } : undefined);

    const { outcome, outputs } = await world.run('verify', { version: 'v1', depth });

    expect(outcome).toBe('unchanged');
    expect(outputs).toMatchObject({ files: 3, count: 0 });
    expect(bed.proxy.requests.filter(({ query }) => query.get('prefix')?.endsWith('/data/'))).toHaveLength(lists);
  });
});

describe('verify of a version without a manifest', () => {
  async function withoutManifest(world: World): Promise<Version> {
    const version = world.add({ isCommitted: true, tags: ['v1'] });
    await bed.put(version, flowers);
    return version;
  }

  test('treats an invalid manifest as missing', async () => {
    const world = worldOn(bed);
    const version = await snapshotOf(world, flowers);
    const { manifestKey } = locateVersion(version.url, 'data/');
    await bed.putObject(manifestKey, `${String(await bed.getObject(manifestKey)).split('\n')[0]}\n{`);

    expect(await world.failure('verify', { version: 'v1' })).toBeInstanceOf(RefusedError);
    expect((await world.run('verify', { version: 'v1', 'write-manifest': 'true' })).outcome).toBe('updated');
    expect((await world.run('verify', { version: 'v1', depth: 'full' })).outcome).toBe('unchanged');
  });

  test('fails and reports the missing manifest', async () => {
    const world = worldOn(bed);
    await withoutManifest(world);

    const error = await world.failure('verify', { version: 'v1' });

    expect(error).toBeInstanceOf(RefusedError);
    expect(String(error)).toMatch(/has no manifest, so its files cannot be verified$/);
  });

  test('writes one with write-manifest: true, which later runs verify by', async () => {
    const world = worldOn(bed);
    const version = await withoutManifest(world);
    const inputs = { version: 'v1', 'write-manifest': 'true' };

    const dry = await world.run('verify', { ...inputs, 'dry-run': 'true' });
    await world.failure('verify', { version: 'v1' });
    const written = await world.run('verify', inputs);
    const again = await world.run('verify', { ...inputs, depth: 'full' });

    expect(dry.headline).toMatch(/^Dry run: would write a manifest for version .*: 2 files \(9 bytes\)$/);
    expect(written.outcome).toBe('updated');
    expect(again.outcome).toBe('unchanged');
    await bed.put(version, { 'rose.csv': 'ROSE' });
    expect(await world.failure('verify', inputs)).toBeInstanceOf(AuditError);
  });
});
