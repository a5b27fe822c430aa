import { type FileHandle, open } from 'node:fs/promises';
import { FileChangedError } from './errors.ts';

/** A file on this machine and what it is called in the version. */
export interface LocalFile {
  readonly path: string;
  /** Relative to the version's folder of files, with `/` on every platform. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** These two, with the size, tell whether the file is still the one that was found. */
  readonly mtimeMs: number;
  readonly ino: number;
}

/** Fills `buffer` with the file's bytes from `position` on. */
export type ReadAt = (buffer: Buffer, position: number) => Promise<void>;

/**
 * Opens a file for as long as `work` takes, and makes sure that it is the one that was found, from then until now.
 *
 * @throws FileChangedError where it is shorter, or has another size, time or inode
 */
export async function withLocalFile<T>(file: LocalFile, work: (read: ReadAt) => Promise<T>): Promise<T> {
  const handle = await open(file.path, 'r');
  try {
    const result = await work((buffer, position) => fill(file, handle, buffer, position));
    const { size, mtimeMs, ino } = await handle.stat();
    if (size !== file.size || mtimeMs !== file.mtimeMs || ino !== file.ino) throw new FileChangedError(file.path);
    return result;
  } finally {
    await handle.close();
  }
}

async function fill(file: LocalFile, handle: FileHandle, buffer: Buffer, position: number): Promise<void> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) throw new FileChangedError(file.path);
    filled += bytesRead;
  }
}
