import { lstatSync, type Stats } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { KeysError } from '../errors.ts';

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
  if (!stats.isSymbolicLink()) throw new KeysError([{ key, reason: `needs a folder ${name}, which is a file` }]);
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

/** Returns what exists at a path, without following links; undefined if nothing does. */
export function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Returns the code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return Error.isError(error) && 'code' in error ? error.code : undefined;
}
