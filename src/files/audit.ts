/** The audit of a version: what is stored, compared with the manifest beside it. */
import { forEachConcurrently } from '../net/concurrency.ts';
import { BufferPool } from './buffer-pool.ts';
import { hashObject } from './download-file.ts';
import type { Difference } from './errors.ts';
import { compareKeys, type StoredEntry } from './manifest.ts';
import { withProgress } from './progress.ts';
import type { Storage } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { readStoredManifest, writeChecksums, writeStoredManifest } from './stored-manifest.ts';
import { compareObjects } from './verify.ts';
import { listFiles, type Measure, measure } from './version-files.ts';

/** How closely an audit looks: at keys, sizes and ETags, or at every byte. */
export type Depth = 'quick' | 'full';

export interface Audit extends Measure {
  /** Sorted by key; undefined where the version has no manifest. */
  readonly differences: readonly Difference[] | undefined;
}

/**
 * Compares a version with its manifest. Changes nothing.
 *
 * @throws StorageRequestError, or the signal's reason
 */
export async function auditVersion(storage: Storage, location: VersionLocation, depth: Depth): Promise<Audit> {
  const manifest = await readStoredManifest(storage, location);
  const objects = await listFiles(storage, location, { destination: '' });
  if (manifest.size === 0 && objects.length > 0) return { ...measure(objects), differences: undefined };
  const differences = await compareObjects(objects, [...manifest.values()], 'all');
  if (depth === 'full') {
    const wrong = new Set(differences.map(({ key }) => key));
    const right = objects.filter(({ key }) => !wrong.has(key));
    for (const [{ key }, found] of await hashObjects(storage, location, right)) {
      const expected = manifest.get(key)?.sha256 ?? '';
      if (found !== expected) differences.push({ kind: 'sha256', key, expected, found });
    }
  }
  return { ...measure(objects), differences: differences.sort((a, b) => compareKeys(a.key, b.key)) };
}

/**
 * Reads every file of a version, and writes the manifest and the SHA256SUMS file of what is stored now.
 *
 * @throws StorageRequestError, or the signal's reason
 */
export async function writeMissingManifest(storage: Storage, location: VersionLocation): Promise<void> {
  const objects = await listFiles(storage, location, { destination: '' });
  const hashes = await hashObjects(storage, location, objects);
  const entries = Array.from(hashes, ([object, sha256]): StoredEntry => ({ ...object, sha256 }));
  await writeStoredManifest(storage, location, entries);
  await writeChecksums(storage, location, entries);
}

async function hashObjects(
  storage: Storage,
  location: VersionLocation,
  objects: readonly StoredObject[],
): Promise<Map<StoredObject, string>> {
  const { clock, log, signal } = storage.retryContext;
  const buffers = new BufferPool(storage.limit);
  const hashes = new Map<StoredObject, string>();
  await withProgress({ what: 'Reading', ...measure(objects), clock, log }, (progress) =>
    forEachConcurrently(objects, storage.limit, signal, async (object, inner) => {
      hashes.set(object, await hashObject({ storage, buffers, progress }, inner, location, object));
    }),
  );
  return hashes;
}
