import type { ConcurrencyLimit } from '../net/concurrency.ts';

/** The right to have one request in flight. */
export interface Lease {
  /** Returns the right. Further calls do nothing. */
  release(): void;
}

/** A buffer of the pool, and the right to have one request in flight. */
export interface BufferLease extends Lease {
  /** Has the requested size and arbitrary content. Must not be used after its release. */
  readonly buffer: Buffer;
}

/** The maximum memory of all parts and files in flight, in bytes. */
const MAX_BYTES = 32 * 1024 ** 2;
/** The minimum size of a buffer. Sizes are powers of two, so that buffers can be reused for other files. */
const SMALLEST = 16 * 1024;

/** The size of a request's content, in bytes, and of its buffer. */
interface Wanted {
  readonly size: number;
  readonly bufferSize: number;
}

interface Waiting extends Wanted {
  readonly signal: AbortSignal;
  readonly resolve: (lease: BufferLease) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Leases buffers to the files and parts of a transfer, in the order of their requests. The number of leases is limited
 * by the concurrency and by memory: large parts need more of it than small files.
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

  /** Waits for a buffer of `size` bytes. Throws the signal's reason if it aborts. */
  take(size: number, signal: AbortSignal): Promise<BufferLease> {
    return this.#take({ size, bufferSize: size }, signal);
  }

  /** Like {@link take}, for a request whose content, of `size` bytes, needs no buffer. */
  takeWithoutBuffer(size: number, signal: AbortSignal): Promise<Lease> {
    return this.#take({ size, bufferSize: 0 }, signal);
  }

  /** Leases a buffer for as long as `work` takes. */
  async use<T>(size: number, signal: AbortSignal, work: (buffer: Buffer) => Promise<T>): Promise<T> {
    const lease = await this.take(size, signal);
    try {
      return await work(lease.buffer);
    } finally {
      lease.release();
    }
  }

  async #take(wanted: Wanted, signal: AbortSignal): Promise<BufferLease> {
    signal.throwIfAborted();
    if (this.#waiting.length === 0 && this.#fits(wanted)) return this.#lease(wanted);
    return new Promise((resolve, reject) => this.#waiting.push({ ...wanted, signal, resolve, reject }));
  }

  /** A part that is alone never waits for memory, whatever its size. */
  #fits({ bufferSize }: Wanted): boolean {
    if (this.#leases === 0) return true;
    return this.#leases < this.#limit.current && this.#leasedBytes + capacityFor(bufferSize) <= this.#maxBytes;
  }

  #lease({ size, bufferSize }: Wanted): BufferLease {
    const whole = this.#bufferOf(capacityFor(bufferSize));
    const end = this.#limit.begin();
    let isReleased = false;
    this.#leases += 1;
    this.#leasedBytes += whole.length;
    return {
      buffer: whole.subarray(0, bufferSize),
      release: () => {
        if (isReleased) return;
        isReleased = true;
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
      if (!next.signal.aborted && !this.#fits(next)) return;
      this.#waiting.shift();
      if (next.signal.aborted) next.reject(next.signal.reason);
      else next.resolve(this.#lease(next));
    }
  }
}

function capacityFor(size: number): number {
  return size === 0 ? 0 : Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(size)));
}
