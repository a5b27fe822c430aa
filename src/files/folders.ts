/** Whole folders of the storage: what lies in them, and how to delete all of it. */
import type { Tally } from './diff.ts';
import type { Storage } from './s3/client.ts';
import { listEverything } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';
import { abortStaleUploads } from './s3/multipart.ts';
import { deleteFiles } from './version-files.ts';

export interface FolderMeasure extends Tally {
  /** When its newest object was written, in milliseconds since the epoch; NaN where an object does not say. */
  readonly newestMs: number;
}

/**
 * Measures a folder. Counts every object, those that keep an empty folder and the manifest too.
 *
 * @throws StorageRequestError
 */
export async function measureFolder(storage: Storage, { bucket, prefix }: Folder): Promise<FolderMeasure> {
  const measure = { files: 0, bytes: 0, newestMs: Number.NEGATIVE_INFINITY };
  for await (const objects of listEverything(storage, bucket, prefix)) {
    for (const { size, modifiedMs } of objects) {
      measure.files += 1;
      measure.bytes += size;
      measure.newestMs = Math.max(measure.newestMs, modifiedMs);
    }
  }
  return measure;
}

/** How many keys are deleted together. */
const BATCH = 10_000;
/** How often a folder is listed again to see that nothing is left, while somebody may be writing to it. */
const MAX_ROUNDS = 3;

/**
 * Deletes every object of a folder and aborts the uploads into it. Returns what was deleted.
 *
 * @throws DeletionError with the objects that the storage kept
 * @throws StorageRequestError
 */
export async function deleteFolder(storage: Storage, folder: Folder): Promise<Tally> {
  const total = { files: 0, bytes: 0 };
  await abortStaleUploads(storage, folder, () => true);
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const before = total.files;
    let keys: string[] = [];
    for await (const objects of listEverything(storage, folder.bucket, folder.prefix)) {
      for (const { key, size } of objects) {
        keys.push(key);
        total.files += 1;
        total.bytes += size;
      }
      if (keys.length < BATCH) continue;
      await deleteFiles(storage, folder, keys);
      keys = [];
    }
    await deleteFiles(storage, folder, keys);
    if (total.files === before) break;
  }
  return total;
}
