import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { forEachConcurrently } from '../../net/concurrency.ts';
import { formatCount } from '../../net/format.ts';
import { type Storage, send, sendForXml, withSignal } from './client.ts';
import { StorageRequestError } from './errors.ts';
import { listUploads } from './listing.ts';
import type { Folder } from './location.ts';
import {
  type Content,
  type CopySource,
  copyHeaders,
  headObject,
  type ObjectPlace,
  putContent,
  putObject,
  responseTimeoutFor,
  UPLOAD_MARK_HEADER,
} from './objects.ts';
import { bareEtag, MIN_PART_SIZE, type Part } from './parts.ts';
import { ignored } from './responses.ts';
import { element } from './xml.ts';

/** An object to be written. */
export interface Target extends ObjectPlace {
  /** In bytes. */
  readonly size: number;
}

/** An upload in progress, which others see only when it is complete. */
export interface MultipartUpload {
  readonly target: Target;
  readonly id: string;
  /** Stored with the object, to distinguish it from one that another process wrote. */
  readonly mark: string;
}

export interface FinishedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
}

/**
 * Writes one object in parts and returns its ETag. If that fails, the upload is aborted, because the storage would
 * otherwise keep and bill the invisible parts.
 *
 * @param sendParts returns the parts, in any order
 * @throws whatever `sendParts` throws, StorageRequestError, or the signal's reason
 */
export async function writeInParts(
  storage: Storage,
  signal: AbortSignal,
  target: Target,
  sendParts: (upload: MultipartUpload, storage: Storage) => Promise<readonly FinishedPart[]>,
): Promise<string> {
  const inner = withSignal(storage, signal);
  const upload = await begin(inner, target);
  try {
    return await complete(inner, upload, await sendParts(upload, inner));
  } catch (error) {
    await abortUpload(storage, target, upload.id);
    throw error;
  }
}

/**
 * Uploads a part.
 *
 * @throws StorageRequestError
 */
export async function uploadPart(
  storage: Storage,
  { target: { bucket, key }, id }: MultipartUpload,
  { number }: Pick<Part, 'number'>,
  content: Content,
): Promise<FinishedPart> {
  const query = { partNumber: String(number), uploadId: id };
  const subject = { operation: 'UploadPart', bucket, key, query } as const;
  const etag = await putContent(storage, subject, content);
  if (etag === '') throw new StorageRequestError(subject, {}, 'the storage accepted a part without returning its ETag');
  return { number, etag };
}

const copiedPartSchema = v.object({ ETag: v.optional(v.string(), '') });

/**
 * Copies a part of an object inside the storage.
 *
 * @throws StorageRequestError, with the status 412 if the source has changed
 */
export async function copyPart(
  storage: Storage,
  source: CopySource,
  { target: { bucket, key }, id }: MultipartUpload,
  { number, start, size }: Part,
): Promise<FinishedPart> {
  const request = {
    operation: 'UploadPartCopy',
    bucket,
    key,
    query: { partNumber: String(number), uploadId: id },
    headers: { ...copyHeaders(source), 'x-amz-copy-source-range': `bytes=${start}-${start + size - 1}` },
    responseTimeoutMs: responseTimeoutFor(size),
  } as const;
  const { ETag } = await sendForXml(storage, request, ['CopyPartResult'], copiedPartSchema);
  const etag = bareEtag(ETag);
  if (etag === '') throw new StorageRequestError(request, {}, 'the storage copied a part without returning its ETag');
  return { number, etag };
}

/** Aborts an upload if possible; a failure only causes a warning, because it must not hide the original error. */
export async function abortUpload(storage: Storage, { bucket, key }: ObjectPlace, id: string): Promise<void> {
  const request = { operation: 'AbortMultipartUpload', bucket, key, query: { uploadId: id } } as const;
  try {
    await send(storage, request, () => ignored);
  } catch (error) {
    storage.retryContext.log.warning(
      `The unfinished upload of s3://${bucket}/${key} could not be aborted: ${Error.isError(error) ? error.message : String(error)}`,
    );
  }
}

/**
 * Aborts abandoned uploads under a prefix, which would otherwise be stored and billed indefinitely: those of an earlier
 * attempt, and those whose creation got no response. Call this after the step's own uploads are complete. Logs a
 * warning if the credentials or the storage do not allow listing them.
 *
 * @param ours whether an upload to this key (relative to the prefix) can only belong to this step
 */
export async function abortStaleUploads(
  storage: Storage,
  { bucket, prefix }: Folder,
  ours: (key: string) => boolean,
): Promise<void> {
  const { log, signal } = storage.retryContext;
  try {
    const stale = (await listUploads(storage, bucket, prefix)).filter(({ key }) => ours(key.slice(prefix.length)));
    if (stale.length > 0) log.info(`Aborting ${formatCount(stale.length, 'unfinished upload')} from earlier runs`);
    await forEachConcurrently(stale, storage.limit, signal, ({ key, id }, inner) =>
      abortUpload(withSignal(storage, inner), { bucket, key }, id),
    );
  } catch (error) {
    // An invalid response does not mean a missing permission.
    if (!(error instanceof StorageRequestError) || error.status === 200) throw error;
    log.warning(`Unfinished uploads could not be listed or aborted: ${error.message}`);
  }
}

const begunSchema = v.object({ UploadId: v.optional(v.string(), '') });

async function begin(storage: Storage, target: Target): Promise<MultipartUpload> {
  const { bucket, key } = target;
  const mark = randomUUID();
  const headers = { [UPLOAD_MARK_HEADER]: mark, 'content-type': 'application/octet-stream' };
  const request = { operation: 'CreateMultipartUpload', bucket, key, query: { uploads: '' }, headers } as const;
  const { UploadId: id } = await sendForXml(storage, request, ['InitiateMultipartUploadResult'], begunSchema);
  if (id === '') throw new StorageRequestError(request, {}, 'the storage started an upload without returning its ID');
  return { target, id, mark };
}

const completedSchema = v.object({ ETag: v.optional(v.string(), '') });

async function complete(storage: Storage, upload: MultipartUpload, parts: readonly FinishedPart[]): Promise<string> {
  const { bucket, key, size } = upload.target;
  const sorted = parts.toSorted((a, b) => a.number - b.number);
  const listed = sorted.map(({ number, etag }) =>
    element('Part', element('PartNumber', String(number)), element('ETag', `&quot;${etag}&quot;`)),
  );
  const request = {
    operation: 'CompleteMultipartUpload',
    bucket,
    key,
    query: { uploadId: upload.id },
    headers: { 'content-type': 'application/xml' },
    body: Buffer.from(element('CompleteMultipartUpload', ...listed)),
    responseTimeoutMs: responseTimeoutFor(size),
  } as const;
  try {
    const { ETag } = await sendForXml(storage, request, ['CompleteMultipartUploadResult'], completedSchema);
    return bareEtag(ETag);
  } catch (error) {
    // The response to an earlier attempt may have been lost: the upload is then complete, and no longer known.
    const unknown = error instanceof StorageRequestError && error.code === 'NoSuchUpload';
    const etag = unknown ? await etagIfComplete(storage, upload) : undefined;
    if (etag === undefined) throw error;
    return etag;
  }
}

async function etagIfComplete(storage: Storage, { target, mark }: MultipartUpload): Promise<string | undefined> {
  const { size, etag, uploadMark } = await headObject(storage, { bucket: target.bucket, key: target.key });
  return uploadMark === mark && size === target.size ? etag : undefined;
}

/**
 * Writes a text in encoded pieces: a long one in the smallest parts, of which only one is in memory at a time.
 *
 * @param buffer of the size of the smallest part; can be used again afterwards
 * @throws StorageRequestError
 */
export async function putText(
  storage: Storage,
  place: ObjectPlace,
  text: () => Iterable<Uint8Array>,
  buffer: Buffer = Buffer.allocUnsafeSlow(MIN_PART_SIZE),
): Promise<void> {
  let size = 0;
  for (const { length } of text()) size += length;
  const bodies = size === 0 ? [Buffer.alloc(0)] : joinPieces(text(), buffer);
  if (size <= MIN_PART_SIZE) {
    for (const body of bodies) await putObject(storage, place, { body });
    return;
  }
  await writeInParts(storage, storage.retryContext.signal, { ...place, size }, async (upload, inner) => {
    const finished: FinishedPart[] = [];
    for (const body of bodies)
      finished.push(await uploadPart(inner, upload, { number: finished.length + 1 }, { body }));
    return finished;
  });
}

/** Joins pieces until they fill the buffer. Each result is only valid until the next. */
function* joinPieces(pieces: Iterable<Uint8Array>, buffer: Buffer): Generator<Buffer> {
  let filled = 0;
  for (let piece of pieces) {
    while (filled + piece.length >= buffer.length) {
      const fits = buffer.length - filled;
      buffer.set(piece.subarray(0, fits), filled);
      yield buffer;
      filled = 0;
      piece = piece.subarray(fits);
    }
    buffer.set(piece, filled);
    filled += piece.length;
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
