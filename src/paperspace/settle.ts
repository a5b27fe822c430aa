import { type Persistence, persistently, type Verdict } from '../network/retry.ts';
import { isWorthRetrying, mayHaveActed, PaperspaceError, problemText } from './errors.ts';

/** How a change of the API's state ended. */
export interface Settled<T> {
  readonly value: T;
  /**
   * True where an answer was lost on the way and the request was sent again: the first one may still arrive, and leave
   * something behind.
   */
  readonly repeated: boolean;
}

/** Whether to repeat a call that failed with `error`, by its problem. Anything but a failed call is final. */
export function judge(error: unknown): Verdict {
  if (!(error instanceof PaperspaceError) || !isWorthRetrying(error.problem)) return { kind: 'give-up' };
  const retryAfterMs = error.problem.kind === 'refused' ? error.problem.retryAfterMs : undefined;
  return { kind: 'again', cause: problemText(error.problem), retryAfterMs };
}

/**
 * Sends a request that changes something until it is known to be done, without ever doing it twice: after each attempt
 * that may have acted though its answer was lost, `look` reads back whether it did, and only where it did not is the
 * request sent again. The last attempt is looked for too, before its error is thrown.
 */
export async function settle<T>(
  what: string,
  persistence: Persistence,
  send: (attempt: number) => Promise<T>,
  look: () => Promise<T | undefined>,
): Promise<Settled<T>> {
  let lost = false;
  const attempt = async (number: number): Promise<Settled<T>> => {
    if (lost) {
      const found = await look();
      if (found !== undefined) return { value: found, repeated: number > 2 };
    }
    try {
      return { value: await send(number), repeated: lost };
    } catch (error) {
      if (!(error instanceof PaperspaceError) || !mayHaveActed(error.problem)) throw error;
      const wasLost = lost;
      lost = true;
      if (number <= persistence.retries && isWorthRetrying(error.problem)) throw error;
      const found = await look();
      if (found === undefined) throw error;
      return { value: found, repeated: wasLost };
    }
  };
  return persistently(what, persistence, attempt, judge);
}
