import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Version } from '../../src/paperspace/schema.ts';
import { temporaryFolder } from '../support/folders.ts';
import { useS3Bed, worldOn } from '../support/s3-bed.ts';
import { refuse } from '../support/s3-proxy.ts';
import type { World } from '../support/world.ts';

const bed = useS3Bed();

function versionFolder({ url }: Version): string {
  return (url ?? '').replace(`s3://${bed.bucket}/`, '');
}

/** Lists the objects beside a version's files, in alphabetical order. */
async function besides(version: Version): Promise<string[]> {
  const keys = await bed.keys(`${versionFolder(version)}/`);
  return keys
    .filter((key) => !key.startsWith('data/'))
    .map((key) => key.replace(/[0-9a-f]{64}/, 'DIGEST'))
    .sort();
}

/** The lines of a version's manifest. */
async function manifestOf(version: Version): Promise<unknown[]> {
  const text = String(await bed.getObject(`${versionFolder(version)}/data.manifest.jsonl`));
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** A draft that two jobs filled. */
async function filledByTwo(world: World): Promise<Version> {
  const draft = world.add();
  for (const name of ['rose', 'tulip']) {
    const inputs = { version: draft.version, path: temporaryFolder({ [`${name}.csv`]: name }), destination: name };
    await world.run('upload-files', inputs);
  }
  return draft;
}

test('each job leaves its manifest next to the draft, and a repeated job leaves it once', async () => {
  const world = worldOn(bed);
  const draft = await filledByTwo(world);
  const inputs = { version: draft.version, path: temporaryFolder({ 'rose.csv': 'rose' }), destination: 'rose' };

  await world.run('upload-files', inputs);

  expect(await besides(draft)).toEqual(['data.manifest.d/DIGEST.jsonl', 'data.manifest.d/DIGEST.jsonl']);
  const listed = await world.run('list-files', { version: draft.version });
  expect(listed.outputs).toMatchObject({ files: 2 });
});

describe('commit', () => {
  test('merges the manifests of all jobs, so that a download verifies every SHA-256', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);
    bed.reset();

    await world.run('commit', { version: draft.version });

    expect(bed.proxy.requests.some(({ method, path: key }) => method === 'GET' && key.includes('/data/'))).toBe(false);
    expect(world.log.infos).toContain('Merged 2 manifests from `upload-files` steps');
    expect(await besides(draft)).toEqual(['data.SHA256SUMS', 'data.manifest.jsonl']);
    expect(await manifestOf(draft)).toMatchObject([
      { files: 2, bytes: 9 },
      { key: 'rose/rose.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { key: 'tulip/tulip.csv' },
    ]);
    await world.run('download-files', { version: draft.version, path: path.join(temporaryFolder(), 'new') });
    expect(world.log.warnings).toEqual([]);
  });

  test('uses the entry that describes the stored object of each file, and reports files without one', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);
    const again = { version: draft.version, path: temporaryFolder({ 'rose.csv': 'red rose' }), destination: 'rose' };
    await world.run('upload-files', again);
    await bed.put(draft, { 'lily.csv': 'lily', 'tulip/tulip.csv': 'another' });

    await world.run('commit', { version: draft.version });

    expect(await manifestOf(draft)).toMatchObject([{ key: 'rose/rose.csv', size: 8 }]);
    expect(world.log.warnings).toEqual([
      'The manifest omits 2 files that no `upload-files` step uploaded, so downloads cannot verify the SHA-256 of every file. The first is "lily.csv"',
    ]);
  });

  test('keeps what a snapshot left in the draft before the jobs added to it', async () => {
    const world = worldOn(bed);
    const inputs = { path: temporaryFolder({ 'lily.csv': 'lily' }), commit: 'false', tags: '' };
    const { outputs } = await world.run('snapshot', inputs);
    await world.run('upload-files', { version: outputs.version ?? '', path: temporaryFolder({ 'rose.csv': 'rose' }) });

    await world.run('commit', { version: outputs.version ?? '' });

    const [version] = world.versions();
    expect(version && (await manifestOf(version))).toMatchObject([
      { files: 2, bytes: 8 },
      { key: 'lily.csv' },
      { key: 'rose.csv' },
    ]);
  });

  test('without credentials for the storage, or for a version elsewhere, is one call', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);
    const before = world.emulator.requests.length;
    bed.reset();

    await world.run('commit', { version: draft.version }, { hasStorageCredentials: false });

    expect(world.requests().slice(before)).toEqual([`PUT ${world.path}/${draft.version}`]);
    expect(bed.proxy.requests).toEqual([]);
  });

  test('of a version without an address in S3 asks the storage nothing', async () => {
    const world = worldOn(bed);
    const draft = world.add();
    const faults = [{ kind: 'wrong-shape' as const, json: { ...draft, url: null }, method: 'GET' as const }];

    const { outcome } = await world.run('commit', { version: draft.version }, { faults });

    expect(outcome).toBe('updated');
    expect(bed.proxy.requests).toEqual([]);
    expect(world.log.warnings).toEqual([]);
  });

  test('commits with a warning if the storage refuses, because the inputs expect no files', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);
    bed.proxy.rule = () => refuse(403, 'AccessDenied');

    const { outputs } = await world.run('commit', { version: draft.version });

    expect(outputs).toMatchObject({ 'is-committed': true });
    expect(world.log.warnings).toEqual([
      expect.stringMatching(/^Version .* will have no manifest because the manifests .* could not be merged: /),
    ]);
  });

  test('commits with a warning if the manifest cannot be written', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);
    bed.proxy.rule = ({ method }) => (method === 'PUT' ? refuse(403, 'AccessDenied') : undefined);

    const { outputs } = await world.run('commit', { version: draft.version });

    expect(outputs).toMatchObject({ 'is-committed': true });
    expect(world.log.warnings).toEqual([expect.stringMatching(/^Version .* will have no manifest because/)]);
    expect(await besides(draft)).toHaveLength(2);
  });

  test('commits nothing if the storage refuses and expectations are given', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);
    bed.proxy.rule = ({ method }) => (method === 'PUT' ? refuse(403, 'AccessDenied') : undefined);

    const error = await world.failure('commit', { version: draft.version, 'expect-files': '2' });

    expect(error).toMatchObject({ operation: 'PutObject', status: 403 });
    expect(world.versions()).toMatchObject([{ isCommitted: false }]);
  });

  test('leaves the manifests unchanged in a dry run', async () => {
    const world = worldOn(bed);
    const draft = await filledByTwo(world);

    await world.run('commit', { version: draft.version, 'dry-run': 'true' });

    expect(await besides(draft)).toHaveLength(2);
  });
});

describe('a dry run fails if the storage denies access, like the real run', () => {
  test.each([
    ['upload-files', { path: 'FOLDER' }],
    ['download-files', { path: 'FOLDER' }],
    ['delete-files', { path: '**' }],
    ['commit', { 'expect-files': '1' }],
  ])('%s', async (operation, inputs) => {
    const world = worldOn(bed);
    const { version } = world.add();
    const folder = temporaryFolder({ 'rose.csv': 'rose' });
    const given = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [name, value === 'FOLDER' ? folder : value]),
    );
    bed.proxy.rule = () => refuse(403, 'AccessDenied');

    const dry = await world.failure(operation, { version, ...given, 'dry-run': 'true' });
    const real = await world.failure(operation, { version, ...given });

    expect(dry).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(real).toMatchObject({ status: 403, code: 'AccessDenied' });
  });
});
