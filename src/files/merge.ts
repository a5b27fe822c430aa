import { OrderError } from './errors.ts';
import { compareKeys } from './manifest.ts';

/** A list that arrives in batches, such as the pages of a storage. */
export type Batches<T> = AsyncIterable<readonly T[]>;

const BATCH = 100;

/** Yields items in batches, so that a merge does not keep a pair for each of them in memory. */
export async function* inBatches<T>(items: Iterable<T>): AsyncGenerator<readonly T[]> {
  yield* batchesOf(items, BATCH);
}

/** Yields items in batches of a size. */
export function* batchesOf<T>(items: Iterable<T>, size: number): Generator<readonly T[], undefined> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Yields nothing. */
export async function* noBatches(): AsyncGenerator<never> {}

/** The same key on both sides, or a key that only one side has. */
export type Pair<A, B = A> =
  | readonly [before: A, after: B]
  | readonly [before: A, after: undefined]
  | readonly [before: undefined, after: B];

interface Keyed {
  readonly key: string;
}

/**
 * Merges two lists that are sorted by key. Reads each once, and keeps one batch of each in memory. Items are passed in
 * batches, because awaiting each item would take longer than all other work.
 *
 * @throws OrderError if a list is not sorted, or has a key twice
 */
export async function* mergeByKey<A extends Keyed, B extends Keyed>(
  before: Batches<A>,
  after: Batches<B>,
): AsyncGenerator<readonly Pair<A, B>[]> {
  const left = new SortedReader(before);
  const right = new SortedReader(after);
  try {
    for (;;) {
      await Promise.all([left.load(), right.load()]);
      if (left.current === undefined && right.current === undefined) return;
      yield mergeLoaded(left, right);
    }
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
}

/** Merges as far as possible without loading more of a list. */
function mergeLoaded<A extends Keyed, B extends Keyed>(left: SortedReader<A>, right: SortedReader<B>): Pair<A, B>[] {
  const pairs: Pair<A, B>[] = [];
  while (left.isLoaded && right.isLoaded) {
    const a = left.current;
    const b = right.current;
    if (a !== undefined && b !== undefined) {
      const order = compareKeys(a.key, b.key);
      if (order === 0) pairs.push([a, b]);
      else pairs.push(order < 0 ? [a, undefined] : [undefined, b]);
      if (order <= 0) left.advance();
      if (order >= 0) right.advance();
    } else if (a !== undefined) {
      pairs.push([a, undefined]);
      left.advance();
    } else if (b !== undefined) {
      pairs.push([undefined, b]);
      right.advance();
    } else break;
  }
  return pairs;
}

/** Reads a list item by item, and checks its order. */
class SortedReader<T extends Keyed> {
  readonly #batches: AsyncIterator<readonly T[], unknown>;
  #batch: readonly T[] = [];
  #at = 0;
  #previous: string | undefined;
  #hasEnded = false;

  constructor(batches: Batches<T>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** The next item; undefined at the end of the batch or the list. */
  get current(): T | undefined {
    return this.#batch[this.#at];
  }

  /** Whether the next item, or the end of the list, is known. */
  get isLoaded(): boolean {
    return this.#hasEnded || this.#at < this.#batch.length;
  }

  /** Waits until the next item, or the end of the list, is known. */
  async load(): Promise<void> {
    while (!this.isLoaded) {
      const next = await this.#batches.next();
      this.#hasEnded = next.done === true;
      this.#batch = next.done === true ? [] : next.value;
      this.#at = 0;
      for (const { key } of this.#batch) this.#check(key);
    }
  }

  advance(): void {
    this.#at += 1;
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }

  #check(key: string): void {
    const previous = this.#previous;
    this.#previous = key;
    if (previous === undefined || compareKeys(previous, key) < 0) return;
    throw new OrderError(`the storage lists ${JSON.stringify(key)} after ${JSON.stringify(previous)}`);
  }
}

/**
 * A known key where one segment of a storage's list ends and another one begins, and the known key before it. A list is
 * a chain of pages, but those of several segments can be requested at the same time. Known keys are only hints: whatever
 * they are, every object is listed once.
 */
export interface Boundary extends Keyed {
  readonly previous: string;
}

/** The number of keys in a segment. Its page also has room for the key of the boundary before it. */
const SEGMENT_KEYS = 999;

/**
 * Finds the boundaries in a sorted list. It is read once, as far as the reader of the list or of the boundaries needs it.
 *
 * @param prefix only keys that begin with it are used
 */
export function findBoundaries<T extends Keyed>(
  list: Batches<T>,
  prefix = '',
): { readonly batches: Batches<T>; readonly boundaries: AsyncIterator<Boundary> } {
  const reader = list[Symbol.asyncIterator]();
  const batches: (readonly T[])[] = [];
  const boundaries: Boundary[] = [];
  let [count, previous, last] = [0, '', ''];
  // At the end of the list or after an error, this stays the same for both readers.
  let reading: Promise<boolean> | undefined;
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.next();
    if (done === true) return false;
    batches.push(value);
    for (const { key } of value) {
      if (!key.startsWith(prefix)) continue;
      if (count > SEGMENT_KEYS && count % SEGMENT_KEYS === 1) boundaries.push({ key: last, previous });
      [count, previous, last] = [count + 1, last, key];
    }
    reading = undefined;
    return true;
  };
  async function* take<I>(items: I[]): AsyncGenerator<I> {
    try {
      do {
        for (let item = items.shift(); item !== undefined; item = items.shift()) yield item;
        reading ??= read();
      } while (await reading);
    } finally {
      await reader.return?.();
    }
  }
  return { batches: take(batches), boundaries: take(boundaries) };
}
