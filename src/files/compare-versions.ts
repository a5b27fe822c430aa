/** Compares versions in the storage, without downloading a file. */
import { allOrNothing, forEachConcurrently } from '../net/concurrency.ts';
import { type ChangeSummary, type CompareOptions, compareFiles, type FileState } from './differences.ts';
import { FileHasher, HASHES_AT_A_TIME } from './local/hashing.ts';
import type { LocalFile } from './local/local-file.ts';
import { measure } from './manifest.ts';
import { type Batches, inBatches, mergeByKey, noBatches, type Pair } from './merge.ts';
import { type Progress, withProgress } from './progress.ts';
import { type Storage, withSignal } from './s3/client.ts';
import type { VersionLocation } from './s3/location.ts';
import { hashesIn } from './s3/parts.ts';
import { inOrder, type ListFolder, listedFiles, openVersion, storedFiles } from './stored-files.ts';

/** A version to compare. */
export interface ComparedVersion {
  readonly location: VersionLocation;
  readonly isCommitted: boolean;
}

export interface VersionCompareOptions extends CompareOptions {
  /** The folder inside the versions to compare; all of them by default. */
  readonly destination?: string;
}

/**
 * Compares two versions. If `before` is undefined, everything is added. Compares by SHA-256 if both have a manifest
 * that still describes the object, otherwise by size and ETag.
 *
 * @throws ManifestError, StorageRequestError
 */
export async function compareVersions(
  storage: Storage,
  before: ComparedVersion | undefined,
  after: ComparedVersion,
  { destination = '', ...options }: VersionCompareOptions = {},
): Promise<ChangeSummary> {
  return inOrder(storage, async (list) => {
    const [old, now] = await allOrNothing<[VersionFiles, VersionFiles]>(
      storage.retryContext.signal,
      (signal) => filesOf(withSignal(storage, signal), before, destination, list),
      (signal) => filesOf(withSignal(storage, signal), after, destination, list),
    );
    return compareFiles(mergeByKey(old.files, now.files), options);
  });
}

/** The files of a version by key, and whether it has a manifest. */
interface VersionFiles {
  readonly files: Batches<FileState>;
  readonly hasManifest: boolean;
}

/**
 * Reads a committed version from its manifest alone if that lists every file, which takes a quarter of the time. A
 * draft may have changed since its manifest was written.
 */
async function filesOf(
  storage: Storage,
  version: ComparedVersion | undefined,
  destination: string,
  list: ListFolder,
): Promise<VersionFiles> {
  if (version === undefined) return { files: noBatches(), hasManifest: false };
  const opened = await openVersion(storage, version.location, destination, list);
  const { manifest } = opened;
  const isEnough = version.isCommitted && manifest !== undefined && (await manifest.isComplete());
  return {
    files: isEnough ? listedFiles(manifest, destination) : storedFiles(opened),
    hasManifest: manifest !== undefined,
  };
}

/**
 * Compares a version with local files, which are read only if their content decides the result.
 *
 * @param files sorted by key, with full keys
 * @throws ManifestError, StorageRequestError, FileChangedError, or the signal's reason
 */
export async function compareWithLocalFiles(
  storage: Storage,
  before: ComparedVersion | undefined,
  files: readonly LocalFile[],
  { destination = '', ...options }: VersionCompareOptions = {},
): Promise<ChangeSummary> {
  const { clock, log, signal } = storage.retryContext;
  return inOrder(storage, async (list) => {
    const stored = await filesOf(storage, before, destination, list);
    return withProgress({ what: 'Comparing', ...measure(files), clock, log }, (progress) => {
      const hasher = new FileHasher();
      const read: Read = (pair, inner) => readLocal(hasher, pair, stored.hasManifest, inner, progress);
      return compareFiles(readEach(mergeByKey(stored.files, inBatches(files)), signal, read), options);
    });
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
  hasher: FileHasher,
  [before, file]: Pair<FileState, LocalFile>,
  hasManifest: boolean,
  signal: AbortSignal,
  progress: Progress,
): Promise<Pair<FileState>> {
  if (file === undefined) return [before, undefined];
  const byEtag = before !== undefined && before.sha256 === undefined;
  const { md5, composed } = hashesIn(byEtag ? before.etag : '', file.size);
  const needsHashes = byEtag ? before.size === file.size && (md5 || composed) : hasManifest;
  if (!needsHashes) {
    progress.addFile();
    progress.addBytes(file.size);
  }
  const hashes = needsHashes ? await hasher.hash(file, { md5, composed }, signal, progress) : undefined;
  const etag = hashes?.md5 ?? hashes?.composed ?? '';
  const after = { key: file.key, size: file.size, etag, sha256: byEtag ? undefined : hashes?.sha256 };
  return before === undefined ? [undefined, after] : [before, after];
}
