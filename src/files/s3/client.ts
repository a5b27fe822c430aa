import type * as v from 'valibot';
import { type Concurrency, ConcurrencyLimit } from '../../net/concurrency.ts';
import type { Connections } from '../../net/connections.ts';
import { NetworkError } from '../../net/errors.ts';
import {
  isOverloadStatus,
  isRetryableStatus,
  type RetryContext,
  type RetryDecision,
  withRetry,
} from '../../net/retry.ts';
import { RegionError, StorageSettingsError } from '../errors.ts';
import type { CredentialsSource } from './credentials.ts';
import { describeRequest, StorageRequestError } from './errors.ts';
import { type Endpoint, type Folder, isRegion } from './location.ts';
import { asXml, ignored } from './responses.ts';
import { type Receive, type StorageRequest, Transport } from './transport.ts';
import type { XmlItems } from './xml.ts';

/** Keys as the environment has them. */
export interface StorageKeys {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

export interface StorageOptions {
  readonly credentials: StorageKeys | CredentialsSource;
  /** The URL of an S3-compatible service; without one, Amazon's own for the region. */
  readonly endpoint?: Endpoint | undefined;
  readonly region?: string | undefined;
  /** The connections to use. The caller closes them. */
  readonly connections: Pick<Connections, 'send'>;
  readonly retryContext: RetryContext;
  readonly concurrency: Concurrency;
}

/** The context that every function of the storage needs. */
export interface Storage {
  readonly transport: Transport;
  readonly retryContext: RetryContext;
  /** The maximum number of requests in flight. */
  readonly limit: ConcurrencyLimit;
}

/**
 * Creates a client for one service. Sends nothing yet.
 *
 * @throws StorageSettingsError naming the variables that usually hold what is missing
 */
export function openStorage({ connections, retryContext, concurrency, ...options }: StorageOptions): Storage {
  const { endpoint } = options;
  // Most S3-compatible services ignore the region; the others return the required one.
  const region = options.region || (endpoint === undefined ? undefined : 'us-east-1');
  const missing = [...missingKeys(options.credentials), ...(region === undefined ? ['AWS_REGION'] : [])];
  const credentials = toSource(options.credentials);
  if (credentials === undefined || region === undefined) throw new StorageSettingsError(missing);
  if (!isRegion(region)) throw new RegionError(region);
  const transport = new Transport({ connections, credentials, endpoint, region, retryContext });
  const limit = new ConcurrencyLimit(concurrency, retryContext.clock);
  return { transport, retryContext: { ...retryContext, onOverload: () => limit.noteOverload() }, limit };
}

function toSource(credentials: StorageKeys | CredentialsSource): CredentialsSource | undefined {
  if (typeof credentials === 'function') return credentials;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  return async () => keys;
}

/** Returns the names of the variables that usually hold what is missing. */
function missingKeys(credentials: StorageKeys | CredentialsSource): string[] {
  if (typeof credentials === 'function') return [];
  const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
  return Object.entries(keys).flatMap(([name, value]) => (value ? [] : [name]));
}

/** Returns the same storage, whose requests end as soon as `signal` aborts. */
export function withSignal(storage: Storage, signal: AbortSignal): Storage {
  return { ...storage, retryContext: { ...storage.retryContext, signal } };
}

/**
 * Sends a request until it succeeds or fails for good, and returns what the receiver makes of the response. `receive`
 * is called once for each response that is not an error.
 *
 * @throws StorageRequestError with the storage's message, or with a `NetworkError` as its cause
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
    createRetryDecider(),
  );
}

/**
 * Sends a request whose response is XML with one of the roots, and returns its content.
 *
 * @param beginItems is called for each attempt, if elements are taken one by one
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

/** Temporary error codes of S3, some with a status that suggests otherwise (RequestTimeout is a 400). */
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

/** Errors after data was damaged in transit: retried once. */
const damageCodes = new Set(['BadDigest', 'XAmzContentSHA256Mismatch']);

function createRetryDecider(): (error: unknown) => RetryDecision {
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

/**
 * Sends one signed request to verify that the storage can be used with these settings. Call it before creating anything
 * that would otherwise be left behind.
 *
 * With a folder (of any version of the dataset, such as the newest committed one) it asks for one key there, which
 * needs the bucket and the permission to list it. Without, no bucket is known: it asks for the list of buckets, which
 * verifies the endpoint and the keys. `AccessDenied` is not a failure: it shows that the storage recognizes the keys.
 * Their permissions are tested when the first file is sent.
 *
 * @throws StorageRequestError
 */
export async function checkAccess(storage: Storage, folder: Folder | undefined): Promise<void> {
  if (folder !== undefined) {
    const { bucket, prefix } = folder;
    const query = { 'list-type': '2', prefix, 'max-keys': '1' };
    return send(storage, { operation: 'ListObjectsV2', bucket, key: prefix, query }, () => ignored);
  }
  try {
    await send(storage, { operation: 'ListBuckets', bucket: '', key: '' }, () => ignored);
  } catch (error) {
    if (!(error instanceof StorageRequestError) || error.code !== 'AccessDenied') throw error;
  }
}
