import { ActionError } from '../net/errors.ts';
import { compareKeys } from './manifest.ts';

/** A list that arrives in batches, such as the pages of a storage. */
export type Batches<T> = AsyncIterable<readonly T[]>;

const BATCH = 1000;

/** Yields items in batches, so that a merge does not keep a pair for each of them in memory. */
export async function* inBatches<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
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

/** A list that is not sorted by the UTF-8 bytes of its keys, as S3 sorts. */
export class OrderError extends ActionError {
  constructor(previous: string, key: string) {
    super(`Failed to compare the files: the storage lists ${JSON.stringify(key)} after ${JSON.stringify(previous)}`, {
      title: 'List of files is not sorted',
      hint: 'The storage must list objects in the order of S3, by the UTF-8 bytes of their keys.',
    });
  }
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
    while (!(left.isFinished && right.isFinished)) {
      await left.load();
      await right.load();
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

  get isFinished(): boolean {
    return this.#hasEnded && this.current === undefined;
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
      this.#check();
    }
  }

  advance(): void {
    this.#previous = this.current?.key;
    this.#at += 1;
    this.#check();
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }

  #check(): void {
    const { current } = this;
    if (current !== undefined && this.#previous !== undefined && compareKeys(this.#previous, current.key) >= 0) {
      throw new OrderError(this.#previous, current.key);
    }
  }
}
