import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import nodePath from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Globber, GlobOptions } from '@actions/glob';
import { ScanError } from '../errors.ts';
import { sortByKey } from '../manifest.ts';
import { folderPrefix } from '../s3/location.ts';
import { copyOf } from '../s3/parts.ts';
import { checkFiles, type Fingerprint, fingerprintOf, type LocalFile } from './local-file.ts';
import { explainNoMatch, type PathRules, plainPathsOf, resolveParents } from './search-patterns.ts';
import { codeOf, statsOf } from './target-folder.ts';

export interface ScanOptions {
  /** Globs, one per line. `!` excludes; `#` begins a comment. */
  readonly patterns: string;
  readonly includeHiddenFiles: boolean;
  /** The folder inside the version. */
  readonly destination: string;
  readonly platform: NodeJS.Platform;
}

/** The result of a scan. */
export interface Scan {
  /** Sorted by key. */
  readonly files: readonly LocalFile[];
  /** Explains why the patterns matched no file. */
  explainNoMatch(): Promise<string>;
}

/**
 * Finds files by globs, as actions/upload-artifact does: includes hidden files only on request, and follows symbolic
 * links (and follows a link to a folder that contains the link only once). The key of a file is its path relative to
 * the deepest common folder of the patterns, under the destination.
 *
 * @throws ScanError with broken symbolic links, names that are not UTF-8, or paths that are neither file nor folder
 * @throws KeysError if two files have the same key or a file cannot be an object in S3
 */
export async function scanFiles(options: ScanOptions): Promise<Scan> {
  const { includeHiddenFiles, destination, platform } = options;
  const prefix = folderPrefix(destination);
  const folders = plainPathsOf(options.patterns, platform);
  const { found, searchPaths } =
    folders === undefined
      ? await findByGlob(resolveParents(options.patterns, process.cwd(), nodePath), {
          excludeHiddenFiles: !includeHiddenFiles,
          matchDirectories: false,
        })
      : { found: walkFolders(folders, includeHiddenFiles), searchPaths: folders };
  const root = rootOf(searchPaths, nodePath);
  const folder = beginningOf(root, nodePath);
  const pathOf = (key: string): string => folder + key.slice(prefix.length).replaceAll('/', nodePath.sep);
  const files: LocalFile[] = [];
  for (const { path, stats } of found) {
    // Reading folders and the status of files is synchronous, because handing it to another thread takes longer.
    if (files.length % FILES_AT_A_TIME === 0) await setImmediate();
    if (!stats.isFile()) throw new ScanError([path], 'neither a file nor a folder');
    const key = copyOf(prefix + keyOf(path, root, nodePath, platform));
    files.push(new ScannedFile(key, pathOf(key) === path ? pathOf : () => path, fingerprintOf(stats, platform)));
  }
  const sorted = sortByKey(files);
  checkFiles(sorted, '');
  return { files: sorted, explainNoMatch: () => explainNoMatch(searchPaths) };
}

/** Other work runs once in this many files. */
const FILES_AT_A_TIME = 256;

/** Derives its path from its key: the paths of 100,000 files would take 10 MiB. */
class ScannedFile implements LocalFile {
  readonly key: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number | undefined;
  readonly #pathOf: (key: string) => string;

  constructor(key: string, pathOf: (key: string) => string, { size, mtimeMs, ino }: Fingerprint) {
    this.key = key;
    this.size = size;
    this.mtimeMs = mtimeMs;
    this.ino = ino;
    this.#pathOf = pathOf;
  }

  get path(): string {
    return this.#pathOf(this.key);
  }
}

/**
 * Returns the path of a file relative to the root, with `/` on every platform, or its name if it is the root. macOS may
 * return names in decomposed form (NFD), where other systems use the composed form (NFC). Names from macOS are
 * composed, so that a file has the same key on every platform.
 */
export function keyOf(path: string, root: string, paths: PathRules, platform: NodeJS.Platform): string {
  const relative = path === root ? paths.basename(path) : path.slice(beginningOf(root, paths).length);
  const key = relative.replaceAll(paths.sep, '/');
  return platform === 'darwin' ? key.normalize('NFC') : key;
}

/** Returns the beginning of the paths in a folder. The root of a drive ends in a separator already. */
function beginningOf(folder: string, { sep }: PathRules): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/**
 * Returns the folder that keys are relative to: for one pattern, the folder before its first wildcard; for several
 * patterns, the deepest common folder. A single file is its own root.
 *
 * @throws ScanError if the patterns are on different drives
 */
export function rootOf(searchPaths: readonly string[], paths: PathRules): string {
  const [first, ...others] = searchPaths;
  if (first === undefined) return '';
  if (others.length === 0) return first;
  const common = others.reduce((shared, path) => {
    const segments = path.split(paths.sep);
    const length = shared.findIndex((segment, at) => segment !== segments[at]);
    return length === -1 ? shared : shared.slice(0, length);
  }, first.split(paths.sep));
  if (common.length === 0) throw new ScanError(searchPaths, 'no common folder');
  // Splitting removed the separator that the root of a drive ends in.
  return common.length === 1 ? `${common[0]}${paths.sep}` : common.join(paths.sep);
}

/** Loads the library only if patterns have wildcards or exclusions. */
async function createGlobber(patterns: string, options?: GlobOptions): Promise<Globber> {
  const { create } = await import('@actions/glob');
  return create(patterns, options);
}

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

/** The files that patterns match, and the folders that were searched. */
interface Found {
  readonly found: Iterable<FoundFile>;
  readonly searchPaths: readonly string[];
}

async function findByGlob(patterns: string, options: GlobOptions): Promise<Found> {
  const strict = await createGlobber(patterns, { ...options, omitBrokenSymbolicLinks: false });
  const searchPaths = strict.getSearchPaths();
  try {
    return { found: withStats(await strict.glob()), searchPaths };
  } catch (error) {
    const first = pathIn(error);
    if (first === undefined) throw error;
    if (first.includes('\ufffd')) throw new ScanError([first], 'name is not UTF-8', { cause: error });
    const broken = await brokenLinks(patterns, options);
    if (broken.length === 0 && (await isBehindLink(first, searchPaths))) broken.push(first);
    if (broken.length > 0) throw new ScanError(broken, 'broken symbolic link', { cause: error });
    // The link is hidden or excluded: the glob checks links before it applies exclusions.
    const lenient = await createGlobber(patterns, options);
    return { found: withStats(await lenient.glob()), searchPaths };
  }
}

function* withStats(paths: readonly string[]): Generator<FoundFile> {
  for (const path of paths) yield { path, stats: statSync(path) };
}

/** Returns the path of the broken or circular link in an error of the glob; undefined for any other error. */
function pathIn(error: unknown): string | undefined {
  const [, broken, looping] = /'(.*)'.*broken symbolic link|ELOOP.*'(.*)'/s.exec(String(error)) ?? [];
  return broken ?? looping;
}

/** Finds all broken links that the patterns match, sorted. The glob itself stops at the first one. */
async function brokenLinks(patterns: string, options: GlobOptions): Promise<string[]> {
  const globber = await createGlobber(patterns, { ...options, followSymbolicLinks: false });
  const broken: string[] = [];
  for (const path of await globber.glob()) {
    const link = (await lstat(path)).isSymbolicLink();
    if (link && !(await isReachable(path))) broken.push(path);
  }
  return broken.sort();
}

/** Returns whether a path leads through a link to a folder, which a glob that follows no links does not enter. */
async function isBehindLink(path: string, searchPaths: readonly string[]): Promise<boolean> {
  for (let folder = nodePath.dirname(path); !searchPaths.includes(folder); folder = nodePath.dirname(folder)) {
    if ((await lstat(folder)).isSymbolicLink()) return true;
  }
  return false;
}

async function isReachable(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** A walk, and the broken links that it met. */
interface Walk {
  readonly includeHidden: boolean;
  readonly broken: string[];
}

/**
 * Finds all files in folders, with the rules of the glob library. A scan with the library takes twelve times as long,
 * because it hands every path to another thread and waits for it.
 *
 * @throws ScanError with broken symbolic links and names that are not UTF-8
 */
function* walkFolders(folders: readonly string[], includeHidden: boolean): Generator<FoundFile> {
  const walk: Walk = { includeHidden, broken: [] };
  for (const folder of folders) {
    if (statsOf(folder) !== undefined && !isHidden(nodePath.basename(folder), walk)) yield* filesAt(folder, walk, []);
  }
  if (walk.broken.length > 0) throw new ScanError(walk.broken.sort(), 'broken symbolic link');
}

function* filesAt(path: string, walk: Walk, above: readonly string[]): Generator<FoundFile> {
  const stats = followLinks(path, walk);
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    yield { path, stats };
    return;
  }
  const real = realpathSync(path);
  // A link to a folder that contains the link.
  if (above.includes(real)) return;
  const folder = beginningOf(path, nodePath);
  const inside = [...above, real];
  for (const name of readdirSync(path)) {
    if (!isHidden(name, walk)) yield* filesAt(folder + name, walk, inside);
  }
}

function isHidden(name: string, { includeHidden }: Walk): boolean {
  return !includeHidden && name.startsWith('.');
}

/** Returns the status of what a path leads to; undefined, after noting it, if it is a broken or circular link. */
function followLinks(path: string, { broken }: Walk): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const entry = statsOf(path);
    if (entry === undefined && path.includes('\ufffd')) throw new ScanError([path], 'name is not UTF-8');
    if (!entry?.isSymbolicLink() || !['ENOENT', 'ELOOP'].includes(String(codeOf(error)))) throw error;
    broken.push(path);
    return undefined;
  }
}
