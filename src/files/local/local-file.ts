import { closeSync, fstatSync, openSync, read, readSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { FileChangedError, type KeyProblem, KeysError } from '../errors.ts';
import { MAX_OBJECT_BYTES } from '../s3/parts.ts';

/** A file on this machine and its key in the version. */
export interface LocalFile {
  readonly path: string;
  /** Relative to the version's folder of files, with `/` on every platform. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Together with the size, these two show whether the file is still the one that was found. */
  readonly mtimeMs: number;
  /** Undefined if it does not identify a file. */
  readonly ino: number | undefined;
}

/** The properties that identify the state of a file. */
export type Fingerprint = Pick<LocalFile, 'size' | 'mtimeMs' | 'ino'>;

/**
 * Returns the properties that show later whether a file has changed. On Windows, a path and an open file are looked up
 * by different system calls, which can report different IDs for one file, so the ID is left out there.
 */
export function fingerprintOf(
  { size, mtimeMs, ino }: Pick<Stats, 'size' | 'mtimeMs' | 'ino'>,
  platform: NodeJS.Platform,
): Fingerprint {
  return { size, mtimeMs, ino: platform === 'win32' ? undefined : ino };
}

const readInThread = promisify(read);

/** Fills `buffer` with the file's bytes from `position` on. */
export type ReadAt = (buffer: Buffer, position: number) => Promise<void>;

/**
 * Opens a file for as long as `work` takes, and verifies that it is still the one that was found. Only reading a large
 * file is left to another thread, because it may have to wait for the disk. For all else, that would take longer.
 *
 * @throws FileChangedError if it is shorter, or has another size, time or inode
 */
export async function withLocalFile<T>(file: LocalFile, work: (read: ReadAt) => Promise<T>): Promise<T> {
  const descriptor = openSync(file.path, 'r');
  try {
    const result = await work((buffer, position) => fill(file, descriptor, buffer, position));
    checkUnchanged(file, fstatSync(descriptor));
    return result;
  } finally {
    closeSync(descriptor);
  }
}

/** Up to this size, in bytes, handing a file to another thread takes longer than reading or writing it. */
export const SMALL = 256 * 1024;

/**
 * Reads a complete file into a buffer of its size.
 *
 * @throws FileChangedError if it is not the one that was found
 */
export function readWhole(file: LocalFile, buffer: Buffer): Promise<void> {
  return withLocalFile(file, (read) => read(buffer, 0));
}

function checkUnchanged(file: LocalFile, { size, mtimeMs, ino }: Stats): void {
  const isSame = size === file.size && mtimeMs === file.mtimeMs && (file.ino === undefined || ino === file.ino);
  if (!isSame) throw new FileChangedError(file.path);
}

async function fill(file: LocalFile, descriptor: number, buffer: Buffer, position: number): Promise<void> {
  let filled = 0;
  while (filled < buffer.length) {
    const rest = [descriptor, buffer, filled, buffer.length - filled, position + filled] as const;
    const bytesRead = file.size > SMALL ? (await readInThread(...rest)).bytesRead : readSync(...rest);
    if (bytesRead === 0) throw new FileChangedError(file.path);
    filled += bytesRead;
  }
}

/**
 * The maximum length of a key in S3, in bytes of UTF-8:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
const MAX_KEY_BYTES = 1024;

/**
 * Checks that every file can be stored as an object of its own.
 *
 * @param files sorted by key
 * @param prefix the prefix of the keys in the storage
 * @throws KeysError with all files that cannot
 */
export function checkFiles(files: readonly LocalFile[], prefix: string): void {
  const problems: KeyProblem[] = [];
  let previous: LocalFile | undefined;
  for (const file of files) {
    const { key, path, size } = file;
    if (previous?.key === key) problems.push({ key, reason: `is the key of both ${previous.path} and ${path}` });
    previous = file;
    const length = Buffer.byteLength(prefix + key);
    if (length > MAX_KEY_BYTES)
      problems.push({ key, reason: `has a key of ${length} bytes, but the maximum is ${MAX_KEY_BYTES}` });
    if (size > MAX_OBJECT_BYTES) problems.push({ key, reason: `is a file of ${size} bytes, but the maximum is 5 TiB` });
  }
  if (problems.length > 0) throw new KeysError(problems);
}
