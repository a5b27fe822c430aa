/**
 * Fakes that record what they are told: a log, an operation's step, a retry context, and the runner, either as a fake
 * (`fakeWorkflow`) or with the lines that the real toolkit prints (`listeningRunner`).
 */
import { type Environment, toolkit, type Workflow } from '../../src/github/workflow.ts';
import type { RetryContext } from '../../src/net/retry.ts';
import type { Log } from '../../src/net/system.ts';
import type { Outputs, Report, Step, SummaryBlock } from '../../src/operations/step.ts';
import { HeldClock } from './clocks.ts';

/** A log that keeps its lines, by level. */
export class RecordingLog implements Log {
  readonly debugs: string[] = [];
  readonly infos: string[] = [];
  readonly notices: string[] = [];
  readonly warnings: string[] = [];

  debug(message: string): void {
    this.debugs.push(message);
  }

  info(message: string): void {
    this.infos.push(message);
  }

  notice(message: string): void {
    this.notices.push(message);
  }

  warning(message: string): void {
    this.warnings.push(message);
  }

  /** Everything that was said, at any level. */
  get all(): readonly string[] {
    return [...this.debugs, ...this.infos, ...this.notices, ...this.warnings];
  }
}

/** How an operation ended, with the outputs and the summary that it set on the way. */
export interface EndedStep extends Report {
  readonly outputs: Outputs;
  readonly summary: readonly SummaryBlock[];
}

/** A step that keeps what an operation tells it. */
export class RecordingStep implements Step {
  readonly log: Log;
  /** The outputs of each call, in order. */
  readonly published: Outputs[];
  /** The blocks of each call, in order. */
  readonly summaries: (readonly SummaryBlock[])[] = [];
  /** Values and items of the result, in order. */
  readonly results: unknown[];
  #outputs: Outputs = {};

  /** Several steps may share their lists. */
  constructor(log: Log, lists: Pick<RecordingStep, 'published' | 'results'> = { published: [], results: [] }) {
    this.log = log;
    this.published = lists.published;
    this.results = lists.results;
  }

  output(values: Outputs): void {
    this.#outputs = { ...this.#outputs, ...values };
    this.published.push(values);
  }

  async summary(...blocks: readonly SummaryBlock[]): Promise<void> {
    this.summaries.push(blocks);
  }

  async result(value: unknown): Promise<void> {
    this.results.push(value);
  }

  async appendResult(items: readonly unknown[]): Promise<void> {
    this.results.push(...items);
  }

  /** Everything that a runner would know of the step at its end. */
  ended(report: Report): EndedStep {
    return { ...report, outputs: this.#outputs, summary: this.summaries.at(-1) ?? [] };
  }
}

/** All that trying again needs, held still: waits take no time, and half of the longest back-off is drawn. */
export interface HeldRetryContext extends RetryContext {
  readonly clock: HeldClock;
  readonly log: RecordingLog;
  readonly controller: AbortController;
}

export function heldRetryContext({ retries = 5, random = () => 0.5 }: Partial<RetryContext> = {}): HeldRetryContext {
  const controller = new AbortController();
  return { retries, random, clock: new HeldClock(), log: new RecordingLog(), controller, signal: controller.signal };
}

export interface FakeWorkflowOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Environment;
  readonly state?: Readonly<Record<string, string>>;
  /** What the runner says when the step writes its summary. */
  readonly summaryFails?: Error;
}

export interface FakeWorkflow extends Workflow {
  /** Everything that was said, in order, each as `kind: text`. */
  readonly said: readonly string[];
  /** The texts of one kind. */
  told(kind: string): string[];
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
    get said() {
      return entries.map(({ kind, text }) => `${kind}: ${text}`);
    },
    told: (kind) => entries.filter((entry) => entry.kind === kind).map(({ text }) => text),
    outputs,
    saved,
    get summary() {
      return written;
    },
  };
}

export interface ListeningRunner {
  readonly workflow: FakeWorkflow;
  /** The lines that a runner would read. */
  lines(): string[];
}

/** A workflow whose log goes through GitHub's toolkit, and is listened to instead of printed. */
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
