import { type Clock, systemClock } from '../../src/net/clock.ts';

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
