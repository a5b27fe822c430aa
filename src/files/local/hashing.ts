import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { FileChangedError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { composedEtag, partsOf } from '../s3/parts.ts';
import type { HashThreads } from './hash-threads.ts';
import { type LocalFile, readWhole, SMALL, withLocalFile } from './local-file.ts';

/** The hashes of a file's content, in hexadecimal. */
export interface FileHashes {
  readonly sha256: string;
  /** The MD5 of the complete file, if requested. */
  readonly md5?: string | undefined;
  /** The ETag that the file has after a multipart upload with the default part size, if requested. */
  readonly composed?: string | undefined;
}

/** The hashes to compute in addition to SHA-256. MD5 takes about as long as SHA-256, and is rarely needed. */
export interface HashesWanted {
  readonly md5: boolean;
  readonly composed: boolean;
}

/** The number of files to hash concurrently: enough that no thread waits for the next one. */
export const HASHES_AT_A_TIME = 8;

/**
 * Computes the hashes of a file, and reads it once: a large one in another thread.
 *
 * @throws FileChangedError if the file has changed since it was found
 */
export async function hashFile(
  file: LocalFile,
  wanted: HashesWanted,
  threads: HashThreads,
  signal: AbortSignal,
  progress: Progress,
): Promise<FileHashes> {
  const hashes =
    file.size <= SMALL
      ? await hashSmall(file, wanted, signal, progress)
      : await hashLarge(file, wanted, threads, signal, progress);
  progress.addFile();
  return hashes;
}

async function hashSmall(
  file: LocalFile,
  wanted: HashesWanted,
  signal: AbortSignal,
  progress: Progress,
): Promise<FileHashes> {
  // Reading is synchronous. Without this, nothing else would happen until all small files are hashed.
  await setImmediate();
  signal.throwIfAborted();
  const content = Buffer.allocUnsafe(file.size);
  await readWhole(file, content);
  progress.addBytes(file.size);
  const md5 = wanted.md5 || wanted.composed ? hash('md5', content) : '';
  return {
    sha256: hash('sha256', content),
    md5: wanted.md5 ? md5 : undefined,
    composed: wanted.composed ? composedEtag([md5]) : undefined,
  };
}

function hashLarge(
  file: LocalFile,
  wanted: HashesWanted,
  threads: HashThreads,
  signal: AbortSignal,
  progress: Progress,
): Promise<FileHashes> {
  return withLocalFile(file, async (_read, descriptor) => {
    const fileHash = threads.start(descriptor, { md5: wanted.md5, partMd5s: wanted.composed });
    for (const { start, size } of partsOf(file.size)) {
      signal.throwIfAborted();
      if (!(await fileHash.add(start, size))) throw new FileChangedError(file.path);
      progress.addBytes(size);
    }
    const { sha256, md5, partMd5s } = await fileHash.finish();
    return { sha256, md5, composed: wanted.composed ? composedEtag(partMd5s) : undefined };
  });
}
