import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { KeysError } from '../../src/files/errors.ts';
import { RefusedError } from '../../src/net/errors.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { temporaryFolder } from '../support/folders.ts';
import { problemsOf } from '../support/runner.ts';
import { useS3Bed, worldOn } from '../support/s3-bed.ts';
import type { World } from '../support/world.ts';

const operations = await loadAll(registry);

const bed = useS3Bed();

const flowers = { 'rose.csv': 'rose', 'sub/lily.txt': 'lily', 'sub/tulip.csv': 'tulip' };

async function withFiles(world: World, isCommitted = false): Promise<Version> {
  const version = world.add({ isCommitted, tags: ['v1'] });
  await bed.put(version, flowers);
  return version;
}

describe('list-files', () => {
  test('returns the files with their sizes', async () => {
    const world = worldOn(bed);
    const { version } = await withFiles(world, true);

    const { outcome, outputs, summary } = await world.run('list-files', { version: 'v1' });

    expect(outcome).toBe('found');
    expect(outputs).toMatchObject({ version, count: 3, files: 3, bytes: 13, 'next-page': '' });
    expect(world.results).toMatchObject([
      { key: 'rose.csv', size: 4 },
      { key: 'sub/lily.txt', size: 4 },
      { key: 'sub/tulip.csv', size: 5 },
    ]);
    expect(summary).toMatchObject([{ kind: 'table', rows: [['rose.csv', '4'], expect.anything(), expect.anything()] }]);
  });

  test('returns the matching files of a folder', async () => {
    const world = worldOn(bed);
    await withFiles(world);
    const inputs = { version: 'v1', destination: 'sub', path: '**/*.csv' };

    const { outputs } = await world.run('list-files', inputs);
    const none = await world.run('list-files', { ...inputs, path: '*.png' });

    expect(outputs).toMatchObject({ count: 1, bytes: 5 });
    expect(none).toMatchObject({ outcome: 'none', outputs: { count: 0, bytes: 0 } });
  });
});

test.each(['list-files', 'delete-files'])('%s refuses an invalid glob', async (name) => {
  const operation = operations.find((one) => one.name === name);

  expect(await problemsOf(operation, { dataset: 'flowers:v1', path: '[z-a].csv' })).toEqual([
    expect.stringMatching(/^path: contains an invalid glob: Invalid regular expression/),
  ]);
});

describe('delete-files', () => {
  test('deletes only the matching files', async () => {
    const world = worldOn(bed);
    const draft = await withFiles(world);

    const { outcome, outputs, headline } = await world.run('delete-files', { version: 'v1', path: '**/*.csv' });

    expect([outcome, headline]).toEqual([
      'deleted',
      `Deleted 2 files (9 bytes) from draft ${world.dataset}:${draft.version}`,
    ]);
    expect(outputs).toMatchObject({ version: draft.version, files: 2, bytes: 9 });
    expect(world.results).toEqual(['rose.csv', 'sub/tulip.csv']);
    expect(world.log.infos).toContain('- sub/tulip.csv (5 bytes)');
    expect(await bed.contents(draft)).toEqual({ 'sub/lily.txt': 'lily' });
  });

  test('removes the files from the manifest, so that the version can be verified once it is committed', async () => {
    const world = worldOn(bed);
    const inputs = { path: temporaryFolder(flowers), commit: 'false', tags: '' };
    const { outputs } = await world.run('snapshot', inputs);
    const version = outputs.version ?? '';

    await world.run('delete-files', { version, path: 'rose.csv' });
    await world.run('commit', { version });

    expect(await world.run('verify', { version })).toMatchObject({ outputs: { files: 2, count: 0 } });
    expect(await world.run('diff', { version })).toMatchObject({ outputs: { added: 2, 'compared-by': 'sha256' } });
  });

  test('lists files in a dry run and deletes none', async () => {
    const world = worldOn(bed);
    const draft = await withFiles(world);

    const { headline, outputs } = await world.run('delete-files', { version: 'v1', path: '**', 'dry-run': 'true' });

    expect(headline).toBe(`Dry run: would delete 3 files (13 bytes) from draft ${world.dataset}:${draft.version}`);
    expect(outputs).toMatchObject({ files: 3, bytes: 13 });
    expect(await bed.contents(draft)).toEqual(flowers);
  });

  test('deletes nothing if no file matches', async () => {
    const world = worldOn(bed);
    await withFiles(world);

    expect(await world.run('delete-files', { version: 'v1', path: '*.png' })).toMatchObject({
      outcome: 'none',
      outputs: { files: 0 },
    });
  });

  test('refuses a committed version', async () => {
    const world = worldOn(bed);
    const version = await withFiles(world, true);

    const error = await world.failure('delete-files', { version: 'v1', path: '**' });

    expect(error).toBeInstanceOf(RefusedError);
    expect(await bed.contents(version)).toEqual(flowers);
  });
});

describe('download-files', () => {
  test('writes the files into the folder and skips unchanged ones', async () => {
    const world = worldOn(bed);
    const { version } = await withFiles(world, true);
    const folder = path.join(temporaryFolder(), 'new');

    const first = await world.run('download-files', { version: 'v1', path: folder });
    const again = await world.run('download-files', { version: 'v1', path: folder });

    expect(first).toMatchObject({
      outcome: 'found',
      headline: `Downloaded version ${world.dataset}:${version}: 3 files (13 bytes)`,
      outputs: { version, files: 3, bytes: 13, 'files-unchanged': 0 },
    });
    expect(again.outputs).toMatchObject({ files: 3, 'files-unchanged': 3 });
    expect(again.headline).toBe(
      `Downloaded version ${world.dataset}:${version}: 0 of 3 files (13 bytes in total), 3 unchanged`,
    );
    for (const [name, content] of Object.entries(flowers)) {
      expect(await readFile(path.join(folder, name), 'utf8')).toBe(content);
    }
  });

  test('writes the files of the destination directly into the folder', async () => {
    const world = worldOn(bed);
    await withFiles(world);
    const folder = temporaryFolder();

    await world.run('download-files', { version: 'v1', path: folder, destination: 'sub' });

    expect((await readdir(folder)).sort()).toEqual(['lily.txt', 'tulip.csv']);
  });

  test('writes nothing in a dry run and has the outcome none without files', async () => {
    const world = worldOn(bed);
    await withFiles(world);
    const { version: empty } = world.add();
    const folder = temporaryFolder();

    const dry = await world.run('download-files', { version: 'v1', path: folder, 'dry-run': 'true' });
    const none = await world.run('download-files', { version: empty, path: folder });

    expect(dry.headline).toBe(`Dry run: would download 3 files (13 bytes) into ${folder}`);
    expect(dry.outputs).toMatchObject({ files: 3, bytes: 13 });
    expect(none).toMatchObject({ outcome: 'none', outputs: { files: 0 } });
    expect(await readdir(folder)).toEqual([]);
  });

  test('reports all keys that cannot be files and writes none', async () => {
    const world = worldOn(bed);
    const version = await withFiles(world);
    await bed.put(version, { '../../etc/passwd': 'x', 'a//b': 'x' });
    const folder = temporaryFolder();

    const error = await world.failure('download-files', { version: 'v1', path: folder });

    expect(error).toBeInstanceOf(KeysError);
    expect(String(error)).toMatch(/"\.\.\/\.\.\/etc\/passwd".*"a\/\/b"/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('downloads the files that include selects, and names a key for a cache of it', async () => {
    const world = worldOn(bed);
    const { version } = await withFiles(world, true);
    const folder = temporaryFolder();
    const inputs = { version: 'v1', path: folder, include: '**/*.csv\n!rose.*' };

    const plan = await world.run('download-files', { ...inputs, 'dry-run': 'true' });
    const part = await world.run('download-files', inputs);
    const whole = await world.run('download-files', { version: 'v1', path: temporaryFolder() });
    const none = await world.run('download-files', { ...inputs, include: '*.png' });

    expect(await readdir(folder, { recursive: true })).toEqual(['sub', 'sub/tulip.csv']);
    expect(part.outputs).toMatchObject({ files: 1, bytes: 5 });
    const key = part.outputs['cache-key'];
    expect(key).toMatch(new RegExp(`^paperspace-${world.dataset}-${version}-[0-9a-f]{16}$`));
    expect(plan.outputs['cache-key']).toBe(key);
    expect(new Set([key, whole.outputs['cache-key'], none.outputs['cache-key']]).size).toBe(3);
    expect(none.outcome).toBe('none');
    expect(world.log.warnings).toContain('No files of the version match `include`');
  });

  test('names no key for a cache of a draft, whose files may change', async () => {
    const world = worldOn(bed);
    await withFiles(world);

    const { outputs } = await world.run('download-files', { version: 'v1', path: temporaryFolder() });

    expect(outputs['cache-key']).toBeUndefined();
  });

  test('requires a folder', async () => {
    const operation = operations.find(({ name }) => name === 'download-files');

    expect(await problemsOf(operation, { dataset: 'flowers:v1' })).toEqual([
      'path: is missing. It must be the folder to write into',
    ]);
  });

  test('accepts only one folder', async () => {
    const operation = operations.find(({ name }) => name === 'download-files');

    expect(await problemsOf(operation, { dataset: 'flowers:v1', path: 'a\nb' })).toEqual([
      'path: must be one folder, not 2 lines',
    ]);
  });
});
