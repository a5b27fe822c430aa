import { type RetryContext, type Verdict, withRetry } from '../net/retry.ts';
import { isRefusal, isWorthRetrying, mayHaveActed, PaperspaceError, problemText } from './errors.ts';

/** How a change of the API's state ended. */
export interface Confirmed<T> {
  readonly value: T;
  /**
   * True where an answer was lost on the way and the request was sent again: the first one may still arrive, and leave
   * something behind.
   */
  readonly repeated: boolean;
}

/** Whether to repeat a call that failed with `error`, by its problem. Anything but a failed call is final. */
export function retryVerdict(error: unknown): Verdict {
  if (!(error instanceof PaperspaceError) || !isWorthRetrying(error.problem)) return { kind: 'give-up' };
  const retryAfterMs = error.problem.kind === 'refused' ? error.problem.retryAfterMs : undefined;
  return { kind: 'again', cause: problemText(error.problem), retryAfterMs };
}

/**
 * Sends a request that changes something until it is known to be done, without ever doing it twice: after each attempt
 * that may have acted though its answer was lost, `look` reads back whether it did, and only where it did not is the
 * request sent again. It is looked for once more before an error is thrown, since a lost request can arrive late, and
 * be the very reason why its repetition is refused.
 */
export async function confirmChange<T>(
  what: string,
  retryContext: RetryContext,
  send: (attempt: number) => Promise<T>,
  look: () => Promise<T | undefined>,
): Promise<Confirmed<T>> {
  const lost: PaperspaceError[] = [];
  let lookedInVain = false;
  const lookBack = async (): Promise<Confirmed<T> | undefined> => {
    const error = lost.at(-1);
    if (error === undefined) return undefined;
    try {
      const value = await look();
      return value === undefined ? undefined : { value, repeated: lost.length > 1 };
    } catch (failure) {
      // That what was to be changed is not there at all is an answer too.
      if (isRefusal(failure, 404) || !(failure instanceof PaperspaceError)) throw failure;
      retryContext.log.info(`It could not be found out whether that was done: ${failure.message}`);
      lookedInVain = true;
      throw error;
    }
  };
  const attempt = async (number: number): Promise<Confirmed<T>> => {
    const done = await lookBack();
    if (done !== undefined) return done;
    try {
      return { value: await send(number), repeated: lost.length > 0 };
    } catch (error) {
      if (!(error instanceof PaperspaceError)) throw error;
      if (mayHaveActed(error.problem)) lost.push(error);
      if (number <= retryContext.retries && isWorthRetrying(error.problem)) throw error;
      const doneAfterAll = await lookBack();
      if (doneAfterAll === undefined) throw error;
      return doneAfterAll;
    }
  };
  // Reading back has retries of its own: where they were not enough, there are no more.
  return withRetry(what, retryContext, attempt, (error) => (lookedInVain ? { kind: 'give-up' } : retryVerdict(error)));
}
