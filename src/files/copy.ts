import { forEachConcurrently } from '../net/concurrency.ts';
import type { Transfer } from './progress.ts';
import { withSignal } from './s3/client.ts';
import { StorageRequestError } from './s3/errors.ts';
import { copyPart, type FinishedPart, writeInParts } from './s3/multipart.ts';
import { type CopySource, copyObject, type ObjectPlace } from './s3/objects.ts';
import { MAX_COPY_BYTES, partsOf } from './s3/parts.ts';

/**
 * Copies a file inside the storage if it has not changed since it was listed. No data passes through this machine.
 * Returns the ETag of the copy, or undefined if the source was deleted, has changed or cannot be copied. The file must
 * then be uploaded instead.
 *
 * @param largestCopy above this size, in bytes, the copy is made in parts
 * @throws StorageRequestError, or the signal's reason
 */
export async function copyFile(
  transfer: Transfer,
  signal: AbortSignal,
  source: CopySource,
  target: ObjectPlace,
  largestCopy = MAX_COPY_BYTES,
): Promise<string | undefined> {
  const { storage, buffers, progress } = transfer;
  try {
    const etag =
      source.size <= largestCopy
        ? await buffers.use(0, signal, () => copyObject(withSignal(storage, signal), source, target))
        : await copyInParts(transfer, signal, source, target);
    progress.addBytes(source.size);
    return etag;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StorageRequestError) || !needsUpload(error)) throw error;
    const { log } = storage.retryContext;
    log.debug(`s3://${source.bucket}/${source.key} could not be copied and will be uploaded: ${error.message}`);
    return undefined;
  }
}

/** Returns whether the file must be uploaded: the source was deleted, changed or unreadable, or copying unsupported. */
function needsUpload({ status }: StorageRequestError): boolean {
  return status === 403 || status === 404 || status === 412 || status === 501;
}

/** Copies in parts of the size that an upload would use, so that the copy has the ETag of the original. */
function copyInParts(
  { storage, buffers }: Transfer,
  signal: AbortSignal,
  source: CopySource,
  place: ObjectPlace,
): Promise<string> {
  const target = { ...place, size: source.size };
  return writeInParts(storage, signal, target, async (upload) => {
    const finished: FinishedPart[] = [];
    await forEachConcurrently(partsOf(source.size), storage.limit, signal, async (part, inner) => {
      finished.push(await buffers.use(0, inner, () => copyPart(withSignal(storage, inner), source, upload, part)));
    });
    return finished;
  });
}
