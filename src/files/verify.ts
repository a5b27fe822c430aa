/** Verifies the stored files of a version: after they were written, or later against the manifest next to them. */
import { forEachConcurrently } from '../net/concurrency.ts';
import { BufferPool } from './buffer-pool.ts';
import { hashObject } from './download-file.ts';
import { type Difference, VerificationError } from './errors.ts';
import { measure, type StoredEntry, sortByKey, type Tally } from './manifest.ts';
import { findBoundaries, inBatches, mergeByKey, type Pair } from './merge.ts';
import { withProgress } from './progress.ts';
import type { Storage } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { Folder, VersionLocation } from './s3/location.ts';
import { inOrder, type OpenedVersion, readInOrder } from './stored-files.ts';
import { writeManifest } from './stored-manifest.ts';
import { listFiles } from './version-files.ts';

/** Whether the expected objects may be among other files, or must be the only ones. */
export type Scope = 'all' | 'among-others';

/**
 * Lists a version and verifies that it contains the expected files, with their sizes and the ETags that the storage
 * returned when they were written, and, if `scope` is `all`, nothing else.
 *
 * @param expected sorted by key; an empty ETag is one that the storage did not give
 * @throws VerificationError with all differences
 * @throws StorageRequestError
 */
export async function verifyObjects(
  storage: Storage,
  folder: Folder,
  expected: Iterable<StoredEntry>,
  scope: Scope,
): Promise<void> {
  const differences = await inOrder(storage, async (list) => {
    const found: Difference[] = [];
    const { batches, boundaries } = findBoundaries(inBatches(expected));
    for await (const pairs of mergeByKey(list(storage, folder, '', boundaries), batches)) {
      for (const pair of pairs) found.push(...compareEntry(pair));
    }
    return found.filter(({ kind }) => scope === 'all' || kind !== 'unexpected');
  });
  if (differences.length > 0) throw new VerificationError(differences);
}

/** Returns how an object differs from the expected one, by key, size and ETag: no difference or one. */
export function compareEntry([object, entry]: Pair<StoredObject, StoredEntry>): readonly Difference[] {
  if (object === undefined) return [{ kind: 'missing', key: entry.key }];
  const { key } = object;
  if (entry === undefined) return [{ kind: 'unexpected', key }];
  if (entry.size !== object.size) return [{ kind: 'size', key, expected: entry.size, found: object.size }];
  if (entry.etag === '' || entry.etag === object.etag) return [];
  return [{ kind: 'etag', key, expected: entry.etag, found: object.etag }];
}

/** The depth of an audit: keys, sizes and ETags, or every byte. */
export type Depth = 'quick' | 'full';

export interface Audit extends Tally {
  /** Sorted by key; undefined if the version has no manifest, or an invalid one. */
  readonly differences: readonly Difference[] | undefined;
}

/**
 * Compares a version with its manifest. Changes nothing, and keeps only the differences in memory.
 *
 * @throws StorageRequestError, or the signal's reason
 */
export async function auditVersion(storage: Storage, location: VersionLocation, depth: Depth): Promise<Audit> {
  const quick = await readInOrder(storage, location, '', compareWithManifest);
  if (depth === 'quick' || quick.differences === undefined) return quick;
  const differences: Difference[] = [];
  await withReader(storage, location, quick, (hash, signal) =>
    readInOrder(storage, location, '', (version) => {
      differences.length = 0;
      return forEachConcurrently(pairsOf(version), storage.limit, signal, async (pair, inner) => {
        const wrong = compareEntry(pair);
        differences.push(...wrong);
        const [object, entry] = pair;
        if (object === undefined || entry === undefined || wrong.length > 0) return;
        const found = await hash(object, inner);
        if (found === entry.sha256) return;
        differences.push({ kind: 'sha256', key: object.key, expected: entry.sha256, found });
      });
    }),
  );
  return { ...quick, differences: sortByKey(differences) };
}

/** Compares keys, sizes and ETags. */
async function compareWithManifest({ manifest, pairs }: OpenedVersion): Promise<Audit> {
  const differences: Difference[] = [];
  const measured = { files: 0, bytes: 0 };
  let entries = 0;
  for await (const batch of pairs) {
    for (const pair of batch) {
      const [object, entry] = pair;
      if (entry !== undefined) entries += 1;
      measured.files += object === undefined ? 0 : 1;
      measured.bytes += object?.size ?? 0;
      if (manifest !== undefined) differences.push(...compareEntry(pair));
    }
  }
  const isKnown = manifest?.isBroken !== true && (entries > 0 || measured.files === 0);
  return { ...measured, differences: isKnown ? differences : undefined };
}

async function* pairsOf({ pairs }: OpenedVersion): AsyncGenerator<Pair<StoredObject, StoredEntry>> {
  for await (const batch of pairs) yield* batch;
}

/**
 * Reads every file of a version, and writes the manifest and the SHA256SUMS file of the stored files.
 *
 * @throws StorageRequestError, or the signal's reason
 */
export async function writeMissingManifest(storage: Storage, location: VersionLocation): Promise<void> {
  const objects = await listFiles(storage, location);
  const entries: StoredEntry[] = [];
  await withReader(storage, location, measure(objects), (hash, signal) =>
    forEachConcurrently(objects, storage.limit, signal, async (object, inner) => {
      const { key, size, etag } = object;
      entries.push({ key, size, etag, sha256: await hash(object, inner) });
    }),
  );
  await writeManifest(storage, location, sortByKey(entries), { isComplete: true });
}

/** Reads an object and returns its SHA-256. */
type HashStored = (object: StoredObject, signal: AbortSignal) => Promise<string>;

function withReader(
  storage: Storage,
  location: VersionLocation,
  total: Tally,
  work: (hash: HashStored, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { clock, log, signal } = storage.retryContext;
  const buffers = new BufferPool(storage.limit);
  return withProgress({ what: 'Reading', files: total.files, bytes: total.bytes, clock, log }, (progress) =>
    work((object, inner) => hashObject({ storage, buffers, progress }, inner, location, object), signal),
  );
}
