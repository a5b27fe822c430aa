/** Brings one file into a version: by an upload, or by a copy inside the storage. */
import { createHash, hash } from 'node:crypto';
import { forEachConcurrently, TaskGroup } from '../net/concurrency.ts';
import { type LocalFile, type ReadAt, readWhole, withLocalFile } from './local/local-file.ts';
import type { StoredEntry } from './manifest.ts';
import type { Transfer } from './progress.ts';
import { withSignal } from './s3/client.ts';
import { StorageRequestError } from './s3/errors.ts';
import type { Folder } from './s3/location.ts';
import { copyPart, type FinishedPart, type MultipartUpload, uploadPart, writeInParts } from './s3/multipart.ts';
import { type CopySource, copyObject, type ObjectPlace, putObject } from './s3/objects.ts';
import { MAX_COPY_BYTES, PART_SIZE, partsOf } from './s3/parts.ts';

/**
 * Uploads one file, reading it once: in one request up to 8 MiB, otherwise in parts, as many at a time as the pool has
 * buffers. Every request carries a SHA-256, so that the storage rejects data damaged in transit.
 *
 * @throws FileChangedError if the file changed meanwhile
 * @throws StorageRequestError
 */
export async function uploadFile(
  transfer: Transfer,
  signal: AbortSignal,
  folder: Folder,
  file: LocalFile,
): Promise<StoredEntry> {
  const upload = file.size <= PART_SIZE ? uploadWhole : uploadInParts;
  const { sha256, etag } = await upload(
    transfer,
    signal,
    { bucket: folder.bucket, key: folder.prefix + file.key },
    file,
  );
  return { key: file.key, size: file.size, sha256, etag };
}

interface Uploaded {
  readonly sha256: string;
  readonly etag: string;
}

async function uploadWhole(
  { storage, buffers, progress }: Transfer,
  signal: AbortSignal,
  place: ObjectPlace,
  file: LocalFile,
): Promise<Uploaded> {
  return buffers.use(file.size, signal, async (body) => {
    await readWhole(file, body);
    const sha256 = hash('sha256', body, 'hex');
    const etag = await putObject(withSignal(storage, signal), place, { body, sha256 });
    progress.addBytes(file.size);
    return { sha256, etag };
  });
}

async function uploadInParts(
  transfer: Transfer,
  signal: AbortSignal,
  place: ObjectPlace,
  file: LocalFile,
): Promise<Uploaded> {
  const sha256 = createHash('sha256');
  const target = { ...place, size: file.size };
  const etag = await writeInParts(transfer.storage, signal, target, (upload, storage) =>
    withLocalFile(file, (read) => {
      const readPart = async (buffer: Buffer, position: number): Promise<void> => {
        await read(buffer, position);
        sha256.update(buffer);
      };
      return sendParts({ ...transfer, storage }, upload, readPart);
    }),
  );
  return { sha256: sha256.digest('hex'), etag };
}

/** Reads the parts one after the other, as the SHA-256 of the file requires, and sends them concurrently. */
async function sendParts(transfer: Transfer, upload: MultipartUpload, read: ReadAt): Promise<FinishedPart[]> {
  const { storage, buffers, progress } = transfer;
  const finished: FinishedPart[] = [];
  const group = new TaskGroup(storage.retryContext.signal);
  try {
    for (const part of partsOf(upload.target.size)) {
      const lease = await buffers.take(part.size, group.signal);
      const body = lease.buffer;
      const reading = read(body, part.start);
      group.start(async (signal) => {
        try {
          await reading;
          finished.push(await uploadPart(withSignal(storage, signal), upload, part, { body }));
          progress.addBytes(part.size);
        } finally {
          lease.release();
        }
      });
      await reading;
    }
  } catch (error) {
    group.fail(error);
  }
  await group.settled();
  return finished;
}

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
