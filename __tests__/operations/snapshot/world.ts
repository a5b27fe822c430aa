/** A local Paperspace in this process, and runs of `snapshot` against it that can fail, die and meet each other. */
import type { Answers } from '../../../emulator/answers.ts';
import type { FaultInput } from '../../../emulator/faults.ts';
import { emulateInProcess, type InProcessEmulator } from '../../../emulator/in-process.ts';
import { seededRandom } from '../../../emulator/random.ts';
import { operations } from '../../../src/operations/index.ts';
import type { AnnouncedDraft, Report } from '../../../src/operations/operation.ts';
import { PaperspaceClient } from '../../../src/paperspace/client.ts';
import type { Exchange } from '../../../src/paperspace/http.ts';
import type { Version } from '../../../src/paperspace/schema.ts';
import { markOf } from '../../../src/paperspace/snapshot-mark.ts';
import { VirtualClock } from './virtual-clock.ts';

export const KEY = 'acme/flowers@refs/tags/v2@sha/publish/snapshot';
export const TAGS = ['v2', 'stable'];

export interface WorldOptions {
  readonly answers?: Partial<Answers>;
  readonly seed?: number;
}

export interface RunOptions {
  /** The workflow run, as in GITHUB_RUN_ID; re-runs have the same. */
  readonly run?: string;
  readonly faults?: readonly FaultInput[];
  /** The process dies at its n-th request: before it is sent, or after it was acted on and before its answer is read. */
  readonly diesAt?: { readonly request: number; readonly acted: boolean } | undefined;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Turns of the event loop before each request, in turn, to let two runs meet in many ways. */
  readonly pace?: readonly number[];
}

export type RunEnd =
  | { readonly kind: 'well'; readonly report: Report }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'died' };

export class World {
  readonly emulator: InProcessEmulator;
  readonly clock = new VirtualClock();
  readonly datasetId: string;
  readonly log: string[] = [];
  readonly announced: AnnouncedDraft[] = [];

  constructor({ answers = {}, seed = 1 }: WorldOptions = {}) {
    this.emulator = emulateInProcess({ answers, clock: this.clock, random: seededRandom(seed) });
    this.datasetId = this.emulator.paperspace.addDataset({ name: 'flowers' }).id;
  }

  versions(): Version[] {
    return this.emulator.paperspace.versions(this.datasetId);
  }

  ofKey(key = `${KEY}/0`): Version[] {
    return this.versions().filter(({ metadata }) => markOf(metadata).key === key);
  }

  holders(tag: string): string[] {
    return this.versions()
      .filter(({ tags }) => tags.includes(tag))
      .map(({ version }) => version);
  }

  async snapshot({ run = '1', faults = [], diesAt, inputs = {}, pace = [] }: RunOptions = {}): Promise<RunEnd> {
    this.emulator.clearFaults();
    for (const fault of faults) this.emulator.addFault(fault);
    const death = Promise.withResolvers<RunEnd>();
    const exchange = dyingExchange(this.emulator.exchange, diesAt, () => death.resolve({ kind: 'died' }), pace);
    const end = this.#run(exchange, run, { dataset: this.datasetId, tags: TAGS.join(','), ...inputs });
    return Promise.race([end, death.promise]);
  }

  async #run(exchange: Exchange, run: string, inputs: Readonly<Record<string, string>>): Promise<RunEnd> {
    const signal = new AbortController().signal;
    const log = {
      debug: () => undefined,
      info: (message: string) => this.log.push(`${run}: ${message}`),
      notice: (message: string) => this.log.push(`${run}: ${message}`),
      warning: (message: string) => this.log.push(`${run}: warning: ${message}`),
    };
    const random = (): number => 0.5;
    const persistence = { retries: 5, clock: this.clock, random, log, signal };
    const snapshot = operations.find(({ name }) => name === 'snapshot');
    const prepared = await snapshot?.prepare(inputs);
    if (prepared === undefined || 'problems' in prepared) throw new Error(JSON.stringify(prepared));
    try {
      const report = await prepared.run({
        paperspace: new PaperspaceClient(exchange, persistence),
        log,
        clock: this.clock,
        random,
        signal,
        event: {
          message: 'Spring data',
          tag: 'v2',
          provenance: {},
          key: KEY,
          oldestMs: undefined,
          run: `acme/flowers/runs/${run}`,
        },
        result: { value: async () => undefined, item: async () => undefined },
        platform: 'linux',
        openStorage: notHere,
        scan: notHere,
        writeFile: notHere,
        publish: () => undefined,
        preview: async () => undefined,
        announce: (draft) => this.announced.push(draft),
      });
      return { kind: 'well', report };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}

function notHere(): never {
  throw new Error('this world has no files');
}

function dyingExchange(
  exchange: Exchange,
  diesAt: RunOptions['diesAt'],
  die: () => void,
  pace: readonly number[],
): Exchange {
  let count = 0;
  const never = (): Promise<never> => {
    die();
    return new Promise(() => undefined);
  };
  return async (request, signal) => {
    count += 1;
    for (let turn = pace[count % Math.max(1, pace.length)] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
    if (diesAt === undefined || count < diesAt.request) return exchange(request, signal);
    if (count > diesAt.request || !diesAt.acted) return never();
    await exchange(request, signal).catch(() => undefined);
    return never();
  };
}
