import type { ConcurrencyLimit } from '../net/concurrency.ts';

/** A place among the requests in flight, and the memory that comes with it. */
export interface Slot {
  /** Of the size that was asked for, for use until the slot is released. Holds anything at first. */
  readonly buffer: Buffer;
  release(): void;
}

/** What the parts and files in flight may take of memory, together. */
const MAX_BYTES = 32 * 1024 ** 2;
/** Buffers have a power of two as their size, this one at least, so that they can be used again for other files. */
const SMALLEST = 16 * 1024;

interface Waiting {
  readonly size: number;
  readonly signal: AbortSignal;
  readonly resolve: (slot: Slot) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The places that all files of a transfer and their parts share, first come, first served. There are as many as the limit
 * allows, and as memory does: large parts take more of it than small files.
 */
export class BufferPool {
  readonly #limit: Pick<ConcurrencyLimit, 'current' | 'begin'>;
  readonly #maxBytes: number;
  readonly #waiting: Waiting[] = [];
  readonly #free: Buffer[] = [];
  #freeBytes = 0;
  #leases = 0;
  #leasedBytes = 0;

  constructor(limit: Pick<ConcurrencyLimit, 'current' | 'begin'>, maxBytes = MAX_BYTES) {
    this.#limit = limit;
    this.#maxBytes = maxBytes;
  }

  /** Waits for a place with a buffer of `size` bytes. Throws the signal's reason once it aborted. */
  async take(size: number, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    if (this.#waiting.length === 0 && this.#fits(size)) return this.#lease(size);
    return new Promise((resolve, reject) => this.#waiting.push({ size, signal, resolve, reject }));
  }

  /** Holds a place for as long as `work` takes. */
  async use<T>(size: number, signal: AbortSignal, work: (buffer: Buffer) => Promise<T>): Promise<T> {
    const slot = await this.take(size, signal);
    try {
      return await work(slot.buffer);
    } finally {
      slot.release();
    }
  }

  /** Whatever its size, a part that is alone can go on. */
  #fits(size: number): boolean {
    if (this.#leases === 0) return true;
    return this.#leases < this.#limit.current && this.#leasedBytes + capacityFor(size) <= this.#maxBytes;
  }

  #lease(size: number): Slot {
    const whole = this.#bufferOf(capacityFor(size));
    const end = this.#limit.begin();
    this.#leases += 1;
    this.#leasedBytes += whole.length;
    return {
      buffer: whole.subarray(0, size),
      release: () => {
        this.#leases -= 1;
        this.#leasedBytes -= whole.length;
        this.#free.push(whole);
        this.#freeBytes += whole.length;
        end(size);
        this.#serveNext();
      },
    };
  }

  #bufferOf(capacity: number): Buffer {
    const index = this.#free.findLastIndex(({ length }) => length === capacity);
    const [kept] = index === -1 ? [] : this.#free.splice(index, 1);
    this.#freeBytes -= kept?.length ?? 0;
    while (this.#leasedBytes + capacity + this.#freeBytes > this.#maxBytes && this.#free.length > 0) {
      this.#freeBytes -= this.#free.shift()?.length ?? 0;
    }
    return kept ?? Buffer.allocUnsafeSlow(capacity);
  }

  #serveNext(): void {
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      if (!next.signal.aborted && !this.#fits(next.size)) return;
      this.#waiting.shift();
      if (next.signal.aborted) next.reject(next.signal.reason);
      else next.resolve(this.#lease(next.size));
    }
  }
}

function capacityFor(size: number): number {
  return size === 0 ? 0 : Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(size)));
}
