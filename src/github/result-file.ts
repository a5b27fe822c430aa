import { type FileHandle, mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A larger value cannot become an environment variable of a later step: Linux allows 128 KiB for one. */
export const MAX_OUTPUT_BYTES = 100_000;
const WRITE_AT_BYTES = 64 * 1024;

/** Writes an operation's result into a file as it arrives, and keeps its text while it is small enough for an output. */
export class ResultFile {
  readonly #folder: string;
  #file: FileHandle | undefined;
  #path = '';
  #pending: string[] = [];
  #pendingBytes = 0;
  #text: string | undefined = '';
  #items = 0;

  /** `temporary` is the runner's RUNNER_TEMP, which is emptied after the job. */
  constructor(temporary: string | undefined) {
    this.#folder = temporary || tmpdir();
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

  /** Completes the file. `text` is its content, or undefined where it is too large for an output. */
  async finish(): Promise<{ readonly path: string; readonly text: string | undefined }> {
    if (this.#items > 0) await this.#write(']');
    else if (this.#path === '' && this.#pendingBytes === 0) await this.#write('[]');
    await this.#flush();
    await this.close();
    return { path: this.#path, text: this.#text };
  }

  /** Closes the file, also after a failure halfway. */
  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(text: string): Promise<void> {
    this.#pending.push(text);
    this.#pendingBytes += Buffer.byteLength(text);
    if (this.#text !== undefined) this.#text = withinLimit(this.#text + text);
    if (this.#pendingBytes >= WRITE_AT_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#file === undefined) {
      this.#path = path.join(await mkdtemp(path.join(this.#folder, 'paperspace-')), 'result.json');
      this.#file = await open(this.#path, 'wx');
    }
    await this.#file.appendFile(this.#pending.join(''));
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}

function withinLimit(text: string): string | undefined {
  return Buffer.byteLength(text) > MAX_OUTPUT_BYTES ? undefined : text;
}
