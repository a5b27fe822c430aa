import { forEachConcurrently } from '../net/concurrency.ts';
import { formatCount, formatInteger } from '../net/format.ts';
import { BufferPool } from './buffer-pool.ts';
import { downloadObject, type Wanted } from './download-file.ts';
import { type Extraneous, findExtraneous, removeExtraneous } from './local/clean-folder.ts';
import { FileHasher } from './local/hashing.ts';
import { fingerprintOf } from './local/local-file.ts';
import { checkKeys, openTargetFolder, type Platform, statsOf } from './local/target-folder.ts';
import type { ManifestEntry } from './manifest.ts';
import { withProgress } from './progress.ts';
import type { Storage } from './s3/client.ts';
import { folderPrefix, type VersionLocation } from './s3/location.ts';
import { hashesIn } from './s3/parts.ts';
import { readInOrder, storedFiles } from './stored-files.ts';
import type { Selection } from './version-files.ts';

export interface DownloadOptions extends Selection {
  readonly version: VersionLocation;
  /** The folder to write to, created if necessary. Paths in it are relative to the destination. */
  readonly folder: string;
  /** Whether to delete everything else in the folder. */
  readonly clean: boolean;
  readonly platform: Platform;
}

/** The files that a download would fetch. Keys are relative to the folder to write. */
export interface DownloadPlan {
  readonly files: readonly Wanted[];
  readonly bytes: number;
  /** Everything else in the folder, if it is to be deleted; otherwise empty. */
  readonly extraneous: Extraneous;
  /** The location of the keys in the storage. */
  readonly source: { readonly bucket: string; readonly prefix: string };
}

export interface DownloadResult {
  readonly files: number;
  readonly bytes: number;
  readonly downloaded: number;
  /** Files that already exist with the expected content. */
  readonly unchanged: number;
  /** Other files, which were deleted from the folder. */
  readonly removed: number;
  /** The files whose SHA-256 is known, sorted by key. Keys are relative to the folder. */
  readonly checksums: readonly Pick<ManifestEntry, 'key' | 'sha256'>[];
}

/**
 * Plans what to fetch and what to delete, and checks that every key is a valid file path on this system. Writes
 * nothing.
 *
 * @throws KeysError with every key that is not a valid file path on this system
 * @throws StorageRequestError
 */
export async function planDownload(storage: Storage, options: DownloadOptions): Promise<DownloadPlan> {
  const { version, platform } = options;
  const destination = folderPrefix(options.destination);
  const files: Wanted[] = [];
  const hasManifest = await readInOrder(storage, version, options.destination, async (opened) => {
    files.length = 0;
    for await (const batch of storedFiles(opened)) {
      for (const { sha256, ...object } of batch) {
        if (options.filter?.(object.key) === false) continue;
        files.push({ object: { ...object, key: object.key.slice(destination.length) }, sha256 });
      }
    }
    return opened.manifest !== undefined;
  });
  warnOfUnverifiable(storage, files, hasManifest);
  const keys = files.map(({ object }) => object.key);
  checkKeys(keys, platform);
  const extraneous = options.clean ? await planClean(storage, options, keys) : NOTHING;
  const bytes = files.reduce((sum, { object }) => sum + object.size, 0);
  return { files, bytes, extraneous, source: { bucket: version.bucket, prefix: version.prefix + destination } };
}

const NOTHING: Extraneous = { files: [], folders: [] };
const MAX_SHOWN = 100;

/** Finds and logs what to delete. Deletes nothing if no file is selected, because that is probably a mistake. */
async function planClean(
  { retryContext: { log } }: Storage,
  { folder, platform }: DownloadOptions,
  keys: readonly string[],
): Promise<Extraneous> {
  if (keys.length === 0) {
    log.warning(`Nothing was deleted in ${folder} because the version has no files to download`);
    return NOTHING;
  }
  const extraneous = await findExtraneous(folder, keys, platform);
  const { files } = extraneous;
  if (files.length > 0)
    log.info(`Files in ${folder} that are not selected for download: ${formatInteger(files.length)}`);
  for (const file of files.slice(0, MAX_SHOWN)) log.info(`- ${file}`);
  if (files.length > MAX_SHOWN) log.info(`- and ${files.length - MAX_SHOWN} more`);
  return extraneous;
}

/**
 * Downloads files of a version. Files that already exist with the expected content are skipped. Nothing is written or
 * deleted outside the folder.
 *
 * @throws DamagedFileError if a file differs from the manifest
 * @throws KeysError, StorageRequestError, the file system's errors, or the signal's reason
 */
export async function downloadFiles(storage: Storage, options: DownloadOptions): Promise<DownloadResult> {
  const { clock, log, signal } = storage.retryContext;
  const { files, bytes, extraneous, source } = await planDownload(storage, options);
  // Deletes first, because a file may be in place of a folder, or a folder in place of a file.
  await removeExtraneous(extraneous, signal);
  const target = await openTargetFolder(options.folder);
  const buffers = new BufferPool(storage.limit);
  const hasher = new FileHasher();
  let downloaded = 0;
  const what = { what: 'Downloading', files: files.length, bytes, clock, log };
  await withProgress(what, (progress) =>
    forEachConcurrently(files, storage.limit, signal, async (wanted, inner) => {
      const path = await target.prepare(wanted.object.key);
      if (await isUnchanged(hasher, wanted, path, options.platform, inner)) {
        progress.addFile();
        progress.addBytes(wanted.object.size);
        return;
      }
      await downloadObject({ storage, buffers, progress }, inner, source, wanted, target, path);
      downloaded += 1;
    }),
  );
  const removed = extraneous.files.length;
  const checksums = files.flatMap(({ object: { key }, sha256 }) => (sha256 === undefined ? [] : [{ key, sha256 }]));
  return { files: files.length, bytes, downloaded, unchanged: files.length - downloaded, removed, checksums };
}

/** Warns if the content of files cannot be verified because no manifest lists them. */
function warnOfUnverifiable({ retryContext: { log } }: Storage, files: readonly Wanted[], hasManifest: boolean): void {
  const unverifiable = files.filter(({ sha256 }) => sha256 === undefined);
  const [first] = unverifiable;
  if (first === undefined) return;
  const count = formatCount(unverifiable.length, 'file');
  log.warning(
    hasManifest
      ? `The SHA-256 of ${count} cannot be verified, because the version's manifest does not describe what is stored now. The first is ${JSON.stringify(first.object.key)}`
      : `The SHA-256 of ${count} cannot be verified, because the version has no manifest`,
  );
}

/** Returns whether a file exists and is correct, by the manifest's SHA-256 or otherwise by an ETag made of MD5s. */
async function isUnchanged(
  hasher: FileHasher,
  { object, sha256 }: Wanted,
  path: string,
  platform: Platform,
  signal: AbortSignal,
): Promise<boolean> {
  const { md5, composed } = hashesIn(sha256 === undefined ? object.etag : '', object.size);
  if (sha256 === undefined && !md5 && !composed) return false;
  const stats = statsOf(path);
  if (stats === undefined || !stats.isFile() || stats.size !== object.size) return false;
  const file = { path, key: object.key, ...fingerprintOf(stats, platform) };
  const hashes = await hasher.hash(file, { md5, composed }, signal);
  return sha256 === undefined ? [hashes.md5, hashes.composed].includes(object.etag) : hashes.sha256 === sha256;
}
