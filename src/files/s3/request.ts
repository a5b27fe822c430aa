import type * as v from 'valibot';
import { NetworkError } from '../../net/errors.ts';
import { isOverloadStatus, isRetryableStatus, type RetryDecision, withRetry } from '../../net/retry.ts';
import type { Storage } from './client.ts';
import { StorageRequestError } from './errors.ts';
import { describeRequest } from './operations.ts';
import { asXml } from './responses.ts';
import type { Receive, StorageRequest } from './transport.ts';
import type { XmlItems } from './xml.ts';

/**
 * Sends a request until it succeeds or cannot, and returns what the receiver makes of the response. `receive` is called
 * once for each response that is no error.
 *
 * @throws StorageRequestError with what the storage said, or with a `NetworkError` as its cause
 * @throws the signal's reason once it aborted
 */
export function send<T>(
  { transport, retryContext }: Storage,
  request: StorageRequest,
  receive: Receive<T>,
): Promise<T> {
  return withRetry(
    describeRequest(request),
    retryContext,
    () => transport.send(request, retryContext.signal, receive),
    createJudge(),
  );
}

/**
 * Sends a request whose response is XML with one of the roots, and returns its content.
 *
 * @param beginItems is called for each attempt, where elements are to be taken one by one
 */
export function sendForXml<TSchema extends v.GenericSchema>(
  storage: Storage,
  request: StorageRequest,
  roots: readonly string[],
  schema: TSchema,
  beginItems: () => XmlItems | undefined = () => undefined,
): Promise<v.InferOutput<TSchema>> {
  const { transport, retryContext } = storage;
  return send(storage, request, (head) => {
    const context = { subject: request, head, host: transport.host, now: retryContext.clock.now() };
    return asXml(context, roots, schema, beginItems());
  });
}

/** Codes that S3 answers for a while only, some of them with a status that says otherwise (RequestTimeout is a 400). */
const temporaryCodes = new Set([
  'SlowDown',
  'RequestTimeout',
  'InternalError',
  'ServiceUnavailable',
  'OperationAborted',
  'IncompleteBody',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

/** Damage on the way: worth one more attempt, no more. */
const damageCodes = new Set(['BadDigest', 'XAmzContentSHA256Mismatch']);

function createJudge(): (error: unknown) => RetryDecision {
  let damagedBefore = false;
  return (error) => {
    if (!(error instanceof StorageRequestError)) return { kind: 'give-up' };
    const { cause, code = '', reason, retryAfterMs, status } = error;
    if (cause instanceof NetworkError) {
      return { kind: 'retry', cause: `${reason} (${cause.kind})`, isOverload: cause.isTimeout };
    }
    const isOverload = code === 'SlowDown' || isOverloadStatus(status);
    const again: RetryDecision = {
      kind: 'retry',
      cause: `${reason} (HTTP ${status}, ${code})`,
      retryAfterMs,
      isOverload,
    };
    if (temporaryCodes.has(code) || (status !== undefined && isRetryableStatus(status))) return again;
    if (!damageCodes.has(code) || damagedBefore) return { kind: 'give-up' };
    damagedBefore = true;
    return again;
  };
}
