import { describe, expect, test } from '@jest/globals';
import { StorageUrlError } from '../../src/files/errors.ts';
import { RefusedError } from '../../src/net/errors.ts';
import { InputError } from '../../src/operations/inputs.ts';
import { temporaryFolder } from '../support/folders.ts';
import { useS3Bed, worldOn } from '../support/s3-bed.ts';

const bed = useS3Bed();

const flowers = { 'rose.csv': 'rose', 'sub/tulip.csv': 'tulip' };

describe('upload-files', () => {
  test('adds files to a draft that has others and reports the counts', async () => {
    const world = worldOn(bed);
    const draft = world.add();
    await bed.put(draft, { 'lily.csv': 'lily' });
    const inputs = { dataset: `flowers:${draft.version}`, path: temporaryFolder(flowers), destination: 'train' };

    const { outcome, outputs, headline } = await world.run('upload-files', inputs);

    expect(outcome).toBe('updated');
    expect(outputs).toMatchObject({
      'dataset-name': 'flowers',
      ref: `${world.dataset}:${draft.version}`,
      files: 2,
      bytes: 9,
      'files-uploaded': 2,
      'files-copied': 0,
      'files-unchanged': 0,
      'manifest-digest': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [added, pace] = headline.split(' in ');
    expect(added).toBe(
      `Added 2 files (9 bytes) to draft flowers:${draft.version} (${world.dataset}:${draft.version}): 2 uploaded, 0 copied, 0 unchanged`,
    );
    expect(pace).toMatch(/^[\d.]+ m?s( \([\d.]+ \w+\/s\))?$/);
    expect(world.results).toMatchObject([{ files: 2, uploaded: 2, manifest: outputs['manifest-digest'] }]);
    expect(await bed.contents(draft)).toEqual({
      'lily.csv': 'lily',
      'train/rose.csv': 'rose',
      'train/sub/tulip.csv': 'tulip',
    });
  });

  test('uploads nothing twice', async () => {
    const world = worldOn(bed);
    const { version } = world.add();
    const inputs = { version, path: temporaryFolder(flowers) };
    await world.run('upload-files', inputs);

    const again = await world.run('upload-files', inputs);

    expect(again.outcome).toBe('unchanged');
    expect(again.headline).toBe(`Unchanged: draft ${world.dataset}:${version} already has the 2 files (9 bytes)`);
    expect(again.outputs).toMatchObject({ 'files-uploaded': 0, 'files-unchanged': 2 });
  });

  test('copies unchanged files from the newest committed version if incremental is true', async () => {
    const world = worldOn(bed);
    const folder = temporaryFolder(flowers);
    await world.run('snapshot', { path: folder });
    const { version } = world.add();
    const other = world.add();

    const copied = await world.run('upload-files', { version, path: folder });
    const sent = await world.run('upload-files', { version: other.version, path: folder, incremental: 'false' });

    expect(copied.outputs).toMatchObject({ 'files-copied': 2, 'files-uploaded': 0 });
    expect(sent.outputs).toMatchObject({ 'files-copied': 0, 'files-uploaded': 2 });
  });

  test('refuses a committed version before any storage request', async () => {
    const world = worldOn(bed);
    const draft = world.add({ isCommitted: true });

    const error = await world.failure('upload-files', { version: draft.version, path: temporaryFolder(flowers) });

    expect(error).toBeInstanceOf(RefusedError);
    expect(String(error)).toMatch(/is committed, so no files can be added to it/);
    expect(await bed.contents(draft)).toEqual({});
  });

  test('describes the uploads in a dry run', async () => {
    const world = worldOn(bed);
    const draft = world.add();
    const inputs = { version: draft.version, path: temporaryFolder(flowers), 'dry-run': 'true' };

    const { headline, outputs } = await world.run('upload-files', inputs);

    expect(headline).toBe('Dry run: would upload 2 files, copy 0, leave 0 unchanged');
    expect(outputs).toMatchObject({ version: draft.version });
    expect(await bed.contents(draft)).toEqual({});
  });

  test('continues without a base whose folder is not known, and fails if the API fails', async () => {
    const world = worldOn(bed);
    const draft = world.add();
    const inputs = { version: draft.version, path: temporaryFolder(flowers) };
    const lists = { path: '.*/versions$', method: 'GET' } as const;
    const item = { ...draft, version: 'base123', isCommitted: true, url: null };

    const faults = [{ kind: 'wrong-shape', json: { items: [item], hasMore: false }, ...lists } as const];
    const sent = await world.run('upload-files', inputs, { faults });
    const error = await world.failure('upload-files', inputs, { faults: [{ kind: 'status', status: 403, ...lists }] });

    expect(sent.outputs).toMatchObject({ 'files-uploaded': 2 });
    expect(error).toMatchObject({ problem: { status: 403 } });
  });

  test('fails for a version without an address in S3', async () => {
    const world = worldOn(bed);
    const draft = world.add();
    const faults = [{ kind: 'wrong-shape' as const, json: { ...draft, url: null } }];

    const inputs = { version: draft.version, path: temporaryFolder(flowers) };

    expect(await world.failure('upload-files', inputs, { faults })).toBeInstanceOf(StorageUrlError);
  });
});

describe('a path that matches no file', () => {
  test('is an error of the input by default, before any request', async () => {
    const world = worldOn(bed);

    const error = await world.failure('upload-files', { version: 'fo5rp4m', path: temporaryFolder() });

    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/Input `path` matches no file/);
    expect(world.requests()).toEqual([]);
  });

  test.each([
    ['warn', 1],
    ['ignore', 0],
  ])('with if-no-files-found: %s is %d warnings, and nothing is sent', async (how, warnings) => {
    const world = worldOn(bed);
    const { version } = world.add();
    const inputs = { version, path: temporaryFolder(), 'if-no-files-found': how };

    const { outcome, outputs } = await world.run('upload-files', inputs);

    expect([outcome, outputs.files]).toEqual(['none', 0]);
    expect(world.log.warnings.filter((line) => /^Input `path` matches no file/.test(line))).toHaveLength(warnings);
  });
});
