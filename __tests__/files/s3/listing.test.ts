import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { OrderError } from '../../../src/files/errors.ts';
import { compareKeys, sortByKey } from '../../../src/files/manifest.ts';
import { type Boundary, findBoundaries, inBatches, mergeByKey, noBatches } from '../../../src/files/merge.ts';
import type { Storage } from '../../../src/files/s3/client.ts';
import { listObjects } from '../../../src/files/s3/listing.ts';
import { inOrder, type ListFolder } from '../../../src/files/stored-files.ts';
import { ListedBucket } from '../../support/listed-bucket.ts';
import { holds } from '../../support/property.ts';

const FOLDER = { bucket: 'bucket', prefix: 'version/data/' };
const named = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `file-${String(index).padStart(6, '0')}`);
const bucketOf = (keys: readonly string[]): ListedBucket =>
  new ListedBucket(keys.map((key) => [FOLDER.prefix + key, 'x']));

async function* given(boundaries: readonly Boundary[]): AsyncGenerator<Boundary> {
  yield* boundaries;
}

/** Returns the boundaries in known keys. */
function boundariesOf(keys: readonly string[]): AsyncIterator<Boundary> {
  return findBoundaries(inBatches(sortByKey(keys.map((key) => ({ key }))))).boundaries;
}

async function keysListed(
  storage: Storage,
  boundaries?: AsyncIterator<Boundary>,
  list: ListFolder = listObjects,
): Promise<string[]> {
  const keys: string[] = [];
  for await (const pairs of mergeByKey(list(storage, FOLDER, '', boundaries), noBatches())) {
    for (const [object] of pairs) if (object !== undefined) keys.push(object.key);
  }
  return keys;
}

describe('a list whose keys are known', () => {
  test.each([
    [0, 1],
    [1, 1],
    [999, 1],
    [1000, 1],
    [1001, 2],
    [1999, 2],
    [2000, 3],
    [20_000, 21],
  ])('of %d objects takes %d requests', async (count, requests) => {
    const keys = named(count);
    const bucket = bucketOf(keys);

    expect(await keysListed(bucket.open(), boundariesOf(keys))).toEqual(keys);
    expect(bucket.lists).toHaveLength(requests);
    expect(bucket.aborted).toBe(0);
  });

  test.each([
    [1, 1],
    [3, 3],
    [16, 4],
    ['auto', 4],
  ] as const)('has with concurrency: %s up to %d requests in flight', async (concurrency, expected) => {
    const keys = named(20_000);
    const bucket = bucketOf(keys);

    await keysListed(bucket.open({ concurrency }), boundariesOf(keys));

    expect(bucket.maxInFlight).toBe(expected);
  });

  test('is requested no further than the reader needs', async () => {
    const keys = named(20_000);
    const bucket = bucketOf(keys);

    for await (const objects of listObjects(bucket.open(), FOLDER, '', boundariesOf(keys))) {
      expect(objects).toHaveLength(1000);
      await nextTurn();
      break;
    }

    expect(bucket.lists.length).toBeLessThanOrEqual(8);
    expect(bucket.inFlight).toBe(0);
  });

  test('includes objects that are not known, in order, and leaves out folder placeholders', async () => {
    const known = named(3000);
    const unknown = ['a', ...named(2500).map((key) => `${known[1700]}-${key}`), 'z'];
    const bucket = bucketOf([...known, ...unknown]);
    bucket.objects.set(`${FOLDER.prefix}${known[999]}/`, '');

    expect(await keysListed(bucket.open(), boundariesOf(known))).toEqual([...known, ...unknown].sort(compareKeys));
  });

  test('is read page by page from where a known key is not stored', async () => {
    const known = named(5000);
    const stored = known.filter((key) => key !== known[999]);
    const bucket = bucketOf(stored);

    expect(await keysListed(bucket.open(), boundariesOf(known))).toEqual(stored);
    expect(bucket.lists.filter((query) => query.has('continuation-token'))).toHaveLength(4);
  });

  test('ends with the last object, however many keys are known', async () => {
    const known = named(100_000);
    const bucket = bucketOf(known.slice(0, 10));

    expect(await keysListed(bucket.open(), boundariesOf(known))).toEqual(known.slice(0, 10));
    expect(bucket.lists.length).toBeLessThanOrEqual(8);
  });

  test('fails with the error of the first page that fails, and the requests after it are aborted', async () => {
    const keys = named(8000);
    const bucket = bucketOf(keys);
    const never = Promise.withResolvers<undefined>();
    bucket.onList = async (_query, index) => {
      if (index < 2) return undefined;
      return index > 2 ? never.promise : { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    };
    const storage = bucket.open();
    const listed: number[] = [];
    const reading = (async () => {
      for await (const objects of listObjects(storage, FOLDER, '', boundariesOf(keys))) listed.push(objects.length);
    })();

    await expect(reading).rejects.toMatchObject({ code: 'AccessDenied' });
    expect(listed).toEqual([1000, 999]);
    expect(bucket.aborted).toBeGreaterThan(0);
    expect(bucket.inFlight).toBe(0);
  });

  test('is cancelled with all its requests', async () => {
    const keys = named(8000);
    const bucket = bucketOf(keys);
    const cancel = new AbortController();
    const reason = new Error('cancelled');
    const never = Promise.withResolvers<undefined>();
    bucket.onList = async (_query, index) => {
      await nextTurn();
      if (index === 4) cancel.abort(reason);
      return index < 4 ? undefined : never.promise;
    };

    await expect(keysListed(bucket.open({ signal: cancel.signal }), boundariesOf(keys))).rejects.toBe(reason);
    expect(bucket.inFlight).toBe(0);
  });

  test('fails if the keys cannot be read', async () => {
    const bucket = bucketOf(named(2000));
    const broken = { next: () => Promise.reject(new Error('broken')) };

    await expect(keysListed(bucket.open(), broken)).rejects.toThrow('broken');
  });
});

describe('a storage that cannot list after a key', () => {
  const keys = [...'abcdefghi'];
  const boundary = { previous: 'b', key: 'c' };

  test.each(['ignored', 'refused'] as const)('because that is %s is found out', async (startAfter) => {
    const bucket = bucketOf(keys);
    bucket.pageSize = 3;
    bucket.startAfter = startAfter;
    const later = { previous: 'e', key: 'f' };

    await expect(keysListed(bucket.open(), given([boundary, later]))).rejects.toThrow(OrderError);
  });

  test('because it decodes the key twice does not leave objects out', async () => {
    const special = ['a%2Fb', 'a%2Fc', 'a%2Fd', 'a/a', 'a/d'];
    const bucket = bucketOf(special);
    bucket.pageSize = 2;
    bucket.startAfter = 'misread';
    const skipping = { previous: 'a%2Fb', key: 'a%2Fc' };

    await expect(keysListed(bucket.open(), given([skipping]))).rejects.toThrow(OrderError);
    const all = await inOrder(bucket.open(), (list) => keysListed(bucket.open(), given([skipping]), list));
    expect(all).toEqual(special);
  });

  test('fails if the list is not allowed at all', async () => {
    const bucket = bucketOf(keys);
    bucket.onList = async () => ({ status: 400, body: '<Error><Code>ExpiredToken</Code></Error>' });
    const list = (): Promise<string[]> =>
      inOrder(bucket.open(), (listed) => keysListed(bucket.open(), given([boundary]), listed));

    await expect(list()).rejects.toMatchObject({ code: 'ExpiredToken' });
  });
});

test('every object is listed once and in order, whatever keys are known and however the storage lists', () => {
  const key = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    fc.string({
      unit: fc.constantFrom('a', '/', '+', ' ', '%', '2', 'F', '\u0001', 'é', '\uffee', '🎉'),
      minLength: 1,
      maxLength: 5,
    }),
  );
  return holds(
    fc.asyncProperty(
      fc.uniqueArray(key, { maxLength: 40 }),
      fc.uniqueArray(key, { maxLength: 10 }),
      fc.infiniteStream(fc.nat({ max: 4 })),
      fc.record({
        pageSize: fc.integer({ min: 1, max: 12 }),
        startAfter: fc.constantFrom('supported', 'supported', 'supported', 'ignored', 'refused', 'misread'),
        compare: fc.constantFrom(
          compareKeys,
          compareKeys,
          compareKeys,
          (a: string, b: string) => (a < b ? -1 : Number(a > b)),
          (a: string, b: string) => compareKeys(b, a),
        ),
        concurrency: fc.constantFrom(1, 2, 16),
      }),
      async (stored, others, choices, { concurrency, ...service }) => {
        const bucket = Object.assign(bucketOf(stored), service);
        const known = [
          ...stored.filter(() => choices.next().value > 0),
          ...others.filter((one) => !stored.includes(one)),
        ].sort(compareKeys);
        const boundaries = known.flatMap((one, index) => {
          const previous = known[index - 1];
          return previous !== undefined && choices.next().value === 0 ? [{ key: one, previous }] : [];
        });
        const storage = bucket.open({ concurrency });

        const listed = await inOrder(storage, (list) => keysListed(storage, given(boundaries), list));

        expect(listed).toEqual(stored.toSorted(compareKeys));
        expect(bucket.maxInFlight).toBeLessThanOrEqual(concurrency);
      },
    ),
  );
});
