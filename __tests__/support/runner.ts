/**
 * The main step and the post step in this process, with a fake runner:
 *
 *     const { workflow, dependencies, requests } = runStage();
 *     const runner = workflow({ inputs: { operation: 'list-datasets' } });
 *     await runMain(dependencies(runner));
 *
 * `fakeWorkflow` records what the action reports; `listeningRunner` captures the lines that the real toolkit prints.
 */
import { emulateInProcess, type InProcessEmulator, type InProcessOptions } from '../../emulator/in-process.ts';
import type { Connection, Dependencies } from '../../src/connection.ts';
import { type Environment, toolkit, type Workflow } from '../../src/github/workflow.ts';
import { registry } from '../../src/operations/index.ts';
import { InputError, type RawInputs } from '../../src/operations/inputs.ts';
import type { Operation, Registry } from '../../src/operations/operation.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import { HeldClock } from './clocks.ts';

export interface FakeWorkflowOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Environment;
  readonly state?: Readonly<Record<string, string>>;
  /** The error when the step writes its summary. */
  readonly summaryFails?: Error;
}

export interface FakeWorkflow extends Workflow {
  /** All messages and commands in order, each as `KIND: TEXT`. */
  readonly transcript: readonly string[];
  /** The texts of one kind. */
  messages(kind: string): string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly saved: Readonly<Record<string, string>>;
  readonly summary: string;
}

export function fakeWorkflow({
  inputs = {},
  env = {},
  state = {},
  summaryFails,
}: FakeWorkflowOptions = {}): FakeWorkflow {
  const entries: { readonly kind: string; readonly text: string }[] = [];
  const outputs: Record<string, string> = {};
  const saved: Record<string, string> = {};
  let written = '';
  const say =
    (kind: string) =>
    (text: string): void => {
      entries.push({ kind, text });
    };
  return {
    env,
    input: (name) => (inputs[name] ?? '').trim(),
    state: (name) => state[name] ?? '',
    setOutput: (name, value) => {
      outputs[name] = value;
      say('output')(`${name}=${value}`);
    },
    saveState: (name, value) => {
      saved[name] = value;
      say('state')(`${name}=${value}`);
    },
    mask: say('mask'),
    debug: say('debug'),
    info: say('info'),
    notice: say('notice'),
    warning: say('warning'),
    error: (title, message) => say('error')(`${title} | ${message}`),
    group: say('group'),
    endGroup: () => say('endgroup')(''),
    writeSummary: async (markup) => {
      if (summaryFails !== undefined) throw summaryFails;
      written = markup;
    },
    get transcript() {
      return entries.map(({ kind, text }) => `${kind}: ${text}`);
    },
    messages: (kind) => entries.filter((entry) => entry.kind === kind).map(({ text }) => text),
    outputs,
    saved,
    get summary() {
      return written;
    },
  };
}

export interface ListeningRunner {
  readonly workflow: FakeWorkflow;
  /** The lines that the runner reads. */
  lines(): string[];
}

/** Returns a workflow that logs through GitHub's toolkit, whose output is captured instead of printed. */
export function listeningRunner(options: FakeWorkflowOptions): ListeningRunner {
  let printed = '';
  const keep = (text: unknown): boolean => {
    printed += String(text);
    return true;
  };
  const said =
    <T extends unknown[]>(say: (...texts: T) => void) =>
    (...texts: T): void => {
      const { write } = process.stdout;
      process.stdout.write = keep;
      try {
        say(...texts);
      } finally {
        process.stdout.write = write;
      }
    };
  const fake = fakeWorkflow(options);
  const log = {
    mask: said(toolkit.mask),
    debug: said(toolkit.debug),
    info: said(toolkit.info),
    notice: said(toolkit.notice),
    warning: said(toolkit.warning),
    error: said(toolkit.error),
    group: said(toolkit.group),
    endGroup: said(toolkit.endGroup),
  };
  // The getters of the fake must stay getters.
  const workflow = Object.defineProperties({ ...fake, ...log }, { summary: { get: () => fake.summary } });
  return { workflow, lines: () => printed.split('\n') };
}

export interface RunStage {
  readonly emulator: InProcessEmulator;
  readonly clock: HeldClock;
  /** Cancels the run. */
  readonly controller: AbortController;
  /** The number of connections that were closed. */
  closed(): number;
  /** The dependencies of a run. */
  dependencies(workflow: FakeWorkflow, sendRequest?: SendRequest): Dependencies;
  /** A runner whose inputs are these and the emulator's key. */
  workflow(options?: FakeWorkflowOptions): FakeWorkflow;
  /** The requests so far, each as `METHOD TARGET`. */
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

/** Returns a registry of only these operations. */
export function registryOf(...operations: readonly Operation[]): Registry {
  return new Map(operations.map((operation) => [operation.name, async () => operation]));
}

/** Returns all problems with the inputs of an operation, each as `INPUT: MESSAGE`. */
export function problemsOf(operation: Operation | undefined, inputs: RawInputs): Promise<string[]> {
  return problemsIn(operation?.prepare(inputs));
}

/** Returns all problems that parsing finds, each as `INPUT: MESSAGE`. Throws any other error. */
export async function problemsIn(parsing: Promise<unknown> | undefined): Promise<string[]> {
  try {
    await parsing;
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ input, message }) => `${input}: ${message}`);
  }
}
