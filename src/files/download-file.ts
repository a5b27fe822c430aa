import { createHash, type Hash, hash } from 'node:crypto';
import { TaskGroup } from '../net/concurrency.ts';
import { DamagedFileError } from './errors.ts';
import { createNewFile, type TargetFolder, type WriteAt } from './local/target-folder.ts';
import type { Transfer } from './progress.ts';
import { withSignal } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';
import { getObject, type ObjectPlace } from './s3/objects.ts';
import { RANGE_SIZE, rangesOf } from './s3/parts.ts';

/** An object to fetch, with its expected content if known. */
export interface Wanted {
  readonly object: StoredObject;
  readonly sha256: string | undefined;
}

/**
 * Downloads one object to `path`, in parts if it is large. It is written under a temporary name in the target folder
 * and renamed when it is complete and verified, so that an incomplete file never has the final name.
 *
 * @throws DamagedFileError if it differs from the manifest
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
export async function downloadObject(
  transfer: Transfer,
  signal: AbortSignal,
  folder: Folder,
  wanted: Wanted,
  target: TargetFolder,
  path: string,
): Promise<void> {
  const { key, size } = wanted.object;
  // A hash of the key: the next run replaces the file of a killed run, and the name is short for every key.
  const temporary = target.resolve(`.download-${hash('sha256', key, 'hex')}`);
  const place = { bucket: folder.bucket, key: folder.prefix + key };
  if (size <= RANGE_SIZE) {
    await transfer.buffers.use(size, signal, async (content) => {
      await fetchWhole(transfer, signal, place, wanted, content);
      await createNewFile(path, temporary, (write) => write(content, 0));
    });
  } else {
    const digest = wanted.sha256 === undefined ? undefined : createHash('sha256');
    await createNewFile(path, temporary, async (write) => {
      await fetchParts(transfer, signal, place, wanted.object, { digest, write });
      if (digest !== undefined) checkDigest(wanted, digest.digest('hex'));
    });
  }
  transfer.progress.addFile();
}

async function fetchWhole(
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
  const digest = createHash('sha256');
  const place = { bucket: folder.bucket, key: folder.prefix + object.key };
  await fetchParts(transfer, signal, place, object, { digest, write: async () => undefined });
  transfer.progress.addFile();
  return digest.digest('hex');
}

/** Receives the parts of an object. */
interface Sink {
  /** Receives the parts in order. */
  readonly digest: Hash | undefined;
  /** Receives each part as it arrives, in any order. */
  readonly write: WriteAt;
}

/** Fetches the parts of an object concurrently. */
async function fetchParts(
  { storage, buffers, progress }: Transfer,
  outer: AbortSignal,
  place: ObjectPlace,
  { etag, size }: StoredObject,
  { digest, write }: Sink,
): Promise<void> {
  const group = new TaskGroup(outer);
  let hashed = Promise.resolve();
  try {
    for (const { start, size: length } of rangesOf(size)) {
      const { buffer, release } = await buffers.take(length, group.signal);
      const before = hashed;
      const turn = Promise.withResolvers<void>();
      hashed = turn.promise;
      group.start(async (signal) => {
        try {
          await getObject(withSignal(storage, signal), place, { etag, start }, buffer);
          const addToDigest = (): void => {
            digest?.update(buffer);
            turn.resolve();
          };
          await Promise.all([write(buffer, start), before.then(addToDigest)]);
          progress.addBytes(length);
        } finally {
          turn.resolve();
          release();
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
