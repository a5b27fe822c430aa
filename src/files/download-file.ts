import { createHash, hash } from 'node:crypto';
import { TaskGroup } from '../net/concurrency.ts';
import type { Lease } from './buffer-pool.ts';
import { DamagedFileError } from './errors.ts';
import type { FileHash, HashThreads } from './local/hash-threads.ts';
import { SMALL } from './local/local-file.ts';
import { createNewFile, type TargetFolder, type WriteAt } from './local/target-folder.ts';
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

/** The context shared by all files of a download. */
export interface Download extends Transfer {
  readonly target: TargetFolder;
  readonly threads: HashThreads;
}

const MIB = 1024 ** 2;
/** The size of the ranges that are written as they arrive. After a lost connection, a whole range is fetched again. */
const WRITTEN_RANGE = 16 * MIB;
/** The size of the ranges that wait in memory until it is their turn to be hashed. */
const BUFFERED_RANGE = 4 * MIB;

/**
 * Downloads one object to `path`, in ranges if it is large. It is written under a temporary name in the target folder
 * and renamed when it is complete and verified, so that an incomplete file never has the final name.
 *
 * @throws DamagedFileError if it differs from the manifest
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
export async function downloadObject(
  download: Download,
  signal: AbortSignal,
  folder: Folder,
  wanted: Wanted,
  path: string,
): Promise<void> {
  const { buffers, target, threads, progress } = download;
  const { object, sha256 } = wanted;
  // A hash of the key: the next run replaces the file of a killed run, and the name is short for every key.
  const temporary = target.resolve(`.download-${hash('sha256', object.key, 'hex')}`);
  const place = { bucket: folder.bucket, key: folder.prefix + object.key };
  if (object.size <= SMALL) {
    await buffers.use(object.size, signal, async (content) => {
      await fetchSmall(download, signal, place, wanted, content);
      await createNewFile(path, temporary, async (write) => write(content, 0));
    });
  } else {
    await createNewFile(path, temporary, async (write, descriptor) => {
      const fileHash = sha256 === undefined ? undefined : threads.start(descriptor);
      await fetchLarge(download, signal, place, object, { write, fileHash });
      if (fileHash !== undefined) checkDigest(wanted, (await fileHash.finish()).sha256);
    });
  }
  progress.addFile();
}

async function fetchSmall(
  { storage, progress }: Transfer,
  signal: AbortSignal,
  place: ObjectPlace,
  wanted: Wanted,
  content: Buffer,
): Promise<void> {
  const { etag, size } = wanted.object;
  if (size > 0) await getObject(withSignal(storage, signal), place, { etag, start: undefined }, content);
  if (wanted.sha256 !== undefined) checkDigest(wanted, hash('sha256', content, 'hex'));
  progress.addBytes(size);
}

/** The file that an object is written to, and its hash if it is to be verified. */
interface OpenOutput {
  readonly write: WriteAt;
  readonly fileHash: FileHash | undefined;
}

/** Writes the ranges of an object as they arrive. They are hashed from the file, which the system still has in memory. */
async function fetchLarge(
  { storage, buffers, progress }: Transfer,
  outer: AbortSignal,
  place: ObjectPlace,
  { etag, size }: StoredObject,
  { write, fileHash }: OpenOutput,
): Promise<void> {
  await fetchRanges(outer, rangesOf(size, WRITTEN_RANGE), {
    take: (range, signal) => buffers.takeWithoutBuffer(range.size, signal),
    fetch: async (range, lease, signal) => {
      const extent = { etag, start: range.size === size ? undefined : range.start, size: range.size };
      await streamObject(withSignal(storage, signal), place, extent, (piece, offset) =>
        write(piece, range.start + offset),
      );
      lease.release();
      progress.addBytes(range.size);
    },
    hash: async ({ start, size: length }) => {
      await fileHash?.add(start, length);
    },
  });
}

/**
 * Reads one object and returns its SHA-256, in hexadecimal. Does not keep its content.
 *
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
export async function hashObject(
  { storage, buffers, progress }: Transfer,
  outer: AbortSignal,
  folder: Folder,
  { key, etag, size }: StoredObject,
): Promise<string> {
  const digest = createHash('sha256');
  const place = { bucket: folder.bucket, key: folder.prefix + key };
  await fetchRanges(outer, rangesOf(size, BUFFERED_RANGE), {
    take: (range, signal) => buffers.take(range.size, signal),
    fetch: async ({ start }, { buffer }, signal) => {
      await getObject(withSignal(storage, signal), place, { etag, start }, buffer);
    },
    hash: async (range, { buffer }) => {
      digest.update(buffer);
      progress.addBytes(range.size);
    },
  });
  progress.addFile();
  return digest.digest('hex');
}

/** The work for each range of an object. */
interface RangeWork<L extends Lease> {
  take(range: Part, signal: AbortSignal): Promise<L>;
  fetch(range: Part, lease: L, signal: AbortSignal): Promise<void>;
  /** Adds a range that was fetched to the hash. */
  hash(range: Part, lease: L): Promise<void>;
}

/** Fetches ranges concurrently, as far as there are leases, and hashes them in order. */
async function fetchRanges<L extends Lease>(
  outer: AbortSignal,
  ranges: Iterable<Part>,
  { take, fetch, hash }: RangeWork<L>,
): Promise<void> {
  const group = new TaskGroup(outer);
  let hashed = Promise.resolve();
  try {
    for (const range of ranges) {
      const lease = await take(range, group.signal);
      const before = hashed;
      const turn = Promise.withResolvers<void>();
      hashed = turn.promise;
      group.start(async (signal) => {
        try {
          await fetch(range, lease, signal);
          await before;
          await hash(range, lease);
        } finally {
          turn.resolve();
          lease.release();
        }
      });
    }
  } catch (error) {
    group.fail(error);
  }
  await group.settled();
}

function checkDigest({ object, sha256 }: Wanted, found: string): void {
  if (found !== sha256) throw new DamagedFileError(object.key, String(sha256), found);
}
