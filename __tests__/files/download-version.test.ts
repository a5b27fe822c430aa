import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type DownloadOptions, downloadFiles, planDownload } from '../../src/files/download-version.ts';
import { DamagedFileError, KeysError } from '../../src/files/errors.ts';
import { compileKeyFilter } from '../../src/files/globs.ts';
import { checksumsText } from '../../src/files/manifest.ts';
import type { VersionLocation } from '../../src/files/s3/location.ts';
import { syncVersion } from '../../src/files/sync.ts';
import { filesUnder, temporaryFolder, textOf } from '../support/folders.ts';
import { LARGE, noise, useS3Bed } from '../support/s3-bed.ts';
import { type Fault, type FaultRule, firstTimes, refuse, type SeenRequest } from '../support/s3-proxy.ts';

/** More than two ranges of a download. */
const SEVERAL_RANGES = 2 * 16 * 1024 ** 2 + 17;

const bed = useS3Bed();

const isRead = ({ method, path }: SeenRequest): boolean => method === 'GET' && path.includes('/data/');

/** A version with these files and its manifest. */
async function versionOf(contents: Readonly<Record<string, string | Buffer>>): Promise<VersionLocation> {
  const draft = bed.version();
  await syncVersion(bed.open().storage, { files: bed.files(contents), draft, sources: [], destination: '' });
  bed.reset();
  return draft;
}

function into(folder: string, version: VersionLocation, more: Partial<DownloadOptions> = {}): DownloadOptions {
  return { version, folder, destination: '', clean: false, platform: 'linux', ...more };
}

test('files are downloaded byte for byte, and unchanged files are skipped', async () => {
  const { storage } = bed.open();
  const large = noise(LARGE);
  const version = await versionOf({ 'a/b c+%#é.txt': 'a', 'new\nline': 'n', empty: '', large });
  const folder = join(temporaryFolder(), 'made');

  const first = await downloadFiles(storage, into(folder, version));

  expect(first).toEqual({
    files: 4,
    bytes: LARGE + 2,
    downloaded: 4,
    unchanged: 0,
    removed: 0,
    checksums: ['a/b c+%#é.txt', 'empty', 'large', 'new\nline'].map((key) => ({ key, sha256: expect.any(String) })),
  });
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
    'a',
    'a/b c+%#é.txt',
    'empty',
    'large',
    'new\nline',
  ]);
  expect(readFileSync(join(folder, 'large')).equals(large)).toBe(true);
  expect(readFileSync(join(folder, 'a/b c+%#é.txt'), 'utf8')).toBe('a');
  expect(statSync(join(folder, 'empty')).size).toBe(0);

  bed.reset();
  writeFileSync(join(folder, 'new\nline'), 'x');
  writeFileSync(join(folder, 'a/b c+%#é.txt'), 'too long');
  const second = await downloadFiles(storage, into(folder, version));

  expect(second).toMatchObject({ downloaded: 2, unchanged: 2 });
  expect(bed.proxy.requests.filter(isRead)).toHaveLength(2);
  expect(readFileSync(join(folder, 'new\nline'), 'utf8')).toBe('n');
});

test('without a manifest, unchanged files are recognized by ETag', async () => {
  const { storage } = bed.open();
  const contents = { small: 'small', large: noise(LARGE) };
  const version = await versionOf(contents);
  await bed.putObject(version.manifestKey, '');
  const folder = temporaryFolder();
  await downloadFiles(storage, into(folder, version));

  expect(await downloadFiles(storage, into(folder, version))).toMatchObject({ unchanged: 2 });
  writeFileSync(join(folder, 'small'), 'SMALL');
  expect(await downloadFiles(storage, into(folder, version))).toMatchObject({ downloaded: 1, unchanged: 1 });
  bed.proxy.rule = (request) => {
    if (request.query.has('list-type'))
      return { kind: 'change', body: (text) => text.replace(/<ETag>.*?<\/ETag>/g, '') };
    return undefined;
  };
  expect(await downloadFiles(storage, into(folder, version))).toMatchObject({ downloaded: 2 });
});

test('a version without a manifest is a warning: SHA-256 cannot be verified', async () => {
  const { storage, retryContext } = bed.open();
  const version = bed.version();
  for (const key of ['a', 'b']) await bed.putObject(version.prefix + key, key);

  await downloadFiles(storage, into(temporaryFolder(), version));

  expect(retryContext.log.warnings).toEqual([
    'The SHA-256 of 2 files cannot be verified, because the version has no manifest',
  ]);
});

test('sha256sum accepts the checksums of a downloaded version, whatever its files are called', async () => {
  const { storage } = bed.open();
  const names = ['a', 'new\nline', 'back\\slash', '\\n', '-', '*star', ' space ', '#', 'é/🎉', 'dir/\n', 'quo\'te"'];
  const version = await versionOf(Object.fromEntries(names.map((name) => [name, name])));
  const folder = temporaryFolder();

  const result = await downloadFiles(storage, into(folder, version));
  const checksums = textOf(checksumsText(result.checksums));
  const sums = join(temporaryFolder({ SHA256SUMS: checksums }), 'SHA256SUMS');
  const check = () => execFileSync('sha256sum', ['--check', '--strict', sums], { cwd: folder, encoding: 'utf8' });

  expect(check().match(/: OK$/gm)).toHaveLength(names.length);
  expect(String(await bed.getObject(version.manifestKey.replace('manifest.jsonl', 'SHA256SUMS')))).toBe(checksums);
  writeFileSync(join(folder, 'new\nline'), 'other');
  expect(check).toThrow();
});

describe('with clean', () => {
  test('files that the version does not have are deleted before the download', async () => {
    const { storage, retryContext } = bed.open();
    const version = await versionOf({ kept: 'k', 'file/now': 'n' });
    const folder = temporaryFolder({ kept: 'k', file: 'was one', 'old/a': 'a', 'old/b': 'b' });

    const result = await downloadFiles(storage, into(folder, version, { clean: true }));

    expect(result).toMatchObject({ files: 2, downloaded: 1, unchanged: 1, removed: 3 });
    expect(filesUnder(folder)).toEqual({ kept: Buffer.from('k'), 'file/now': Buffer.from('n') });
    expect(readdirSync(folder).sort()).toEqual(['file', 'kept']);
    expect(retryContext.log.infos).toEqual([
      `Files in ${folder} that are not selected for download: 3`,
      ...['file', 'old/a', 'old/b'].map((name) => `- ${join(folder, name)}`),
    ]);
  });

  test('a plan lists the files to delete and deletes nothing', async () => {
    const { storage, retryContext } = bed.open();
    const version = await versionOf({ a: 'a' });
    const folder = temporaryFolder(Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`old-${index}`, ''])));

    const { extraneous } = await planDownload(storage, into(folder, version, { clean: true }));

    expect(extraneous.files).toHaveLength(102);
    expect(readdirSync(folder)).toHaveLength(102);
    expect(retryContext.log.infos).toHaveLength(102);
    expect(retryContext.log.infos.at(-1)).toBe('- and 2 more');
  });

  test('a version without files deletes nothing', async () => {
    const { storage, retryContext } = bed.open();
    const version = await versionOf({ 'train/a': 'a' });
    const folder = temporaryFolder({ precious: 'p' });

    await downloadFiles(storage, into(folder, version, { clean: true, destination: 'trian' }));

    expect(readdirSync(folder)).toEqual(['precious']);
    expect(retryContext.log.warnings).toEqual([
      `Nothing was deleted in ${folder} because the version has no files to download`,
    ]);
  });

  test('keys outside the folder are refused before anything is deleted', async () => {
    const { storage } = bed.open();
    const version = bed.version();
    bed.proxy.rule = claiming(version, ['good', '../../bad']);
    const folder = temporaryFolder({ old: '' });

    await expect(downloadFiles(storage, into(folder, version, { clean: true }))).rejects.toThrow(KeysError);
    expect(readdirSync(folder)).toEqual(['old']);
  });
});

test('a folder of a version and patterns select the files to download', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ 'train/a.txt': 'a', 'train/b.bin': 'b', 'test/c.txt': 'c' });
  const folder = temporaryFolder();

  const filter = compileKeyFilter(['**/*.txt']);
  const result = await downloadFiles(storage, into(folder, version, { destination: '/train', filter }));

  expect(result).toMatchObject({ files: 1, downloaded: 1 });
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

test('a plan writes nothing', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ a: 'abc' });
  const folder = join(temporaryFolder(), 'not-made');

  expect(await planDownload(storage, into(folder, version))).toMatchObject({
    files: [{ object: { key: 'a', size: 3 }, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    bytes: 3,
  });
  expect(existsSync(folder)).toBe(false);
});

/** A list that claims to hold these keys, as the storage of somebody hostile might. */
function claiming(version: VersionLocation, keys: readonly string[]): FaultRule {
  const contents = keys.map(
    (key) => `<Contents><Key>${encodeURIComponent(version.prefix + key)}</Key><Size>1</Size></Contents>`,
  );
  const body = `<ListBucketResult><EncodingType>url</EncodingType>${contents.join('')}</ListBucketResult>`;
  return ({ query }) => (query.get('prefix') === version.prefix ? { kind: 'answer', status: 200, body } : undefined);
}

test('keys outside the folder are refused, and nothing is downloaded', async () => {
  const { storage } = bed.open();
  const version = bed.version();
  const bad = ['../../etc/passwd', '/abs', 'a//b', 'CON', 'x'.repeat(1024)];
  bed.proxy.rule = claiming(version, ['good', ...bad]);

  const failure = downloadFiles(storage, into(temporaryFolder(), version, { platform: 'win32' }));

  await expect(failure).rejects.toThrow(KeysError);
  await expect(failure).rejects.toMatchObject({
    problems: expect.arrayContaining(bad.map((key) => expect.objectContaining({ key }))),
  });
  expect(bed.proxy.requests.filter((request) => isRead(request))).toEqual([]);
});

test('a key of 1,024 bytes can be a file if its names are short enough', async () => {
  const { storage } = bed.open();
  const version = bed.version();
  const key = Array.from({ length: 4 }, () => 'x'.repeat(200)).join('/');
  await bed.putObject(version.prefix + key, '1');
  const folder = temporaryFolder();

  await downloadFiles(storage, into(folder, version));

  expect(readFileSync(join(folder, key), 'utf8')).toBe('1');
});

test('symbolic links are followed only within the folder', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ 'link/sub/a': 'a', 'link/b': 'b' });
  const [folder, outside] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(outside, join(folder, 'link'));

  await expect(downloadFiles(storage, into(folder, version))).rejects.toThrow(
    /the symbolic link link, which leads outside/,
  );
  expect(readdirSync(outside)).toEqual([]);

  const other = temporaryFolder();
  mkdirSync(join(other, 'real'));
  symlinkSync('real', join(other, 'link'));
  await downloadFiles(storage, into(other, version));
  expect(readFileSync(join(other, 'real/sub/a'), 'utf8')).toBe('a');

  const itself = temporaryFolder();
  symlinkSync('.', join(itself, 'link'));
  await downloadFiles(storage, into(itself, version));
  expect(readdirSync(itself).sort()).toEqual(['b', 'link', 'sub']);
});

test('a link in place of a file is replaced, not followed', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ a: 'new' });
  const [folder, outside] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(outside, 'target'), 'old');
  symlinkSync(join(outside, 'target'), join(folder, 'a'));

  await downloadFiles(storage, into(folder, version));

  expect(readFileSync(join(outside, 'target'), 'utf8')).toBe('old');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new');
});

test('a file in place of a folder and a folder in place of a file are errors', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ 'a/b': 'b' });
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(first, 'a'), '');
  mkdirSync(join(second, 'a/b'), { recursive: true });

  await expect(downloadFiles(storage, into(first, version))).rejects.toThrow(
    'needs the folder a, but a file with that name exists',
  );
  await expect(downloadFiles(storage, into(second, version))).rejects.toThrow(
    'is an existing folder in the download folder',
  );
});

test('a link to itself is an error of the file system', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ 'a/b/c': 'c' });
  const folder = temporaryFolder();
  symlinkSync('a', join(folder, 'a'));

  await expect(downloadFiles(storage, into(folder, version))).rejects.toMatchObject({ code: 'ELOOP' });
});

test.each<[string, Fault]>([
  ['a 503', refuse(503, 'SlowDown')],
  ['a body that breaks off', { kind: 'cut-body' }],
  ['a body that is too short', { kind: 'change', body: () => '' }],
  ['a body that is too long', { kind: 'change', body: (text) => `${text}x` }],
])('%s is retried', async (_name, fault) => {
  const { storage, retryContext } = bed.open();
  const version = await versionOf({ a: 'some text' });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, fault);

  await downloadFiles(storage, into(folder, version));

  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('some text');
  expect(retryContext.log.infos).toEqual([expect.stringMatching(/^Retrying in .* s: read /)]);
});

test('a range without a response is requested again', async () => {
  const { storage, retryContext } = bed.open({ idleTimeoutMs: 2_500 });
  const large = noise(SEVERAL_RANGES);
  const version = await versionOf({ large });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, { kind: 'silence' });

  await downloadFiles(storage, into(folder, version));

  expect(readFileSync(join(folder, 'large')).equals(large)).toBe(true);
  expect(retryContext.log.infos).toContainEqual(expect.stringContaining('response-timeout'));
});

test('only the range that broke off is requested again', async () => {
  const { storage } = bed.open();
  const large = noise(SEVERAL_RANGES);
  const version = await versionOf({ large });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, { kind: 'cut-body' });

  const { downloaded } = await downloadFiles(storage, into(folder, version));

  const ranges = bed.proxy.requests.filter(isRead).map(({ headers }) => headers.range);
  expect(downloaded).toBe(1);
  expect(readFileSync(join(folder, 'large')).equals(large)).toBe(true);
  expect(new Set(ranges)).toEqual(new Set(['bytes=0-16777215', 'bytes=16777216-33554431', 'bytes=33554432-33554448']));
  expect(ranges).toHaveLength(4);
});

test('a large file that differs from the manifest is not kept', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ a: 'a'.repeat(SEVERAL_RANGES) });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, { kind: 'change', body: (text) => text.replace('a', 'b') });

  await expect(downloadFiles(storage, into(folder, version))).rejects.toThrow(DamagedFileError);
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that differs from the manifest is not kept', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ a: 'right' });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, { kind: 'change', body: () => 'wrong' });

  await expect(downloadFiles(storage, into(folder, version))).rejects.toThrow(DamagedFileError);
  expect(readdirSync(folder)).toEqual([]);
});

test('files that differ from their manifest in the storage are a warning', async () => {
  const { storage, retryContext } = bed.open();
  const version = await versionOf({ a: 'a', b: 'b' });
  await bed.putObject(`${version.prefix}a`, 'other');
  const folder = temporaryFolder();

  await downloadFiles(storage, into(folder, version));

  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('other');
  expect(retryContext.log.warnings).toEqual([
    expect.stringMatching(/^The SHA-256 of 1 file cannot be verified, .* does not describe .* The first is "a"$/),
  ]);
});

test('a path that is too long is an error of the file system', async () => {
  const { storage } = bed.open();
  const name = 'x'.repeat(250);
  const version = await versionOf({ [`${name}/${name}`]: '' });
  const folder = join(temporaryFolder(), ...Array.from({ length: 15 }, () => name));

  await expect(downloadFiles(storage, into(folder, version))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
});

test('a file that changed since it was listed is an error and is not kept', async () => {
  const { storage } = bed.open({ concurrency: 1 });
  const version = await versionOf({ a: noise(SEVERAL_RANGES) });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, refuse(412, 'PreconditionFailed'));

  await expect(downloadFiles(storage, into(folder, version))).rejects.toMatchObject({ status: 412 });
  expect(readdirSync(folder)).toEqual([]);
});

test('a storage that returns another range than the requested one is an error', async () => {
  const { storage } = bed.open();
  const version = await versionOf({ a: noise(SEVERAL_RANGES) });
  const folder = temporaryFolder();
  bed.proxy.rule = firstTimes(1, isRead, { kind: 'change', headers: { 'content-range': 'bytes 1-16777216/33554449' } });

  await expect(downloadFiles(storage, into(folder, version))).rejects.toThrow(
    'the storage did not return the requested range',
  );
  expect(readdirSync(folder)).toEqual([]);
});
