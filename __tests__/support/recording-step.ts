import type { Log } from '../../src/net/log.ts';
import type { Outputs } from '../../src/operations/outputs.ts';
import type { Report, Step, SummaryBlock } from '../../src/operations/step.ts';

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
