import { randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { StorageRequestError } from '../errors.ts';
import { type Storage, withSignal } from './client.ts';
import { bareEtag } from './etag.ts';
import { request } from './request.ts';

/** An object that is going to be written. */
export interface Target {
  readonly bucket: string;
  /** The whole key. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

/** An upload that was begun and that others see only when it is complete. */
export interface MultipartUpload {
  readonly target: Target;
  readonly id: string;
  /** Kept with the object, so that it can be told from one that somebody else wrote. */
  readonly mark: string;
}

export interface FinishedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
}

/**
 * Writes one object in parts, and gives its ETag. Where that fails, what was uploaded is abandoned, since the storage
 * would otherwise keep, and bill, what nobody sees.
 *
 * @param sendParts gives the parts, in any order
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
    await abandon(storage, target, upload.id);
    throw error;
  }
}

/** How long the storage may be silent while it works on so many bytes by itself, in milliseconds. */
export function patience(size: number): number {
  const slowestBytesPerMs = 16 * 1024;
  return 60_000 + Math.ceil(size / slowestBytesPerMs);
}

async function begin(storage: Storage, target: Target): Promise<MultipartUpload> {
  const { bucket, key } = target;
  const mark = randomUUID();
  const input = { Bucket: bucket, Key: key, Metadata: { upload: mark } };
  const answer = await request(storage, { operation: 'CreateMultipartUpload', bucket, key }, (client, options) =>
    client.send(new CreateMultipartUploadCommand(input), options),
  );
  if (answer.UploadId === undefined) throw new TypeError('the storage began an upload without an id');
  return { target, id: answer.UploadId, mark };
}

async function complete(storage: Storage, upload: MultipartUpload, parts: readonly FinishedPart[]): Promise<string> {
  const { bucket, key, size } = upload.target;
  const sorted = parts.toSorted((a, b) => a.number - b.number);
  const input = {
    Bucket: bucket,
    Key: key,
    UploadId: upload.id,
    MultipartUpload: { Parts: sorted.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` })) },
  };
  const subject = { operation: 'CompleteMultipartUpload', bucket, key } as const;
  try {
    const answer = await request(storage, subject, (client, options) =>
      client.send(new CompleteMultipartUploadCommand(input), { ...options, requestTimeout: patience(size) }),
    );
    return bareEtag(answer.ETag);
  } catch (error) {
    // The answer to an earlier attempt can have been lost: the upload is then complete, and known no more.
    const known = error instanceof StorageRequestError && error.code === 'NoSuchUpload';
    const etag = known ? await etagIfComplete(storage, upload) : undefined;
    if (etag === undefined) throw error;
    return etag;
  }
}

async function etagIfComplete(storage: Storage, { target, mark }: MultipartUpload): Promise<string | undefined> {
  const { bucket, key, size } = target;
  const answer = await request(storage, { operation: 'HeadObject', bucket, key }, (client, options) =>
    client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), options),
  );
  const ours = answer.Metadata?.upload === mark && answer.ContentLength === size;
  return ours ? bareEtag(answer.ETag) : undefined;
}

/** Abandons an upload as far as that is possible; a failure is a warning, since it must not hide what came before. */
export async function abandon(storage: Storage, { bucket, key }: Omit<Target, 'size'>, id: string): Promise<void> {
  const input = { Bucket: bucket, Key: key, UploadId: id };
  const { log } = storage.retryContext;
  try {
    await request(storage, { operation: 'AbortMultipartUpload', bucket, key }, (client, options) =>
      client.send(new AbortMultipartUploadCommand(input), options),
    );
  } catch (error) {
    log.warning(`An unfinished upload of s3://${bucket}/${key} was left behind: ${String(error)}`);
  }
}
