/** The rules by which the storage of deleted versions may be reclaimed. Nothing here sends a request. */
import type { Folder } from './s3/location.ts';

/** The API's data about a version, or its last data before the version was deleted. */
export interface KnownVersion {
  readonly version: string;
  readonly url: string | null;
}

/**
 * Returns the folder to delete after the API deleted a version, or the reason why its files must stay: a version
 * without a `url`, one that is not `s3://`, one that is not a folder named after the version's ID, or one that overlaps
 * with the folder of a version that the API still returns.
 *
 * @param others the versions that stay
 */
export function reclaimableFolder(
  deleted: KnownVersion,
  others: Iterable<KnownVersion>,
): { readonly folder: Folder } | { readonly reason: string } {
  const { version, url } = deleted;
  if (url === null) return { reason: 'the version has no storage URL' };
  const path = parseUrl(url);
  if (path === undefined) return { reason: `its storage URL ${url} is not a folder of an s3:// bucket` };
  if (!isVersionName(version) || path.segments.at(-1) !== version) {
    return { reason: `its storage URL ${url} does not end in the ID of the version` };
  }
  const folder = folderOf(path);
  for (const other of others) {
    if (other.version === version || other.url === null) continue;
    if (overlap(folder, other.url)) {
      return { reason: `version ${other.version} has its files in the same folder, ${other.url}` };
    }
  }
  return { folder };
}

/**
 * Returns the folder that contains the versions of a dataset, based on the `url` of one of them; undefined if that is
 * not `s3://BUCKET/.../DATASET/versions/VERSION`.
 */
export function folderOfVersions(datasetId: string, { version, url }: KnownVersion): Folder | undefined {
  const path = url === null ? undefined : parseUrl(url);
  if (path === undefined || path.segments.at(-1) !== version) return undefined;
  const segments = path.segments.slice(0, -1);
  if (segments.at(-1) !== 'versions' || segments.at(-2) !== datasetId) return undefined;
  return folderOf({ bucket: path.bucket, segments });
}

const ABANDONED_MS = 3_600_000;

/**
 * Returns whether a folder is old enough to be an orphan: the version of a younger one may be about to appear.
 *
 * @param newestMs the time when its newest object was written, in milliseconds since the epoch; NaN if it is unknown
 */
export function isAbandoned(newestMs: number, nowMs: number): boolean {
  return nowMs - newestMs >= ABANDONED_MS;
}

/** Returns whether a text, such as the name of a folder, can only be a version ID. */
export function isVersionName(text: string): boolean {
  return /^[a-z0-9]{7}$/.test(text);
}

interface StoragePath {
  readonly bucket: string;
  readonly segments: readonly string[];
}

function parseUrl(url: string): StoragePath | undefined {
  const [, bucket, path] = /^s3:\/\/([^/]+)\/(.+?)\/?$/s.exec(url) ?? [];
  const segments = path?.split('/');
  if (bucket === undefined || segments === undefined) return undefined;
  return segments.some((segment) => ['', '.', '..'].includes(segment)) ? undefined : { bucket, segments };
}

/** The prefix ends in `/`, so that `abc/` never matches what is stored under `abcd/`. */
function folderOf({ bucket, segments }: StoragePath): Folder {
  return { bucket, prefix: `${segments.join('/')}/` };
}

/** Returns whether a folder and a version's files overlap, whatever the URL looks like: keys are plain text. */
function overlap({ bucket, prefix }: Folder, url: string): boolean {
  const kept = `${url.replace(/(?<!\/)\/+$/, '')}/`;
  const folder = `s3://${bucket}/${prefix}`;
  return kept.startsWith(folder) || folder.startsWith(kept);
}
