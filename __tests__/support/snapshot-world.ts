/**
 * A local Paperspace in this process, and runs of operations against it that fail, end at any request or meet each other:
 *
 *     const world = new World({ answers: { draftsInLists: false } });
 *     await world.snapshot({ diesAt: { request: 3, acted: true } });
 *     const { outcome } = reportOf(await world.snapshot());
 *
 * `worldOn(bed)` in `s3-bed.ts` is a world whose versions have files in an S3 bed.
 */
import type { Answers } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import { emulateInProcess, type InProcessEmulator } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import { ConcurrencyLimit } from '../../src/net/concurrency.ts';
import { CancelledError } from '../../src/net/errors.ts';
import type { Clock } from '../../src/net/system.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import type {
  AnnouncedDraft,
  EventFacts,
  Outputs,
  PullRequestComment,
  Report,
  Services,
  Step,
} from '../../src/operations/step.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import type { SendRequest } from '../../src/paperspace/http.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { VirtualClock } from './clocks.ts';
import { contractProblems } from './contract.ts';
import { type EndedStep, RecordingStep } from './recording.ts';

const operations = await loadAll(registry);

export const KEY = 'acme/flowers@refs/tags/v2@sha/publish/snapshot';
export const TAGS = ['v2', 'stable'];

/** What a run has for files; a world without it has none. */
export type FileServices = (
  step: Step,
  services: Services,
) => Pick<Services, 'hasStorageCredentials' | 'openStorage' | 'scan' | 'writeFile'>;

export interface WorldOptions {
  readonly answers?: Partial<Answers>;
  readonly seed?: number;
  readonly bucket?: string;
  readonly usageBytes?: (url: string) => Promise<number | null>;
  readonly files?: FileServices;
  /** Virtual time unless given: where real transfers go on, real time has to pass with them. */
  readonly clock?: Clock;
}

export interface RunOptions {
  /** The workflow run, as in GITHUB_RUN_ID; re-runs have the same. */
  readonly run?: string;
  /** Which attempt of the workflow run; a new one each time unless given, since it is the process before that ended. */
  readonly runAttempt?: string;
  readonly faults?: readonly FaultInput[];
  /** The process dies at its n-th request: before it is sent, or after it was acted on and before its answer is read. */
  readonly diesAt?: { readonly request: number; readonly acted: boolean } | undefined;
  /** The runner cancels the run as its n-th request is about to be sent. */
  readonly cancelledAt?: number;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Turns of the event loop before each request, in turn, to let two runs meet in many ways. */
  readonly pace?: readonly number[];
  readonly event?: Partial<EventFacts>;
  readonly hasStorageCredentials?: boolean;
  /** Happens right before the n-th request of the run. */
  readonly before?: Readonly<Record<number, () => void>>;
}

export type RunEnd =
  | { readonly kind: 'succeeded'; readonly report: EndedStep }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'died' };

/** What one run of an operation does. */
type Act = (step: Step, services: Services) => Promise<Report>;

export class World {
  readonly emulator: InProcessEmulator;
  readonly clock: Clock;
  readonly datasetId: string;
  readonly log: string[] = [];
  readonly announced: AnnouncedDraft[] = [];
  /** The comments on the pull request that runs asked for, in order. */
  readonly comments: PullRequestComment[] = [];
  /** The step of each run, in order. */
  readonly steps: RecordingStep[] = [];
  readonly #files: FileServices | undefined;

  constructor({ answers = {}, seed = 1, bucket, usageBytes, files, clock = new VirtualClock() }: WorldOptions = {}) {
    this.clock = clock;
    this.emulator = emulateInProcess({ answers, clock, random: seededRandom(seed), bucket, usageBytes });
    this.datasetId = this.emulator.paperspace.addDataset({ name: 'flowers' }).id;
    this.#files = files;
  }

  /** The values and items of the results of all runs, in order. */
  get results(): unknown[] {
    return this.steps.flatMap(({ results }) => results);
  }

  /** All outputs that runs set, in order. */
  get published(): Outputs[] {
    return this.steps.flatMap(({ published }) => published);
  }

  versions(): Version[] {
    return this.emulator.paperspace.versions(this.datasetId);
  }

  version(id: string): Version | undefined {
    return this.versions().find(({ version }) => version === id);
  }

  ofKey(key = `${KEY}/0`): Version[] {
    return this.versions().filter(({ metadata }) => markOf(metadata).key === key);
  }

  holders(tag: string): string[] {
    return this.versions()
      .filter(({ tags }) => tags.includes(tag))
      .map(({ version }) => version);
  }

  /** The requests so far, each as method and target, the dataset's path shortened to `…`. */
  requests(): string[] {
    const path = `/datasets/${this.datasetId}`;
    return this.emulator.requests.map(({ method, target }) => `${method} ${target.replace(path, '…')}`);
  }

  /** Everything in which requests and answers so far depart from the contract. */
  contractProblems(): string[] {
    return this.emulator.requests.flatMap(contractProblems);
  }

  snapshot(options: RunOptions = {}): Promise<RunEnd> {
    const inputs = { dataset: this.datasetId, tags: TAGS.join(','), ...options.inputs };
    return this.run('snapshot', inputs, options);
  }

  async run(name: string, inputs: Readonly<Record<string, string>>, options: RunOptions = {}): Promise<RunEnd> {
    const operation = operations.find((one) => one.name === name);
    const prepared = await operation?.prepare(allowEmpty(name, inputs));
    if (prepared === undefined) throw new Error(`no operation is named ${name}`);
    return this.act(prepared, options);
  }

  /** Runs what an operation does, against faults that are in force for this run alone. */
  act(act: Act, options: RunOptions = {}): Promise<RunEnd> {
    this.emulator.clearFaults();
    for (const fault of options.faults ?? []) this.emulator.addFault(fault);
    const death = Promise.withResolvers<RunEnd>();
    const cancellation = new AbortController();
    const sendRequest = eventfulExchange(this.emulator.sendRequest, options, {
      die: () => death.resolve({ kind: 'died' }),
      cancel: () => cancellation.abort(new CancelledError('SIGTERM')),
    });
    const { run = '1' } = options;
    const say = (level: string) => (message: string) => this.log.push(`${run}: ${level}${message}`);
    const log = { debug: say('debug: '), info: say(''), notice: say('notice: '), warning: say('warning: ') };
    const step = new RecordingStep(log);
    this.steps.push(step);
    const end = act(step, this.#services(step, sendRequest, cancellation.signal, options)).then(
      (report): RunEnd => ({ kind: 'succeeded', report: step.ended(report) }),
      (error: unknown): RunEnd => ({ kind: 'failed', error }),
    );
    return Promise.race([end, death.promise]);
  }

  /** Returns the report of a run that must succeed. */
  async report(
    name: string,
    inputs: Readonly<Record<string, string>> = {},
    options: RunOptions = {},
  ): Promise<EndedStep> {
    return reportOf(await this.run(name, { dataset: this.datasetId, ...inputs }, options));
  }

  /** Returns the error of a run that must fail. */
  async failure(
    name: string,
    inputs: Readonly<Record<string, string>> = {},
    options: RunOptions = {},
  ): Promise<unknown> {
    const end = await this.run(name, { dataset: this.datasetId, ...inputs }, options);
    if (end.kind !== 'failed') throw new Error(`the run ended otherwise: ${JSON.stringify(end)}`);
    return end.error;
  }

  #services(
    step: Step,
    sendRequest: SendRequest,
    signal: AbortSignal,
    { run = '1', runAttempt = String(this.steps.length), event = {}, ...options }: RunOptions,
  ): Services {
    const { clock } = this;
    const random = (): number => 0.5;
    const services: Services = {
      paperspace: new PaperspaceClient(sendRequest, { retries: 5, clock, random, log: step.log, signal }),
      clock,
      random,
      signal,
      event: {
        message: 'Spring data',
        tag: 'v2',
        provenance: {},
        links: [],
        key: KEY,
        oldestMs: undefined,
        run: `acme/flowers/runs/${run}`,
        runAttempt,
        ...event,
      },
      platform: 'linux',
      hasStorageCredentials: false,
      limitConcurrency: (concurrency) => new ConcurrencyLimit(concurrency, clock),
      openStorage: notHere,
      scan: notHere,
      writeFile: notHere,
      announceDraft: (draft) => this.announced.push(draft),
      updateReleaseNotes: notHere,
      updateComment: async (comment) => void this.comments.push(comment),
    };
    const { hasStorageCredentials } = options;
    return {
      ...services,
      ...this.#files?.(step, services),
      ...(hasStorageCredentials === undefined ? {} : { hasStorageCredentials }),
    };
  }
}

/** A snapshot without files is refused unless it says that it may be empty: these tests are about the API alone. */
export function allowEmpty(operation: string | undefined, inputs: Readonly<Record<string, string>>) {
  const hasNoFiles = (operation ?? 'snapshot') === 'snapshot' && inputs.path === undefined;
  return hasNoFiles ? { 'allow-empty': 'true', ...inputs } : inputs;
}

/** Returns the report of a run that succeeded; throws otherwise. */
export function reportOf(end: RunEnd): EndedStep {
  if (end.kind === 'succeeded') return end.report;
  throw end.kind === 'failed' ? end.error : new Error('the run died');
}

function notHere(): never {
  throw new Error('this world has no files');
}

interface Turns {
  readonly die: () => void;
  readonly cancel: () => void;
}

/** An sendRequest at some request of which the run dies, is cancelled, or something else happens. */
function eventfulExchange(
  sendRequest: SendRequest,
  { diesAt, cancelledAt, pace = [], before = {} }: RunOptions,
  { die, cancel }: Turns,
): SendRequest {
  let count = 0;
  const never = (): Promise<never> => {
    die();
    return new Promise(() => undefined);
  };
  return async (request, signal) => {
    count += 1;
    const own = count;
    for (let turn = pace[own % Math.max(1, pace.length)] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
    before[own]?.();
    if (own === cancelledAt) cancel();
    if (diesAt === undefined || own < diesAt.request) return sendRequest(request, signal);
    if (own > diesAt.request || !diesAt.acted) return never();
    await sendRequest(request, signal).catch(() => undefined);
    return never();
  };
}
