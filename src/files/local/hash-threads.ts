import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Digests, ExtraHashes, HashRequest, HashResponse } from './hash-worker.ts';

/** More threads would wait for the disk, and each takes 10 MiB of memory. */
const MAX_THREADS = 4;

/** One core is left to the main thread, which transfers the files. */
const THREADS = Math.max(1, Math.min(MAX_THREADS, availableParallelism() - 1));

/** Enough for the small messages, instead of the memory that a thread takes by default. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 };

/**
 * Threads that hash files while the main thread transfers others. Each starts when there is work for it.
 *
 * A file must stay open until the promises of its hash have settled: its descriptor is read in the thread.
 */
export class HashThreads {
  readonly #threads: HashThread[] = [];
  #files = 0;

  /** Begins to hash an open file. */
  start(descriptor: number, hashes: ExtraHashes = { md5: false, partMd5s: false }): FileHash {
    this.#files += 1;
    return new FileHash(this.#leastBusy(), { file: this.#files, descriptor, hashes });
  }

  /** Ends the threads. A hash that is not finished yet fails. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #leastBusy(): HashThread {
    const [least] = this.#threads.toSorted((a, b) => a.waiting - b.waiting);
    if (least !== undefined && (least.waiting === 0 || this.#threads.length >= THREADS)) return least;
    const thread = new HashThread();
    this.#threads.push(thread);
    return thread;
  }
}

/** Runs `work` with threads that hash files, and ends them. */
export async function withHashThreads<T>(work: (threads: HashThreads) => Promise<T>): Promise<T> {
  const threads = new HashThreads();
  try {
    return await work(threads);
  } finally {
    await threads.close();
  }
}

interface OpenFile {
  readonly file: number;
  readonly descriptor: number;
  readonly hashes: ExtraHashes;
}

/** The hashes of one file. */
export class FileHash {
  readonly #thread: HashThread;
  readonly #open: OpenFile;

  constructor(thread: HashThread, open: OpenFile) {
    this.#thread = thread;
    this.#open = open;
  }

  /**
   * Adds the next part of the file, once the previous one was added. Returns whether the file has all of it.
   *
   * @throws Error if the file cannot be read
   */
  async add(start: number, size: number): Promise<boolean> {
    const { file, descriptor, hashes } = this.#open;
    const result = await this.#thread.send({ file, work: { kind: 'add', descriptor, start, size, hashes } });
    return result.kind === 'added';
  }

  /** Returns the digests of all that was added. */
  async finish(): Promise<Digests> {
    const result = await this.#thread.send({ file: this.#open.file, work: { kind: 'finish' } });
    if (result.kind !== 'finished') throw new Error(`unexpected response of a thread: ${result.kind}`);
    return result.digests;
  }
}

/** One thread, and the requests that it has not responded to, at most one for each file. */
class HashThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<HashResponse['result']>>();
  #failure: Error | undefined;

  constructor() {
    this.#worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { resourceLimits: RESOURCE_LIMITS });
    this.#worker.on('message', (response: HashResponse) => this.#respond(response));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread that hashes files has ended')));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  send(request: HashRequest): Promise<HashResponse['result']> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const response = Promise.withResolvers<HashResponse['result']>();
    this.#waiting.set(request.file, response);
    this.#worker.postMessage(request);
    return response.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #respond({ file, result }: HashResponse): void {
    const waiting = this.#waiting.get(file);
    this.#waiting.delete(file);
    if (result.kind === 'failed') waiting?.reject(new Error(result.message));
    else waiting?.resolve(result);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
