/** Versions with more files than one page of a list has, next to a manifest that may describe other files. */
import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compareVersions } from '../../src/files/compare-versions.ts';
import type { FileState } from '../../src/files/differences.ts';
import { planDownload } from '../../src/files/download-version.ts';
import { type StoredEntry, sortByKey, storedManifestText } from '../../src/files/manifest.ts';
import { findBoundaries } from '../../src/files/merge.ts';
import type { Storage } from '../../src/files/s3/client.ts';
import type { VersionLocation } from '../../src/files/s3/location.ts';
import { readInOrder, storedFiles } from '../../src/files/stored-files.ts';
import { auditVersion, verifyObjects } from '../../src/files/verify.ts';
import { textOf } from '../support/folders.ts';
import { ListedBucket, type StartAfter } from '../support/listed-bucket.ts';
import { holds } from '../support/property.ts';

const LOCATION: VersionLocation = { bucket: 'bucket', prefix: 'v/data/', manifestKey: 'v/data.manifest.jsonl' };
const CONTENT = 'x';

/** Reads all files of a version by key. */
function readFiles(storage: Storage, location: VersionLocation): Promise<Map<string, FileState>> {
  return readInOrder(storage, location, '', async (version) => {
    const all = new Map<string, FileState>();
    for await (const files of storedFiles(version)) for (const file of files) all.set(file.key, file);
    return all;
  });
}

const named = (count: number, folder = ''): string[] =>
  Array.from({ length: count }, (_, index) => `${folder}file-${String(index).padStart(6, '0')}`);

function entryOf(key: string): StoredEntry {
  return { key, size: CONTENT.length, sha256: hash('sha256', CONTENT), etag: hash('md5', CONTENT) };
}

/** A version that stores some keys, and whose manifest has others. */
function bucketOf(stored: readonly string[], listed: readonly string[] | undefined): ListedBucket {
  const bucket = new ListedBucket(stored.map((key) => [LOCATION.prefix + key, CONTENT]));
  if (listed === undefined) return bucket;
  const entries = sortByKey(listed.map(entryOf));
  bucket.objects.set(LOCATION.manifestKey, textOf(storedManifestText(entries, undefined)));
  return bucket;
}

/** The lists of the version's files, without the search for its manifest. */
function listsOf({ lists }: ListedBucket): URLSearchParams[] {
  return lists.filter((query) => query.get('prefix')?.startsWith(LOCATION.prefix));
}

const keysOf = (files: readonly { readonly key: string }[]): string[] => files.map(({ key }) => key);

describe('a version with a manifest', () => {
  const keys = named(12_000);

  test('is read in segments between the keys of its manifest', async () => {
    const bucket = bucketOf(keys, keys);

    const files = await readFiles(bucket.open(), LOCATION);

    expect([...files.keys()]).toEqual(keys);
    expect([...files.values()].every(({ sha256 }) => sha256 === hash('sha256', CONTENT))).toBe(true);
    expect(listsOf(bucket)).toHaveLength(13);
    expect(listsOf(bucket).filter((query) => query.has('continuation-token'))).toEqual([]);
    expect(bucket.maxInFlight).toBeGreaterThan(4);
  });

  test('is read page by page without one', async () => {
    const bucket = bucketOf(keys, undefined);

    expect([...(await readFiles(bucket.open(), LOCATION)).keys()]).toEqual(keys);
    expect(listsOf(bucket).filter((query) => query.has('continuation-token'))).toHaveLength(11);
  });

  test('is read by folder, without the keys of others', async () => {
    const folder = named(3000, 'images/');
    const all = [...named(1500, 'a/'), ...folder, ...named(1500, 'z/')];
    const bucket = bucketOf(all, all);

    const { files } = await planDownload(bucket.open(), {
      version: LOCATION,
      destination: 'images',
      folder: 'target',
      clean: false,
      platform: 'linux',
    });

    expect(files.map(({ object }) => object.key)).toEqual(named(3000));
    expect(listsOf(bucket).map((query) => query.get('start-after') ?? '')).toEqual([
      '',
      'v/data/images/file-000998',
      'v/data/images/file-001997',
      'v/data/images/file-002996',
    ]);
  });

  test('is requested together with its manifest if it has few files', async () => {
    const bucket = bucketOf(named(3), named(3));

    await readFiles(bucket.open(), LOCATION);

    expect(bucket.lists).toHaveLength(2);
    expect(bucket.maxInFlight).toBe(2);
  });

  test('cannot be read if its manifest cannot', async () => {
    const bucket = bucketOf(keys, keys);
    bucket.unreadable.add(LOCATION.manifestKey);

    await expect(readFiles(bucket.open(), LOCATION)).rejects.toMatchObject({ code: 'AccessDenied' });
    expect(bucket.inFlight).toBe(0);
  });

  test.each<StartAfter>(['ignored', 'refused'])('is read although start-after is %s', async (startAfter) => {
    const stored = [...keys, 'unexpected'];
    const bucket = bucketOf(stored, keys);
    bucket.startAfter = startAfter;
    const storage = bucket.open();

    expect([...(await readFiles(storage, LOCATION)).keys()]).toEqual(stored);
    expect((await auditVersion(storage, LOCATION, 'quick')).differences).toEqual([
      { kind: 'unexpected', key: 'unexpected' },
    ]);
    await expect(verifyObjects(storage, LOCATION, keys.map(entryOf), 'all')).rejects.toMatchObject({
      differences: [{ kind: 'unexpected', key: 'unexpected' }],
    });
    const [before, after] = [LOCATION, LOCATION].map((location) => ({ location, isCommitted: false }));
    if (after !== undefined) expect((await compareVersions(storage, before, after)).changed.files).toBe(0);
  });
});

test('a verification finds every difference at and around the keys where segments meet', () =>
  holds(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat({ max: 2400 }), { maxLength: 6 }),
      fc.uniqueArray(fc.nat({ max: 2400 }), { maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 996, max: 1003 }), { maxLength: 4 }),
      fc.integer({ min: 300, max: 1000 }),
      async (missing, unexpected, near, pageSize) => {
        const keys = named(2400);
        const gone = new Set([...missing, ...near].map((index) => keys[index]));
        const extra = unexpected.map((index) => `${keys[index] ?? 'z'}-extra`);
        const bucket = bucketOf([...keys.filter((key) => !gone.has(key)), ...extra], undefined);
        bucket.pageSize = pageSize;

        const verified = verifyObjects(bucket.open(), LOCATION, keys.map(entryOf), 'all').catch(
          (error: unknown) => error,
        );

        const found = sortByKey([
          ...keys.filter((key) => gone.has(key)).map((key) => ({ kind: 'missing', key })),
          ...extra.map((key) => ({ kind: 'unexpected', key })),
        ]);
        if (found.length === 0) expect(await verified).toBeUndefined();
        else expect(await verified).toMatchObject({ differences: found });
      },
    ),
    Math.min(Number(process.env.PROPERTY_RUNS ?? 20), 300),
  ));

describe('the boundaries of a list', () => {
  async function* batchesOf(keys: readonly string[], size: number): AsyncGenerator<readonly { key: string }[]> {
    for (let start = 0; start < keys.length; start += size) {
      yield keys.slice(start, start + size).map((key) => ({ key }));
    }
  }

  async function all<T>(source: AsyncIterator<T>): Promise<T[]> {
    const items: T[] = [];
    for (let { done, value } = await source.next(); done !== true; { done, value } = await source.next()) {
      items.push(value);
    }
    return items;
  }

  test.each([1, 7, 5000])('are every 999th key, and the key before, in batches of %d', async (size) => {
    const keys = named(4000);

    const boundaries = await all(findBoundaries(batchesOf(keys, size)).boundaries);

    expect(boundaries).toEqual(
      [999, 1998, 2997, 3996].map((index) => ({ key: keys[index], previous: keys[index - 1] })),
    );
  });

  test('can be read before the list and after it', async () => {
    const keys = named(4000);
    const first = findBoundaries(batchesOf(keys, 100));
    const second = findBoundaries(batchesOf(keys, 100));

    const boundaries = await all(first.boundaries);
    for (const { batches } of [first, second]) {
      expect(keysOf((await all(batches[Symbol.asyncIterator]())).flat())).toEqual(keys);
    }
    expect(boundaries).toHaveLength(4);
    expect(await all(second.boundaries)).toEqual(boundaries);
  });

  test('and the list both end with the error of the source', async () => {
    const { batches, boundaries } = findBoundaries({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broken')) }),
    });

    await expect(boundaries.next()).rejects.toThrow('broken');
    await expect(batches[Symbol.asyncIterator]().next()).rejects.toThrow('broken');
  });
});
