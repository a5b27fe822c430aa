/**
 * Manifests of jobs that fill one draft together. Each job leaves a part next to the draft's files, and the commit
 * merges the parts into the version's manifest, so that nothing is read again to be hashed.
 */
import { type StoredEntry, sortByKey } from './manifest.ts';
import type { Storage } from './s3/client.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { StoredManifest, writeChecksums, writeStoredManifest } from './stored-manifest.ts';
import { deleteFiles } from './version-files.ts';

/** Returns the folder of the parts, which is stored next to the files like the manifest itself: `data.manifest.d/`. */
function partsPrefix({ manifestKey }: VersionLocation): string {
  return manifestKey.replace(/jsonl$/, 'd/');
}

/**
 * Writes the part of one job. Its name is the digest of the files, so that a job that runs again replaces its own part.
 *
 * @throws StorageRequestError
 */
export async function writeManifestPart(
  storage: Storage,
  draft: VersionLocation,
  digest: string,
  entries: readonly StoredEntry[],
): Promise<void> {
  await writeStoredManifest(storage, partOf(draft, `${digest}.jsonl`), entries, { isComplete: false });
}

/**
 * Lists the parts that jobs left, by name.
 *
 * @throws StorageRequestError
 */
export async function listManifestParts(storage: Storage, draft: VersionLocation): Promise<string[]> {
  const parts: string[] = [];
  for await (const objects of listObjects(storage, draft.bucket, partsPrefix(draft))) {
    parts.push(...objects.map(({ key }) => key));
  }
  return parts;
}

/**
 * Merges parts into the manifest of a version and removes them. An entry is used if the object still has its size and
 * ETag; the last of several entries wins.
 *
 * @param objects the objects of the version
 * @returns the keys of the objects that no part describes
 * @throws DeletionError, StorageRequestError
 */
export async function mergeManifestParts(
  storage: Storage,
  draft: VersionLocation,
  parts: readonly string[],
  objects: readonly StoredObject[],
): Promise<string[]> {
  const stored = new Map(objects.map((object) => [object.key, object]));
  const merged = new Map<string, StoredEntry>();
  for (const location of [draft, ...parts.map((part) => partOf(draft, part))]) {
    const manifest = await StoredManifest.find(storage, location);
    if (manifest === undefined) continue;
    for await (const entries of manifest.entries()) {
      for (const entry of entries) {
        const object = stored.get(entry.key);
        if (object?.size === entry.size && object.etag === entry.etag) merged.set(entry.key, entry);
      }
    }
  }
  const entries = sortByKey([...merged.values()]);
  await writeStoredManifest(storage, draft, entries, { isComplete: entries.length === objects.length });
  await writeChecksums(storage, draft, entries);
  await deleteFiles(storage, { ...draft, prefix: partsPrefix(draft) }, parts);
  return objects.filter(({ key }) => !merged.has(key)).map(({ key }) => key);
}

/**
 * Removes files that are about to be deleted from the manifest of a draft, if there is one.
 *
 * @throws StorageRequestError
 */
export async function removeFromManifest(
  storage: Storage,
  draft: VersionLocation,
  keys: readonly string[],
): Promise<void> {
  const manifest = await StoredManifest.find(storage, draft);
  if (manifest === undefined || keys.length === 0) return;
  const removed = new Set(keys);
  const kept: StoredEntry[] = [];
  for await (const entries of manifest.entries()) kept.push(...entries.filter(({ key }) => !removed.has(key)));
  // The deletion may fail, and then other files are left.
  await writeStoredManifest(storage, draft, kept, { isComplete: false });
  await writeChecksums(storage, draft, kept);
}

/** Locates a part like a manifest. */
function partOf(draft: VersionLocation, name: string): VersionLocation {
  return { ...draft, manifestKey: partsPrefix(draft) + name };
}
