import { hash } from 'node:crypto';
import { appendFileSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FileChangedError, KeysError, VerificationError } from '../../src/files/errors.ts';
import type { LocalFile } from '../../src/files/local/local-file.ts';
import type { StoredEntry } from '../../src/files/manifest.ts';
import { hashLocalFiles, planVersion } from '../../src/files/plan-version.ts';
import { StorageRequestError } from '../../src/files/s3/errors.ts';
import type { VersionLocation } from '../../src/files/s3/location.ts';
import { StoredManifest, writeManifest } from '../../src/files/stored-manifest.ts';
import { type SyncResult, syncVersion, uploadFiles } from '../../src/files/sync.ts';
import { listFiles } from '../../src/files/version-files.ts';
import { describeFile, LARGE, noise, useS3Bed } from '../support/s3-bed.ts';
import { firstTimes, refuse, type SeenRequest } from '../support/s3-proxy.ts';

const bed = useS3Bed();

const everything = { sources: [], destination: '/' };
const counts = ({ uploaded, copied, unchanged, removed }: SyncResult) => ({ uploaded, copied, unchanged, removed });
const isPut = ({ method, path }: SeenRequest): boolean => method === 'PUT' && path.includes('/data/');
const names = ['a.txt', 'sub/b c.txt', 'sub/+%#?&.txt', 'é/🎉.bin', '.hidden', 'empty'];

async function keysIn(location: VersionLocation): Promise<string[]> {
  const objects = await listFiles(bed.open().storage, location);
  return objects.map(({ key }) => key);
}

function contentOf(files: readonly LocalFile[]): Record<string, string | Buffer> {
  return Object.fromEntries(files.map(({ key }) => [key, '']));
}

test('files of all sizes and names are uploaded byte for byte, and not uploaded again', async () => {
  const { storage } = bed.open();
  const draft = bed.version();
  const large = noise(LARGE);
  const small = Object.fromEntries(names.map((name) => [name, name === 'empty' ? '' : name]));
  const files = bed.files({ ...small, 'large.bin': large });

  const first = await syncVersion(storage, { ...everything, files, draft });

  expect(counts(first)).toEqual({ uploaded: 7, copied: 0, unchanged: 0, removed: 0 });
  expect(first.files).toBe(7);
  expect(first.bytes).toBe(files.reduce((sum, { size }) => sum + size, 0));
  const { entries, ...local } = await hashLocalFiles(storage, files);
  expect({ ...first.manifest, entries: [...first.manifest.entries] }).toMatchObject({ ...local, entries });
  for (const name of names)
    expect((await bed.getObject(draft.prefix + name)).toString()).toBe(name === 'empty' ? '' : name);
  expect((await bed.getObject(`${draft.prefix}large.bin`)).equals(large)).toBe(true);
  const manifest = (await bed.getObject(draft.manifestKey)).toString();
  expect(manifest).toMatch(/^\{"files":7,"bytes":9437248\}\n(\{"key":.*\}\n){7}$/);

  bed.reset();
  const second = await syncVersion(storage, { ...everything, files, draft });

  expect(counts(second)).toEqual({ uploaded: 0, copied: 0, unchanged: 7, removed: 0 });
  expect(second.manifest).toEqual(first.manifest);
  expect(bed.proxy.requests.filter(isPut)).toEqual([]);
});

test('every upload is signed with the SHA-256 of its content', async () => {
  const { storage } = bed.open();
  await syncVersion(storage, { ...everything, draft: bed.version(), files: bed.files({ a: 'a', b: noise(LARGE) }) });

  const puts = bed.proxy.requests.filter(({ method }) => method === 'PUT');
  expect(puts).toHaveLength(5);
  for (const { headers, body } of puts) expect(headers['x-amz-content-sha256']).toBe(hash('sha256', body, 'hex'));
});

test('unchanged files are copied from the base version inside the storage', async () => {
  const { storage } = bed.open();
  const base = bed.version();
  const draft = bed.version();
  const large = noise(LARGE);
  await syncVersion(storage, {
    ...everything,
    draft: base,
    files: bed.files({ same: 'same', changed: 'old', large, gone: '' }),
  });
  bed.reset();
  const files = bed.files({ same: 'same', changed: 'new', large, added: 'added' });

  const result = await syncVersion(storage, { files, draft, sources: [base], destination: '/' });

  expect(counts(result)).toEqual({ uploaded: 2, copied: 2, unchanged: 0, removed: 0 });
  expect(result.uploadedBytes).toBe(8);
  expect(result.changes).toMatchObject({
    added: { files: 1, bytes: 5 },
    changed: { files: 1, bytes: 3 },
    removed: { files: 1, bytes: 0 },
    renamed: { files: 0 },
    before: { files: 4 },
    after: { files: 4 },
  });
  expect(bed.proxy.requests.filter(isPut).reduce((sum, { body }) => sum + body.length, 0)).toBe(8);
  expect(await keysIn(draft)).toEqual(['added', 'changed', 'large', 'same']);
  expect((await bed.getObject(`${draft.prefix}large`)).equals(large)).toBe(true);
  expect(counts(await syncVersion(storage, { files, draft, sources: [base], destination: '/' }))).toMatchObject({
    unchanged: 4,
  });
});

test('a file is copied from any version that has it, with or without a manifest', async () => {
  const { storage } = bed.open();
  const [committed, left, draft] = [bed.version(), bed.version(), bed.version()];
  await syncVersion(storage, { ...everything, draft: committed, files: bed.files({ a: 'a', b: 'old' }) });
  await bed.putObject(`${left.prefix}b`, 'b');
  const files = bed.files({ a: 'a', b: 'b', c: 'c' });

  const result = await syncVersion(storage, { files, draft, sources: [committed, left], destination: '' });

  expect(result.changes).toMatchObject({ added: { files: 1 }, changed: { files: 1 }, removed: { files: 0 } });
  expect(counts(result)).toEqual({ uploaded: 1, copied: 2, unchanged: 0, removed: 0 });
  expect(await keysIn(draft)).toEqual(['a', 'b', 'c']);
});

test('without manifests, unchanged files are recognized by the ETags of any tool', async () => {
  const { storage } = bed.open();
  const base = bed.version();
  const draft = bed.version();
  const large = noise(LARGE);
  const files = bed.files({ draft: 'draft', base: 'base', large });
  await bed.putObject(`${draft.prefix}draft`, 'draft');
  await bed.putObject(`${base.prefix}base`, 'base');
  await bed.putObject(`${base.prefix}large`, large);

  const result = await syncVersion(storage, { files, draft, sources: [base], destination: '/' });

  expect(counts(result)).toEqual({ uploaded: 0, copied: 2, unchanged: 1, removed: 0 });
});

test('ETags that are not MD5s are supported', async () => {
  const { storage } = bed.open();
  const [base, draft] = [bed.version(), bed.version()];
  const opaque = (text: string) => text.replace(/(?<=<ETag>)(&quot;|"|&#34;)?[0-9a-f]{8}/g, '$1opaque--');
  bed.proxy.rule = ({ method, query, headers }) => {
    if (method === 'GET' && query.has('list-type')) return { kind: 'change', body: opaque };
    if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined) return { kind: 'change', body: opaque };
    return method === 'PUT' ? { kind: 'change', headers: { etag: '"opaque"' } } : undefined;
  };
  const files = bed.files({ a: 'a' });
  // The proxy's listed ETag differs from the one that it gave when the file was written.
  await expect(syncVersion(storage, { ...everything, files, draft: base })).rejects.toMatchObject({
    differences: [{ kind: 'etag', key: 'a', expected: 'opaque' }],
  });
  bed.proxy.rule = ({ method, query }) => {
    if (method === 'GET' && query.has('list-type')) return { kind: 'change', body: opaque };
    return method === 'PUT' ? { kind: 'change', headers: { etag: '"opaque--c0f1b6a831c399e269772661"' } } : undefined;
  };

  expect(counts(await syncVersion(storage, { ...everything, files, draft: base }))).toMatchObject({ uploaded: 1 });
  expect(counts(await syncVersion(storage, { ...everything, files, draft: base }))).toMatchObject({ unchanged: 1 });
  expect((await planVersion(storage, { files, draft, sources: [base], destination: '' }, 'all')).files).toMatchObject([
    { action: 'copied' },
  ]);
});

test('leftovers of an earlier attempt are removed under the destination and are an error elsewhere', async () => {
  const { storage } = bed.open();
  const draft = bed.version();
  await bed.putObject(`${draft.prefix}train/old`, 'old');
  const files = bed.files({ 'train/new': 'new' });

  const result = await syncVersion(storage, { files, draft, sources: [], destination: '/train' });

  expect(result.removed).toBe(1);
  expect(await keysIn(draft)).toEqual(['train/new']);
  await bed.putObject(`${draft.prefix}elsewhere`, '');
  await expect(syncVersion(storage, { files, draft, sources: [], destination: 'train' })).rejects.toThrow(
    '"elsewhere" is unexpected',
  );
});

test('empty objects that other tools create for folders are ignored', async () => {
  const { storage } = bed.open();
  const draft = bed.version();
  await bed.putObject(draft.prefix, '');
  await bed.putObject(`${draft.prefix}sub/`, '');

  const result = await syncVersion(storage, { ...everything, draft, files: bed.files({ 'sub/a': 'a' }) });

  expect(result.removed).toBe(0);
  expect(await keysIn(draft)).toEqual(['sub/a']);
});

test('a plan changes nothing, even without a draft', async () => {
  const { storage } = bed.open();
  const base = bed.version();
  await syncVersion(storage, { ...everything, draft: base, files: bed.files({ a: 'a', b: 'b' }) });
  bed.reset();

  const files = bed.files({ a: 'a', b: 'B' });
  const plan = await planVersion(storage, { files, draft: undefined, sources: [base], destination: '' }, 'all');

  expect(plan.files.map(({ action, file }) => [file.key, action])).toEqual([
    ['a', 'copied'],
    ['b', 'uploaded'],
  ]);
  expect(plan.extraneous).toEqual([]);
  expect(bed.proxy.requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('files of concurrent uploads into one draft are kept', async () => {
  const draft = bed.version();
  const jobs = ['a', 'b', 'c'].map((name) => {
    const files = bed.files({ [`${name}/small`]: name, [`${name}/large`]: noise(LARGE) });
    return uploadFiles(bed.open().storage, { files, draft, sources: [], destination: name });
  });

  const results = await Promise.all(jobs);

  expect(results.map(counts)).toEqual(Array(3).fill({ uploaded: 2, copied: 0, unchanged: 0, removed: 0 }));
  expect(await keysIn(draft)).toEqual(['a/large', 'a/small', 'b/large', 'b/small', 'c/large', 'c/small']);
});

test('unfinished uploads of an earlier attempt are aborted, those of others only by the owner of the draft', async () => {
  const { storage, retryContext } = bed.open({ retries: 0 });
  const draft = bed.version();
  const files = bed.files({ mine: noise(LARGE) });
  const theirs = bed.files({ theirs: noise(LARGE) });
  bed.proxy.rule = ({ query, method }) =>
    query.get('partNumber') === '2' || method === 'DELETE' ? refuse(400, 'InvalidRequest') : undefined;
  for (const some of [files, theirs]) {
    await expect(uploadFiles(storage, { ...everything, files: some, draft })).rejects.toThrow(StorageRequestError);
  }
  expect(await bed.unfinished(draft.prefix)).toEqual(['mine', 'theirs']);
  expect(retryContext.log.warnings).toContainEqual(expect.stringContaining('could not be aborted'));
  bed.reset();

  await uploadFiles(storage, { ...everything, files, draft });
  expect(await bed.unfinished(draft.prefix)).toEqual(['theirs']);

  await syncVersion(storage, { ...everything, files, draft });
  expect(await bed.unfinished(draft.prefix)).toEqual([]);
  expect(retryContext.log.infos).toContain('Aborting 1 unfinished upload from earlier runs');
});

test('a refused list of unfinished uploads is a warning', async () => {
  const { storage, retryContext } = bed.open();
  bed.proxy.rule = ({ query }) => (query.has('uploads') ? refuse(403, 'AccessDenied') : undefined);

  await syncVersion(storage, { ...everything, draft: bed.version(), files: bed.files({ a: 'a' }) });

  expect(retryContext.log.warnings).toEqual([
    expect.stringMatching(
      /could not be listed or aborted: Failed to list unfinished uploads under .*: Told to say AccessDenied \(HTTP 403/,
    ),
  ]);
});

test('an invalid list of unfinished uploads is an error', async () => {
  const { storage } = bed.open();
  bed.proxy.rule = ({ query }) =>
    query.has('uploads')
      ? {
          kind: 'answer',
          status: 200,
          body: '<ListMultipartUploadsResult><Upload><Key>k</Key></Upload></ListMultipartUploadsResult>',
        }
      : undefined;

  await expect(
    syncVersion(storage, { ...everything, draft: bed.version(), files: bed.files({ a: 'a' }) }),
  ).rejects.toThrow(/UploadId/);
});

test('an unreadable base version is a warning, and all files are uploaded', async () => {
  const { storage, retryContext } = bed.open();
  const [base, draft] = [bed.version(), bed.version()];
  bed.proxy.rule = ({ query }) => (query.get('prefix') === base.prefix ? refuse(403, 'AccessDenied') : undefined);

  const result = await syncVersion(storage, { files: bed.files({ a: 'a' }), draft, sources: [base], destination: '' });

  expect(result.uploaded).toBe(1);
  expect(retryContext.log.warnings).toEqual([expect.stringContaining('nothing is copied from it')]);
});

test('a base version behind a failing connection is an error', async () => {
  const { storage } = bed.open({ retries: 0 });
  const [base, draft] = [bed.version(), bed.version()];
  bed.proxy.rule = ({ query }) => (query.get('prefix') === base.prefix ? { kind: 'lose-answer' } : undefined);

  await expect(
    syncVersion(storage, { files: bed.files({ a: 'a' }), draft, sources: [base], destination: '' }),
  ).rejects.toMatchObject({ operation: 'ListObjectsV2', cause: { kind: 'connection-lost' } });
});

test.each<[string, number, string]>([
  ['vanished', 404, 'NoSuchKey'],
  ['changed', 412, 'PreconditionFailed'],
  ['is not ours to read', 403, 'AccessDenied'],
  ['is in a storage that cannot copy', 501, 'NotImplemented'],
])('a file to copy whose source %s is uploaded', async (_name, status, code) => {
  const { storage, retryContext } = bed.open();
  const [base, draft] = [bed.version(), bed.version()];
  await bed.putObject(`${base.prefix}a`, 'a');
  bed.proxy.rule = ({ headers }) => (headers['x-amz-copy-source'] === undefined ? undefined : refuse(status, code));

  const result = await syncVersion(storage, { files: bed.files({ a: 'a' }), draft, sources: [base], destination: '' });

  expect(counts(result)).toMatchObject({ uploaded: 1, copied: 0 });
  expect(retryContext.log.debugs).toEqual([expect.stringContaining('could not be copied')]);
});

test('any other failure of a copy is an error', async () => {
  const { storage } = bed.open();
  const [base, draft] = [bed.version(), bed.version()];
  await bed.putObject(`${base.prefix}a`, 'a');
  bed.proxy.rule = ({ headers }) =>
    headers['x-amz-copy-source'] === undefined ? undefined : refuse(400, 'InvalidRequest');

  await expect(
    syncVersion(storage, { files: bed.files({ a: 'a' }), draft, sources: [base], destination: '' }),
  ).rejects.toMatchObject({
    operation: 'CopyObject',
    code: 'InvalidRequest',
    requestId: 'REQ1',
  });
});

test('an object that differs from its file fails the verification, and no manifest is written', async () => {
  const { storage } = bed.open();
  const draft = bed.version();
  const change = (object: string): string => {
    if (object.includes('lost</Key>')) return object.replace('lost</Key>', 'found</Key>');
    if (object.includes('short</Key>')) return object.replace('<Size>5<', '<Size>4<');
    return object.replace(/[0-9a-f]{32}/, 'f'.repeat(32));
  };
  let lists = 0;
  bed.proxy.rule = ({ query }) => {
    if (!query.has('list-type')) return undefined;
    lists += 1;
    if (lists === 1) return undefined;
    return { kind: 'change', body: (text) => text.replace(/<Contents>.*?<\/Contents>/gs, change) };
  };

  const failure = syncVersion(storage, {
    ...everything,
    draft,
    files: bed.files({ lost: '1', short: '12345', other: 'o' }),
  });

  await expect(failure).rejects.toThrow(VerificationError);
  await expect(failure).rejects.toMatchObject({
    differences: expect.arrayContaining([
      { kind: 'unexpected', key: 'found' },
      { kind: 'missing', key: 'lost' },
      { kind: 'size', key: 'short', expected: 5, found: 4 },
      expect.objectContaining({ kind: 'etag', key: 'other', found: 'f'.repeat(32) }),
    ]),
  });
  await expect(failure).rejects.toThrow(/"lost" is missing/);
  expect(await StoredManifest.find(bed.open().storage, draft)).toBeUndefined();
});

test.each([10, 100_000, LARGE])('a file of %d bytes that changes after it was found is an error', async (size) => {
  const { storage } = bed.open();
  for (const change of [
    (path: string) => appendFileSync(path, 'x'),
    (path: string) => writeFileSync(path, 'x'),
    (path: string) => utimesSync(path, 1, 1),
  ]) {
    const draft = bed.version();
    const [file] = bed.files({ a: noise(size) });
    if (file === undefined) throw new Error('no file');
    change(file.path);

    await expect(syncVersion(storage, { ...everything, draft, files: [file] })).rejects.toThrow(FileChangedError);
    await expect(hashLocalFiles(storage, [file])).rejects.toThrow(FileChangedError);
    expect(await bed.unfinished(draft.prefix)).toEqual([]);
  }
});

test('a missing file is an error of the file system', async () => {
  const { storage } = bed.open();
  const files = [{ path: '/does/not/exist', key: 'a', size: 1, mtimeMs: 1, ino: 1 }];

  await expect(syncVersion(storage, { ...everything, draft: bed.version(), files })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('two files with one key are refused before any request', async () => {
  const { storage } = bed.open();
  const files = bed.files({ a: 'a' });

  await expect(
    syncVersion(storage, { ...everything, draft: bed.version(), files: [...files, ...files] }),
  ).rejects.toThrow(KeysError);
  expect(bed.proxy.requests).toEqual([]);
});

test('the run after a cancelled one uploads only the missing files', async () => {
  const { storage, retryContext } = bed.open({ concurrency: 1 });
  const draft = bed.version();
  const contents = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`f${index}`, noise(100)]));
  const files = bed.files(contents);
  let puts = 0;
  bed.proxy.rule = (request) => {
    if (isPut(request)) puts += 1;
    if (puts === 6) retryContext.controller.abort(new Error('SIGTERM'));
    return undefined;
  };

  await expect(syncVersion(storage, { ...everything, files, draft })).rejects.toThrow('SIGTERM');
  bed.reset();
  const result = await syncVersion(bed.open().storage, { ...everything, files, draft });

  expect(result.uploaded + result.unchanged).toBe(10);
  expect(result.unchanged).toBeGreaterThanOrEqual(5);
  expect(Object.keys(contentOf(files))).toEqual(await keysIn(draft));
});

async function entriesOf(manifest: StoredManifest | undefined): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  if (manifest !== undefined) for await (const entries of manifest.entries()) all.push(...entries);
  return all;
}

test('a manifest is read up to its first invalid line, with a warning', async () => {
  const { storage, retryContext } = bed.open();
  const draft = bed.version();
  const entry = { key: 'b', size: 1, sha256: 'a'.repeat(64), etag: 'e' };
  const line = `${JSON.stringify(entry)}\n`;
  const invalid = ['{', '[]\n', `${JSON.stringify({ ...entry, size: -1 })}\n`, '\n', line, line.replace('"b"', '"a"')];
  for (const text of invalid) {
    await bed.putObject(draft.manifestKey, `${line}${text}`);
    const manifest = await StoredManifest.find(storage, draft);
    expect(await entriesOf(manifest)).toEqual([entry]);
    expect(manifest?.isBroken).toBe(true);
  }
  expect(retryContext.log.warnings).toHaveLength(invalid.length);

  await bed.putObject(draft.manifestKey, `${JSON.stringify({ ...entry, more: true })}\n`);
  const manifest = await StoredManifest.find(storage, draft);
  expect(await entriesOf(manifest)).toEqual([entry]);
  expect(manifest?.isBroken).toBe(false);
});

test('a manifest and checksums of more than one part are written and read whole', async () => {
  const { storage } = bed.open();
  const draft = bed.version();
  const entries = Array.from({ length: 5000 }, (_, index) => ({
    key: `${String(index).padStart(4, '0')}${'é🌻'.repeat(300)}`,
    size: index,
    sha256: 'a'.repeat(64),
    etag: 'e',
  }));

  await writeManifest(storage, draft, entries, { isComplete: true });

  expect(await entriesOf(await StoredManifest.find(storage, draft))).toEqual(entries);
  const checksums = (await bed.getObject(draft.manifestKey.replace('manifest.jsonl', 'SHA256SUMS'))).toString();
  expect(checksums).toBe(entries.map(({ key, sha256 }) => `${sha256}  ${key}\n`).join(''));
  expect(bed.proxy.requests.filter(({ query }) => query.has('partNumber')).length).toBeGreaterThanOrEqual(4);
});

test('a manifest without read permission is an error', async () => {
  const { storage } = bed.open();
  const draft = bed.version();
  await bed.putObject(draft.manifestKey, 'x');
  bed.proxy.rule = firstTimes(1, ({ query }) => !query.has('list-type'), refuse(403, 'AccessDenied'));

  const reading = entriesOf(await StoredManifest.find(storage, draft));
  await expect(reading).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
});

test('a described file has the same fields as a found one', () => {
  const [file] = bed.files({ a: 'a' });

  expect(file).toEqual(describeFile(file?.path ?? '', 'a'));
});
