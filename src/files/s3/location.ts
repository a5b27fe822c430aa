import { StorageUrlError } from '../errors.ts';

/** Where keys lie. */
export interface Folder {
  readonly bucket: string;
  /** What every whole key begins with. */
  readonly prefix: string;
}

/** Where the files of one version lie. */
export interface VersionLocation {
  readonly bucket: string;
  /** What every key of the version's files begins with: empty, or ending in `/`. */
  readonly prefix: string;
  /** The whole key of the manifest, which lies beside the files and never among them. */
  readonly manifestKey: string;
}

/**
 * Reads a version's `url`, which is `s3://BUCKET/TEAM/datasets/DATASET/versions/VERSION`.
 *
 * @param url as the API gives it
 * @param storagePrefix the folder under the url that holds the files, `data/` by default; `/` or empty is the url itself
 * @throws StorageUrlError where the url is null or not one of S3
 * @throws RangeError where the prefix is no plain folder, which the inputs do not let through
 */
export function locateVersion(url: string | null, storagePrefix: string): VersionLocation {
  const match = /^s3:\/\/([^/]+)\/(.*[^/])\/*$/.exec(url ?? '');
  const [, bucket, path] = match ?? [];
  if (bucket === undefined || path === undefined) throw new StorageUrlError(url);
  const prefix = `${path}/${folderPrefix(storagePrefix)}`;
  return { bucket, prefix, manifestKey: `${prefix.slice(0, -1)}.manifest.jsonl` };
}

/**
 * The folder inside a version as what its keys begin with: `/`, `.` and empty become empty, all others end in one `/`.
 *
 * @throws RangeError where it has empty, `.` or `..` segments
 */
export function folderPrefix(folder: string): string {
  const trimmed = folder.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
  if (trimmed === '' || trimmed === '.') return '';
  const segments = trimmed.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new RangeError(`the folder ${JSON.stringify(folder)} contains an empty segment, \`.\` or \`..\``);
  }
  return `${trimmed}/`;
}
