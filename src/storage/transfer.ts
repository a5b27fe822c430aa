/** One of the places in a {@link Slots}, with a buffer that lives as long as they do. */
export interface Slot {
  /** `size` bytes of whatever was in them, for use until the slot is released. */
  buffer(size: number): Buffer;
  release(): void;
}

/** So that the first files, which may be small, do not each make a buffer of their own size. */
const SMALLEST = 64 * 1024;

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
        if (buffer === undefined || buffer.length < size) buffer = Buffer.allocUnsafeSlow(Math.max(size, SMALLEST));
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
