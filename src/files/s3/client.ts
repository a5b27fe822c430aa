import { type Concurrency, ConcurrencyLimit } from '../../net/concurrency.ts';
import type { StorageDispatcher } from '../../net/dispatcher.ts';
import type { RetryContext } from '../../net/retry.ts';
import { RegionError, StorageSettingsError } from '../errors.ts';
import { type Endpoint, isRegion } from './address.ts';
import type { CredentialsSource } from './credentials.ts';
import { Transport } from './transport.ts';

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
  /** The connections to use; they stay open when the storage is done. */
  readonly dispatcher: Pick<StorageDispatcher, 'dispatch'>;
  readonly retryContext: RetryContext;
  readonly concurrency: Concurrency;
}

/** What every function of the storage needs. */
export interface Storage {
  readonly transport: Transport;
  readonly retryContext: RetryContext;
  /** How many requests may be in flight. */
  readonly limit: ConcurrencyLimit;
}

/**
 * Makes a client for one service. Sends nothing yet.
 *
 * @throws StorageSettingsError naming the variables that usually hold what is missing
 */
export function openStorage({ dispatcher, retryContext, concurrency, ...options }: StorageOptions): Storage {
  const { endpoint } = options;
  // S3-compatible services mostly do not care, and those that do say which region they want.
  const region = options.region || (endpoint === undefined ? undefined : 'us-east-1');
  const missing = [...missingKeys(options.credentials), ...(region === undefined ? ['AWS_REGION'] : [])];
  const credentials = toSource(options.credentials);
  if (credentials === undefined || region === undefined) throw new StorageSettingsError(missing);
  if (!isRegion(region)) throw new RegionError(region);
  const transport = new Transport({ dispatcher, credentials, endpoint, region, retryContext });
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

/** The names of the variables that usually hold what is missing. */
function missingKeys(credentials: StorageKeys | CredentialsSource): string[] {
  if (typeof credentials === 'function') return [];
  const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
  return Object.entries(keys).flatMap(([name, value]) => (value ? [] : [name]));
}

/** Returns the same storage, whose requests end as soon as `signal` aborts. */
export function withSignal(storage: Storage, signal: AbortSignal): Storage {
  return { ...storage, retryContext: { ...storage.retryContext, signal } };
}
