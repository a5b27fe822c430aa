import { createHash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { TaskGroup } from '../net/concurrency.ts';
import { DamagedFileError } from './errors.ts';
import { createNewFile, writeNewFile } from './local/new-file.ts';
import type { TargetFolder } from './local/target-folder.ts';
import { withSignal } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';
import { getObject, type ObjectPlace } from './s3/objects.ts';
import { RANGE_SIZE, rangesOf } from './s3/parts.ts';
import type { Transfer } from './transfer.ts';

/** An object to fetch, and what it must be, where that is known. */
export interface Wanted {
  readonly object: StoredObject;
  readonly sha256: string | undefined;
}

/**
 * Downloads one object to `path`, in parts where it is large. It is written under another name in the target folder and
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
  const { key, size } = wanted.object;
  // Named after the key, so that what a killed run left is replaced, and short, whatever the key's length.
  const temporary = target.resolve(`.download-${hash('sha256', key, 'hex')}`);
  const place = { bucket: folder.bucket, key: folder.prefix + key };
  if (size <= RANGE_SIZE) {
    await transfer.slots.use(size, signal, async (content) => {
      await fetchWhole(transfer, signal, place, wanted, content);
      await writeNewFile(path, temporary, content);
    });
  } else {
    await createNewFile(path, temporary, (handle) => fetchParts(transfer, signal, place, wanted, handle));
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

/** Fetches the parts side by side and hashes them in order, where there is a SHA-256 to compare with. */
async function fetchParts(
  { storage, slots, progress }: Transfer,
  outer: AbortSignal,
  place: ObjectPlace,
  wanted: Wanted,
  handle: FileHandle,
): Promise<void> {
  const { etag, size } = wanted.object;
  const whole = wanted.sha256 === undefined ? undefined : createHash('sha256');
  const group = new TaskGroup(outer);
  let hashed = Promise.resolve();
  try {
    for (const { start, size: length } of rangesOf(size)) {
      const { buffer, release } = await slots.take(length, group.signal);
      const before = hashed;
      const turn = Promise.withResolvers<void>();
      hashed = turn.promise;
      group.start(async (signal) => {
        try {
          await getObject(withSignal(storage, signal), place, { etag, start }, buffer);
          const addToDigest = (): void => {
            whole?.update(buffer);
            turn.resolve();
          };
          await Promise.all([handle.write(buffer, 0, length, start), before.then(addToDigest)]);
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
  if (whole !== undefined) checkDigest(wanted, whole.digest('hex'));
}

function checkDigest({ object, sha256 }: Wanted, found: string): void {
  if (found !== sha256) throw new DamagedFileError(object.key, String(sha256), found);
}
