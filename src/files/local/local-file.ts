import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FileChangedError } from '../errors.ts';

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
    checkUnchanged(file, await handle.stat());
    return result;
  } finally {
    await handle.close();
  }
}

/** Up to this size, in bytes, handing a read to another thread takes longer than the read. */
const SMALL = 64 * 1024;

/**
 * Reads a whole file into a buffer of its size.
 *
 * @throws FileChangedError where it is not the one that was found
 */
export async function readWhole(file: LocalFile, buffer: Buffer): Promise<void> {
  if (file.size > SMALL) return withLocalFile(file, (read) => read(buffer, 0));
  const descriptor = openSync(file.path, 'r');
  try {
    const length = readSync(descriptor, buffer, 0, buffer.length, 0);
    if (length < buffer.length) throw new FileChangedError(file.path);
    checkUnchanged(file, fstatSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

function checkUnchanged(file: LocalFile, { size, mtimeMs, ino }: Stats): void {
  if (size !== file.size || mtimeMs !== file.mtimeMs || ino !== file.ino) throw new FileChangedError(file.path);
}

async function fill(file: LocalFile, handle: FileHandle, buffer: Buffer, position: number): Promise<void> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) throw new FileChangedError(file.path);
    filled += bytesRead;
  }
}
