/** The folder that a download writes into: the names that it allows, its folders, and its files. */
import { closeSync, lstatSync, openSync, readSync, renameSync, rmSync, type Stats, writeSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { FileChangedError, type KeyProblem, KeysError } from '../errors.ts';

/** The platform on which the files are written. It determines which names are valid. */
export type Platform = NodeJS.Platform;

/** The maximum length of the name of a file or folder: in bytes on Linux and macOS, in UTF-16 code units on Windows. */
const MAX_NAME = 255;

/** Device names, with or without an extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;

/**
 * Checks that each key is a valid path of a file inside a folder on this platform, and that no two keys are the same
 * file.
 *
 * @param keys relative paths, with `/` between folders
 * @throws KeysError with all invalid keys
 */
export function checkKeys(keys: Iterable<string>, platform: Platform): void {
  const problems: KeyProblem[] = [];
  const files = new Map<string, string>();
  for (const key of keys) {
    const reason = problemOf(key, platform);
    if (reason !== undefined) problems.push({ key, reason });
    const folded = foldName(key, platform);
    const other = files.get(folded);
    if (other !== undefined)
      problems.push({ key, reason: `is the same file as ${JSON.stringify(other)} on this system` });
    files.set(folded, key);
  }
  problems.push(...filesThatAreFolders(files));
  if (problems.length > 0) throw new KeysError(problems);
}

function filesThatAreFolders(files: ReadonlyMap<string, string>): KeyProblem[] {
  const problems: KeyProblem[] = [];
  const known = new Set<string>();
  for (const [folded, key] of files) {
    for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
      const folder = folded.slice(0, end);
      if (known.has(folder)) break;
      known.add(folder);
      const file = files.get(folder);
      if (file === undefined) continue;
      problems.push({ key: file, reason: `is a file, but also a folder that contains ${JSON.stringify(key)}` });
    }
  }
  return problems;
}

/**
 * Normalizes the case and the Unicode form of a name, so that two names of the same file on a platform become equal.
 */
export function foldName(name: string, platform: Platform): string {
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  return ignoresCase ? name.normalize('NFC').toLowerCase() : name;
}

function problemOf(key: string, platform: Platform): string | undefined {
  if (key === '') return 'is empty';
  if (key.startsWith('/')) return 'is an absolute path';
  if (key.includes('\0')) return 'contains a NUL character';
  for (const name of key.split('/')) {
    if (name === '') return 'has an empty segment';
    if (name === '.' || name === '..') return `has a segment "${name}"`;
    const reason = platform === 'win32' ? windowsProblemOf(name) : posixProblemOf(name);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function posixProblemOf(name: string): string | undefined {
  return Buffer.byteLength(name) > MAX_NAME ? `has a name of more than ${MAX_NAME} bytes` : undefined;
}

function windowsProblemOf(name: string): string | undefined {
  // Windows reads a backslash as a folder separator, and a colon as a drive or an alternate data stream.
  if (/[\p{Cc}<>:"|?*\\]/u.test(name)) return 'contains a character that Windows does not allow in names';
  if (/[ .]$/.test(name)) return 'has a name that ends in a dot or a space, which Windows drops';
  if (reservedOnWindows.test(name)) return 'has a name that Windows reserves for a device';
  return name.length > MAX_NAME ? `has a name of more than ${MAX_NAME} characters` : undefined;
}

/** A folder to write files into, and only into it. */
export interface TargetFolder {
  /** Its real path. */
  readonly root: string;
  /**
   * Returns the path of a file whose key has been checked, after creating its parent folders.
   *
   * @throws KeysError if a file or a symbolic link that leads outside is in the way
   */
  prepare(key: string): Promise<string>;
  /** Returns a path in the folder itself. */
  resolve(name: string): string;
}

/** The known state of a folder. */
export type FolderStats = Pick<Stats, 'isDirectory' | 'isSymbolicLink'>;

/** The file system functions that the target folder needs. */
export interface Disk {
  /** Returns undefined if nothing exists there. */
  lstat(path: string): FolderStats | undefined;
  mkdir(path: string, options?: { readonly recursive: true }): Promise<unknown>;
  realpath(path: string): Promise<string>;
}

/** Reads file status synchronously, because handing the call to another thread takes longer. */
const localDisk: Disk = { lstat: statsOf, mkdir, realpath };

/**
 * Opens the folder, which is created if necessary. It may be, or be reached through, a symbolic link: the target of the
 * link is used.
 */
export async function openTargetFolder(path: string, disk = localDisk): Promise<TargetFolder> {
  await disk.mkdir(path, { recursive: true });
  const root = await disk.realpath(path);
  const made = new Map<string, Promise<void>>([[root, Promise.resolve()]]);
  const ensure = (folder: string, key: string): Promise<void> => {
    const known = made.get(folder);
    if (known !== undefined) return known;
    const making = ensure(dirname(folder), key).then(() => ensureFolder(disk, root, folder, key));
    made.set(folder, making);
    return making;
  };
  return {
    root,
    resolve: (name) => join(root, name),
    prepare: async (key) => {
      const file = join(root, ...key.split('/'));
      await ensure(dirname(file), key);
      if (disk.lstat(file)?.isDirectory())
        throw new KeysError([{ key, reason: 'is an existing folder in the download folder' }]);
      return file;
    },
  };
}

async function ensureFolder(disk: Disk, root: string, folder: string, key: string): Promise<void> {
  const stats = disk.lstat(folder) ?? (await makeFolder(disk, folder));
  if (stats === undefined || stats.isDirectory()) return;
  const name = relative(root, folder);
  if (!stats.isSymbolicLink())
    throw new KeysError([{ key, reason: `needs the folder ${name}, but a file with that name exists` }]);
  const target = await disk.realpath(folder);
  if (target !== root && !target.startsWith(root + sep)) {
    throw new KeysError([
      { key, reason: `is behind the symbolic link ${name}, which leads outside the download folder` },
    ]);
  }
}

/**
 * Creates a folder, unless it was created meanwhile: on a case-insensitive file system, `Train` and `train` are one
 * folder. Returns what exists there afterwards.
 */
async function makeFolder(disk: Disk, folder: string): Promise<FolderStats | undefined> {
  try {
    await disk.mkdir(folder);
    return undefined;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return disk.lstat(folder);
  }
}

/**
 * A file that is being written. Reads and writes are synchronous: they only copy from and to the system's cache, and if
 * that is full, the storage has to wait anyway.
 */
export interface NewFile {
  write(bytes: Uint8Array, position: number): void;
  /** Fills `bytes` with what was written. */
  read(bytes: Uint8Array, position: number): void;
}

/** Creates a file under a temporary name, and renames it when complete: no incomplete file has the final name. */
export async function createNewFile(
  path: string,
  temporary: string,
  fill: (file: NewFile) => Promise<void>,
): Promise<void> {
  const descriptor = openExclusively(temporary);
  try {
    try {
      await fill({
        write: (bytes, position) => forAllBytes(writeSync, { path: temporary, descriptor }, bytes, position),
        read: (bytes, position) => forAllBytes(readSync, { path: temporary, descriptor }, bytes, position),
      });
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Opens a file that must not exist yet. Removes what a killed run left; does not follow a link in its place. */
function openExclusively(path: string): number {
  try {
    return openSync(path, 'wx+');
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    rmSync(path, { force: true });
    return openSync(path, 'wx+');
  }
}

/** Repeats a system call until all bytes are read or written: one call may process fewer. */
function forAllBytes(
  call: (descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number) => number,
  { path, descriptor }: { readonly path: string; readonly descriptor: number },
  bytes: Uint8Array,
  position: number,
): void {
  for (let done = 0; done < bytes.length; ) {
    const length = call(descriptor, bytes, done, bytes.length - done, position + done);
    if (length === 0) throw new FileChangedError(path);
    done += length;
  }
}

/** Returns what exists at a path, without following links; undefined if nothing does. */
export function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Returns the code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return Error.isError(error) && 'code' in error ? error.code : undefined;
}
