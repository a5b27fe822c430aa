/** The stored files of a version, with the data of the manifest next to them. */
import type { FileState } from './differences.ts';
import { OrderError } from './errors.ts';
import type { StoredEntry } from './manifest.ts';
import { type Batches, findBoundaries, mergeByKey, noBatches, type Pair } from './merge.ts';
import type { Storage } from './s3/client.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import { type Folder, folderPrefix, type VersionLocation } from './s3/location.ts';
import { StoredManifest } from './stored-manifest.ts';
import { listFiles } from './version-files.ts';

/** A function that lists a folder, as {@link listObjects} does. */
export type ListFolder = typeof listObjects;

/** A version that is about to be read. */
export interface OpenedVersion {
  readonly manifest: StoredManifest | undefined;
  /** Every object of the folder and every entry of the manifest, by key. Entries of other folders have no object. */
  readonly pairs: Batches<Pair<StoredObject, StoredEntry>>;
}

/**
 * Finds the manifest of a version. The files are listed as they are read.
 *
 * @param destination the folder inside the version
 * @throws StorageRequestError
 */
export async function openVersion(
  storage: Storage,
  location: VersionLocation,
  destination = '',
  list: ListFolder,
): Promise<OpenedVersion> {
  const manifest = await StoredManifest.find(storage, location);
  const folder = folderPrefix(destination);
  const { batches, boundaries } = findBoundaries(manifest?.entries() ?? noBatches(), folder);
  return { manifest, pairs: mergeByKey(list(storage, location, folder, boundaries), batches) };
}

/** Yields the files that are stored, with the SHA-256 of those that the manifest still describes. */
export async function* storedFiles({ pairs }: OpenedVersion): AsyncGenerator<readonly FileState[]> {
  for await (const batch of pairs) {
    const files: FileState[] = [];
    for (const [object, entry] of batch) if (object !== undefined) files.push(describeFile(object, entry));
    yield files;
  }
}

/**
 * Yields the files that a manifest lists, without listing the storage.
 *
 * @param destination the folder inside the version
 * @throws ManifestError if it is invalid, after its last valid line
 * @throws StorageRequestError
 */
export async function* listedFiles(
  manifest: StoredManifest,
  destination: string,
): AsyncGenerator<readonly FileState[]> {
  const folder = folderPrefix(destination);
  for await (const entries of manifest.entries('throw')) yield entries.filter(({ key }) => key.startsWith(folder));
}

/** Describes an object by its entry in the manifest, if the entry still applies to it. */
export function describeFile({ key, size, etag }: StoredObject, entry: StoredEntry | undefined): FileState {
  const isCurrent = entry?.etag === etag && entry.size === size;
  return { key, size, etag, sha256: isCurrent ? entry.sha256 : undefined };
}

/**
 * Reads a version in the order of its keys. If the storage lists in another order, reads it again with a list sorted in
 * memory.
 *
 * @throws StorageRequestError, or whatever `read` throws
 */
export async function readInOrder<T>(
  storage: Storage,
  location: VersionLocation,
  destination: string,
  read: (version: OpenedVersion) => Promise<T>,
): Promise<T> {
  return inOrder(storage, async (list) => read(await openVersion(storage, location, destination, list)));
}

/** Calls `read` with a function that lists a folder: first as the storage does and, if that is not in order, sorted. */
export async function inOrder<T>(storage: Storage, read: (list: ListFolder) => Promise<T>): Promise<T> {
  try {
    return await read(listObjects);
  } catch (error) {
    if (!(error instanceof OrderError)) throw error;
    storage.retryContext.log.debug(`Sorting the list in memory: ${error.message}`);
    return read(listSorted);
  }
}

async function* listSorted(
  storage: Storage,
  folder: Folder,
  destination = '',
): AsyncGenerator<readonly StoredObject[]> {
  yield await listFiles(storage, folder, { destination });
}
