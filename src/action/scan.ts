import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import nodePath from 'node:path';
import { create, type GlobOptions } from '@actions/glob';
import { checkFiles } from '../storage/check-files.ts';
import type { LocalFile } from '../storage/local-file.ts';
import { folderPrefix } from '../storage/location.ts';
import { compareKeys } from '../storage/manifest.ts';

export interface ScanOptions {
  /** Globs, one a line; `!` excludes, `#` begins a comment. */
  readonly patterns: string;
  readonly includeHiddenFiles: boolean;
  /** The folder inside the version. */
  readonly destination: string;
}

/** Files that were found and cannot be read as such. */
export class ScanError extends Error {
  override readonly name = 'ScanError';
  readonly paths: readonly string[];

  constructor(paths: readonly string[], reason: string, options?: ErrorOptions) {
    super(`${paths.map((path) => JSON.stringify(path)).join(', ')}: ${reason}`, options);
    this.paths = paths;
  }
}

/** The part of `node:path` that tells one platform from another. */
export type Paths = Pick<typeof nodePath, 'dirname' | 'relative' | 'sep'>;

/**
 * Finds files by globs, as actions/upload-artifact does: hidden ones only if asked for, symbolic links followed (a
 * folder that contains itself once). A key is the path below the least common folder of the patterns, under the
 * destination. The result is sorted by key.
 *
 * @throws ScanError naming broken symbolic links, names that are not UTF-8, and what is neither file nor folder
 * @throws KeysError where two files have one key or a file cannot be an object
 * @throws FolderError where the destination is no plain folder
 */
export async function scanFiles({ patterns, includeHiddenFiles, destination }: ScanOptions): Promise<LocalFile[]> {
  const prefix = folderPrefix(destination);
  const { found, searchPaths } = await findFiles(patterns, {
    excludeHiddenFiles: !includeHiddenFiles,
    matchDirectories: false,
  });
  const root = rootOf(searchPaths, found, nodePath);
  const files: LocalFile[] = [];
  for (let start = 0; start < found.length; start += STATS_AT_A_TIME) {
    const some = found.slice(start, start + STATS_AT_A_TIME);
    files.push(...(await Promise.all(some.map(async (path) => toLocalFile(path, await stat(path), root, prefix)))));
  }
  checkFiles(files, '');
  return files.sort((a, b) => compareKeys(a.key, b.key));
}

const STATS_AT_A_TIME = 256;

function toLocalFile(path: string, stats: Stats, root: string, prefix: string): LocalFile {
  if (!stats.isFile()) throw new ScanError([path], 'is neither a file nor a folder');
  const { size, mtimeMs, ino } = stats;
  return { path, key: prefix + keyOf(path, root, nodePath), size, mtimeMs, ino };
}

/** The path of a file below the root, with `/` on every platform. */
export function keyOf(path: string, root: string, paths: Paths): string {
  return paths.relative(root, path).split(paths.sep).join('/');
}

/**
 * The folder that keys are relative to: of one pattern, the part before its first wildcard; of several, what these
 * parts have in common; of a single file, the folder it is in.
 *
 * @throws ScanError where they are on different drives
 */
export function rootOf(searchPaths: readonly string[], found: readonly string[], paths: Paths): string {
  const [first, ...others] = searchPaths;
  if (first === undefined) return '';
  if (others.length === 0) return found.length === 1 && found[0] === first ? paths.dirname(first) : first;
  const common = others.reduce((shared, path) => {
    const segments = path.split(paths.sep);
    const length = shared.findIndex((segment, at) => segment !== segments[at]);
    return length === -1 ? shared : shared.slice(0, length);
  }, first.split(paths.sep));
  if (common.length === 0) throw new ScanError(searchPaths, 'have no folder in common');
  // The root of a drive ends in its separator, the empty segment before which is lost in splitting.
  return common.length === 1 ? `${common[0]}${paths.sep}` : common.join(paths.sep);
}

interface Found {
  readonly found: readonly string[];
  readonly searchPaths: readonly string[];
}

async function findFiles(patterns: string, options: GlobOptions): Promise<Found> {
  const strict = await create(patterns, { ...options, omitBrokenSymbolicLinks: false });
  const searchPaths = strict.getSearchPaths();
  try {
    return { found: await strict.glob(), searchPaths };
  } catch (error) {
    const path = Error.isError(error) ? pathIn(error) : undefined;
    if (path === undefined) throw error;
    if (path.includes('\ufffd')) throw new ScanError([path], 'the name is not UTF-8', { cause: error });
    if (options.excludeHiddenFiles !== true || !nodePath.basename(path).startsWith('.')) {
      throw new ScanError(await brokenLinks(patterns, options, path), 'a broken symbolic link', { cause: error });
    }
    // The glob looks at hidden links before it leaves them out; broken or not, this one was not asked for.
    const lenient = await create(patterns, options);
    return { found: await lenient.glob(), searchPaths };
  }
}

/** The path that a glob failed at because nothing is behind it. */
function pathIn(error: Error): string | undefined {
  if ('code' in error && error.code === 'ELOOP' && 'path' in error && typeof error.path === 'string') return error.path;
  const [, path] = /'(.*)'.*broken symbolic link/s.exec(error.message) ?? [];
  return path;
}

/** All broken links among what the patterns match, though the glob itself stops at the first. */
async function brokenLinks(patterns: string, options: GlobOptions, first: string): Promise<string[]> {
  const globber = await create(patterns, { ...options, followSymbolicLinks: false });
  const broken = new Set([first]);
  for (const path of await globber.glob()) {
    const link = (await lstat(path)).isSymbolicLink();
    if (link && !(await leadsSomewhere(path))) broken.add(path);
  }
  return [...broken].sort();
}

async function leadsSomewhere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
