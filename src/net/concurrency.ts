import {
  type AdaptiveConcurrency,
  adapt,
  MAX_CONCURRENCY,
  type RequestEvent,
  startAdaptive,
} from './adaptive-concurrency.ts';
import { CancelledError } from './errors.ts';
import type { Clock } from './system.ts';

/**
 * Tasks that succeed or fail together: the first that fails aborts the others' signal, and {@link TaskGroup.settled}
 * throws its error when all have ended, so that nothing is left running.
 */
export class TaskGroup {
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #tasks: Promise<void>[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.#abort.signal]);
  }

  start(work: (signal: AbortSignal) => Promise<void>): void {
    this.#tasks.push(work(this.signal).catch((error: unknown) => this.fail(error)));
  }

  /** Records a failure. Only the first error is kept; later ones are its consequences. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#abort.abort(error);
  }

  async settled(): Promise<void> {
    // A task may have started others meanwhile.
    for (let ended = 0; ended < this.#tasks.length; ) {
      ended = this.#tasks.length;
      await Promise.all(this.#tasks);
    }
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/** The concurrency setting: a number, or `auto` for as many as make the transfer fastest. */
export type Concurrency = number | 'auto';

/** Returns the maximum number of requests in flight. */
export function maxInFlight(concurrency: Concurrency): number {
  return concurrency === 'auto' ? MAX_CONCURRENCY : concurrency;
}

/** The current limit of requests in flight, shared by all senders. */
export class ConcurrencyLimit {
  readonly #fixed: number | undefined;
  readonly #clock: Clock;
  #adaptive: AdaptiveConcurrency;
  #inFlight = 0;

  constructor(concurrency: Concurrency, clock: Clock) {
    this.#fixed = concurrency === 'auto' ? undefined : concurrency;
    this.#clock = clock;
    this.#adaptive = startAdaptive(clock.now());
  }

  get current(): number {
    return this.#fixed ?? this.#adaptive.limit;
  }

  /** Records the start of a request. Returns a function to call when it has ended, with the bytes transferred. */
  begin(): (bytes: number) => void {
    this.#inFlight += 1;
    return (bytes) => {
      this.#note({ kind: 'completed', atMs: this.#clock.now(), bytes, inFlight: this.#inFlight });
      this.#inFlight -= 1;
    };
  }

  /** Runs a piece of work that sends its requests one after the other and transfers no content. */
  async track(work: () => Promise<void>): Promise<void> {
    const end = this.begin();
    try {
      await work();
    } finally {
      end(0);
    }
  }

  /** Records that a server asked to slow down, or did not respond in time. */
  noteOverload(): void {
    this.#note({ kind: 'overloaded', atMs: this.#clock.now() });
  }

  #note(event: RequestEvent): void {
    if (this.#fixed === undefined) this.#adaptive = adapt(this.#adaptive, event);
  }
}

/**
 * Runs `work` on the items in order, at most as many at a time as the limit allows. The limit is read again whenever an
 * item ends.
 * The first error aborts the signal of the others and is thrown when they have ended.
 */
export async function forEachConcurrently<T>(
  items: Iterable<T> | AsyncIterable<T>,
  limit: number | ConcurrencyLimit,
  outer: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const group = new TaskGroup(outer);
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const max = (): number => (typeof limit === 'number' ? limit : limit.current);
  let workers = 0;
  let isExhausted = false;
  const workThrough = async (signal: AbortSignal): Promise<void> => {
    while (workers <= max()) {
      const next = await iterator.next();
      if (next.done === true) {
        isExhausted = true;
        return;
      }
      await work(next.value, signal);
      signal.throwIfAborted();
      addWorkers();
    }
    workers -= 1;
  };
  const addWorkers = (): void => {
    while (!isExhausted && workers < max()) {
      workers += 1;
      group.start(workThrough);
    }
  };
  addWorkers();
  try {
    await group.settled();
  } finally {
    await iterator.return?.();
  }
}

/**
 * Like {@link forEachConcurrently}, but an error does not stop the rest: it takes the place of the result of its item.
 *
 * @throws CancelledError
 */
export async function attemptEach<T, R>(
  items: readonly T[],
  limit: ConcurrencyLimit,
  signal: AbortSignal,
  work: (item: T) => Promise<R>,
): Promise<(R | Error)[]> {
  const results: (R | Error)[] = [];
  await forEachConcurrently(items.entries(), limit, signal, ([index, item]) =>
    limit.track(async () => {
      try {
        results[index] = await work(item);
      } catch (error) {
        if (error instanceof CancelledError || !Error.isError(error)) throw error;
        results[index] = error;
      }
    }),
  );
  return results;
}

/** Separates the results of {@link attemptEach} from the errors. */
export function separateErrors<R>(results: readonly (R | Error)[]): {
  readonly done: readonly R[];
  readonly failures: Error[];
} {
  const done: R[] = [];
  const failures: Error[] = [];
  for (const result of results) {
    if (Error.isError(result)) failures.push(result);
    else done.push(result);
  }
  return { done, failures };
}

/** Work that returns a result unless `signal` aborts first. */
export type Work<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Runs several pieces of work at the same time and returns their results in order. The first error aborts the signal of
 * the others and is thrown when they have ended, whereas `Promise.all` would leave them running.
 */
export async function allOrNothing<T extends readonly unknown[]>(
  outer: AbortSignal,
  ...works: { readonly [K in keyof T]: Work<T[K]> }
): Promise<T>;
export async function allOrNothing(
  outer: AbortSignal,
  ...works: readonly Work<unknown>[]
): Promise<readonly unknown[]> {
  const results: unknown[] = [];
  const group = new TaskGroup(outer);
  for (const [index, work] of works.entries()) {
    group.start(async (signal) => {
      results[index] = await work(signal);
    });
  }
  await group.settled();
  return results;
}

/**
 * Yields the parts of sequences, one sequence after the other. At most `max` of them are read at the same time, each
 * one part ahead. An error is thrown when the turn of its part comes. If a part fails or the consumer stops early, the
 * rest is aborted, and has ended when this returns.
 */
export async function* inTurn<S, T>(
  outer: AbortSignal,
  sequences: Iterable<S> | AsyncIterable<S>,
  max: () => number,
  read: (sequence: S, signal: AbortSignal) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const abort = new AbortController();
  const signal = AbortSignal.any([outer, abort.signal]);
  const iterator = Symbol.asyncIterator in sequences ? sequences[Symbol.asyncIterator]() : sequences[Symbol.iterator]();
  /** Returns whether there was another sequence. */
  async function* readNext(): AsyncGenerator<T, boolean> {
    const { done, value } = await iterator.next();
    if (done !== true) yield* read(value, signal);
    return done !== true;
  }
  const ahead = (parts: AsyncGenerator<T, boolean>) => {
    const next = parts.next();
    // Without this, an error would count as unhandled until its turn.
    next.catch(() => undefined);
    return { parts, next };
  };
  const begun: ReturnType<typeof ahead>[] = [];
  try {
    for (;;) {
      while (begun.length < max()) begun.push(ahead(readNext()));
      const [current] = begun;
      if (current === undefined) return;
      const part = await current.next;
      if (part.done !== true) {
        begun[0] = ahead(current.parts);
        yield part.value;
      } else if (part.value) begun.shift();
      else return;
    }
  } finally {
    abort.abort();
    await Promise.allSettled(begun.map(({ next }) => next));
  }
}
