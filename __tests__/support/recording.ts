/** Fakes that record their calls: a log, the step of an operation, and a retry context whose waits take no time. */
import type { RetryContext } from '../../src/net/retry.ts';
import type { Log } from '../../src/net/system.ts';
import type { Outputs, Report, Step, SummaryBlock } from '../../src/operations/step.ts';
import { HeldClock } from './clocks.ts';

/** A log that keeps its messages by level, and its lines in order. */
export class RecordingLog implements Log {
  readonly debugs: string[] = [];
  readonly infos: string[] = [];
  readonly notices: string[] = [];
  readonly warnings: string[] = [];
  /** All messages in order, each as `RUN: LEVEL: MESSAGE`. */
  readonly lines: string[] = [];

  readonly debug = (message: string): void => this.#add('debug', this.debugs, message);
  readonly info = (message: string): void => this.#add('info', this.infos, message);
  readonly notice = (message: string): void => this.#add('notice', this.notices, message);
  readonly warning = (message: string): void => this.#add('warning', this.warnings, message);

  /** Returns the log of one of several runs, which writes to this one. */
  of(run: string): Log {
    return {
      debug: (message) => this.#add('debug', this.debugs, message, run),
      info: (message) => this.#add('info', this.infos, message, run),
      notice: (message) => this.#add('notice', this.notices, message, run),
      warning: (message) => this.#add('warning', this.warnings, message, run),
    };
  }

  /** All messages, by level. */
  get all(): readonly string[] {
    return [...this.debugs, ...this.infos, ...this.notices, ...this.warnings];
  }

  #add(level: string, messages: string[], message: string, run = '1'): void {
    messages.push(message);
    this.lines.push(`${run}: ${level}: ${message}`);
  }
}

/** The report of an operation, with the outputs and the summary that it set. */
export interface EndedStep extends Report {
  readonly outputs: Outputs;
  readonly summary: readonly SummaryBlock[];
}

/** A step that records what an operation reports. */
export class RecordingStep implements Step {
  readonly log: Log;
  /** The outputs of each call, in order. */
  readonly published: Outputs[];
  /** The blocks of each call, in order. */
  readonly summaries: (readonly SummaryBlock[])[] = [];
  /** Values and items of the result, in order. */
  readonly results: unknown[];
  #outputs: Outputs = {};

  /** @param lists lists that the step shares with others */
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

  /** Returns what the runner knows of the step at its end. */
  ended(report: Report): EndedStep {
    return { ...report, outputs: this.#outputs, summary: this.summaries.at(-1) ?? [] };
  }
}

/** A retry context whose waits take no time, and whose delays are half of the maximum. */
export interface HeldRetryContext extends RetryContext {
  readonly clock: HeldClock;
  readonly log: RecordingLog;
  readonly controller: AbortController;
}

export function heldRetryContext({ retries = 5, random = () => 0.5 }: Partial<RetryContext> = {}): HeldRetryContext {
  const controller = new AbortController();
  return { retries, random, clock: new HeldClock(), log: new RecordingLog(), controller, signal: controller.signal };
}
