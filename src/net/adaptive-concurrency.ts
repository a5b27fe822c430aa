/*
 * Finds the number of requests in flight that makes a transfer fastest, by trial:
 *
 * 1. It starts with 16 and measures the throughput over a window in which every request in flight ends about once.
 * 2. Then it tries twice as many. If that is faster by a clear margin, they are kept and doubled again at once.
 * 3. If not, it returns to the number before. From then on it alternately tries 1.5 times as many and two thirds as
 *    many, every two seconds, so that it follows a link or a server that changes. More are kept only if they are
 *    faster, and fewer whenever they are about as fast, so that no more requests are sent than are useful. These windows
 *    are longer: every request in flight ends about twice.
 * 4. A response that asks to slow down, or a timeout, ends a trial; outside a trial, it reduces the number by a third.
 * 5. A window in which the number was not reached, for lack of work or memory, is ignored.
 */

/** The number of requests in flight to start with. */
export const INITIAL_CONCURRENCY = 16;
/** The maximum number of requests in flight, whatever is set or measured. */
export const MAX_CONCURRENCY = 256;

/** An event of a request. Times are in milliseconds, of any clock that only moves forward. */
export type RequestEvent =
  | {
      readonly kind: 'completed';
      readonly atMs: number;
      /** Bytes transferred; 0 for a request without content. */
      readonly bytes: number;
      /** The requests in flight just before it ended, itself included. */
      readonly inFlight: number;
    }
  /** The server asked to slow down (429, 503), or did not respond in time. */
  | { readonly kind: 'overloaded'; readonly atMs: number };

/** The state of the adaptation. */
export interface AdaptiveConcurrency {
  /** The current limit of requests in flight. */
  readonly limit: number;
  readonly window: Window;
  /** The throughput that the current limit is compared with during a trial. */
  readonly trial: Measured | undefined;
  /** The direction and the start of the next trial. */
  readonly factor: number;
  readonly nextTrialMs: number;
}

interface Window {
  /** Requests that began under the previous limit, which do not count for this one. */
  readonly skip: number;
  readonly startMs: number;
  readonly requests: number;
  readonly bytes: number;
  /** The maximum number of requests that were in flight. */
  readonly peak: number;
}

/** The throughput that a limit had. */
interface Measured {
  readonly limit: number;
  readonly rate: number;
}

/** Fewer would leave a fast link idle between two requests. */
const MIN_CONCURRENCY = 4;
/** The minimum size of a window while the limit is doubled. A limit that is too high because of it is soon lowered. */
const SHORT = { requestsPerLimit: 1, ms: 50 };
/** The minimum size of later windows. */
const LONG = { requestsPerLimit: 2, ms: 100 };
const DOUBLE = 2;
const TRIAL_EVERY_MS = 2000;
/** After an overload a trial would only cause the next one. */
const OVERLOAD_PAUSE_MS = 10_000;
const MORE = 1.5;
const FEWER = 1 / MORE;
/** The minimum share of the best possible gain that additional requests must bring. */
const WORTH = 0.15;
/** The overhead of a request, in bytes: it makes windows of small and of large files comparable. */
const REQUEST_BYTES = 64 * 1024;

/** Returns the state to start with. */
export function startAdaptive(atMs: number): AdaptiveConcurrency {
  return {
    limit: INITIAL_CONCURRENCY,
    window: newWindow(atMs, 0),
    trial: undefined,
    factor: DOUBLE,
    nextTrialMs: atMs,
  };
}

/** Returns the state after an event. */
export function adapt(state: AdaptiveConcurrency, event: RequestEvent): AdaptiveConcurrency {
  if (event.kind === 'overloaded') return slowDown(state, event.atMs);
  const { limit } = state;
  const window = count(state.window, event);
  const minimum = state.factor === DOUBLE ? SHORT : LONG;
  const hasEnough = window.skip === 0 && window.requests >= minimum.requestsPerLimit * limit;
  if (!hasEnough || event.atMs - window.startMs < minimum.ms) return { ...state, window };
  if (window.peak < limit) return { ...endTrial(state, event.atMs), window: newWindow(event.atMs, 0) };
  const rate = (window.bytes + window.requests * REQUEST_BYTES) / (event.atMs - window.startMs);
  return evaluateWindow({ ...state, window: newWindow(event.atMs, 0) }, { limit, rate }, event.atMs);
}

function newWindow(startMs: number, skip: number): Window {
  return { skip, startMs, requests: 0, bytes: 0, peak: 0 };
}

function count(window: Window, { atMs, bytes, inFlight }: RequestEvent & { kind: 'completed' }): Window {
  if (window.skip > 0) return { ...window, skip: window.skip - 1, startMs: atMs };
  const { skip, startMs, requests, peak } = window;
  return { skip, startMs, requests: requests + 1, bytes: window.bytes + bytes, peak: Math.max(peak, inFlight) };
}

/** Ends a trial by the throughput of its window, and begins the next one when it is due. */
function evaluateWindow(state: AdaptiveConcurrency, now: Measured, atMs: number): AdaptiveConcurrency {
  const { trial, limit, factor, nextTrialMs } = state;
  if (trial === undefined) return atMs < nextTrialMs ? state : tryLimit(state, now, factor);
  const isLarger = limit > trial.limit;
  const isKept = isLarger ? isWorthIt(trial, now) : !isWorthIt(now, trial);
  return isKept ? tryLimit({ ...state, trial: undefined }, now, factor) : endTrial(state, atMs);
}

/** Returns whether the larger of two limits is faster by a sufficient margin. */
function isWorthIt(smaller: Measured, larger: Measured): boolean {
  return larger.rate > smaller.rate * (1 + (larger.limit / smaller.limit - 1) * WORTH);
}

function tryLimit(state: AdaptiveConcurrency, now: Measured, factor: number): AdaptiveConcurrency {
  const limit = scale(now.limit, factor);
  if (limit === now.limit) return endTrial(state, state.window.startMs);
  const skip = factor === DOUBLE ? 0 : now.limit;
  return { ...state, limit, trial: now, window: newWindow(state.window.startMs, skip) };
}

function scale(limit: number, factor: number): number {
  return Math.min(MAX_CONCURRENCY, Math.max(MIN_CONCURRENCY, Math.ceil(limit * factor)));
}

/** Returns to the limit before the trial, if one is under way, and schedules the next trial, in the other direction. */
function endTrial(state: AdaptiveConcurrency, atMs: number): AdaptiveConcurrency {
  const factor = state.factor > 1 ? FEWER : MORE;
  return setLimit(state, state.trial?.limit ?? state.limit, { atMs, factor, pauseMs: TRIAL_EVERY_MS });
}

function slowDown(state: AdaptiveConcurrency, atMs: number): AdaptiveConcurrency {
  const { limit, trial, window } = state;
  const next = { atMs, factor: MORE, pauseMs: OVERLOAD_PAUSE_MS };
  if (trial !== undefined && trial.limit < limit) return setLimit(state, trial.limit, next);
  // The other requests that were in flight get the same response: once is enough.
  return window.skip > 0 ? state : setLimit(state, scale(limit, FEWER), next);
}

/** Sets a limit that holds until the next trial. */
function setLimit(
  state: AdaptiveConcurrency,
  limit: number,
  next: { readonly atMs: number; readonly factor: number; readonly pauseMs: number },
): AdaptiveConcurrency {
  const { atMs, factor, pauseMs } = next;
  const window = newWindow(atMs, limit === state.limit ? 0 : state.limit);
  return { limit, trial: undefined, factor, nextTrialMs: atMs + pauseMs, window };
}
