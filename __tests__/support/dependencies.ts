/** A whole run without a process: real operations over an emulated API, with a runner that only listens. */
import { emulateInProcess, type InProcessEmulator, type InProcessOptions } from '../../emulator/in-process.ts';
import type { Connection } from '../../src/connection.ts';
import { operations } from '../../src/operations/index.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import type { Dependencies } from '../../src/run.ts';
import { HeldClock } from './clocks.ts';
import { type FakeWorkflow, type FakeWorkflowOptions, fakeWorkflow } from './recording.ts';

export interface Stage {
  readonly emulator: InProcessEmulator;
  readonly clock: HeldClock;
  /** Cancels whatever runs. */
  readonly controller: AbortController;
  /** How often a connection was closed. */
  closed(): number;
  /** What a run stands on, with a runner of its own. The key is given unless the options say otherwise. */
  dependencies(workflow: FakeWorkflow, sendRequest?: SendRequest): Dependencies;
  /** A runner that gives these inputs and the emulator's key. */
  workflow(options?: FakeWorkflowOptions): FakeWorkflow;
  /** Every request so far, as method and target. */
  requests(): string[];
}

export function stage(options: InProcessOptions = {}): Stage {
  const clock = new HeldClock();
  const emulator = emulateInProcess({ clock, ...options });
  const controller = new AbortController();
  let closed = 0;
  const connection = (sendRequest: SendRequest): Connection => ({
    sendRequest,
    openStorage: () => Promise.reject(new Error('no storage is set up here')),
    close: async () => {
      closed += 1;
    },
  });
  return {
    emulator,
    clock,
    controller,
    closed: () => closed,
    dependencies: (workflow, sendRequest = emulator.sendRequest) => ({
      workflow,
      operations,
      connect: async () => connection(sendRequest),
      clock,
      random: () => 0.5,
      signal: controller.signal,
    }),
    workflow: ({ inputs, ...rest } = {}) =>
      fakeWorkflow({ inputs: { 'api-key': emulator.apiKey, ...inputs }, ...rest }),
    requests: () => emulator.requests.map(({ method, target }) => `${method} ${target}`),
  };
}
