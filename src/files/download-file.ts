import { createHash, hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { forEachConcurrently } from '../net/concurrency.ts';
import type { Lease } from './buffer-pool.ts';
import { DamagedFileError } from './errors.ts';
import { createNewFile, type NewFile, type TargetFolder } from './local/target-folder.ts';
import type { Transfer } from './progress.ts';
import { withSignal } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';
import { getObject, type ObjectPlace, streamObject } from './s3/objects.ts';
import { type Part, rangesOf } from './s3/parts.ts';

/** An object to fetch, with its expected content if known. */
export interface Wanted {
  readonly object: StoredObject;
  readonly sha256: string | undefined;
}

const MIB = 1024 ** 2;
/** The size of the ranges that are written as they arrive. After a lost connection, a whole range is fetched again. */
const WRITTEN_RANGE = 16 * MIB;
/** The size of the ranges that wait in memory until it is their turn to be hashed. */
const BUFFERED_RANGE = 4 * MIB;
/** The number of ranges of one object that are fetched at the same time: with more, the first one to be hashed is late. */
const MAX_RANGES = 8;

/**
 * Downloads one object to `path`, in ranges if it is large. It is written under a temporary name in the target folder
 * and renamed when it is complete and verified, so that an incomplete file never has the final name.
 *
 * @throws DamagedFileError if it differs from the manifest
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
export async function downloadObject(
  transfer: Transfer,
  signal: AbortSignal,
  folder: Folder,
  { object, sha256 }: Wanted,
  target: TargetFolder,
  path: string,
): Promise<void> {
  // A hash of the key: the next run replaces the file of a killed run, and the name is short for every key.
  const temporary = target.resolve(`.download-${hash('sha256', object.key, 'hex')}`);
  const place = { bucket: folder.bucket, key: folder.prefix + object.key };
  await createNewFile(path, temporary, async (file) => {
    const found =
      object.size <= WRITTEN_RANGE
        ? await fetchWhole(transfer, signal, place, object, (piece, offset) => file.write(piece, offset))
        : await fetchLarge(transfer, signal, place, object, file);
    if (sha256 !== undefined && found !== sha256) throw new DamagedFileError(object.key, sha256, found);
  });
  transfer.progress.addFile();
}

/**
 * Reads one object and returns its SHA-256, in hexadecimal. Does not keep its content.
 *
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
export async function hashObject(
  transfer: Transfer,
  signal: AbortSignal,
  folder: Folder,
  object: StoredObject,
): Promise<string> {
  const place = { bucket: folder.bucket, key: folder.prefix + object.key };
  const read = object.size <= WRITTEN_RANGE ? fetchWhole : hashLarge;
  const sha256 = await read(transfer, signal, place, object);
  transfer.progress.addFile();
  return sha256;
}

/** Fetches an object in one request, hands it to `write` as it arrives, and returns its SHA-256. */
async function fetchWhole(
  { storage, buffers, progress }: Transfer,
  signal: AbortSignal,
  place: ObjectPlace,
  { etag, size }: StoredObject,
  write?: (piece: Uint8Array, offset: number) => void,
): Promise<string> {
  const lease = await buffers.takeWithoutBuffer(size, signal);
  try {
    let digest = createHash('sha256');
    const receive = (piece: Uint8Array, offset: number): void => {
      // A repeated request begins again.
      if (offset === 0) digest = createHash('sha256');
      digest.update(piece);
      write?.(piece, offset);
    };
    if (size > 0) await streamObject(withSignal(storage, signal), place, { etag, start: undefined, size }, receive);
    progress.addBytes(size);
    return digest.digest('hex');
  } finally {
    lease.release();
  }
}

/**
 * Fetches an object in ranges, writes them as they arrive, and returns its SHA-256. Ranges are read back to be hashed in
 * order, usually from the system's cache, because keeping them in memory would take more of it.
 */
async function fetchLarge(
  { storage, buffers, progress }: Transfer,
  outer: AbortSignal,
  place: ObjectPlace,
  { etag, size }: StoredObject,
  file: NewFile,
): Promise<string> {
  const digest = createHash('sha256');
  await fetchRanges(outer, rangesOf(size, WRITTEN_RANGE), {
    take: (range, signal) => buffers.takeWithoutBuffer(range.size, signal),
    fetch: async (range, lease, signal) => {
      const write = (piece: Uint8Array, offset: number): void => file.write(piece, range.start + offset);
      await streamObject(withSignal(storage, signal), place, { etag, ...range }, write);
      lease.release();
      progress.addBytes(range.size);
    },
    hash: (range) => {
      for (let done = 0; done < range.size; done += chunk.length) {
        const bytes = chunk.subarray(0, range.size - done);
        file.read(bytes, range.start + done);
        digest.update(bytes);
      }
    },
  });
  return digest.digest('hex');
}

/** The buffer for reading back. All files share it, because each piece is hashed before the next one is read. */
const chunk = Buffer.allocUnsafeSlow(256 * 1024);

/** Fetches ranges into memory, hashes them in order, and returns the SHA-256. */
async function hashLarge(
  { storage, buffers, progress }: Transfer,
  outer: AbortSignal,
  place: ObjectPlace,
  { etag, size }: StoredObject,
): Promise<string> {
  const digest = createHash('sha256');
  await fetchRanges(outer, rangesOf(size, BUFFERED_RANGE), {
    take: (range, signal) => buffers.take(range.size, signal),
    fetch: async ({ start, size: length }, { buffer }, signal) => {
      await getObject(withSignal(storage, signal), place, { etag, start }, buffer);
      progress.addBytes(length);
    },
    hash: (_range, { buffer }) => {
      digest.update(buffer);
    },
  });
  return digest.digest('hex');
}

/** The work for each range of an object. */
interface RangeWork<L extends Lease> {
  take(range: Part, signal: AbortSignal): Promise<L>;
  fetch(range: Part, lease: L, signal: AbortSignal): Promise<void>;
  /** Adds a range that was fetched to the hash. */
  hash(range: Part, lease: L): void;
}

/** Fetches ranges concurrently, and hashes them in order. */
async function fetchRanges<L extends Lease>(
  outer: AbortSignal,
  ranges: Iterable<Part>,
  { take, fetch, hash }: RangeWork<L>,
): Promise<void> {
  let hashed = Promise.resolve();
  await forEachConcurrently(ranges, MAX_RANGES, outer, async (range, signal) => {
    const before = hashed;
    const turn = Promise.withResolvers<void>();
    hashed = turn.promise;
    const lease = await take(range, signal);
    try {
      await fetch(range, lease, signal);
      await before;
      // Many ranges may have waited for this one. Without this, nothing else would happen until all are hashed.
      await setImmediate();
      signal.throwIfAborted();
      hash(range, lease);
    } finally {
      turn.resolve();
      lease.release();
    }
  });
}
