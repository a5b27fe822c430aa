/** A part of a sequence, and a function that reads the next one; undefined after the last. */
export interface Fetched<T> {
  readonly value: T;
  readonly next: Fetch<T> | undefined;
}
export type Fetch<T> = (signal: AbortSignal) => Promise<Fetched<T>>;

/**
 * Yields the parts of something, and reads the next one while the consumer works on the current one, never more than
 * that. If the consumer stops early, the request that is no longer needed is aborted.
 */
export async function* readAhead<T>(outer: AbortSignal, first: Fetch<T>): AsyncGenerator<T> {
  const done = new AbortController();
  const signal = AbortSignal.any([outer, done.signal]);
  let upcoming: Promise<Fetched<T>> | undefined = first(signal);
  try {
    while (upcoming !== undefined) {
      const { value, next }: Fetched<T> = await upcoming;
      upcoming = next?.(signal);
      // Its error is thrown when its turn comes; without this it would count as unhandled until then.
      upcoming?.catch(() => undefined);
      yield value;
    }
  } finally {
    done.abort();
    await upcoming?.catch(() => undefined);
  }
}
