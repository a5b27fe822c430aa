import type { Clock } from '../../src/net/clock.ts';

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
