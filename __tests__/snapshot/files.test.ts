import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { VerificationError } from '../../src/files/errors.ts';
import { RefusedError } from '../../src/net/errors.ts';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';
import { useS3Bed, worldOn } from '../support/s3-bed.ts';
import { KEY, reportOf } from '../support/world.ts';

const bed = useS3Bed();

const flowers = { 'rose.csv': 'rose', 'sub/tulip.csv': 'tulip' };

test('a snapshot contains the files and describes them in its metadata and outputs', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);

  const { outcome, outputs } = await world.run('snapshot', { path: folder });

  const [version] = world.versions();
  expect(outcome).toBe('created');
  expect(await bed.contents(version)).toEqual(flowers);
  expect(outputs).toMatchObject({ files: 2, bytes: 9, 'files-uploaded': 2, 'files-copied': 0, 'files-unchanged': 0 });
  expect(markOf(version?.metadata).files).toEqual({ digest: outputs['manifest-digest'], count: 2, bytes: 9 });
  expect(version?.usageBytes).not.toBeNull();
  expect((await readFile(String(outputs['manifest-path']), 'utf8')).trim().split('\n')).toHaveLength(2);
  expect(world.log.all.join('\n')).not.toContain('No `path` given');
});

test.each([
  ['ignore', 0],
  ['warn', 1],
])('an empty folder with if-no-files-found: %s creates no version', async (how, warnings) => {
  const world = worldOn(bed);

  const report = await world.run('snapshot', { path: temporaryFolder(), 'if-no-files-found': how });

  expect([report.outcome, report.headline]).toEqual(['none', 'No files found, so no version was created']);
  expect(world.log.warnings).toHaveLength(warnings);
  expect(world.versions()).toEqual([]);
});

test('an empty folder creates an empty version with allow-empty, and an empty draft with commit: false', async () => {
  const world = worldOn(bed);
  const inputs = { path: temporaryFolder(), 'if-no-files-found': 'ignore' };

  const empty = await world.run('snapshot', { ...inputs, 'allow-empty': 'true' });
  const draft = await world.run('snapshot', { ...inputs, commit: 'false', key: 'other' });

  expect([empty.outcome, empty.outputs.files]).toEqual(['created', 0]);
  expect([draft.outcome, draft.outputs['is-committed']]).toEqual(['created', false]);
});

test('an empty folder is an error by default', async () => {
  const world = worldOn(bed);

  const error = await world.failure('snapshot', { path: temporaryFolder() });

  expect(String(error)).toContain('Input `path` matches no file');
  expect(world.requests()).toEqual([]);
});

test('the next snapshot copies unchanged files', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  await world.run('snapshot', { path: folder });
  writeFiles(folder, { 'rose.csv': 'white rose' });

  const next = await world.run('snapshot', { path: folder, key: 'next' });
  const whole = await world.run('snapshot', { path: folder, key: 'whole', incremental: 'false' });

  expect(next.outputs).toMatchObject({ 'files-uploaded': 1, 'files-copied': 1 });
  expect(whole.outputs).toMatchObject({ 'files-uploaded': 2, 'files-copied': 0 });
  for (const version of world.versions().slice(1)) {
    expect(await bed.contents(version)).toEqual({ ...flowers, 'rose.csv': 'white rose' });
  }
});

test('a repeated snapshot uploads nothing and has the same manifest output', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  const first = await world.run('snapshot', { path: folder });

  const again = await world.run('snapshot', { path: folder });

  const counts = {
    'files-uploaded': 0,
    'files-unchanged': 2,
    'manifest-path': expect.any(String),
    'checksums-path': expect.any(String),
  };
  expect(again.outcome).toBe('unchanged');
  expect(again.outputs).toEqual({ ...first.outputs, ...counts });
});

test('the same key with other files is an error that names both digests, the key and the input', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  const { outputs } = await world.run('snapshot', { path: folder });
  writeFiles(folder, { 'rose.csv': 'white rose' });

  const error = await world.failure('snapshot', { path: folder });
  const dry = await world.failure('snapshot', { path: folder, 'dry-run': 'true' });

  for (const refused of [error, dry]) {
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({ hint: expect.stringContaining('`key`') });
    const found =
      /for the key (\S+), but .* SHA-256 of its manifest is ([0-9a-f]{64}), and that of the new files is ([0-9a-f]{64})$/.exec(
        String(refused),
      );
    expect(found?.slice(1, 3)).toEqual([`${KEY}/0`, outputs['manifest-digest']]);
    expect(found?.[3]).not.toBe(outputs['manifest-digest']);
  }
});

test('the same key with a version that was committed without files is an error', async () => {
  const world = worldOn(bed);
  await world.run('snapshot');

  const error = await world.failure('snapshot', { path: temporaryFolder(flowers) });

  expect(String(error)).toContain('the SHA-256 of its manifest is (none), and that of the new files is');
});

test('a draft with files is recognized after a later step committed it', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  const left = await world.run('snapshot', { path: folder, commit: 'false' });
  const again = await world.run('snapshot', { path: folder, commit: 'false' });
  await world.run('commit', { dataset: String(left.outputs.ref), tags: 'v2' });

  const last = await world.run('snapshot', { path: folder, commit: 'false' });

  expect([left, again, last].map(({ outcome }) => outcome)).toEqual(['created', 'resumed', 'unchanged']);
  expect(last.outputs['manifest-digest']).toBe(left.outputs['manifest-digest']);
  expect(world.requests().filter((request) => request.startsWith('PUT'))).toHaveLength(2);
});

test('a resumed draft keeps its valid files and loses all others', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  await world.snapshot({ inputs: { path: folder }, diesAt: { request: 8, acted: false } });
  const [draft] = world.versions();
  if (draft === undefined) throw new Error('there is no draft');
  await bed.put(draft, { 'rose.csv': 'damaged', 'weed.csv': 'weed' });

  const report = reportOf(await world.snapshot({ inputs: { path: folder } }));

  expect(report.outcome).toBe('resumed');
  expect(report.outputs).toMatchObject({ 'files-uploaded': 1, 'files-unchanged': 1 });
  expect(world.log.all.join('\n')).toMatch(/1 uploaded, 0 copied, 1 unchanged, 1 removed/);
  expect(await bed.contents(draft)).toEqual(flowers);
});

test('files are copied from the draft of another run without waiting for it', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  await world.snapshot({ run: '2', inputs: { path: folder }, diesAt: { request: 7, acted: false } });
  const [theirs] = world.versions();
  if (theirs === undefined) throw new Error('there is no draft');

  const report = reportOf(await world.snapshot({ inputs: { path: folder } }));

  expect(report).toMatchObject({ outcome: 'created', outputs: { 'files-copied': 2, 'files-uploaded': 0 } });
  expect(await bed.contents(world.version(String(report.outputs.version)))).toEqual(flowers);
  expect(world.version(theirs.version)).toMatchObject({ isCommitted: false });
});

test('files are not copied from the draft of another run with incremental: false', async () => {
  const world = worldOn(bed);
  const inputs = { path: temporaryFolder(flowers), incremental: 'false' };
  await world.snapshot({ run: '2', inputs, diesAt: { request: 7, acted: false } });

  const report = reportOf(await world.snapshot({ inputs }));

  expect(report.outputs).toMatchObject({ 'files-copied': 0, 'files-uploaded': 2 });
});

describe('skip-if-unchanged', () => {
  const nightly = { key: 'tonight', tags: 'nightly', 'skip-if-unchanged': 'true' };

  test('creates nothing if the newest committed version has the same files, and moves the tags to it', async () => {
    const world = worldOn(bed);
    const path = temporaryFolder(flowers);
    const last = await world.run('snapshot', { path, key: 'last night', tags: 'v1' });

    const tonight = await world.run('snapshot', { path, ...nightly });
    const again = await world.run('snapshot', { path, ...nightly });

    expect([tonight.outputs.version, tonight.outputs.tags]).toEqual([last.outputs.version, ['v1', 'nightly']]);
    expect([tonight.outcome, again.outcome]).toEqual(['unchanged', 'unchanged']);
    expect(tonight.outputs['manifest-digest']).toBe(last.outputs['manifest-digest']);
    expect(world.versions()).toHaveLength(1);
  });

  test('takes the snapshot if a file has changed, or the same files are only in an older version', async () => {
    const world = worldOn(bed);
    const path = temporaryFolder(flowers);
    await world.run('snapshot', { path, key: 'first' });
    writeFiles(path, { 'rose.csv': 'white rose' });
    await world.clock.sleep(1000);

    const changed = await world.run('snapshot', { path, ...nightly });
    writeFiles(path, flowers);
    await world.clock.sleep(1000);
    const back = await world.run('snapshot', { path, ...nightly, key: 'tomorrow' });

    expect([changed.outcome, back.outcome]).toEqual(['created', 'created']);
    expect(world.versions()).toHaveLength(3);
  });

  test('deletes an own draft because another version has the same files', async () => {
    const world = worldOn(bed);
    const path = temporaryFolder(flowers);
    const last = await world.run('snapshot', { path, key: 'last night' });
    const snapshot = {
      key: nightly.key,
      attempt: 'of-1',
      run: 'acme/flowers/runs/1',
      runAttempt: '0',
      step: `${KEY}/0`,
    };
    const draft = world.add({ metadata: { snapshot } });

    await world.run('snapshot', { path, ...nightly });

    expect(world.versions().map(({ version }) => version)).toEqual([last.outputs.version]);
    expect(world.log.all.join('\n')).toContain(
      `Deleted draft ${world.dataset}:${draft.version}: version ${last.outputs.version} has the same files`,
    );
  });

  test('reports in a dry run that nothing would be created', async () => {
    const world = worldOn(bed);
    const path = temporaryFolder(flowers);
    const last = await world.run('snapshot', { path, key: 'last night', tags: 'v1' });

    const { headline } = await world.run('snapshot', { path, ...nightly, 'dry-run': 'true' });

    expect(headline).toBe(
      `Dry run: would add tag \`nightly\`, because the snapshot already exists as version ${last.outputs.ref}`,
    );
  });

  test('is off by default', async () => {
    const world = worldOn(bed);
    const path = temporaryFolder(flowers);
    await world.run('snapshot', { path, key: 'last night' });

    expect((await world.run('snapshot', { path, key: 'tonight' })).outcome).toBe('created');
  });
});

test('a draft that another process committed with other files is an error', async () => {
  const world = worldOn(bed, { answers: { commitTwice: 'error', editCommitted: 'refused' } });
  const folder = temporaryFolder(flowers);
  const commit = { method: 'PUT', headers: { authorization: '', 'content-type': 'application/json' } };
  const { emulator } = world;
  const before = {
    8: () => {
      const [draft] = world.versions();
      const path = `/datasets/${world.dataset}/versions/${draft?.version}`;
      const headers = { ...commit.headers, authorization: `Bearer ${emulator.apiKey}` };
      void emulator.paperspace.answer({ ...commit, headers, path, body: '{"isCommitted":true}' });
    },
  };

  const end = await world.snapshot({ inputs: { path: folder }, before });

  expect(String(end.kind === 'failed' && end.error)).toContain('but with different files');
});

test('files outside the destination are an error before anything is sent', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  await world.snapshot({ inputs: { path: folder }, diesAt: { request: 8, acted: false } });

  const end = await world.snapshot({ inputs: { path: folder, destination: 'train' } });

  expect(end).toMatchObject({ kind: 'failed' });
  expect(end.kind === 'failed' && end.error).toBeInstanceOf(VerificationError);
  expect(await bed.contents(world.versions()[0])).toEqual(flowers);
});

test('a draft of an earlier attempt is deleted if another run commits a version during the snapshot', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  const { outputs } = await world.run('snapshot', { path: folder, key: 'other' });
  await world.snapshot({ inputs: { path: folder }, diesAt: { request: 8, acted: false } });
  let theirs = '';
  const before = {
    5: () => {
      const files = { digest: outputs['manifest-digest'], count: 2, bytes: 9 };
      const snapshot = { key: `${KEY}/0`, attempt: 'theirs', run: 'acme/flowers/runs/2', files };
      const fields = { metadata: { snapshot }, isCommitted: true };
      theirs = world.add(fields).version;
    },
  };

  const report = reportOf(await world.snapshot({ inputs: { path: folder }, before }));

  expect(report.outputs.version).toBe(theirs);
  expect(world.ofKey().map(({ version }) => version)).toEqual([theirs]);
});

test('a dry run reports the planned changes to the files', async () => {
  const world = worldOn(bed);
  const folder = temporaryFolder(flowers);
  const id = world.dataset;
  const inputs = { path: folder, 'dry-run': 'true' };

  const fresh = await world.run('snapshot', inputs);
  await world.snapshot({ inputs: { path: folder }, diesAt: { request: 8, acted: false } });
  writeFiles(folder, { 'lily.csv': 'lily' });
  const [drafted] = world.versions();
  if (drafted !== undefined) await bed.put(drafted, { 'weed.csv': 'weed' });
  const resumed = await world.run('snapshot', inputs);
  await world.run('snapshot', { path: folder });
  const unchanged = await world.run('snapshot', inputs);

  const draft = `${id}:${world.versions()[0]?.version}`;
  expect(fresh.headline).toBe(
    `Dry run: would create a draft of dataset ${id}; upload 2 files, copy 0, leave 0 unchanged; commit it with tag \`v2\``,
  );
  expect(resumed.headline).toBe(
    `Dry run: would resume draft ${draft}; upload 1 file, copy 0, leave 2 unchanged and remove 1; commit it with tag \`v2\``,
  );
  expect(unchanged).toMatchObject({
    headline: `Dry run: would change nothing, because the snapshot already exists as version ${draft}`,
    outputs: { files: 3, 'manifest-digest': expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});
