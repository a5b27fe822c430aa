import type { Clock, Random } from './clock.ts';
import type { Log } from './log.ts';

/** Everything that trying again needs, shared by the API and the storage. */
export interface RetryContext {
  /** How many more attempts a request gets after its first. */
  readonly retries: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Aborts waiting as well as requests in flight. */
  readonly signal: AbortSignal;
}

/** What to do about a failed attempt. */
export type Verdict =
  | { readonly kind: 'give-up' }
  | { readonly kind: 'again'; readonly cause: string; readonly retryAfterMs?: number | undefined };

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 20_000;
/** A server that asks for more than this is taken at its word, but not waited for longer (DESIGN 4.4). */
export const MAX_RETRY_AFTER_MS = 60_000;

/** The statuses after which the same request can succeed (408, 425, 429 and every 5xx but 501 and 505). */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/**
 * How long to wait before attempt `attempt` + 1, in milliseconds: what the server asked for, else exponential back-off
 * with full jitter (a uniform draw between nothing and the ceiling, so that clients that failed together part ways).
 */
export function retryDelay(attempt: number, random: Random, retryAfterMs?: number): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(random() * ceiling);
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3), which is seconds or an HTTP date, as milliseconds from `now`.
 * Undefined where there is none or it makes no sense; a date in the past is zero.
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
 * Runs `attempt` until it succeeds, `judge` gives up on its error, or the retries are used up; then the last error is
 * thrown. Each retry is one line in the log: what, which attempt, why, and after how long.
 */
export async function withRetry<T>(
  what: string,
  retryContext: RetryContext,
  attempt: (number: number) => Promise<T>,
  judge: (error: unknown) => Verdict,
): Promise<T> {
  const from = async (number: number): Promise<T> => {
    retryContext.signal.throwIfAborted();
    try {
      return await attempt(number);
    } catch (error) {
      retryContext.signal.throwIfAborted();
      const verdict = judge(error);
      if (verdict.kind === 'give-up' || number > retryContext.retries) throw error;
      await waitBeforeRetry(what, retryContext, number, verdict);
    }
    return from(number + 1);
  };
  return from(1);
}

async function waitBeforeRetry(
  what: string,
  { clock, log, random, retries, signal }: RetryContext,
  number: number,
  verdict: Verdict & { kind: 'again' },
): Promise<void> {
  const delay = retryDelay(number, random, verdict.retryAfterMs);
  const seconds = (delay / 1000).toFixed(1);
  log.info(`Retrying to ${what} in ${seconds} s (attempt ${number + 1} of ${retries + 1}): ${verdict.cause}`);
  await clock.sleep(delay, signal);
}
