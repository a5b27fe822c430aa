/** The client against an emulator in this process. After each test everything that was sent is judged by the contract. */
import { afterEach, expect } from '@jest/globals';
import { emulateInProcess, type InProcessEmulator, type InProcessOptions } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import type { HeldClock } from './clocks.ts';
import { contractProblems } from './contract.ts';
import type { RecordingLog } from './recording.ts';
import { type HeldRetryContext, heldRetryContext } from './recording.ts';

export interface EmulatedClient {
  readonly client: PaperspaceClient;
  readonly emulator: InProcessEmulator;
  readonly paperspace: InProcessEmulator['paperspace'];
  readonly retryContext: HeldRetryContext;
  readonly clock: HeldClock;
  readonly log: RecordingLog;
  /** The requests so far, each as `METHOD TARGET`. */
  requests(): string[];
}

const emulators: InProcessEmulator[] = [];

afterEach(() => {
  const problems = emulators.splice(0).flatMap(({ requests }) => requests.flatMap(contractProblems));
  expect(problems).toEqual([]);
});

/** A client and the Paperspace that it talks to. Ids are the same every time, and waits take no time. */
export function emulated({
  retries,
  ...options
}: InProcessOptions & { readonly retries?: number } = {}): EmulatedClient {
  const retryContext = heldRetryContext(retries === undefined ? {} : { retries });
  const { clock, log } = retryContext;
  const emulator = emulateInProcess({ random: seededRandom(1), clock, ...options });
  emulators.push(emulator);
  return {
    client: new PaperspaceClient(emulator.sendRequest, retryContext),
    emulator,
    paperspace: emulator.paperspace,
    retryContext,
    clock,
    log,
    requests: () => emulator.requests.map(({ method, target }) => `${method} ${target}`),
  };
}
