import { forEachConcurrently } from '../net/concurrency.ts';
import type { Clock } from '../net/system.ts';
import { BufferPool } from './buffer-pool.ts';
import type { ChangeSummary } from './differences.ts';
import { describeManifest, type Manifest, measure, type StoredEntry } from './manifest.ts';
import { PackedFiles, type PlannedFile } from './plan.ts';
import { Planner, type PlanOptions } from './plan-version.ts';
import { type Transfer, withProgress } from './progress.ts';
import type { Storage } from './s3/client.ts';
import type { VersionLocation } from './s3/location.ts';
import { abortStaleUploads } from './s3/multipart.ts';
import { writeManifest, writeManifestPart } from './stored-manifest.ts';
import { copyFile, uploadFile } from './upload.ts';
import { verifyObjects } from './verify.ts';
import { deleteFiles } from './version-files.ts';

export interface SyncOptions extends PlanOptions {
  readonly draft: VersionLocation;
}

/** The result of a sync. A file that could not be copied and was uploaded counts as uploaded. */
export interface SyncResult {
  readonly files: number;
  readonly bytes: number;
  readonly uploaded: number;
  readonly copied: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Bytes of the uploaded files. */
  readonly uploadedBytes: number;
  /** The duration of each phase, in milliseconds. Local files are read while others are transferred. */
  readonly durations: { readonly listing: number; readonly transferring: number; readonly verifying: number };
  /** The manifest of the given files or, for a complete version, of the version. */
  readonly manifest: Manifest;
}

export interface WholeSyncResult extends SyncResult {
  /** The changes from the first source; undefined if there is none or it could not be read. */
  readonly changes: ChangeSummary | undefined;
}

/**
 * Makes a draft contain exactly these files, verifies it, and writes the manifest next to them. Can be repeated after a
 * failure, and then sends only what is missing.
 *
 * @throws VerificationError if the draft contains other files, before or after
 * @throws KeysError, FileChangedError, DeletionError, StorageRequestError, or the signal's reason
 */
export async function syncVersion(storage: Storage, options: SyncOptions): Promise<WholeSyncResult> {
  const { draft } = options;
  const lap = startStopwatch(storage.retryContext.clock);
  const planner = await Planner.open(storage, options, 'all');
  const listing = lap();
  const { entries, result } = await transferFiles(storage, options, planner);
  const transferring = lap();
  await abortStaleUploads(storage, draft, () => true);
  await deleteFiles(storage, draft, planner.extraneous);
  await verifyObjects(storage, draft, entries, 'all');
  await writeManifest(storage, draft, entries, { isComplete: true });
  const durations = { listing, transferring, verifying: lap() };
  const changes = await planner.changes();
  return { ...result, removed: planner.extraneous.length, durations, changes };
}

/**
 * Adds files to a draft that other jobs may be filling, and verifies them. Removes nothing. Their manifest stays next
 * to the draft's files, for the commit to merge.
 *
 * @throws like {@link syncVersion}
 */
export async function uploadFiles(storage: Storage, options: SyncOptions): Promise<SyncResult> {
  const { draft, files } = options;
  const lap = startStopwatch(storage.retryContext.clock);
  const planner = await Planner.open(storage, options, 'among-others');
  const listing = lap();
  const { entries, result } = await transferFiles(storage, options, planner);
  const transferring = lap();
  const keys = new Set(files.map(({ key }) => key));
  await abortStaleUploads(storage, draft, (key) => keys.has(key));
  await verifyObjects(storage, draft, entries, 'among-others');
  const durations = { listing, transferring, verifying: lap() };
  if (result.files > 0) await writeManifestPart(storage, draft, result.manifest.digest, entries);
  return { ...result, removed: 0, durations };
}

/** Returns a function that returns the milliseconds since it was last called. */
function startStopwatch(clock: Clock): () => number {
  let startMs = clock.now();
  return () => {
    const passedMs = clock.now() - startMs;
    startMs += passedMs;
    return passedMs;
  };
}

interface Transferred {
  /** Sorted by key. */
  readonly entries: Iterable<StoredEntry>;
  readonly result: Omit<SyncResult, 'removed' | 'durations'>;
}

/** Plans and transfers file by file: some are read while others are sent. */
async function transferFiles(storage: Storage, options: SyncOptions, planner: Planner): Promise<Transferred> {
  const { files } = options;
  const { clock, log, signal } = storage.retryContext;
  const entries = new PackedFiles<StoredEntry>(files);
  const counts = { uploaded: 0, copied: 0, unchanged: 0, uploadedBytes: 0 };
  const buffers = new BufferPool(storage.limit);
  await withProgress({ what: 'Transferring', ...measure(files), clock, log }, (progress) =>
    forEachConcurrently(files, storage.limit, signal, async (file, inner) => {
      const plan = await planner.plan(file, inner);
      const done = await transferFile({ storage, buffers, progress }, inner, options, plan);
      counts[done.action] += 1;
      if (done.action === 'uploaded') counts.uploadedBytes += file.size;
      entries.add(done.entry);
      progress.addFile();
    }),
  );
  const manifest = describeManifest(entries);
  return { entries, result: { ...counts, files: manifest.files, bytes: manifest.bytes, manifest } };
}

interface TransferredFile {
  readonly action: PlannedFile['action'];
  readonly entry: StoredEntry;
}

async function transferFile(
  transfer: Transfer,
  signal: AbortSignal,
  { draft, sources }: SyncOptions,
  planned: PlannedFile,
): Promise<TransferredFile> {
  const { action, file } = planned;
  if (action === 'unchanged') {
    transfer.progress.addBytes(file.size);
    return { action, entry: planned.stored };
  }
  const from = action === 'copied' ? sources[planned.source] : undefined;
  if (action === 'copied' && from !== undefined) {
    const { key, size, sha256, etag } = planned.stored;
    const source = { bucket: from.bucket, key: from.prefix + key, size, etag };
    const target = { bucket: draft.bucket, key: draft.prefix + key };
    const copied = await copyFile(transfer, signal, source, target);
    if (copied !== undefined) return { action, entry: { key, size, sha256, etag: copied } };
  }
  return { action: 'uploaded', entry: await uploadFile(transfer, signal, draft, file) };
}
