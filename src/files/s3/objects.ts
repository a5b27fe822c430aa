import { hash } from 'node:crypto';
import * as v from 'valibot';
import { type Storage, send, sendForXml } from './client.ts';
import { StorageRequestError } from './errors.ts';
import { headerOf, type ResponseHead } from './exchange.ts';
import { bareEtag } from './parts.ts';
import { ignored, inPieces, intoBuffer } from './responses.ts';
import type { Receive } from './transport.ts';
import { element, elements, escapeXml } from './xml.ts';

/** The location of an object. */
export interface ObjectPlace {
  readonly bucket: string;
  /** The full key. */
  readonly key: string;
}

/** Bytes to store as an object or a part. */
export interface Content {
  readonly body: Buffer;
  /** In hexadecimal, if already known. */
  readonly sha256?: string | undefined;
}

/**
 * Writes an object and returns its ETag without quotes.
 *
 * @throws StorageRequestError
 */
export function putObject(storage: Storage, place: ObjectPlace, content: Content): Promise<string> {
  return putContent(storage, { operation: 'PutObject', ...place }, content);
}

/** A request that stores bytes, be it an object or a part of one. */
interface PutSubject extends ObjectPlace {
  readonly operation: 'PutObject' | 'UploadPart';
  readonly query?: Readonly<Record<string, string>>;
}

/** Sends bytes, whose SHA-256 is signed, so that the storage rejects data damaged in transit. Returns their ETag. */
export function putContent(storage: Storage, subject: PutSubject, { body, sha256 }: Content): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream' };
  return send(storage, { ...subject, headers, body, sha256 }, (head) => ({
    write: ignored.write,
    end: () => bareEtag(headerOf(head, 'etag')),
  }));
}

/** The part of an object to read. */
export interface Extent {
  /** Without quotes; empty if unknown. */
  readonly etag: string;
  /** Undefined for the complete object. */
  readonly start: number | undefined;
}

/**
 * Reads an object, or the part of it that begins at `start`, into `buffer`, provided that it still has its ETag.
 *
 * @throws StorageRequestError
 */
export function getObject(storage: Storage, place: ObjectPlace, extent: Extent, buffer: Buffer): Promise<void> {
  return get(storage, place, { ...extent, size: buffer.length }, () => intoBuffer(storage.transport.host, buffer));
}

/**
 * Like {@link getObject}, but hands the content to `write`, piece by piece, each with its offset in the extent. After a
 * failure, it begins again.
 */
export function streamObject(
  storage: Storage,
  place: ObjectPlace,
  extent: Extent & { readonly size: number },
  write: (piece: Uint8Array, offset: number) => void,
): Promise<void> {
  return get(storage, place, extent, () => inPieces(storage.transport.host, extent.size, write));
}

function get(
  storage: Storage,
  place: ObjectPlace,
  { etag, start, size }: Extent & { readonly size: number },
  receive: Receive<void>,
): Promise<void> {
  const headers = {
    ...(etag === '' ? {} : { 'if-match': `"${etag}"` }),
    ...(start === undefined ? {} : { range: `bytes=${start}-${start + size - 1}` }),
  };
  const subject = { operation: 'GetObject', ...place } as const;
  return send(storage, { ...subject, headers }, (head) => {
    if (start === undefined || isRange(head, start, size)) return receive(head);
    throw new StorageRequestError(subject, { status: head.status }, 'the storage did not return the requested range');
  });
}

/** Returns whether a response can have the requested range. Some servers return 200 if that is the complete object. */
function isRange(head: ResponseHead, start: number, size: number): boolean {
  const range = headerOf(head, 'content-range');
  return range === undefined ? start === 0 : range.startsWith(`bytes ${start}-${start + size - 1}/`);
}

/** The storage's data about an object. */
export interface ObjectHead {
  /** In bytes; undefined if the storage does not report it. */
  readonly size: number | undefined;
  /** Without quotes. */
  readonly etag: string;
  /** The value of `x-amz-meta-upload` set when it was written. */
  readonly uploadMark: string | undefined;
}

/**
 * Looks up an object without reading it.
 *
 * @throws StorageRequestError
 */
export function headObject(storage: Storage, place: ObjectPlace): Promise<ObjectHead> {
  return send(storage, { operation: 'HeadObject', ...place }, (head) => ({
    write: ignored.write,
    end: () => {
      const length = headerOf(head, 'content-length');
      return {
        size: length === undefined ? undefined : Number(length),
        etag: bareEtag(headerOf(head, 'etag')),
        uploadMark: headerOf(head, UPLOAD_MARK_HEADER),
      };
    },
  }));
}

/** Metadata of an object that identifies its upload. */
export const UPLOAD_MARK_HEADER = 'x-amz-meta-upload';

/** An object to copy, provided that it has not changed since it was listed. */
export interface CopySource extends ObjectPlace {
  readonly size: number;
  /** Without quotes; empty if unknown. */
  readonly etag: string;
}

const copySchema = v.object({ ETag: v.optional(v.string(), '') });

/**
 * Copies an object of at most 5 GiB inside the storage and returns the copy's ETag, empty if the storage returns none.
 *
 * @throws StorageRequestError, with the status 412 if the source has changed
 */
export async function copyObject(storage: Storage, source: CopySource, target: ObjectPlace): Promise<string> {
  const request = {
    operation: 'CopyObject',
    ...target,
    headers: copyHeaders(source),
    responseTimeoutMs: responseTimeoutFor(source.size),
  } as const;
  const { ETag } = await sendForXml(storage, request, ['CopyObjectResult'], copySchema);
  return bareEtag(ETag);
}

/** Returns the headers that name the source of a copy, and the condition on it. */
export function copyHeaders({ bucket, key, etag }: CopySource): Record<string, string> {
  return {
    'x-amz-copy-source': `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/'),
    ...(etag === '' ? {} : { 'x-amz-copy-source-if-match': `"${etag}"` }),
  };
}

/**
 * Returns the response timeout for a request in which the storage itself processes this many bytes, in milliseconds.
 */
export function responseTimeoutFor(size: number): number {
  const slowestBytesPerMs = 16 * 1024;
  return 60_000 + Math.ceil(size / slowestBytesPerMs);
}

/**
 * Deletes an object; a missing one counts as deleted.
 *
 * @throws StorageRequestError
 */
export function deleteObject(storage: Storage, place: ObjectPlace): Promise<void> {
  return send(storage, { operation: 'DeleteObject', ...place }, () => ignored);
}

/** An object that the storage did not delete. */
export interface KeptObject {
  /** The full key. */
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

const text = v.optional(v.string(), '');
const deletedSchema = v.object({ Error: elements(v.object({ Key: text, Code: text, Message: text })) });

/**
 * Deletes up to 1,000 objects in one request and returns those that the storage kept.
 *
 * @param keys full keys, without characters that XML cannot contain
 * @param prefix their common prefix, for messages
 * @throws StorageRequestError
 */
export async function deleteBatch(
  storage: Storage,
  bucket: string,
  prefix: string,
  keys: readonly string[],
): Promise<KeptObject[]> {
  const objects = keys.map((key) => element('Object', element('Key', escapeXml(key))));
  const body = Buffer.from(element('Delete', element('Quiet', 'true'), ...objects));
  const request = {
    operation: 'DeleteObjects',
    bucket,
    key: prefix,
    query: { delete: '' },
    // S3 requires a checksum here, and this is the one that all S3-compatible services support.
    headers: { 'content-md5': hash('md5', body, 'base64'), 'content-type': 'application/xml' },
    body,
  } as const;
  const { Error: kept } = await sendForXml(storage, request, ['DeleteResult'], deletedSchema);
  return kept.map(({ Key, Code, Message }) => ({ key: Key, code: Code, message: Message }));
}
