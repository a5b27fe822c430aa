/**
 * Tasks that stand and fall together: the first that fails aborts the others' signal, and {@link TaskGroup.settled}
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

  /** Counts as the failure of a task. Only the first one's error is kept, since those that follow are its echoes. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#abort.abort(error);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#tasks);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/**
 * Runs `work` on every item, at most `limit` at a time, in the order of the items. The first error aborts the signal
 * of the others and is thrown when they have ended.
 */
export async function forEachConcurrently<T>(
  items: Iterable<T>,
  limit: number,
  outer: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const group = new TaskGroup(outer);
  const iterator = items[Symbol.iterator]();
  const workThrough = async (signal: AbortSignal): Promise<void> => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
      await work(next.value, signal);
      signal.throwIfAborted();
    }
  };
  for (let worker = 0; worker < limit; worker += 1) group.start(workThrough);
  await group.settled();
}

/** Work that gives a result, unless `signal` aborts before. */
export type Work<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Runs several works at the same time and returns their results in order. The first error aborts the signal of the
 * others and is thrown when they have ended, where `Promise.all` would leave them running.
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
