/** One process of the model: the real code of a snapshot, stopped at each request, and continued from plain data. */
import { NetworkError } from '../../../src/net/errors.ts';
import { PaperspaceClient } from '../../../src/paperspace/client.ts';
import type { HttpRequest, HttpResponse } from '../../../src/paperspace/http.ts';
import type { Table } from '../../../src/snapshot/decide.ts';
import { type Progress, type SnapshotRun, START } from '../../../src/snapshot/snapshot-run.ts';
import { advance } from '../../../src/snapshot/take.ts';
import { DATASET, type Reply } from './api.ts';

export const KEY = 'acme/flowers@v2/publish/snapshot/0';

/** A process's identity and inputs. */
export interface Identity {
  readonly run: string;
  readonly attempt: string;
  /** Distinguishes the processes of one attempt. */
  readonly name: string;
  readonly content: string;
  readonly commit: boolean;
  readonly tags: readonly string[];
}

/** What a process waits for: the response to a request, or the upload of files to a draft. */
export type Pending =
  | { readonly kind: 'request'; readonly request: HttpRequest }
  | { readonly kind: 'fill'; readonly draft: string };

/** How a wait ends. */
export type Outcome = Reply | 'lost' | 'filled';

/** The state of a process as plain data: where its current round began, and the outcomes that it has received since. */
export interface LocalState {
  readonly progress: Progress;
  readonly received: readonly { readonly pending: number; readonly outcome: Outcome }[];
  readonly rounds: number;
  readonly pending: readonly (Pending | undefined)[];
  readonly end: { readonly kind: 'running' } | { readonly kind: 'failed'; readonly error: string } | End;
}

export interface End {
  readonly kind: 'succeeded';
  readonly version: string;
  readonly isCommitted: boolean;
}

const log = { debug: () => undefined, info: () => undefined, notice: () => undefined, warning: () => undefined };
const clock = { now: () => Date.UTC(2026, 0, 2), sleep: () => Promise.resolve() };
const RETRIES = 1;

/** Starts a process, and returns its state when it has sent its first requests. */
export function start(identity: Identity, rows: Table): Promise<LocalState> {
  return execute(identity, rows, START, [], 0);
}

/** Ends a process's wait number `pending` with an outcome, and returns its next state. */
export function deliver(
  identity: Identity,
  rows: Table,
  { progress, received, rounds }: LocalState,
  pending: number,
  outcome: Outcome,
): Promise<LocalState> {
  // Concurrent waits are all for reads. The order in which they end makes no difference to the process.
  const all = [...received, { pending, outcome }].sort((a, b) => a.pending - b.pending);
  return execute(identity, rows, progress, all, rounds);
}

/** Repeats a round from its beginning with the outcomes received so far, and stops where it waits for another. */
async function execute(
  identity: Identity,
  rows: Table,
  progress: Progress,
  received: LocalState['received'],
  rounds: number,
): Promise<LocalState> {
  const gate = new Gate();
  const run = runOf(identity, gate, progress);
  let ended: Awaited<ReturnType<typeof advance>> | { readonly error: unknown } | undefined;
  advance(run, progress, rows).then(
    (result) => {
      ended = result;
    },
    (error: unknown) => {
      ended = { error };
    },
  );
  await untilIdle();
  for (const { pending, outcome } of received) {
    gate.open(pending, outcome);
    await untilIdle();
  }
  if (ended === undefined) {
    return { progress, received, rounds, pending: gate.pending, end: { kind: 'running' } };
  }
  const local = { progress, received, rounds, pending: [] };
  if ('error' in ended) return { ...local, end: { kind: 'failed', error: String(ended.error) } };
  if ('version' in ended) {
    const { version, isCommitted } = ended.version;
    return { ...local, end: { kind: 'succeeded', version, isCommitted } };
  }
  return execute(identity, rows, plain(ended), [], rounds + 1);
}

/** Waits until every promise that can resolve has resolved. */
function untilIdle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function plain(progress: Progress): Progress {
  return structuredClone(progress);
}

/** The waits of one process. */
class Gate {
  readonly #waits: { readonly pending: Pending; readonly end: (outcome: Outcome) => void }[] = [];
  readonly #open = new Set<number>();

  get pending(): (Pending | undefined)[] {
    return this.#waits.map(({ pending }, at) => (this.#open.has(at) ? pending : undefined));
  }

  wait(pending: Pending): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#open.add(this.#waits.length);
      this.#waits.push({ pending, end: resolve });
    });
  }

  open(at: number, outcome: Outcome): void {
    this.#open.delete(at);
    this.#waits[at]?.end(outcome);
  }
}

function runOf({ run, attempt, name, content, commit, tags }: Identity, gate: Gate, progress: Progress): SnapshotRun {
  const sendRequest = async (request: HttpRequest): Promise<HttpResponse> => {
    const outcome = await gate.wait({ kind: 'request', request });
    if (typeof outcome === 'string') throw new NetworkError('connection-lost', 'api.invalid', 'lost');
    return { status: outcome.status, headers: {}, body: JSON.stringify(outcome.body) };
  };
  const { signal } = new AbortController();
  const created = progress.attempts.length;
  return {
    paperspace: new PaperspaceClient(sendRequest, { retries: RETRIES, clock, random: () => 0, log, signal }),
    log,
    datasetId: DATASET,
    key: KEY,
    origin: { run, runAttempt: attempt, step: KEY },
    tags,
    message: undefined,
    metadata: {},
    commit,
    skipIfUnchanged: false,
    oldestMs: undefined,
    files: {
      prepare: async () => undefined,
      fill: async ({ version }) => {
        await gate.wait({ kind: 'fill', draft: version });
        return { digest: content, count: 1, bytes: 1 };
      },
      digest: async () => content,
    },
    announceDraft: () => `${name}-${created + 1}`,
    publishDraft: () => undefined,
  };
}
