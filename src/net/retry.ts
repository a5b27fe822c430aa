import type { Clock, Log, Random } from './system.ts';

/** The dependencies of retries, shared by the API and the storage. */
export interface RetryContext {
  /** Maximum number of retries per request. */
  readonly retries: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Aborts waits and requests in flight. */
  readonly signal: AbortSignal;
  /** Called for each response that reports an overload, and for each that does not arrive in time. */
  readonly onOverload?: (() => void) | undefined;
}

/** The decision about a failed attempt. */
export type RetryDecision =
  | { readonly kind: 'give-up' }
  | {
      readonly kind: 'retry';
      readonly cause: string;
      readonly retryAfterMs?: number | undefined;
      /** Whether fewer requests at a time would have helped. */
      readonly isOverload?: boolean;
    };

/** The maximum time to connect, in milliseconds, whatever the idle timeout is. */
export const MAX_CONNECT_MS = 10_000;

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 20_000;
/** A longer `Retry-After` is cut to this. */
export const MAX_RETRY_AFTER_MS = 60_000;

/** The statuses after which the same request can succeed (408, 425, 429 and every 5xx but 501 and 505). */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/** The statuses of a server that wants fewer requests: 429, and 503, which comes with S3's SlowDown. */
export function isOverloadStatus(status: number | undefined): boolean {
  return status === 429 || status === 503;
}

/**
 * Returns how long to wait after attempt number `attempt`, in milliseconds: the requested time, otherwise exponential
 * backoff with full jitter (uniform between zero and the ceiling, so that clients spread out).
 */
export function retryDelay(attempt: number, random: Random, retryAfterMs?: number): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(random() * ceiling);
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3), which is seconds or an HTTP date, as milliseconds from `now`.
 * Returns undefined if there is none or it is invalid; a date in the past is zero.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3},? /.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Runs `attempt` until it succeeds, `decide` gives up on its error, or the retries are used up; then the last error is
 * thrown. Each retry is one line in the log: what, which attempt, why, and after how long.
 */
export async function withRetry<T>(
  what: string,
  retryContext: RetryContext,
  attempt: (number: number) => Promise<T>,
  decide: (error: unknown) => RetryDecision,
): Promise<T> {
  const { signal, retries } = retryContext;
  for (let number = 1; ; number += 1) {
    signal.throwIfAborted();
    try {
      return await attempt(number);
    } catch (error) {
      signal.throwIfAborted();
      const decision = decide(error);
      if (decision.kind === 'retry' && decision.isOverload) retryContext.onOverload?.();
      if (decision.kind === 'give-up' || number > retries) throw error;
      await waitBeforeRetry(what, retryContext, number, decision);
    }
  }
}

async function waitBeforeRetry(
  what: string,
  { clock, log, random, retries, signal }: RetryContext,
  number: number,
  { cause, retryAfterMs }: RetryDecision & { kind: 'retry' },
): Promise<void> {
  const delayMs = retryDelay(number, random, retryAfterMs);
  const seconds = (delayMs / 1000).toFixed(1);
  log.info(`Retrying in ${seconds} s: ${what} (attempt ${number + 1} of ${retries + 1}). Cause: ${cause}`);
  await clock.sleep(delayMs, signal);
}
