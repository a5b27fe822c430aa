import { lstat, stat } from 'node:fs/promises';
import nodePath from 'node:path';
import { create, type GlobOptions } from '@actions/glob';
import { ActionError } from '../../net/errors.ts';
import { checkFiles } from '../check-files.ts';
import { compareKeys } from '../manifest.ts';
import { folderPrefix } from '../s3/location.ts';
import { fingerprintOf, type LocalFile } from './local-file.ts';
import { resolveParents } from './search-patterns.ts';

export interface ScanOptions {
  /** Globs, one a line; `!` excludes, `#` begins a comment. */
  readonly patterns: string;
  readonly includeHiddenFiles: boolean;
  /** The folder inside the version. */
  readonly destination: string;
  readonly platform: NodeJS.Platform;
}

/** Paths that `path` matches and that cannot become files of a version. */
export class ScanError extends ActionError {
  override readonly name = 'ScanError';
  readonly paths: readonly string[];

  constructor(paths: readonly string[], reason: string, options?: ErrorOptions) {
    const message = `${paths.map((path) => JSON.stringify(path)).join(', ')}: ${reason}`;
    super(message, { title: 'File not readable', ...options });
    this.paths = paths;
  }
}

/** The part of `node:path` that tells one platform from another. */
export type PathRules = Pick<typeof nodePath, 'dirname' | 'relative' | 'sep'>;

/**
 * Finds files by globs, as actions/upload-artifact does: hidden ones only if asked for, symbolic links followed (a
 * folder that contains itself once). A key is the path below the least common folder of the patterns, under the
 * destination. The result is sorted by key.
 *
 * @throws ScanError naming broken symbolic links, names that are not UTF-8, and what is neither file nor folder
 * @throws KeysError where two files have one key or a file cannot be an object
 */
export async function scanFiles(options: ScanOptions): Promise<LocalFile[]> {
  const { includeHiddenFiles, destination, platform } = options;
  const prefix = folderPrefix(destination);
  const { found, searchPaths } = await findFiles(resolvedPatterns(options), {
    excludeHiddenFiles: !includeHiddenFiles,
    matchDirectories: false,
  });
  const root = rootOf(searchPaths, found, nodePath);
  const describe = async (path: string): Promise<LocalFile> => {
    const stats = await stat(path);
    if (!stats.isFile()) throw new ScanError([path], 'is neither a file nor a folder');
    return { path, key: prefix + keyOf(path, root, nodePath, platform), ...fingerprintOf(stats, platform) };
  };
  const files: LocalFile[] = [];
  for (let start = 0; start < found.length; start += STATS_AT_A_TIME) {
    files.push(...(await Promise.all(found.slice(start, start + STATS_AT_A_TIME).map(describe))));
  }
  checkFiles(files, '');
  return files.sort((a, b) => compareKeys(a.key, b.key));
}

const STATS_AT_A_TIME = 256;

/** Finds the folders that patterns search, as absolute paths, whether they exist or not. */
export async function searchPathsOf(patterns: string): Promise<string[]> {
  return (await create(resolvedPatterns({ patterns }))).getSearchPaths();
}

function resolvedPatterns({ patterns }: Pick<ScanOptions, 'patterns'>): string {
  return resolveParents(patterns, process.cwd(), nodePath);
}

/**
 * Returns the path of a file below the root, with `/` on every platform. macOS hands out decomposed names (NFD) for
 * what other systems write composed (NFC), so names from there are composed: one file has one key wherever it lies.
 */
export function keyOf(path: string, root: string, paths: PathRules, platform: NodeJS.Platform): string {
  const key = paths.relative(root, path).split(paths.sep).join('/');
  return platform === 'darwin' ? key.normalize('NFC') : key;
}

/**
 * The folder that keys are relative to: of one pattern, the part before its first wildcard; of several, what these
 * parts have in common; of a single file, the folder it is in.
 *
 * @throws ScanError where they are on different drives
 */
export function rootOf(searchPaths: readonly string[], found: readonly string[], paths: PathRules): string {
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
    const first = pathIn(error);
    if (first === undefined) throw error;
    if (first.includes('\ufffd')) throw new ScanError([first], 'the name is not UTF-8', { cause: error });
    const broken = await brokenLinks(patterns, options);
    if (broken.length === 0 && (await isBehindLink(first, searchPaths))) broken.push(first);
    if (broken.length > 0) throw new ScanError(broken, 'a broken symbolic link', { cause: error });
    // The glob looks at links before it leaves them out; this one is hidden or excluded.
    const lenient = await create(patterns, options);
    return { found: await lenient.glob(), searchPaths };
  }
}

/** The path of a link that a glob failed at, be it to nothing or to itself. */
function pathIn(error: unknown): string | undefined {
  const [, broken, looping] = /'(.*)'.*broken symbolic link|ELOOP.*'(.*)'/s.exec(String(error)) ?? [];
  return broken ?? looping;
}

/** All broken links that the patterns ask for, sorted, though the glob itself stops at the first it sees. */
async function brokenLinks(patterns: string, options: GlobOptions): Promise<string[]> {
  const globber = await create(patterns, { ...options, followSymbolicLinks: false });
  const broken: string[] = [];
  for (const path of await globber.glob()) {
    const link = (await lstat(path)).isSymbolicLink();
    if (link && !(await leadsSomewhere(path))) broken.push(path);
  }
  return broken.sort();
}

/** Whether a path leads through a link to a folder, where a glob that follows none does not come. */
async function isBehindLink(path: string, searchPaths: readonly string[]): Promise<boolean> {
  for (let folder = nodePath.dirname(path); !searchPaths.includes(folder); folder = nodePath.dirname(folder)) {
    if ((await lstat(folder)).isSymbolicLink()) return true;
  }
  return false;
}

async function leadsSomewhere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
