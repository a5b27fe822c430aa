/** One of the places in a {@link BufferPool}, with a buffer that lives as long as they do. */
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
export class BufferPool {
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
