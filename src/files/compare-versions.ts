/** Compares versions in the storage, without downloading a file. */
import { allOrNothing, forEachConcurrently } from '../net/concurrency.ts';
import { type ChangeSummary, type CompareOptions, compareFiles, type FileState } from './diff.ts';
import { HASHES_AT_A_TIME, hashFile } from './local/hashing.ts';
import type { LocalFile } from './local/local-file.ts';
import { type Batches, mergeByKey, noBatches, oneBatch, type Pair } from './merge.ts';
import { type Progress, withProgress } from './progress.ts';
import { type Storage, withSignal } from './s3/client.ts';
import type { VersionLocation } from './s3/location.ts';
import { etagForm, partCount } from './s3/parts.ts';
import { openVersion, storedFiles } from './stored-files.ts';

export interface VersionCompareOptions extends CompareOptions {
  /** The folder inside the versions to compare; all of them by default. */
  readonly destination?: string;
}

/**
 * Compares two versions. If `before` is undefined, everything is added. Compares by SHA-256 if both have a manifest
 * that still describes the object, otherwise by size and ETag.
 *
 * @throws OrderError, StorageRequestError
 */
export async function compareVersions(
  storage: Storage,
  before: VersionLocation | undefined,
  after: VersionLocation,
  { destination, ...options }: VersionCompareOptions = {},
): Promise<ChangeSummary> {
  const [old, now] = await allOrNothing<[Batches<FileState>, Batches<FileState>]>(
    storage.retryContext.signal,
    async (signal) =>
      before === undefined
        ? noBatches()
        : storedFiles(await openVersion(withSignal(storage, signal), before, destination)),
    async (signal) => storedFiles(await openVersion(withSignal(storage, signal), after, destination)),
  );
  return compareFiles(mergeByKey(old, now), options);
}

/**
 * Compares a version with local files, which are read only if their content decides the result.
 *
 * @param files sorted by key, with full keys
 * @throws OrderError, StorageRequestError, FileChangedError, or the signal's reason
 */
export async function compareWithLocalFiles(
  storage: Storage,
  before: VersionLocation | undefined,
  files: readonly LocalFile[],
  { destination, ...options }: VersionCompareOptions = {},
): Promise<ChangeSummary> {
  const { clock, log, signal } = storage.retryContext;
  const version = before === undefined ? undefined : await openVersion(storage, before, destination);
  const stored = version === undefined ? noBatches() : storedFiles(version);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return withProgress({ what: 'Comparing', files: files.length, bytes, clock, log }, (progress) => {
    const read: Read = (pair, inner) => readLocal(pair, version?.manifest !== undefined, inner, progress);
    return compareFiles(readEach(mergeByKey(stored, oneBatch(files)), signal, read), options);
  });
}

type Read = (pair: Pair<FileState, LocalFile>, signal: AbortSignal) => Promise<Pair<FileState>>;

/** Reads the local files of each batch concurrently, and yields the pairs in order. */
async function* readEach(
  merged: Batches<Pair<FileState, LocalFile>>,
  signal: AbortSignal,
  read: Read,
): AsyncGenerator<readonly Pair<FileState>[]> {
  for await (const pairs of merged) {
    const results: Pair<FileState>[] = [];
    await forEachConcurrently(pairs.entries(), HASHES_AT_A_TIME, signal, async ([index, pair], inner) => {
      results[index] = await read(pair, inner);
    });
    yield results;
  }
}

/** Reads a local file, to compare it with the stored one or to find the file that it was renamed from. */
async function readLocal(
  [before, file]: Pair<FileState, LocalFile>,
  hasManifest: boolean,
  signal: AbortSignal,
  progress: Progress,
): Promise<Pair<FileState>> {
  if (file === undefined) return [before, undefined];
  const form = etagForm(before?.etag ?? '');
  const byEtag = before !== undefined && before.sha256 === undefined;
  const md5 = byEtag && form.kind === 'md5';
  const composed = byEtag && form.kind === 'composed' && form.parts === partCount(file.size);
  const isTelling = byEtag ? before.size === file.size && (md5 || composed) : hasManifest;
  if (!isTelling) {
    progress.addFile();
    progress.addBytes(file.size);
  }
  const hashes = isTelling ? await hashFile(file, { md5, composed }, signal, progress) : undefined;
  const etag = hashes?.md5 ?? hashes?.composed ?? '';
  const after = { key: file.key, size: file.size, etag, sha256: byEtag ? undefined : hashes?.sha256 };
  return before === undefined ? [undefined, after] : [before, after];
}
