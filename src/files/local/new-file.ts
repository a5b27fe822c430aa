import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { SMALL } from './local-file.ts';

/**
 * The number of bytes written at a time. A write of 512 KiB or more can take six times as long for each byte: the kernel
 * then takes larger blocks for its cache, from memory that was not in use before.
 */
const PIECE = 256 * 1024;

/** Writes a file under a temporary name and renames it when complete: no incomplete file has the final name. */
export async function writeNewFile(path: string, temporary: string, content: Buffer): Promise<void> {
  if (content.length > SMALL) {
    return createNewFile(path, temporary, (handle) => writeAt(handle, content, 0));
  }
  const descriptor = openExclusively(temporary);
  try {
    try {
      writeSync(descriptor, content, 0, content.length, 0);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Like {@link writeNewFile}, for a file that `write` writes in pieces. */
export async function createNewFile(
  path: string,
  temporary: string,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  await rm(temporary, { force: true });
  try {
    const handle = await open(temporary, 'wx');
    try {
      await write(handle);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes all bytes at a position, piece by piece. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const length = Math.min(PIECE, bytes.length - written);
    const { bytesWritten } = await handle.write(bytes, written, length, position + written);
    written += bytesWritten;
  }
}

/** Opens a file that must not exist yet. Removes what a killed run left; does not follow a link in its place. */
function openExclusively(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (!Error.isError(error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    rmSync(path, { force: true });
    return openSync(path, 'wx');
  }
}
