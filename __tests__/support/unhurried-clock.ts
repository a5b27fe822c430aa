import { VirtualClock } from './virtual-clock.ts';

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
