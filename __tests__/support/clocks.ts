/**
 * Clocks for tests, so that nothing waits in real time. `HeldClock`: one run, and every wait is over at once. `VirtualClock`:
 * several runs in one process, which wait for each other. `FastClock`: real transfers go on while time passes.
 */
import { type Clock, systemClock } from '../../src/net/system.ts';

/** 18 March 2026, 12:00 UTC. */
export const NOON_MS = Date.UTC(2026, 2, 18, 12);

/** A clock that only goes on while somebody sleeps, and then at once: what was waited for can be looked at. */
export class HeldClock implements Clock {
  /** Every wait so far, in milliseconds. */
  readonly sleeps: number[] = [];
  /** Happens in the middle of every wait. */
  whileAsleep: () => void = () => undefined;
  #nowMs: number;

  constructor(nowMs: number = NOON_MS) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Lets time pass. */
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

/** Time that passes with the machine's, but faster: real transfers go on meanwhile, and a minute is soon over. */
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

/** Longer than any back-off or look of these trials: only signs of life are that far apart. */
const RARE_MS = 20_000;

/**
 * Virtual time for files that take none: a sign of life that is due every so often while they are sent never is. With
 * a clock that goes on while files are read from the disk, how many come would depend on the machine.
 */
export class UnhurriedClock extends VirtualClock {
  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms < RARE_MS || signal === undefined) return super.sleep(ms, signal);
    return new Promise((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }
}
