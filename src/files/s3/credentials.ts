import type { RetryContext } from '../../net/retry.ts';
import type { Clock } from '../../net/system.ts';
import { StorageSettingsError } from '../errors.ts';

/** The credentials that sign requests. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** Undefined if they do not expire, or the time is unknown. */
  readonly expiration?: Date | undefined;
}

/** Returns credentials that are valid now. */
export type CredentialsSource = () => Promise<Credentials>;

/** Credentials are replaced when they have less than this left, so that no request is under way when they expire. */
const REFRESH_BEFORE_MS = 5 * 60_000;

/**
 * Keeps credentials until shortly before they expire and then fetches new ones, once for all waiting requests. If that
 * fails, the old ones are used while they are valid.
 */
export function refreshing(fetch: CredentialsSource, clock: Clock): CredentialsSource {
  let current: Credentials | undefined;
  let fetching: Promise<Credentials> | undefined;
  const refresh = async (): Promise<Credentials> => {
    try {
      current = await fetch();
      return current;
    } catch (error) {
      if (current === undefined || timeLeft(current, clock) <= 0) throw error;
      return current;
    } finally {
      fetching = undefined;
    }
  };
  return async () => {
    if (current !== undefined && timeLeft(current, clock) > REFRESH_BEFORE_MS) return current;
    fetching ??= refresh();
    return fetching;
  };
}

function timeLeft({ expiration }: Credentials, clock: Clock): number {
  return expiration === undefined ? Number.POSITIVE_INFINITY : expiration.getTime() - clock.now();
}

/**
 * Finds the credentials that AWS's own tools would use on this machine when no `AWS_*` keys are set: those of a
 * profile, a web identity, or the role of a container or an instance. Loads AWS's provider for that, which is large.
 * Returns no keys if there are none.
 */
export async function findCredentials({
  clock,
  log,
}: Pick<RetryContext, 'clock' | 'log'>): Promise<CredentialsSource | Record<string, never>> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  const provide = defaultProvider();
  const source = refreshing(async () => {
    try {
      return await provide();
    } catch (cause) {
      throw new StorageSettingsError(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'], { cause });
    }
  }, clock);
  try {
    await source();
    return source;
  } catch (error) {
    log.debug(`No credentials for the storage on this machine: ${causeOf(error)}`);
    return {};
  }
}

function causeOf(error: unknown): string {
  return Error.isError(error) && Error.isError(error.cause) ? error.cause.message : String(error);
}
