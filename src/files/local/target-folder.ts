import type { Stats } from 'node:fs';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { KeysError } from '../errors.ts';

/** A folder to write files into, and only into it. */
export interface TargetFolder {
  /**
   * The path of a file whose key has been checked, with the folders above it made.
   *
   * @throws KeysError where a file or a symbolic link that leads outside is in the way
   */
  prepare(key: string): Promise<string>;
  /** A path in the folder itself. */
  resolve(name: string): string;
}

/** Makes the folder if need be. It may be, or lie behind, a symbolic link: whoever named it meant where that leads. */
export async function openTargetFolder(path: string): Promise<TargetFolder> {
  await mkdir(path, { recursive: true });
  const root = await realpath(path);
  const made = new Map<string, Promise<void>>([[root, Promise.resolve()]]);
  const ensure = (folder: string, key: string): Promise<void> => {
    const known = made.get(folder);
    if (known !== undefined) return known;
    const making = ensure(dirname(folder), key).then(() => ensureFolder(root, folder, key));
    made.set(folder, making);
    return making;
  };
  return {
    resolve: (name) => join(root, name),
    prepare: async (key) => {
      const file = join(root, ...key.split('/'));
      await ensure(dirname(file), key);
      const stats = await statsOf(file);
      if (stats?.isDirectory()) throw new KeysError([{ key, reason: 'is a folder in the folder to write' }]);
      return file;
    },
  };
}

async function ensureFolder(root: string, folder: string, key: string): Promise<void> {
  const stats = await statsOf(folder);
  if (stats === undefined) {
    await mkdir(folder);
    return;
  }
  if (stats.isDirectory()) return;
  const name = relative(root, folder);
  if (!stats.isSymbolicLink()) throw new KeysError([{ key, reason: `needs a folder ${name}, which is a file` }]);
  const target = await realpath(folder);
  if (target !== root && !target.startsWith(root + sep)) {
    throw new KeysError([{ key, reason: `lies behind the symbolic link ${name}, which leads outside` }]);
  }
}

/** What lies at a path, not followed; undefined where nothing does. */
export async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (Error.isError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
