import type { Clock } from '../../src/net/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * Time that passes only while everybody sleeps: several runs in one process wait for each other as they would in the
 * world, and no test waits for real.
 */
export class VirtualClock implements Clock {
  #now = Date.parse('2026-03-01T00:00:00Z');
  #sleepers: Sleeper[] = [];
  #pumping = false;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const sleeper = { at: this.#now + ms, wake: resolve };
      const endEarly = (): void => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', endEarly, { once: true });
      this.#sleepers.push(sleeper);
      this.#pump();
    });
  }

  /** Wakes the first sleeper once a turn of the event loop went by in which nobody else had anything to do. */
  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const first = this.#sleepers.shift();
      if (first === undefined) return;
      this.#now = Math.max(this.#now, first.at);
      first.wake();
      if (this.#sleepers.length > 0) this.#pump();
    });
  }
}
