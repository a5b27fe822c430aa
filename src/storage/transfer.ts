/** One of the places in a {@link Slots}, with a buffer that lives as long as they do. */
export interface Slot {
  /** `size` bytes of whatever was in them, for use until the slot is released. */
  buffer(size: number): Buffer;
  release(): void;
}

/** Buffers up to this size are not worth keeping. */
const SMALL = 64 * 1024;

/**
 * A number of places shared by all files and their parts: whoever sends or receives data holds one, and with it at
 * most one buffer. Memory is therefore bounded by `count` times the size of a part, whatever the files' sizes.
 */
export class Slots {
  readonly #free: (Buffer | undefined)[];
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = Array.from({ length: count }, () => undefined);
  }

  /** Waits for a place, first come first served; throws the signal's reason once it aborted. */
  async take(signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    while (this.#free.length === 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      if (!signal.aborted) continue;
      this.#wakeNext();
      throw signal.reason;
    }
    return this.#lease(this.#free.pop());
  }

  /** Holds a place for as long as `work` takes. */
  async use<T>(signal: AbortSignal, work: (slot: Slot) => Promise<T>): Promise<T> {
    const slot = await this.take(signal);
    try {
      return await work(slot);
    } finally {
      slot.release();
    }
  }

  #lease(kept: Buffer | undefined): Slot {
    let buffer = kept;
    return {
      buffer: (size) => {
        if (size <= SMALL) return Buffer.allocUnsafe(size);
        if (buffer === undefined || buffer.length < size) buffer = Buffer.allocUnsafeSlow(size);
        return buffer.subarray(0, size);
      },
      release: () => {
        this.#free.push(buffer);
        this.#wakeNext();
      },
    };
  }

  #wakeNext(): void {
    this.#waiting.shift()?.();
  }
}

/**
 * Tasks that stand and fall together: the first that fails aborts the others' signal, and {@link TaskGroup.settled}
 * throws its error when all have ended, so that nothing is left running.
 */
export class TaskGroup {
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.#abort.signal]);
  }

  get size(): number {
    return this.#running.size;
  }

  start(work: (signal: AbortSignal) => Promise<void>): void {
    const task = work(this.signal)
      .catch((error: unknown) => this.fail(error))
      .finally(() => this.#running.delete(task));
    this.#running.add(task);
  }

  /** Counts as the failure of a task. Only the first one's error is kept, since those that follow are its echoes. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#abort.abort(error);
  }

  /** Resolves when one of the running tasks has ended, however it did. */
  async oneSettled(): Promise<void> {
    await Promise.race(this.#running);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running);
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
  for (const item of items) {
    while (group.size >= limit) await group.oneSettled();
    if (group.signal.aborted) break;
    group.start((signal) => work(item, signal));
  }
  await group.settled();
  outer.throwIfAborted();
}
