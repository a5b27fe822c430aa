import { appendFileSync } from 'node:fs';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { compareVersions, compareWithLocalFiles } from '../../src/files/compare-versions.ts';
import type { Change, ChangeSummary } from '../../src/files/diff.ts';
import { FileChangedError } from '../../src/files/errors.ts';
import type { VersionLocation } from '../../src/files/s3/location.ts';
import { syncVersion } from '../../src/files/sync.ts';
import { type Opened, S3Bed } from '../support/s3-bed.ts';

let bed: S3Bed;
beforeAll(async () => {
  bed = await S3Bed.start();
});
afterAll(() => bed.close());
beforeEach(() => bed.reset());

type Contents = Readonly<Record<string, string | Buffer>>;

/** A version with a manifest. */
async function snapshot({ storage }: Opened, contents: Contents): Promise<VersionLocation> {
  const draft = bed.version();
  await syncVersion(storage, { draft, sources: [], destination: '', files: bed.files(contents) });
  return draft;
}

/** A version that another tool uploaded. */
async function upload(contents: Contents): Promise<VersionLocation> {
  const version = bed.version();
  for (const [key, content] of Object.entries(contents)) await bed.putObject(version.prefix + key, content);
  return version;
}

type Compared = ChangeSummary & { readonly changes: readonly string[] };

async function collect(
  compare: (options: { readonly onChange: (change: Change) => Promise<void> }) => Promise<ChangeSummary>,
): Promise<Compared> {
  const changes: string[] = [];
  const onChange = async (change: Change): Promise<void> => {
    const from = change.change === 'renamed' ? `${change.previousKey} -> ` : '';
    changes.push(`${change.change} ${from}${change.key}`);
  };
  return { ...(await compare({ onChange })), changes };
}

const BEFORE = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three', 'sub/d.txt': 'four' };
const AFTER = { 'a.txt': 'one', 'b.txt': 'TWO', 'moved/c.txt': 'three', 'sub/e.txt': 'five!' };
const BY_MANIFEST = ['changed b.txt', 'renamed c.txt -> moved/c.txt', 'removed sub/d.txt', 'added sub/e.txt'];
const BY_ETAG = ['changed b.txt', 'removed c.txt', 'added moved/c.txt', 'removed sub/d.txt', 'added sub/e.txt'];

describe('two versions', () => {
  test('with manifests are compared by SHA-256, and no file is read', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const after = await snapshot(opened, AFTER);
    bed.reset();

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared.changes).toEqual(BY_MANIFEST);
    expect(compared).toMatchObject({
      basis: 'sha256',
      before: { files: 4, bytes: 15 },
      after: { files: 4, bytes: 16 },
    });
    const read = bed.proxy.requests.filter(({ query }) => !query.has('list-type')).map(({ path }) => path);
    expect(read.every((path) => path.endsWith('.manifest.jsonl'))).toBe(true);
  });

  test.each([
    ['neither of which has a manifest', upload, upload],
    ['of which the first has no manifest', upload, undefined],
    ['of which the second has no manifest', undefined, upload],
  ] as const)('%s are compared by size and ETag', async (_what, first, second) => {
    const opened = bed.open();
    const before = await (first ?? ((contents) => snapshot(opened, contents)))(BEFORE);
    const after = await (second ?? ((contents) => snapshot(opened, contents)))(AFTER);

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect([...compared.changes].sort()).toEqual([...BY_ETAG].sort());
    expect(compared.basis).toBe('size-and-etag');
  });

  test('are compared by size and ETag if an object was replaced after the manifest was written', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const after = await snapshot(opened, BEFORE);
    await bed.putObject(`${after.prefix}a.txt`, 'ONE');

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared).toMatchObject({ changes: ['changed a.txt'], basis: 'mixed' });
  });

  test('are compared by the stored objects, not by the entries of the manifest', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const after = await snapshot(opened, BEFORE);
    await bed.storage.client.send(deletion(after, 'a.txt'));

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared.changes).toEqual(['removed a.txt']);
  });

  test('are compared by size and ETag, with a warning, from the first invalid line of a manifest', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const after = await snapshot(opened, BEFORE);
    const [first = ''] = (await bed.getObject(after.manifestKey)).toString().split('\n');
    await bed.putObject(after.manifestKey, `${first}\n{"key":`);

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared).toMatchObject({ changes: [], basis: 'mixed' });
    expect(opened.retryContext.log.warnings.join('\n')).toContain('is invalid and was ignored');
  });

  test('count every file as added if the first one does not exist', async () => {
    const opened = bed.open();
    const after = await snapshot(opened, AFTER);
    const compared = await collect((options) => compareVersions(opened.storage, undefined, after, options));
    expect(compared.changes).toEqual(Object.keys(AFTER).map((path) => `added ${path}`));
  });

  test('with manifests of several ranges are compared up to the last line', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, { 'z.txt': 'last' });
    const after = await snapshot(opened, { 'z.txt': 'last' });
    for (const { manifestKey } of [before, after]) {
      const filler = { size: 1, sha256: '0'.repeat(64), etag: '0'.repeat(1000) };
      const gone = Array.from({ length: 6000 }, (_, at) =>
        JSON.stringify({ key: String(at).padStart(9, '0'), ...filler }),
      );
      const [last = ''] = (await bed.getObject(manifestKey)).toString().split('\n');
      await bed.putObject(manifestKey, [...gone, last, ''].join('\n'));
    }

    expect(await compareVersions(opened.storage, before, after)).toMatchObject({
      basis: 'sha256',
      after: { files: 1 },
    });
  });
});

describe('a version and local files', () => {
  test('are compared by SHA-256 if the version has a manifest', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const files = bed.files(AFTER);

    const compared = await collect((options) => compareWithLocalFiles(opened.storage, before, files, options));

    expect(compared).toMatchObject({ changes: BY_MANIFEST, basis: 'sha256' });
  });

  test('are compared by size and ETag without a manifest, also for multipart uploads', async () => {
    const opened = bed.open();
    const large = Buffer.alloc(9 * 1024 * 1024, 'x');
    const contents = { ...BEFORE, large };
    const parts = await snapshot(opened, contents);
    await bed.storage.client.send(deletion({ ...parts, prefix: parts.manifestKey }, ''));
    const files = bed.files({ ...AFTER, large }).sort((a, b) => (a.key < b.key ? -1 : 1));

    const compared = await collect((options) => compareWithLocalFiles(opened.storage, parts, files, options));

    expect([...compared.changes].sort()).toEqual([...BY_ETAG].sort());
    expect(compared.basis).toBe('size-and-etag');
  });

  test('count every file as added without a version, and no file is read', async () => {
    const { storage } = bed.open();
    const files = bed.files(AFTER);
    for (const { path } of files) appendFileSync(path, 'changed since it was found');
    const compared = await collect((options) => compareWithLocalFiles(storage, undefined, files, options));
    expect(compared.changes).toEqual(Object.keys(AFTER).map((path) => `added ${path}`));
  });

  test('cannot be compared if a file changes during the comparison', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const files = bed.files(BEFORE);
    appendFileSync(files[0]?.path ?? '', 'changed since it was found');
    await expect(compareWithLocalFiles(opened.storage, before, files)).rejects.toThrow(FileChangedError);
  });
});

function deletion({ bucket, prefix }: Pick<VersionLocation, 'bucket' | 'prefix'>, key: string): DeleteObjectCommand {
  return new DeleteObjectCommand({ Bucket: bucket, Key: prefix + key });
}
