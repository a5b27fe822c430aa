/** A part of something that is read part by part, and how to read the next one; undefined after the last. */
export interface Fetched<T> {
  readonly value: T;
  readonly next: Fetch<T> | undefined;
}
export type Fetch<T> = (signal: AbortSignal) => Promise<Fetched<T>>;

/**
 * Yields the parts of something, and reads the next one while the consumer works on the one before, never more than that.
 * If the consumer stops early, the request that nobody waits for is aborted.
 */
export async function* readAhead<T>(outer: AbortSignal, first: Fetch<T>): AsyncGenerator<T> {
  const done = new AbortController();
  const signal = AbortSignal.any([outer, done.signal]);
  let upcoming: Promise<Fetched<T>> | undefined = first(signal);
  try {
    while (upcoming !== undefined) {
      const { value, next }: Fetched<T> = await upcoming;
      upcoming = next?.(signal);
      // Its failure is thrown when its turn comes; without this it would count as unhandled until then.
      upcoming?.catch(() => undefined);
      yield value;
    }
  } finally {
    done.abort();
    await upcoming?.catch(() => undefined);
  }
}
