import { forEachConcurrently } from '../net/concurrency.ts';
import { DeletionError, type DeletionFailure } from './errors.ts';
import type { KeyFilter } from './globs.ts';
import { measure, sortByKey, type Tally } from './manifest.ts';
import { batchesOf } from './merge.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { listObjects, listPages, type StoredObject } from './s3/listing.ts';
import { type Folder, folderPrefix } from './s3/location.ts';
import { abortStaleUploads } from './s3/multipart.ts';
import { deleteBatch, deleteObject } from './s3/objects.ts';

export interface Selection {
  /** A folder inside the version. */
  readonly destination: string;
  /** Further conditions on the full key. */
  readonly filter?: KeyFilter | undefined;
}

/**
 * Lists the files of a version, by default all, sorted by key. Keys are relative to the version's folder of files and
 * include the destination.
 *
 * @throws StorageRequestError
 */
export async function listFiles(
  storage: Storage,
  location: Folder,
  { destination = '', filter = () => true }: Partial<Selection> = {},
): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const objects of listObjects(storage, location, folderPrefix(destination))) {
    found.push(...objects.filter(({ key }) => filter(key)));
  }
  return sortByKey(found);
}

/** S3's limit on the keys in one DeleteObjects request. */
const MAX_KEYS = 1000;

/**
 * Deletes files of a draft, up to 1,000 per request; missing files count as deleted.
 *
 * @param keys relative to the version's folder of files
 * @throws DeletionError with all files that the storage kept
 * @throws StorageRequestError
 */
export async function deleteFiles(storage: Storage, location: Folder, keys: readonly string[]): Promise<void> {
  const { limit, retryContext } = storage;
  const failures: DeletionFailure[] = [];
  await forEachConcurrently(requestsFor(keys), limit, retryContext.signal, (batch, signal) =>
    limit.track(async () => {
      failures.push(...(await deleteKeys(withSignal(storage, signal), location, batch)));
    }),
  );
  if (failures.length > 0) throw new DeletionError(failures);
}

/** XML cannot contain control characters: keys with them are deleted one by one, in the request's path. */
function* requestsFor(keys: readonly string[]): Generator<readonly string[]> {
  const special = (key: string): boolean => /[\p{Cc}\ufffe\uffff]/u.test(key);
  const plain = keys.filter((key) => !special(key));
  yield* batchesOf(plain, MAX_KEYS);
  for (const key of keys.filter(special)) yield [key];
}

async function deleteKeys(
  storage: Storage,
  { bucket, prefix }: Folder,
  keys: readonly string[],
): Promise<DeletionFailure[]> {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) {
    await deleteObject(storage, { bucket, key: prefix + only });
    return [];
  }
  const whole = keys.map((key) => prefix + key);
  const kept = await deleteBatch(storage, bucket, prefix, whole);
  return kept.map((failure) => ({ ...failure, key: failure.key.slice(prefix.length) }));
}

export interface FolderMeasure extends Tally {
  /** The time when its newest object was written, in milliseconds since the epoch; NaN if an object has no time. */
  readonly newestMs: number;
}

/**
 * Measures a folder. Counts every object, including folder placeholders and the manifest.
 *
 * @throws StorageRequestError
 */
export async function measureFolder(storage: Storage, folder: Folder): Promise<FolderMeasure> {
  const total = { files: 0, bytes: 0, newestMs: Number.NEGATIVE_INFINITY };
  for await (const { objects } of listPages(storage, folder)) {
    for (const { size, modifiedMs } of objects) {
      total.files += 1;
      total.bytes += size;
      total.newestMs = Math.max(total.newestMs, modifiedMs);
    }
  }
  return total;
}

/** The maximum number of times that a folder is listed until it is empty, in case another process is writing to it. */
const MAX_ROUNDS = 3;

/**
 * Deletes every object of a folder and aborts the uploads into it. Returns what was deleted.
 *
 * @throws DeletionError with the objects that the storage kept
 * @throws StorageRequestError
 */
export async function deleteFolder(storage: Storage, folder: Folder): Promise<Tally> {
  const { limit, retryContext } = storage;
  const total = { files: 0, bytes: 0 };
  await abortStaleUploads(storage, folder, () => true);
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const before = total.files;
    await forEachConcurrently(listPages(storage, folder), limit, retryContext.signal, async ({ objects }, signal) => {
      const { files, bytes } = measure(objects);
      total.files += files;
      total.bytes += bytes;
      const keys = objects.map(({ key }) => key);
      await deleteFiles(withSignal(storage, signal), folder, keys);
    });
    if (total.files === before) break;
  }
  return total;
}
