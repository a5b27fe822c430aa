import { createHash } from 'node:crypto';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;

/** Larger files are uploaded in parts of this size, as by `aws s3 cp`, so that both produce the same ETags. */
export const PART_SIZE = 8 * MIB;

/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const MIN_PART_SIZE = 5 * MIB;
export const MAX_PARTS = 10_000;
export const MAX_OBJECT_BYTES = 5 * TIB;
/** The maximum size that one CopyObject copies. */
export const MAX_COPY_BYTES = 5 * GIB;

export interface Part {
  /** Counted from 1, as in S3. */
  readonly number: number;
  /** The first byte's offset. */
  readonly start: number;
  readonly size: number;
}

/**
 * Returns the size of the parts of a file, in bytes: 8 MiB, doubled until 10,000 parts are enough, as the AWS CLI does
 * (`ChunksizeAdjuster` of s3transfer).
 *
 * @throws RangeError above 5 TiB, which no object can have
 */
export function partSizeOf(size: number): number {
  if (size > MAX_OBJECT_BYTES) throw new RangeError(`${size} bytes are more than the 5 TiB that an object can have`);
  let partSize = PART_SIZE;
  while (Math.ceil(size / partSize) > MAX_PARTS) partSize *= 2;
  return partSize;
}

/** Returns the number of parts of a file of `size` bytes; an empty file has one empty part. */
export function partCount(size: number): number {
  return Math.max(1, Math.ceil(size / partSizeOf(size)));
}

/** Returns the parts of a file in order, as it is uploaded. */
export function partsOf(size: number): Generator<Part> {
  return piecesOf(size, partSizeOf(size));
}

/** Returns the ranges of an object in order, as it is read; none for an empty one, which has no valid range. */
export function* rangesOf(size: number, rangeSize: number): Generator<Part> {
  if (size > 0) yield* piecesOf(size, rangeSize);
}

function* piecesOf(size: number, pieceSize: number): Generator<Part> {
  for (let number = 1; number === 1 || (number - 1) * pieceSize < size; number += 1) {
    const start = (number - 1) * pieceSize;
    yield { number, start, size: Math.min(pieceSize, size - start) };
  }
}

/**
 * The kind of an ETag. Only its form is known: encrypted objects have ETags that look like an MD5 but are not. An equal
 * ETag proves equal content; a different one proves nothing.
 */
export type EtagForm =
  | { readonly kind: 'md5' }
  | { readonly kind: 'composed'; readonly parts: number }
  | { readonly kind: 'opaque' };

/** Returns an ETag without its quotes; empty if the storage returned none. */
export function bareEtag(etag = ''): string {
  return copyOf(etag.replace(/^(W\/)?"(.*)"$/, '$2'));
}

/** Returns a copy of a text that outlives its response: a part of a text keeps all of it in memory. */
export function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

/** Returns the form of an ETag without quotes. */
export function etagForm(etag: string): EtagForm {
  if (/^[0-9a-f]{32}$/.test(etag)) return { kind: 'md5' };
  const [, parts] = /^[0-9a-f]{32}-([1-9]\d{0,4})$/.exec(etag) ?? [];
  return parts === undefined ? { kind: 'opaque' } : { kind: 'composed', parts: Number(parts) };
}

/** Returns which hashes of a file of `size` bytes an ETag can be, by its form. */
export function hashesIn(etag: string, size: number): { readonly md5: boolean; readonly composed: boolean } {
  const form = etagForm(etag);
  return { md5: form.kind === 'md5', composed: form.kind === 'composed' && form.parts === partCount(size) };
}

/** Returns the ETag of a multipart upload from its parts' hexadecimal MD5s: the MD5 of them all, and their number. */
export function composedEtag(partMd5s: readonly string[]): string {
  const hash = createHash('md5');
  for (const md5 of partMd5s) hash.update(md5, 'hex');
  return `${hash.digest('hex')}-${partMd5s.length}`;
}
