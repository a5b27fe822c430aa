import { type RetryContext, type RetryDecision, withRetry } from '../net/retry.ts';
import { isRefusal, isWorthRetrying, mayHaveActed, PaperspaceError, problemText } from './errors.ts';

/** The result of a change that took effect. */
export interface Confirmed<T> {
  readonly value: T;
  /**
   * True where a response was lost and the request was sent again: the first one may still take effect, and leave
   * something behind.
   */
  readonly repeated: boolean;
}

/** Decides by its problem whether to repeat a call that failed with `error`. Any other error is final. */
export function retryDecision(error: unknown): RetryDecision {
  if (!(error instanceof PaperspaceError) || !isWorthRetrying(error.problem)) return { kind: 'give-up' };
  const retryAfterMs = error.problem.kind === 'refused' ? error.problem.retryAfterMs : undefined;
  return { kind: 'retry', cause: problemText(error.problem), retryAfterMs };
}

/**
 * Sends a request that changes something until the change is confirmed, and never repeats one that took effect: after
 * each attempt whose response was lost, `readBack` returns the result if the change is there, and only otherwise is the
 * request sent again. Before an error is thrown the change is read back once more, since a lost request can arrive late,
 * and be the very reason why its repetition is refused.
 */
export async function confirmChange<T>(
  what: string,
  retryContext: RetryContext,
  send: (attempt: number) => Promise<T>,
  readBack: () => Promise<T | undefined>,
): Promise<Confirmed<T>> {
  const lost: PaperspaceError[] = [];
  let isUnknown = false;
  const confirmLost = async (): Promise<Confirmed<T> | undefined> => {
    const error = lost.at(-1);
    if (error === undefined) return undefined;
    try {
      const value = await readBack();
      return value === undefined ? undefined : { value, repeated: lost.length > 1 };
    } catch (failure) {
      // A 404 is conclusive: what was to be changed does not exist.
      if (isRefusal(failure, 404) || !(failure instanceof PaperspaceError)) throw failure;
      retryContext.log.info(`Could not determine whether the request took effect: ${failure.message}`);
      isUnknown = true;
      throw error;
    }
  };
  const attempt = async (number: number): Promise<Confirmed<T>> => {
    const done = await confirmLost();
    if (done !== undefined) return done;
    try {
      return { value: await send(number), repeated: lost.length > 0 };
    } catch (error) {
      if (!(error instanceof PaperspaceError)) throw error;
      if (mayHaveActed(error.problem)) lost.push(error);
      if (number <= retryContext.retries && isWorthRetrying(error.problem)) throw error;
      const doneLate = await confirmLost();
      if (doneLate === undefined) throw error;
      return doneLate;
    }
  };
  // Reading back has retries of its own: where they were not enough, there are no more.
  return withRetry(what, retryContext, attempt, (error) => (isUnknown ? { kind: 'give-up' } : retryDecision(error)));
}
