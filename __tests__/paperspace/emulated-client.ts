/** The client against an emulator in this process. After each test everything that was sent is judged by the contract. */
import { afterEach, expect } from '@jest/globals';
import { emulateInProcess, type InProcessEmulator, type InProcessOptions } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import { contractProblems } from '../contract/contract.ts';
import type { HeldClock } from '../held-clock.ts';
import { type HeldPersistence, heldPersistence } from '../persistence.ts';
import type { RecordingLog } from '../recording-log.ts';

export interface EmulatedClient {
  readonly client: PaperspaceClient;
  readonly emulator: InProcessEmulator;
  readonly paperspace: InProcessEmulator['paperspace'];
  readonly persistence: HeldPersistence;
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
  const persistence = heldPersistence(retries === undefined ? {} : { retries });
  const { clock, log } = persistence;
  const emulator = emulateInProcess({ random: seededRandom(1), clock, ...options });
  emulators.push(emulator);
  return {
    client: new PaperspaceClient(emulator.exchange, persistence),
    emulator,
    paperspace: emulator.paperspace,
    persistence,
    clock,
    log,
    requests: () => emulator.requests.map(({ method, target }) => `${method} ${target}`),
  };
}
