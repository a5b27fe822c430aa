import { type FileHandle, mkdtemp, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ErrorText, errorText } from '../net/errors.ts';
import type { Log } from '../net/system.ts';
import type { OutputName, Outputs, OutputValues, Report, Step, SummaryBlock } from '../operations/step.ts';
import { renderSummary } from './markup.ts';
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
    await this.summarize(undefined);
  }

  async result(value: unknown): Promise<void> {
    await this.#result.value(value);
  }

  async appendResult(items: readonly unknown[]): Promise<void> {
    await this.#result.append(items);
  }

  /** Writes a file for later steps, a text in encoded pieces, and returns its path. */
  async writeFile(name: string, text: Iterable<Uint8Array>): Promise<string> {
    const file = await newPath(this.#workflow.env.RUNNER_TEMP, name);
    await writeFile(file, text, { flag: 'wx' });
    return file;
  }

  /** Sets the outputs `outcome`, `result` and `result-path`. */
  async finish({ outcome }: Report): Promise<void> {
    this.output({ outcome });
    await this.#outputResult();
  }

  /** Sets the outputs `result` and `result-path` of a step that failed, if it has a result. */
  async close(): Promise<void> {
    if (this.#result.isUnfinished) await this.#outputResult();
  }

  async #outputResult(): Promise<void> {
    const { path, text } = await this.#result.finish();
    this.output({ 'result-path': path, ...(text === undefined ? {} : { result: text }) });
  }

  /** Writes the job summary of a step that ended, with its headline or its error. Never throws: that is a warning. */
  async summarize(result: string | ErrorText | undefined): Promise<void> {
    if (!this.hasSummary || !this.#workflow.env.GITHUB_STEP_SUMMARY) return;
    try {
      await this.#workflow.writeSummary(renderSummary(this.operation, result, this.#blocks));
    } catch (error) {
      this.hasSummary = false;
      this.log.warning(`The job summary could not be written: ${errorText(error).message}`);
    }
  }
}

/** Returns a path in a new folder. `temporary` is RUNNER_TEMP, which later steps can read and the runner empties. */
async function newPath(temporary: string | undefined, name: string): Promise<string> {
  return path.join(await mkdtemp(path.join(temporary || tmpdir(), 'paperspace-')), name);
}

/** `versions` is JSON, for `fromJSON`; tags are separated by commas, as the API and the input take them. */
function outputText(name: string, value: OutputValues[OutputName]): string {
  if (typeof value !== 'object') return String(value);
  return name === 'versions' ? JSON.stringify(value) : value.join(',');
}

/** A larger value cannot become an environment variable of a later step: Linux allows 128 KiB for one. */
const MAX_OUTPUT_BYTES = 100_000;
/** Pending text is written once it has this many characters. */
const WRITE_AT = 64 * 1024;

/** Writes an operation's result to a file as it arrives, and keeps its text while it is small enough for an output. */
class ResultFile {
  readonly #temporary: string | undefined;
  #file: FileHandle | undefined;
  #path = '';
  #pending = '';
  #text: string | undefined = '';
  #items = 0;
  #isFinished = false;

  constructor(temporary: string | undefined) {
    this.#temporary = temporary;
  }

  /** Whether it holds something that {@link finish} has not written yet. */
  get isUnfinished(): boolean {
    return !this.#isFinished && (this.#path !== '' || this.#pending !== '');
  }

  /** Writes a whole value. */
  async value(value: unknown): Promise<void> {
    await this.#write(JSON.stringify(value));
  }

  /** Appends items to a result that is a list. */
  async append(items: readonly unknown[]): Promise<void> {
    for (const item of items) {
      await this.#write(`${this.#items === 0 ? '[' : ',\n'}${JSON.stringify(item)}`);
      this.#items += 1;
    }
  }

  /** Completes the file. `text` is its content, or undefined if it is too large for an output. */
  async finish(): Promise<{ readonly path: string; readonly text: string | undefined }> {
    if (this.#items > 0) await this.#write(']');
    else if (this.#path === '' && this.#pending === '') await this.#write('[]');
    await this.#flush();
    await this.#file?.close();
    this.#isFinished = true;
    return { path: this.#path, text: this.#text };
  }

  async #write(text: string): Promise<void> {
    this.#pending += text;
    if (this.#text !== undefined) this.#text = withinLimit(this.#text + text);
    if (this.#pending.length >= WRITE_AT) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#file === undefined) {
      this.#path = await newPath(this.#temporary, 'result.json');
      this.#file = await open(this.#path, 'wx');
    }
    await this.#file.appendFile(this.#pending);
    this.#pending = '';
  }
}

function withinLimit(text: string): string | undefined {
  return Buffer.byteLength(text) > MAX_OUTPUT_BYTES ? undefined : text;
}
