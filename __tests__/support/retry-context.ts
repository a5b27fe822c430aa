import type { RetryContext } from '../../src/net/retry.ts';
import { HeldClock } from './held-clock.ts';
import { RecordingLog } from './recording-log.ts';

/** All that trying again needs, held still: waits take no time, and half of the longest back-off is drawn. */
export interface HeldPersistence extends RetryContext {
  readonly clock: HeldClock;
  readonly log: RecordingLog;
  readonly controller: AbortController;
}

export function heldPersistence({ retries = 5, random = () => 0.5 }: Partial<RetryContext> = {}): HeldPersistence {
  const controller = new AbortController();
  return { retries, random, clock: new HeldClock(), log: new RecordingLog(), controller, signal: controller.signal };
}
