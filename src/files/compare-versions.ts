/** Compares versions as they lie in the storage, without downloading a file. */
import { allOrNothing } from '../net/concurrency.ts';
import {
  type ChangeSummary,
  type CompareOptions,
  compareFiles,
  type FileState,
  mergeByKey,
  type Pair,
} from './diff.ts';
import { HASHES_AT_A_TIME, hashFile } from './local/hashing.ts';
import type { LocalFile } from './local/local-file.ts';
import { type Progress, withProgress } from './progress.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { etagForm } from './s3/etag.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import { folderPrefix, type VersionLocation } from './s3/location.ts';
import { partCount } from './s3/parts.ts';
import { findStoredManifest, storedEntries } from './stored-manifest.ts';

export interface VersionCompareOptions extends CompareOptions {
  /** The folder inside the versions to compare; all of them by default. */
  readonly destination?: string;
}

/**
 * Compares two versions. Undefined before: everything is added. By SHA-256 where both have a manifest that still
 * describes the object, otherwise by size and ETag.
 *
 * @throws OrderError, StorageRequestError
 */
export async function compareVersions(
  storage: Storage,
  before: VersionLocation | undefined,
  after: VersionLocation,
  { destination, ...options }: VersionCompareOptions = {},
): Promise<ChangeSummary> {
  const [old, now] = await allOrNothing<[OpenedVersion, OpenedVersion]>(
    storage.retryContext.signal,
    (signal) => openVersion(withSignal(storage, signal), before, destination),
    (signal) => openVersion(withSignal(storage, signal), after, destination),
  );
  return compareFiles(mergeByKey(old.files, now.files), options);
}

/**
 * Compares a version with the files of this machine, which are read only where that can tell something.
 *
 * @param files sorted by key, with whole keys
 * @throws OrderError, StorageRequestError, FileChangedError, or the signal's reason
 */
export async function compareWithLocalFiles(
  storage: Storage,
  before: VersionLocation | undefined,
  files: readonly LocalFile[],
  { destination, ...options }: VersionCompareOptions = {},
): Promise<ChangeSummary> {
  const { clock, log, signal } = storage.retryContext;
  const { hasManifest, files: stored } = await openVersion(storage, before, destination);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return withProgress({ what: 'Comparing', files: files.length, bytes, clock, log }, (progress) => {
    const read: Work<Pair<FileState, LocalFile>, Pair<FileState>> = (pair, inner) =>
      readLocal(pair, hasManifest, inner, progress);
    return compareFiles(inParallel(mergeByKey(stored, toAsync(files)), HASHES_AT_A_TIME, signal, read), options);
  });
}

interface OpenedVersion {
  readonly hasManifest: boolean;
  readonly files: AsyncIterable<FileState>;
}

async function openVersion(
  storage: Storage,
  location: VersionLocation | undefined,
  destination = '',
): Promise<OpenedVersion> {
  if (location === undefined) return { hasManifest: false, files: toAsync([]) };
  const manifest = await findStoredManifest(storage, location);
  return {
    hasManifest: manifest !== undefined,
    files: storedFiles(storage, location, folderPrefix(destination), manifest),
  };
}

/** The files of a version in the order of their keys, with what the manifest says about the objects that are there. */
async function* storedFiles(
  storage: Storage,
  location: VersionLocation,
  folder: string,
  manifest: StoredObject | undefined,
): AsyncGenerator<FileState> {
  const objects = listFolder(storage, location, folder);
  const entries = manifest === undefined ? toAsync([]) : storedEntries(storage, location, manifest);
  for await (const [object, entry] of mergeByKey(objects, entries)) {
    if (object === undefined) continue;
    const describes = entry?.etag === object.etag && entry.size === object.size;
    yield { key: object.key, size: object.size, etag: object.etag, sha256: describes ? entry.sha256 : undefined };
  }
}

async function* listFolder(
  storage: Storage,
  { bucket, prefix }: VersionLocation,
  folder: string,
): AsyncGenerator<StoredObject> {
  for await (const object of listObjects(storage, bucket, prefix + folder)) {
    yield { ...object, key: folder + object.key };
  }
}

/** Reads a local file, to compare it by what is known of the stored one, or to find what it was renamed from. */
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

type Work<T, R> = (item: T, signal: AbortSignal) => Promise<R>;

/**
 * Works on up to `limit` items at a time and yields the results in the order of the items. At the end, also that of a
 * failure, what still runs is aborted and waited for.
 */
async function* inParallel<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  outer: AbortSignal,
  work: Work<T, R>,
): AsyncGenerator<R> {
  const done = new AbortController();
  const signal = AbortSignal.any([outer, done.signal]);
  const running: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const next = work(item, signal);
      // A failure is thrown when its turn comes; without this it would count as unhandled until then.
      next.catch(() => undefined);
      running.push(next);
      const first = running.length < limit ? undefined : running.shift();
      if (first !== undefined) yield await first;
    }
    for (const rest of running) yield await rest;
  } finally {
    done.abort();
    await Promise.allSettled(running);
  }
}

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
