import { type ErrorText, errorText } from '../net/errors.ts';
import type { Log } from '../net/log.ts';
import type { OutputName, Outputs, OutputValues } from '../operations/outputs.ts';
import type { Report, Step, SummaryBlock } from '../operations/step.ts';
import { MAX_OUTPUT_BYTES, ResultFile } from './result-file.ts';
import { renderFailure, renderSummary } from './summary.ts';
import type { Workflow } from './workflow.ts';

/** The step of this process on GitHub's runner: its log, outputs, result and summary. */
export class GitHubStep implements Step {
  readonly log: Log;
  /** The name of the operation, once it is known. */
  operation = 'snapshot';
  /** Whether to write a job summary. */
  hasSummary = true;
  readonly #workflow: Workflow;
  readonly #result: ResultFile;
  #outputs: Outputs = {};
  #blocks: readonly SummaryBlock[] = [];

  constructor(workflow: Workflow) {
    this.log = workflow;
    this.#workflow = workflow;
    this.#result = new ResultFile(workflow.env.RUNNER_TEMP);
  }

  /** The outputs set so far. */
  get outputs(): Outputs {
    return this.#outputs;
  }

  output(values: Outputs): void {
    this.#outputs = { ...this.#outputs, ...values };
    for (const [name, value] of Object.entries(values)) {
      const text = outputText(name, value);
      if (Buffer.byteLength(text) <= MAX_OUTPUT_BYTES) this.#workflow.setOutput(name, text);
      else this.log.notice(`Output ${name} was omitted because it exceeds ${MAX_OUTPUT_BYTES / 1000} kB`);
    }
  }

  async summary(...blocks: readonly SummaryBlock[]): Promise<void> {
    this.#blocks = blocks;
    await this.#write(renderSummary(this.operation, undefined, blocks));
  }

  async result(value: unknown): Promise<void> {
    await this.#result.value(value);
  }

  async appendResult(items: readonly unknown[]): Promise<void> {
    await this.#result.append(items);
  }

  /** Sets the outputs `outcome`, `result` and `result-path`. */
  async finish({ outcome }: Report): Promise<void> {
    const { path, text } = await this.#result.finish();
    this.output({ outcome, 'result-path': path, ...(text === undefined ? {} : { result: text }) });
  }

  /** Closes the result, also after a failure halfway. */
  async close(): Promise<void> {
    await this.#result.close();
  }

  /** Writes the job summary of a step that succeeded. Never throws. */
  async summarize({ headline }: Report): Promise<void> {
    await this.#write(renderSummary(this.operation, headline, this.#blocks));
  }

  /** Writes the job summary of a step that failed. Never throws. */
  async summarizeFailure(error: ErrorText): Promise<void> {
    await this.#write(renderFailure(this.operation, error, this.#blocks));
  }

  /** Writes the summary. A failure is one warning, because the step must not fail for it. */
  async #write(markup: string): Promise<void> {
    if (!this.hasSummary || !this.#workflow.env.GITHUB_STEP_SUMMARY) return;
    try {
      await this.#workflow.writeSummary(markup);
    } catch (error) {
      this.hasSummary = false;
      this.log.warning(`The job summary could not be written: ${errorText(error).message}`);
    }
  }
}

/** `versions` is JSON, for `fromJSON`; tags are separated by commas, as the API and the input take them. */
function outputText(name: string, value: OutputValues[OutputName]): string {
  if (typeof value !== 'object') return String(value);
  return name === 'versions' ? JSON.stringify(value) : value.join(',');
}
