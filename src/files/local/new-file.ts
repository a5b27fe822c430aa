import { closeSync, openSync, renameSync, rmSync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { SMALL } from './local-file.ts';
import { codeOf } from './target-folder.ts';

/**
 * The number of bytes written at a time. A write of 512 KiB or more can take six times as long for each byte: the kernel
 * then takes larger blocks for its cache, from memory that was not in use before.
 */
const PIECE = 256 * 1024;

/** Writes bytes at a position of the file. */
export type WriteAt = (bytes: Uint8Array, position: number) => Promise<void>;

/** Creates a file under a temporary name, and renames it when complete: no incomplete file has the final name. */
export async function createNewFile(
  path: string,
  temporary: string,
  fill: (write: WriteAt) => Promise<void>,
): Promise<void> {
  const descriptor = openExclusively(temporary);
  try {
    try {
      await fill((bytes, position) => writeAll(descriptor, bytes, position));
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
    return openSync(path, 'wx');
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    rmSync(path, { force: true });
    return openSync(path, 'wx');
  }
}

const writeOnThread = promisify(write);

async function writeAll(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const length = Math.min(PIECE, bytes.length - written);
    written +=
      bytes.length <= SMALL
        ? writeSync(descriptor, bytes, written, length, position + written)
        : (await writeOnThread(descriptor, bytes, written, length, position + written)).bytesWritten;
  }
}
