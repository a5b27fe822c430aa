import type { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { NetworkError } from '../../net/errors.ts';
import { isRetryableStatus, parseRetryAfter, type RetryDecision, withRetry } from '../../net/retry.ts';
import { type StorageOperation, StorageRequestError, type StorageSubject } from '../errors.ts';
import type { Storage } from './client.ts';

/** What the SDK takes beside a command. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/**
 * Sends one request until it succeeds or cannot. `send` is called once an attempt, and has to read the whole answer.
 *
 * @throws StorageRequestError with what the storage said, or with a `NetworkError` as its cause
 * @throws the signal's reason once it aborted
 */
export async function request<T>(
  storage: Storage,
  subject: StorageSubject,
  send: (client: S3Client, options: SendOptions, attempt: number) => Promise<T>,
): Promise<T> {
  const { client, retryContext } = storage;
  const { clock, signal } = retryContext;
  const attempt = async (number: number): Promise<T> => {
    try {
      return await send(client, { abortSignal: signal }, number);
    } catch (error) {
      signal.throwIfAborted();
      throw toRequestError(error, subject, clock.now());
    }
  };
  return withRetry(`${verbs[subject.operation]} ${subject.key}`, retryContext, attempt, createJudge());
}

const verbs: Readonly<Record<StorageOperation, string>> = {
  AbortMultipartUpload: 'abandon the upload of',
  CompleteMultipartUpload: 'complete the upload of',
  CopyObject: 'copy to',
  CreateMultipartUpload: 'begin the upload of',
  DeleteObject: 'delete',
  DeleteObjects: 'delete files under',
  GetObject: 'read',
  HeadObject: 'look up',
  ListMultipartUploads: 'list unfinished uploads under',
  ListObjectsV2: 'list',
  PutObject: 'write',
  UploadPart: 'write a part of',
  UploadPartCopy: 'copy a part to',
};

/** Codes that S3 answers for a while only, some of them with a status that says otherwise (RequestTimeout is a 400). */
const passing = new Set([
  'SlowDown',
  'RequestTimeout',
  'InternalError',
  'ServiceUnavailable',
  'OperationAborted',
  'IncompleteBody',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

/** Damage on the way, or a clock that the SDK sets right after the first refusal: worth one more attempt, no more. */
const passingOnce = new Set(['BadDigest', 'XAmzContentSHA256Mismatch', 'RequestTimeTooSkewed']);

function createJudge(): (error: unknown) => RetryDecision {
  let second = false;
  return (error) => {
    if (!(error instanceof StorageRequestError)) return { kind: 'give-up' };
    const { cause, code = '', message, retryAfterMs, status } = error;
    if (cause instanceof NetworkError) return { kind: 'retry', cause: `${message} (${cause.kind})` };
    const again: RetryDecision = { kind: 'retry', cause: `${message} (HTTP ${status}, ${code})`, retryAfterMs };
    if (passing.has(code) || (status !== undefined && isRetryableStatus(status))) return again;
    if (!passingOnce.has(code) || second) return { kind: 'give-up' };
    second = true;
    return again;
  };
}

const serviceExceptionSchema = v.object({
  name: v.string(),
  message: v.string(),
  $metadata: v.object({ httpStatusCode: v.number(), requestId: v.optional(v.string()) }),
  $response: v.optional(v.object({ headers: v.record(v.string(), v.string()) })),
});

/** What was thrown as an error of this library; what is neither the network's nor the storage's stays as it is. */
function toRequestError(error: unknown, subject: StorageSubject, now: number): unknown {
  if (error instanceof NetworkError) return new StorageRequestError(subject, {}, error.message, { cause: error });
  const parsed = v.safeParse(serviceExceptionSchema, error);
  if (!parsed.success) return error;
  const { name, message, $metadata, $response } = parsed.output;
  const status = $metadata.httpStatusCode;
  // What a proxy in between says, mostly; the SDK's words about it are for those who program with it.
  if (/deserialization error/i.test(message)) {
    return new StorageRequestError(
      subject,
      { status },
      `the storage answered with HTTP ${status} and something that is not S3's`,
    );
  }
  // The SDK's own error is left behind: it holds the request's headers, the signature among them.
  return new StorageRequestError(
    subject,
    {
      status,
      code: name,
      requestId: $metadata.requestId,
      retryAfterMs: parseRetryAfter($response?.headers['retry-after'], now),
    },
    message,
  );
}

/** Whether the storage answered that what was asked for is not there (any more). */
export function isAbsent(error: unknown): error is StorageRequestError {
  return error instanceof StorageRequestError && error.status === 404;
}
