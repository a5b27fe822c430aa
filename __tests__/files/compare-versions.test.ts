import { appendFileSync } from 'node:fs';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { type ComparedVersion, compareVersions, compareWithLocalFiles } from '../../src/files/compare-versions.ts';
import type { Change, ChangeSummary } from '../../src/files/differences.ts';
import { FileChangedError, ManifestError } from '../../src/files/errors.ts';
import type { VersionLocation } from '../../src/files/s3/location.ts';
import { syncVersion } from '../../src/files/sync.ts';
import { type Opened, useS3Bed } from '../support/s3-bed.ts';

const bed = useS3Bed();

type Contents = Readonly<Record<string, string | Buffer>>;

/** A draft with a manifest. */
async function snapshot({ storage }: Opened, contents: Contents): Promise<ComparedVersion> {
  const draft = bed.version();
  await syncVersion(storage, { draft, sources: [], destination: '', files: bed.files(contents) });
  return { location: draft, isCommitted: false };
}

/** A committed version with a manifest. */
async function commit(opened: Opened, contents: Contents): Promise<ComparedVersion> {
  return { ...(await snapshot(opened, contents)), isCommitted: true };
}

/** A version that another tool uploaded. */
async function upload(contents: Contents): Promise<ComparedVersion> {
  const location = bed.version();
  for (const [key, content] of Object.entries(contents)) await bed.putObject(location.prefix + key, content);
  return { location, isCommitted: true };
}

/** The lines of a version's manifest: first the total, then an entry for each file. */
async function manifestLines({ location }: ComparedVersion): Promise<string[]> {
  return (await bed.getObject(location.manifestKey)).toString().trimEnd().split('\n');
}

/** The folders of files that were listed, as opposed to manifests. */
function listedFolders(): string[] {
  return bed.proxy.requests.flatMap(({ query }) => query.get('prefix')?.match(/.*\/$/) ?? []);
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
  test.each([
    ['Drafts', snapshot, 2],
    ['Committed versions', commit, 0],
  ] as const)('%s with manifests are compared by SHA-256, and no file is read', async (_what, make, lists) => {
    const opened = bed.open();
    const before = await make(opened, BEFORE);
    const after = await make(opened, AFTER);
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
    expect(listedFolders()).toHaveLength(lists);
  });

  test.each([
    [
      'the manifest does not begin with the total',
      async (version: ComparedVersion) => {
        const [, ...entries] = await manifestLines(version);
        await bed.putObject(version.location.manifestKey, `${entries.join('\n')}\n`);
      },
    ],
    [
      'a job left a manifest that was not merged',
      ({ location }: ComparedVersion) => bed.putObject(location.manifestKey.replace(/jsonl$/, 'd/part.jsonl'), ''),
    ],
  ])('are listed if %s', async (_what, change) => {
    const opened = bed.open();
    const before = await commit(opened, BEFORE);
    const after = await commit(opened, AFTER);
    await change(after);
    bed.reset();

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared).toMatchObject({ changes: BY_MANIFEST, basis: 'sha256' });
    expect(listedFolders()).toEqual([after.location.prefix]);
  });

  test('are compared in a folder without being listed', async () => {
    const opened = bed.open();
    const before = await commit(opened, BEFORE);
    const after = await commit(opened, AFTER);
    bed.reset();

    const compared = await collect((options) =>
      compareVersions(opened.storage, before, after, { destination: 'sub', ...options }),
    );

    expect(compared.changes).toEqual(['removed sub/d.txt', 'added sub/e.txt']);
    expect(listedFolders()).toEqual([]);
  });

  test.each([
    ['an invalid line', (lines: string[]) => lines.with(2, '{"key":')],
    ['fewer entries than files', (lines: string[]) => lines.toSpliced(2, 1)],
    ['more entries than files', (lines: string[]) => [...lines, (lines.at(-1) ?? '').replace('sub/', 'zzz/')]],
    ['another size of a file', (lines: string[]) => lines.with(1, (lines[1] ?? '').replace('"size":3', '"size":4'))],
  ] as const)('are not compared by a manifest with %s, which must be written again', async (_what, damage) => {
    const opened = bed.open();
    const before = await commit(opened, BEFORE);
    const after = await commit(opened, BEFORE);
    await bed.putObject(after.location.manifestKey, `${damage(await manifestLines(after)).join('\n')}\n`);

    const failure = compareVersions(opened.storage, before, after);

    await expect(failure).rejects.toThrow(ManifestError);
    await expect(failure).rejects.toMatchObject({ hint: expect.stringContaining('`write-manifest: true`') });
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
    await bed.putObject(`${after.location.prefix}a.txt`, 'ONE');

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared).toMatchObject({ changes: ['changed a.txt'], basis: 'mixed' });
  });

  test('are compared by the stored objects, not by the entries of the manifest', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const after = await snapshot(opened, BEFORE);
    await bed.storage.client.send(deletion(after.location, 'a.txt'));

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared.changes).toEqual(['removed a.txt']);
  });

  test('are compared by size and ETag, with a warning, from the first invalid line of a manifest', async () => {
    const opened = bed.open();
    const before = await snapshot(opened, BEFORE);
    const after = await snapshot(opened, BEFORE);
    const lines = await manifestLines(after);
    await bed.putObject(after.location.manifestKey, `${lines.slice(0, 2).join('\n')}\n{"key":`);

    const compared = await collect((options) => compareVersions(opened.storage, before, after, options));

    expect(compared).toMatchObject({ changes: [], basis: 'mixed' });
    expect(opened.retryContext.log.warnings.join('\n')).toContain(
      'is invalid or incomplete. Anything after the first invalid line was ignored',
    );
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
    for (const version of [before, after]) {
      const filler = { size: 1, sha256: '0'.repeat(64), etag: '0'.repeat(1000) };
      const gone = Array.from({ length: 6000 }, (_, at) =>
        JSON.stringify({ key: String(at).padStart(9, '0'), ...filler }),
      );
      const [, last = ''] = await manifestLines(version);
      await bed.putObject(version.location.manifestKey, [...gone, last, ''].join('\n'));
    }

    expect(await compareVersions(opened.storage, before, after)).toMatchObject({
      basis: 'sha256',
      after: { files: 1 },
    });
  });
});

describe('a version and local files', () => {
  test.each([
    ['a draft', snapshot],
    ['committed', commit],
  ] as const)('are compared by SHA-256 if the version is %s and has a manifest', async (_what, make) => {
    const opened = bed.open();
    const before = await make(opened, BEFORE);
    const files = bed.files(AFTER);

    const compared = await collect((options) => compareWithLocalFiles(opened.storage, before, files, options));

    expect(compared).toMatchObject({ changes: BY_MANIFEST, basis: 'sha256' });
  });

  test('are compared by size and ETag without a manifest, also for multipart uploads', async () => {
    const opened = bed.open();
    const large = Buffer.alloc(9 * 1024 * 1024, 'x');
    const contents = { ...BEFORE, large };
    const parts = await snapshot(opened, contents);
    await bed.storage.client.send(deletion({ ...parts.location, prefix: parts.location.manifestKey }, ''));
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
