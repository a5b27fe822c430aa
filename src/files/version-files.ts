import { createHash } from 'node:crypto';
import type { KeyFilter } from './globs.ts';
import { compareKeys } from './manifest.ts';
import type { Storage } from './s3/client.ts';
import { deleteObjects } from './s3/delete.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import { folderPrefix, type VersionLocation } from './s3/location.ts';

export interface Selection {
  /** A folder inside the version. */
  readonly destination: string;
  /** Further conditions on the whole key. */
  readonly filter?: KeyFilter | undefined;
}

/**
 * The files of a version, sorted by key. Keys are relative to the version's folder of files, the destination included.
 *
 * @throws FolderError, StorageRequestError
 */
export async function listFiles(
  storage: Storage,
  { bucket, prefix }: VersionLocation,
  { destination, filter = () => true }: Selection,
): Promise<StoredObject[]> {
  const folder = folderPrefix(destination);
  const found: StoredObject[] = [];
  for await (const object of listObjects(storage, bucket, prefix + folder)) {
    const key = folder + object.key;
    if (filter(key)) found.push({ ...object, key });
  }
  return found.sort((a, b) => compareKeys(a.key, b.key));
}

/** How much a version holds. */
export interface Measure {
  readonly files: number;
  readonly bytes: number;
  /** The SHA-256 of keys, sizes and ETags, in hexadecimal: equal where nothing was changed in between. */
  readonly digest: string;
}

/**
 * Counts what a version holds.
 *
 * @throws StorageRequestError
 */
export async function measureVersion(storage: Storage, location: VersionLocation): Promise<Measure> {
  const hash = createHash('sha256');
  let bytes = 0;
  const objects = await listFiles(storage, location, { destination: '' });
  for (const { key, size, etag } of objects) {
    bytes += size;
    hash.update(`${JSON.stringify([key, size, etag])}\n`);
  }
  return { files: objects.length, bytes, digest: hash.digest('hex') };
}

/**
 * Deletes files of a draft; those that are not there count as deleted.
 *
 * @param keys relative to the version's folder of files
 * @throws DeletionError with those that the storage kept
 * @throws StorageRequestError
 */
export function deleteFiles(storage: Storage, location: VersionLocation, keys: readonly string[]): Promise<void> {
  return deleteObjects(storage, location, keys);
}
