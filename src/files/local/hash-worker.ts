/**
 * The thread that hashes files. It reads them itself, because content that is sent to a thread is copied. The bundler
 * copies this file as it is, so it imports only Node's own modules.
 */
import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** A request to hash the next part of a file, or to finish its hashes. */
export interface HashRequest {
  /** Identifies the file in this thread. */
  readonly file: number;
  readonly work:
    | {
        readonly kind: 'add';
        readonly descriptor: number;
        readonly start: number;
        readonly size: number;
        readonly hashes: ExtraHashes;
      }
    | { readonly kind: 'finish' };
}

/** The hashes to compute in addition to SHA-256, the same for all parts of a file. */
export interface ExtraHashes {
  /** The MD5 of the complete file. */
  readonly md5: boolean;
  /** The MD5 of each part. */
  readonly partMd5s: boolean;
}

/** In hexadecimal. */
export interface Digests {
  readonly sha256: string;
  readonly md5: string | undefined;
  readonly partMd5s: readonly string[];
}

export interface HashResponse {
  readonly file: number;
  readonly result:
    | { readonly kind: 'added' }
    /** The file ends before the part does. */
    | { readonly kind: 'too-short' }
    | { readonly kind: 'finished'; readonly digests: Digests }
    /** A system error, of which only the message can be sent. */
    | { readonly kind: 'failed'; readonly message: string };
}

interface FileHashes {
  readonly sha256: Hash;
  readonly md5: Hash | undefined;
  readonly partMd5s: string[];
}

const chunk = Buffer.allocUnsafeSlow(256 * 1024);
const files = new Map<number, FileHashes>();

parentPort?.on('message', ({ file, work }: HashRequest) => {
  const response: HashResponse = { file, result: resultOf(file, work) };
  parentPort?.postMessage(response);
});

function resultOf(file: number, work: HashRequest['work']): HashResponse['result'] {
  try {
    return work.kind === 'add' ? add(file, work) : finish(file);
  } catch (error) {
    return { kind: 'failed', message: Error.isError(error) ? error.message : String(error) };
  }
}

function add(file: number, part: HashRequest['work'] & { kind: 'add' }): HashResponse['result'] {
  const { sha256, md5, partMd5s } = hashesOf(file, part.hashes);
  const partMd5 = part.hashes.partMd5s ? createHash('md5') : undefined;
  for (let done = 0; done < part.size; ) {
    const length = readSync(part.descriptor, chunk, 0, Math.min(chunk.length, part.size - done), part.start + done);
    if (length === 0) return { kind: 'too-short' };
    const bytes = chunk.subarray(0, length);
    for (const hash of [sha256, md5, partMd5]) hash?.update(bytes);
    done += length;
  }
  if (partMd5 !== undefined) partMd5s.push(partMd5.digest('hex'));
  return { kind: 'added' };
}

function hashesOf(file: number, { md5 }: ExtraHashes): FileHashes {
  const known = files.get(file);
  if (known !== undefined) return known;
  const hashes = { sha256: createHash('sha256'), md5: md5 ? createHash('md5') : undefined, partMd5s: [] };
  files.set(file, hashes);
  return hashes;
}

function finish(file: number): HashResponse['result'] {
  const { sha256, md5, partMd5s } = hashesOf(file, { md5: false, partMd5s: false });
  files.delete(file);
  return { kind: 'finished', digests: { sha256: sha256.digest('hex'), md5: md5?.digest('hex'), partMd5s } };
}
