import { createHash, hash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { TaskGroup } from '../net/concurrency.ts';
import { DamagedFileError } from './errors.ts';
import type { TargetFolder } from './local/target-folder.ts';
import { type Storage, withSignal } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';
import { getObject, type ObjectPlace } from './s3/objects.ts';
import { type Part, RANGE_SIZE, rangesOf } from './s3/parts.ts';
import type { Transfer } from './transfer.ts';

/** An object to fetch, and what it must be, where that is known. */
export interface Wanted {
  readonly object: StoredObject;
  readonly sha256: string | undefined;
}

/**
 * Fetches one object to `path`, in parts where it is large. It is written under another name in the target folder and
 * renamed when it is whole and right, so that no half file ever has the name.
 *
 * @throws DamagedFileError where it is not what the manifest says
 * @throws StorageRequestError, with the status 412 where it changed since it was listed
 */
export async function downloadObject(
  transfer: Transfer,
  signal: AbortSignal,
  folder: Folder,
  wanted: Wanted,
  target: TargetFolder,
  path: string,
): Promise<void> {
  // Named after the key, so that what a killed run left is taken up, and short, whatever the key's length.
  const temporary = target.resolve(`.download-${hash('sha256', wanted.object.key, 'hex')}`);
  try {
    await rm(temporary, { force: true });
    const handle = await open(temporary, 'wx');
    try {
      const found = await fetchParts(transfer, signal, folder, wanted, handle);
      if (found !== wanted.sha256) throw new DamagedFileError(wanted.object.key, String(wanted.sha256), String(found));
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  transfer.progress.addFile();
}

/** Fetches the parts side by side and hashes them in order, where there is a SHA-256 to compare with. */
async function fetchParts(
  { storage, slots, progress }: Transfer,
  outer: AbortSignal,
  { bucket, prefix }: Folder,
  { object, sha256 }: Wanted,
  handle: FileHandle,
): Promise<string | undefined> {
  const whole = sha256 === undefined ? undefined : createHash('sha256');
  const place = { bucket, key: prefix + object.key };
  const group = new TaskGroup(outer);
  let hashed = Promise.resolve();
  try {
    for (const part of rangesOf(object.size)) {
      const slot = await slots.take(group.signal);
      const before = hashed;
      const turn = Promise.withResolvers<void>();
      hashed = turn.promise;
      group.start(async (signal) => {
        try {
          const buffer = slot.buffer(part.size);
          await fetchPart(withSignal(storage, signal), place, object, part, buffer);
          await handle.write(buffer, 0, buffer.length, part.start);
          progress.addBytes(part.size);
          await before;
          whole?.update(buffer);
        } finally {
          turn.resolve();
          slot.release();
        }
      });
    }
  } catch (error) {
    group.fail(error);
  }
  await group.settled();
  return whole?.digest('hex');
}

async function fetchPart(
  storage: Storage,
  place: ObjectPlace,
  { etag, size: whole }: StoredObject,
  part: Part,
  buffer: Buffer,
): Promise<void> {
  const start = whole <= RANGE_SIZE ? undefined : part.start;
  await getObject(storage, place, { etag, start }, buffer);
}
