/**
 * A Paperspace in this process that has one dataset, `flowers`, and runs of operations against it:
 *
 *     const { run, dataset, requests } = new World({ answers: { tagHolder: 'stays' } });
 *     const { outcome, outputs } = await run(setTags, { dataset, version: 'fo5rp4m', tags: 'v1' });
 *
 * Runs can fail, die at any request, be cancelled, or overlap:
 *
 *     const world = new World({ answers: { draftsInLists: false } });
 *     await world.snapshot({ diesAt: { request: 3, acted: true } });
 *     const { outcome } = reportOf(await world.snapshot());
 *
 * Waits take no time, and IDs are the same every time. `worldOn(bed)` in `s3-bed.ts` is a world whose versions have files.
 */
import type { Answers } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import { emulateInProcess, type InProcessEmulator } from '../../emulator/in-process.ts';
import type { Paperspace } from '../../emulator/paperspace.ts';
import { seededRandom } from '../../emulator/random.ts';
import { ConcurrencyLimit } from '../../src/net/concurrency.ts';
import { CancelledError, errorText, PartialFailure } from '../../src/net/errors.ts';
import type { Clock } from '../../src/net/system.ts';
import { registry } from '../../src/operations/index.ts';
import type { RawInputs } from '../../src/operations/inputs.ts';
import type { Operation } from '../../src/operations/operation.ts';
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
import { type EndedStep, RecordingLog, RecordingStep } from './recording.ts';

export const KEY = 'acme/flowers@refs/tags/v2@sha/publish/snapshot';
export const TAGS = ['v2', 'stable'];

/** The event of every run, unless its options say otherwise. */
export const EVENT = {
  message: 'Spring data',
  tag: 'v2',
  provenance: { repository: 'acme/flowers', sha: '0123abc' },
  links: [],
  key: KEY,
  oldestMs: undefined,
  run: 'acme/flowers/runs/1',
} as const satisfies Partial<EventFacts>;

/** The services of a run that differ from those of a world without files. */
export type ServicesOf = (step: Step, services: Services) => Partial<Services>;

export interface WorldOptions {
  readonly answers?: Partial<Answers>;
  readonly seed?: number;
  readonly bucket?: string;
  readonly usageBytes?: (url: string) => Promise<number | null>;
  readonly services?: ServicesOf;
  /** The faults of each run that has none of its own. */
  readonly faults?: readonly FaultInput[];
  readonly event?: Partial<EventFacts>;
  /** Virtual time by default. Real transfers need a clock that advances with real time. */
  readonly clock?: Clock;
}

export interface RunOptions {
  /** The workflow run, as in GITHUB_RUN_ID. Its re-runs have the same one. */
  readonly run?: string;
  /** The attempt of the workflow run; by default a new one for each run, because the previous process has ended. */
  readonly runAttempt?: string;
  readonly faults?: readonly FaultInput[];
  /** The process dies at its n-th request: before it is sent, or after it took effect and before its response is read. */
  readonly diesAt?: { readonly request: number; readonly acted: boolean } | undefined;
  /** The runner cancels the run when its n-th request is about to be sent. */
  readonly cancelledAt?: number;
  /** Further inputs of {@link World.snapshot}. */
  readonly inputs?: RawInputs;
  /** Turns of the event loop before each request, in rotation, so that two runs overlap in many ways. */
  readonly pace?: readonly number[];
  readonly event?: Partial<EventFacts>;
  readonly hasStorageCredentials?: boolean;
  /** Called right before the n-th request of the run. */
  readonly before?: Readonly<Record<number, () => void>>;
}

export type RunEnd =
  | { readonly kind: 'succeeded'; readonly report: EndedStep }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'died' };

/** What one run does. */
type Act = (step: Step, services: Services) => Promise<Report>;

export class World {
  readonly emulator: InProcessEmulator;
  readonly paperspace: Paperspace;
  readonly clock: Clock;
  /** The ID of the dataset. */
  readonly dataset: string;
  /** The path of the dataset's versions. */
  readonly path: string;
  /** The request for the newest versions. */
  readonly newest: string;
  /** Everything that the runs logged. The lines begin with the run. */
  readonly log = new RecordingLog();
  /** The values and items of the results of all runs, in order. */
  readonly results: unknown[] = [];
  /** The outputs of all runs, in the order in which they were set. */
  readonly published: Outputs[] = [];
  readonly announced: AnnouncedDraft[] = [];
  /** The comments on the pull request that runs wrote, in order. */
  readonly comments: PullRequestComment[] = [];
  /** The step of each run, in order. */
  readonly steps: RecordingStep[] = [];
  readonly #options: WorldOptions;

  constructor(options: WorldOptions = {}) {
    const { answers = {}, seed = 1, bucket, usageBytes, clock = new VirtualClock() } = options;
    this.#options = options;
    this.clock = clock;
    this.emulator = emulateInProcess({ answers, clock, random: seededRandom(seed), bucket, usageBytes });
    this.paperspace = this.emulator.paperspace;
    this.dataset = this.paperspace.addDataset({ name: 'flowers' }).id;
    this.path = `/datasets/${this.dataset}/versions`;
    this.newest = `GET ${this.path}?limit=120&orderBy=dtCreated&order=desc`;
  }

  /** Adds a version to the dataset. */
  readonly add = (fields: Parameters<Paperspace['addVersion']>[1] = {}): Version =>
    this.paperspace.addVersion(this.dataset, fields);

  readonly versions = (): Version[] => this.paperspace.versions(this.dataset);

  readonly version = (id: string): Version | undefined => this.versions().find(({ version }) => version === id);

  readonly ofKey = (key = `${KEY}/0`): Version[] =>
    this.versions().filter(({ metadata }) => markOf(metadata).key === key);

  readonly holders = (tag: string): string[] =>
    this.versions()
      .filter(({ tags }) => tags.includes(tag))
      .map(({ version }) => version);

  /** The requests so far, each as `METHOD TARGET`. */
  readonly requests = (): string[] => this.emulator.requests.map(({ method, target }) => `${method} ${target}`);

  /** The bodies of the requests with this method so far, parsed. */
  readonly bodies = (method: string): unknown[] =>
    this.emulator.requests
      .filter((request) => request.method === method)
      .map(({ body }) => (body === undefined ? undefined : JSON.parse(body)));

  /** Lists how requests and their responses violate the contract. */
  readonly contractProblems = (first = 0): string[] => this.emulator.requests.slice(first).flatMap(contractProblems);

  /** Runs an operation that must succeed. */
  readonly run = async (
    operation: Operation | string,
    inputs: RawInputs = {},
    options: RunOptions = {},
  ): Promise<EndedStep> => reportOf(await this.attempt(operation, inputs, options));

  /** Runs an operation that must fail, and returns its error. */
  readonly failure = async (
    operation: Operation | string,
    inputs: RawInputs = {},
    options: RunOptions = {},
  ): Promise<unknown> => {
    const end = await this.attempt(operation, inputs, options);
    if (end.kind !== 'failed') throw new Error(`the run did not fail: ${JSON.stringify(end)}`);
    return end.error;
  };

  /** Runs the operation `snapshot`, however it ends. */
  readonly snapshot = (options: RunOptions = {}): Promise<RunEnd> =>
    this.attempt('snapshot', { tags: TAGS.join(','), ...options.inputs }, options);

  /** Runs an operation, by default on the dataset, however it ends. Throws if the inputs are invalid. */
  readonly attempt = async (
    operation: Operation | string,
    inputs: RawInputs,
    options: RunOptions = {},
  ): Promise<RunEnd> => {
    const { name, prepare, outputs } = typeof operation === 'string' ? await load(operation) : operation;
    const prepared = await prepare(allowEmpty(name, { dataset: this.dataset, ...inputs }));
    const end = await this.act(prepared, options);
    if (end.kind !== 'succeeded') return end;
    const undeclared = Object.keys(end.report.outputs).filter((set) => !outputs.some((output) => output === set));
    if (undeclared.length > 0) throw new Error(`${name} set outputs that it does not declare: ${undeclared.join()}`);
    return end;
  };

  /** Runs a function as the operation of a step. Throws if a request or a response violates the contract. */
  readonly act = async (act: Act, options: RunOptions = {}): Promise<RunEnd> => {
    this.emulator.clearFaults();
    for (const fault of options.faults ?? this.#options.faults ?? []) this.emulator.addFault(fault);
    const before = this.emulator.requests.length;
    const death = Promise.withResolvers<RunEnd>();
    const cancellation = new AbortController();
    const sendRequest = withIncidents(this.emulator.sendRequest, options, {
      die: () => death.resolve({ kind: 'died' }),
      cancel: () => cancellation.abort(new CancelledError('SIGTERM')),
    });
    const step = new RecordingStep(this.log.of(options.run ?? '1'), this);
    this.steps.push(step);
    const end = act(step, this.#servicesOf(step, sendRequest, cancellation.signal, options)).then(
      (report): RunEnd => ({ kind: 'succeeded', report: step.ended(report) }),
      (error: unknown): RunEnd => ({ kind: 'failed', error }),
    );
    const first = await Promise.race([end, death.promise]);
    const problems = this.contractProblems(before);
    if (problems.length > 0) throw new Error(`The contract was violated:\n${problems.join('\n')}`);
    return first;
  };

  #servicesOf(
    step: Step,
    sendRequest: SendRequest,
    signal: AbortSignal,
    { run = '1', runAttempt = String(this.steps.length), event, hasStorageCredentials }: RunOptions,
  ): Services {
    const { clock } = this;
    const random = (): number => 0.5;
    const services: Services = {
      paperspace: new PaperspaceClient(sendRequest, { retries: 5, clock, random, log: step.log, signal }),
      clock,
      random,
      signal,
      event: { ...EVENT, run: `acme/flowers/runs/${run}`, runAttempt, ...this.#options.event, ...event },
      platform: 'linux',
      hasStorageCredentials: false,
      limitConcurrency: (concurrency) => new ConcurrencyLimit(concurrency, clock),
      openStorage: unexpected,
      scan: unexpected,
      writeFile: unexpected,
      announceDraft: (draft) => this.announced.push(draft),
      updateReleaseNotes: unexpected,
      updateComment: async (comment) => void this.comments.push(comment),
    };
    return {
      ...services,
      ...this.#options.services?.(step, services),
      ...(hasStorageCredentials === undefined ? {} : { hasStorageCredentials }),
    };
  }
}

async function load(name: string): Promise<Operation> {
  const operation = await registry.get(name)?.();
  if (operation === undefined) throw new Error(`no operation is named ${name}`);
  return operation;
}

/** Adds `allow-empty` to the inputs of a snapshot without files, which is an error otherwise. */
export function allowEmpty<T extends { readonly path?: string }>(operation: string | undefined, inputs: T): T {
  const hasNoFiles = (operation ?? 'snapshot') === 'snapshot' && inputs.path === undefined;
  return hasNoFiles ? { 'allow-empty': 'true', ...inputs } : inputs;
}

/** Returns the report of a run that succeeded; throws otherwise. */
export function reportOf(end: RunEnd): EndedStep {
  if (end.kind === 'succeeded') return end.report;
  throw end.kind === 'failed' ? end.error : new Error('the run died');
}

/** Describes an error that is not one of the action's own, or lacks a title or a text. */
export function findUnclearError(error: unknown): string | undefined {
  const { title, message } = errorText(error);
  if (title === 'Failed' || title.trim() === '' || message.trim() === '') return `unclear error: ${String(error)}`;
  if (!(error instanceof PartialFailure)) return undefined;
  return error.failures.map(findUnclearError).find((unclear) => unclear !== undefined);
}

async function unexpected(): Promise<never> {
  throw new Error('the operation used a service that it should not use');
}

/** Sends requests, at one of which the run dies, is cancelled, or something else happens. */
function withIncidents(
  sendRequest: SendRequest,
  { diesAt, cancelledAt, pace = [], before = {} }: RunOptions,
  { die, cancel }: { readonly die: () => void; readonly cancel: () => void },
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
