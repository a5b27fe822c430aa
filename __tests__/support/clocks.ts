/**
 * Clocks for tests, so that nothing waits in real time. With `HeldClock`, every wait of a single run ends at once. With
 * `VirtualClock`, several runs in one process wait for each other. `FastClock` is for real transfers.
 */
import { type Clock, systemClock } from '../../src/net/system.ts';

/** 18 March 2026, 12:00 UTC. */
export const NOON_MS = Date.UTC(2026, 2, 18, 12);

/** A clock that advances only by its waits, which end at once and are recorded. */
export class HeldClock implements Clock {
  /** The waits so far, in milliseconds. */
  readonly sleeps: number[] = [];
  /** Called during every wait. */
  whileAsleep: () => void = () => undefined;
  #nowMs: number;

  constructor(nowMs: number = NOON_MS) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Advances the time. */
  advance(ms: number): void {
    this.#nowMs += ms;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.whileAsleep();
    signal?.throwIfAborted();
    this.advance(ms);
  }
}

const FASTER = 40;

/** A clock that is faster than that of the machine, so that real transfers advance while a minute passes quickly. */
export class FastClock implements Clock {
  readonly #start = Date.now();

  now(): number {
    return this.#start + (Date.now() - this.#start) * FASTER;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms / FASTER, signal);
  }
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that advances only while all runs wait, so that several runs in one process wait for each other as they would
 * in reality.
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

  /** Ends the first wait after a turn of the event loop in which nothing else happened. */
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

/** Longer than any back-off in these tests. Only progress updates have longer intervals. */
const LONG_MS = 20_000;

/**
 * Virtual time in which no periodic update of a draft becomes due while files are sent. Otherwise the number of updates
 * would depend on the speed of the machine.
 */
export class UnhurriedClock extends VirtualClock {
  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms < LONG_MS || signal === undefined) return super.sleep(ms, signal);
    return new Promise((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }
}
