import { createHash, type Hash, hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { BufferPool } from '../buffer-pool.ts';
import type { Progress } from '../progress.ts';
import { composedEtag, partsOf } from '../s3/parts.ts';
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

/** The number of large files to read concurrently: Node has four threads for it, and more files keep them busy. */
export const HASHES_AT_A_TIME = 8;

const CHUNK = 1024 ** 2;

/** Computes the hashes of files. Limits how many large files are read at the same time. */
export class FileHasher {
  readonly #buffers = new BufferPool({ current: HASHES_AT_A_TIME, begin: () => () => undefined });

  /**
   * Computes the hashes of a file. Reads it once: a small file as a whole, a large one 1 MiB at a time.
   *
   * @throws FileChangedError if the file has changed since it was found
   */
  async hash(file: LocalFile, wanted: HashesWanted, signal: AbortSignal, progress?: Progress): Promise<FileHashes> {
    const hashes =
      file.size <= SMALL
        ? await hashSmall(file, wanted, signal, progress)
        : await this.#buffers.use(Math.min(CHUNK, file.size), signal, (buffer) =>
            hashLarge(file, wanted, buffer, signal, progress),
          );
    progress?.addFile();
    return hashes;
  }
}

async function hashSmall(
  file: LocalFile,
  wanted: HashesWanted,
  signal: AbortSignal,
  progress: Progress | undefined,
): Promise<FileHashes> {
  // Reading is synchronous. Without this, nothing else would happen until all small files are hashed.
  await setImmediate();
  signal.throwIfAborted();
  const content = Buffer.allocUnsafe(file.size);
  await readWhole(file, content);
  progress?.addBytes(file.size);
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
  buffer: Buffer,
  signal: AbortSignal,
  progress: Progress | undefined,
): Promise<FileHashes> {
  return withLocalFile(file, async (read) => {
    const sha256 = createHash('sha256');
    const md5 = wanted.md5 ? createHash('md5') : undefined;
    const partMd5s: string[] = [];
    for (const part of partsOf(file.size)) {
      const partMd5 = wanted.composed ? createHash('md5') : undefined;
      const hashes = [sha256, md5, partMd5].filter((hash) => hash !== undefined);
      for (let done = 0; done < part.size; done += buffer.length) {
        signal.throwIfAborted();
        const chunk = buffer.subarray(0, Math.min(buffer.length, part.size - done));
        await read(chunk, part.start + done);
        update(hashes, chunk);
        progress?.addBytes(chunk.length);
      }
      if (partMd5 !== undefined) partMd5s.push(partMd5.digest('hex'));
    }
    return {
      sha256: sha256.digest('hex'),
      md5: md5?.digest('hex'),
      composed: wanted.composed ? composedEtag(partMd5s) : undefined,
    };
  });
}

function update(hashes: readonly Hash[], chunk: Buffer): void {
  for (const hash of hashes) hash.update(chunk);
}
