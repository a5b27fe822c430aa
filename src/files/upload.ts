import { createHash, hash } from 'node:crypto';
import { TaskGroup } from '../net/concurrency.ts';
import { type LocalFile, type ReadAt, readWhole, withLocalFile } from './local/local-file.ts';
import type { StoredEntry } from './manifest.ts';
import type { Transfer } from './progress.ts';
import { withSignal } from './s3/client.ts';
import type { Folder } from './s3/location.ts';
import { type FinishedPart, type MultipartUpload, uploadPart, writeInParts } from './s3/multipart.ts';
import { type ObjectPlace, putObject } from './s3/objects.ts';
import { PART_SIZE, partsOf } from './s3/parts.ts';

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
  transfer.progress.addFile();
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
