import { CopyObjectCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { forEachConcurrently } from '../../net/concurrency.ts';
import { StorageRequestError } from '../errors.ts';
import type { Transfer } from '../upload.ts';
import { withSignal } from './client.ts';
import { bareEtag } from './etag.ts';
import { type FinishedPart, type MultipartUpload, patience, writeInParts } from './multipart.ts';
import { MAX_COPY_BYTES, type Part, partsOf } from './parts.ts';
import { request } from './request.ts';

/** An object as it was when it was listed. */
export interface CopySource {
  readonly bucket: string;
  /** The whole key. */
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
}

/**
 * Copies an object inside the storage, provided that it still is what it was; no data passes through this machine.
 * The copy's ETag, or undefined where the source has vanished, has changed, or may not be copied, so that the file has
 * to be uploaded instead.
 *
 * @param largestCopy above this size, in bytes, the copy is made in parts
 * @throws StorageRequestError
 */
export async function copyObject(
  transfer: Transfer,
  signal: AbortSignal,
  source: CopySource,
  target: { readonly bucket: string; readonly key: string },
  largestCopy = MAX_COPY_BYTES,
): Promise<string | undefined> {
  try {
    const copy = source.size <= largestCopy ? copyWhole : copyInParts;
    const etag = await copy(transfer, signal, source, target);
    transfer.progress.addBytes(source.size);
    return etag;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StorageRequestError) || !needsUpload(error)) throw error;
    const { log } = transfer.storage.retryContext;
    log.debug(`s3://${source.bucket}/${source.key} could not be copied (${error.message}) and is uploaded`);
    return undefined;
  }
}

/** Not there, not the same any more, not ours to read, or a storage that cannot copy. */
function needsUpload({ status }: StorageRequestError): boolean {
  return status === 403 || status === 404 || status === 412 || status === 501;
}

async function copyWhole(
  { storage, slots }: Transfer,
  signal: AbortSignal,
  source: CopySource,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Promise<string> {
  const input = { Bucket: bucket, Key: key, ...sourceOf(source) };
  const answer = await slots.use(signal, () =>
    request(withSignal(storage, signal), { operation: 'CopyObject', bucket, key }, (client, options) =>
      client.send(new CopyObjectCommand(input), { ...options, requestTimeout: patience(source.size) }),
    ),
  );
  return bareEtag(answer.CopyObjectResult?.ETag);
}

/** Parts of the size that an upload would have, so that the copy has the ETag of the original. */
function copyInParts(
  transfer: Transfer,
  signal: AbortSignal,
  source: CopySource,
  place: { readonly bucket: string; readonly key: string },
): Promise<string> {
  const target = { ...place, size: source.size };
  return writeInParts(transfer.storage, signal, target, async (upload, storage) => {
    const finished: FinishedPart[] = [];
    const outer = storage.retryContext.signal;
    await forEachConcurrently(partsOf(source.size), storage.concurrency, outer, async (part, inner) => {
      finished.push(await copyPart(transfer, inner, source, upload, part));
    });
    return finished;
  });
}

async function copyPart(
  { storage, slots }: Transfer,
  signal: AbortSignal,
  source: CopySource,
  { id, target: { bucket, key } }: MultipartUpload,
  { number, start, size }: Part,
): Promise<FinishedPart> {
  const range = `bytes=${start}-${start + size - 1}`;
  const input = {
    Bucket: bucket,
    Key: key,
    UploadId: id,
    PartNumber: number,
    CopySourceRange: range,
    ...sourceOf(source),
  };
  const answer = await slots.use(signal, () =>
    request(withSignal(storage, signal), { operation: 'UploadPartCopy', bucket, key }, (client, options) =>
      client.send(new UploadPartCopyCommand(input), { ...options, requestTimeout: patience(size) }),
    ),
  );
  const etag = bareEtag(answer.CopyPartResult?.ETag);
  if (etag === '') throw new TypeError('the storage copied a part without giving its ETag');
  return { number, etag };
}

function sourceOf({ bucket, key, etag }: CopySource): { CopySource: string; CopySourceIfMatch?: string } {
  const path = `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
  return { CopySource: path, ...(etag === '' ? {} : { CopySourceIfMatch: `"${etag}"` }) };
}
