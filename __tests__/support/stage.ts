/**
 * A Paperspace in this process, on three levels. Waits take no time, and IDs are the same every time.
 *
 * - `emulated()`: the API's client. `withVersions()` also has a dataset. After each test all requests and responses are
 *   checked against the contract.
 * - `stage()`: operations, with what they report, on the client of `emulated()`. `stageWithDataset()` also has a dataset.
 * - `runStage()`: the main step and the post step, with a fake runner.
 *
 *     const { run, id, requests } = stageWithDataset({ answers: { tagHolder: 'stays' } });
 *     const { outcome, outputs } = await run(setTags, { dataset: id, version: 'fo5rp4m', tags: 'v1' });
 */

import { afterEach, expect } from '@jest/globals';
import { emulateInProcess, type InProcessEmulator, type InProcessOptions } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import type { Connection, Dependencies } from '../../src/connection.ts';
import { ConcurrencyLimit } from '../../src/net/concurrency.ts';
import { registry } from '../../src/operations/index.ts';
import { InputError, type RawInputs } from '../../src/operations/inputs.ts';
import type { Operation, Registry } from '../../src/operations/operation.ts';
import type { AnnouncedDraft, EventFacts, Outputs, Services } from '../../src/operations/step.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import { HeldClock } from './clocks.ts';
import { contractProblems } from './contract.ts';
import {
  type EndedStep,
  type FakeWorkflow,
  type FakeWorkflowOptions,
  fakeWorkflow,
  type HeldRetryContext,
  heldRetryContext,
  type RecordingLog,
  RecordingStep,
} from './recording.ts';

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

/** A dataset with versions, oldest first. */
export function withVersions(options: Parameters<typeof emulated>[0] = {}) {
  const world = emulated(options);
  const { id } = world.paperspace.addDataset({ name: 'faces' });
  const add = (fields: Parameters<typeof world.paperspace.addVersion>[1] = {}) =>
    world.paperspace.addVersion(id, fields);
  return { ...world, id, add, versions: `GET /datasets/${id}/versions` };
}

/** The query for a whole page of the newest. */
export const NEWEST = 'limit=120&orderBy=dtCreated&order=desc';

export const EVENT: EventFacts = {
  message: 'Faces 1.2',
  tag: 'v1.2',
  provenance: { repository: 'acme/faces', sha: '0123abc' },
  links: [],
  key: 'acme/faces@refs/tags/v1.2@0123abc/publish/snapshot',
  oldestMs: undefined,
  runAttempt: '1',
  run: 'acme/faces/runs/7',
};

export interface Stage extends EmulatedClient {
  readonly services: Services;
  /** A step for what runs by itself. */
  readonly step: RecordingStep;
  /** The values and items of the results of all runs, in order. */
  readonly results: unknown[];
  /** All outputs that runs set, in order. */
  readonly published: Outputs[];
  readonly announced: AnnouncedDraft[];
  /** Runs an operation whose inputs have to be valid. */
  run(operation: Operation, inputs: RawInputs): Promise<EndedStep>;
}

type Options = Parameters<typeof emulated>[0] &
  Partial<Pick<Services, 'event' | 'hasStorageCredentials' | 'openStorage' | 'updateReleaseNotes' | 'updateComment'>>;

export function stage({
  event = EVENT,
  hasStorageCredentials = false,
  openStorage = unexpected,
  updateReleaseNotes = unexpected,
  updateComment = unexpected,
  ...options
}: Options = {}): Stage {
  const world = emulated(options);
  const announced: AnnouncedDraft[] = [];
  const { clock, random, log, signal } = world.retryContext;
  const results: unknown[] = [];
  const published: Outputs[] = [];
  const services: Services = {
    paperspace: world.client,
    clock,
    random,
    signal,
    event,
    platform: 'linux',
    hasStorageCredentials,
    limitConcurrency: (concurrency) => new ConcurrencyLimit(concurrency, clock),
    openStorage,
    scan: unexpected,
    writeFile: unexpected,
    announceDraft: (draft) => void announced.push(draft),
    updateReleaseNotes,
    updateComment,
  };
  const run = async (operation: Operation, inputs: RawInputs): Promise<EndedStep> => {
    const prepared = await operation.prepare(inputs);
    const step = new RecordingStep(log, { results, published });
    const ended = step.ended(await prepared(step, services));
    const undeclared = Object.keys(ended.outputs).filter(
      (name) => !operation.outputs.some((output) => output === name),
    );
    expect(undeclared).toEqual([]);
    return ended;
  };
  return { ...world, services, step: new RecordingStep(log), results, published, announced, run };
}

/** A stage with a dataset `faces` on it, and ways to look at its versions. */
export function stageWithDataset(options: Options = {}) {
  const world = stage(options);
  const { id } = world.paperspace.addDataset({ name: 'faces' });
  return {
    ...world,
    id,
    path: `/datasets/${id}/versions`,
    add: (fields: Parameters<typeof world.paperspace.addVersion>[1] = {}) => world.paperspace.addVersion(id, fields),
    versions: () => world.paperspace.versions(id),
    /** The bodies that were sent with a method, in order. */
    bodies: (method: string): unknown[] =>
      world.emulator.requests
        .filter((request) => request.method === method)
        .map(({ body }) => (body === undefined ? undefined : JSON.parse(body))),
  };
}

/** Everything that is wrong with the inputs of an operation, each as `INPUT: MESSAGE`. */
export function problemsOf(operation: Operation | undefined, inputs: RawInputs): Promise<string[]> {
  return problemsIn(operation?.prepare(inputs));
}

/** The same of anything that parses inputs. Fails for any other error. */
export async function problemsIn(parsing: Promise<unknown> | undefined): Promise<string[]> {
  try {
    await parsing;
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ input, message }) => `${input}: ${message}`);
  }
}

async function unexpected(): Promise<never> {
  throw new Error('an operation did what it should not');
}

export interface RunStage {
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

export function runStage(options: InProcessOptions = {}): RunStage {
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
      registry,
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

/** A registry of these operations alone. */
export function registryOf(...operations: readonly Operation[]): Registry {
  return new Map(operations.map((operation) => [operation.name, async () => operation]));
}
