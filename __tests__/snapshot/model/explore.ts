/**
 * Explores every interleaving of the processes of a scenario, request by request, with a crash or a lost response at
 * every request that changes something. Breadth first, so that the first violation found is one with the shortest trace;
 * states are equal if the API and what each process knows are.
 *
 * A crash at a read needs no exploring. A read changes nothing, which is checked, and nothing of what a process knows is
 * visible to others. So a process that dies at a read leaves the state that it leaves by dying right after its last
 * change or, if it made none, right before its first: both are explored, and from there the other processes take every
 * interleaving. A read whose response is lost is sent again, and the API is as before.
 */
import { type Table, table } from '../../../src/snapshot/decide.ts';
import { START } from '../../../src/snapshot/snapshot-run.ts';
import { type ApiState, fill, handle } from './api.ts';
import { deliver, type Identity, type LocalState, type Outcome, type Pending, start } from './process.ts';
import {
  checkAfterReRun,
  checkCommit,
  checkDeletion,
  checkEnd,
  checkFilling,
  checkHeldTags,
  checkProcess,
} from './properties.ts';
import type { Scenario } from './scenarios.ts';

export interface Explored {
  readonly states: number;
  readonly transitions: number;
  /** All sequences of so many requests were explored. */
  readonly depth: number;
  /** Whether there are no more states. */
  readonly isComplete: boolean;
  readonly violation?: { readonly what: string; readonly trace: readonly string[] };
}

const faults = ['none', 'response lost, not done', 'response lost, done', 'dies before', 'dies after'] as const;
type Fault = (typeof faults)[number];

/** One state: the API and each process, by number. A process that has not started is WAITING, one that died is DEAD. */
interface Node {
  readonly api: number;
  readonly locals: readonly number[];
  readonly faults: number;
  readonly from: Node | undefined;
  readonly step: string;
}

const WAITING = -1;
const DEAD = -2;

class Violation extends Error {}

/** Limits of an exploration: a number of states, or a time of `Date.now()`. */
export interface Limits {
  readonly states?: number;
  readonly endMs?: number;
}

export async function explore(scenario: Scenario, rows: Table = table, limits: Limits = {}): Promise<Explored> {
  const explorer = new Explorer(scenario, rows);
  return explorer.run(limits);
}

class Explorer {
  readonly #scenario: Scenario;
  readonly #rows: Table;
  readonly #apis = new Interned<ApiState>();
  readonly #locals: Interned<LocalState>[];
  readonly #nextLocals = new Map<string, number>();
  readonly #reRunViolations = new Map<string, string | undefined>();
  #transitions = 0;

  constructor(scenario: Scenario, rows: Table) {
    this.#scenario = scenario;
    this.#rows = rows;
    this.#locals = scenario.processes.map(() => new Interned<LocalState>());
  }

  async run({ states = Number.POSITIVE_INFINITY, endMs = Number.POSITIVE_INFINITY }: Limits): Promise<Explored> {
    const { processes, initial, faults } = this.#scenario;
    const first: Node = {
      api: this.#apis.idOf(initial),
      locals: await this.#startReady(processes.map(() => WAITING)),
      faults,
      from: undefined,
      step: 'start',
    };
    const seen = new Set([keyOf(first)]);
    let frontier = [first];
    let depth = 0;
    try {
      while (frontier.length > 0) {
        const next: Node[] = [];
        for (const node of frontier) {
          for await (const child of this.#children(node)) {
            const key = keyOf(child);
            if (seen.has(key)) continue;
            seen.add(key);
            if (seen.size > states || Date.now() > endMs) return this.#result(seen.size, depth, false);
            next.push(child);
          }
        }
        frontier = next;
        depth += 1;
      }
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      return {
        ...this.#result(seen.size, depth, false),
        violation: { what: error.message, trace: traceOf(this.#failing) },
      };
    }
    return this.#result(seen.size, depth, true);
  }

  /** The node that is being explored, for the trace of a violation. */
  #failing: Node | undefined;

  #result(states: number, depth: number, isComplete: boolean): Explored {
    return { states, transitions: this.#transitions, depth, isComplete };
  }

  async *#children(node: Node): AsyncGenerator<Node> {
    this.#failing = node;
    // No other process sees an upload, so it is explored at one moment only.
    const filling = this.#filling(node);
    if (filling !== undefined) {
      yield await this.#step(node, filling.at, filling.index, filling.pending, 'none');
      return;
    }
    let ended = true;
    for (const [at, local] of node.locals.entries()) {
      const state = this.#locals[at]?.valueOf(local);
      if (state?.end.kind !== 'running') continue;
      ended = false;
      for (const [index, pending] of state.pending.entries()) {
        if (pending === undefined) continue;
        for (const fault of this.#faultsOf(node, pending)) yield await this.#step(node, at, index, pending, fault);
      }
    }
    if (ended) await this.#checkEnd(node);
  }

  #filling({ locals }: Node): { readonly at: number; readonly index: number; readonly pending: Pending } | undefined {
    for (const [at, local] of locals.entries()) {
      const waits = this.#locals[at]?.valueOf(local)?.pending ?? [];
      const index = waits.findIndex((pending) => pending?.kind === 'fill');
      const pending = waits[index];
      if (pending !== undefined) return { at, index, pending };
    }
    return undefined;
  }

  #faultsOf({ faults: left }: Node, pending: Pending): readonly Fault[] {
    const changes = pending.kind === 'request' && pending.request.method !== 'GET';
    return changes && left > 0 ? faults : ['none'];
  }

  async #step(node: Node, at: number, index: number, pending: Pending, fault: Fault): Promise<Node> {
    this.#transitions += 1;
    const process = this.#process(at);
    const acts = fault !== 'response lost, not done' && fault !== 'dies before';
    const before = this.#apis.get(node.api);
    const { api, outcome } = acts ? this.#act(process, pending, before) : { api: before, outcome: 'lost' as const };
    const step = `${process.name}: ${describe(pending)}${fault === 'none' ? '' : ` [${fault}]`}`;
    const child = { api: this.#apis.idOf(api), faults: node.faults - (fault === 'none' ? 0 : 1), from: node, step };
    this.#failing = { ...child, locals: node.locals };
    const dies = fault === 'dies before' || fault === 'dies after';
    const received = fault === 'none' ? outcome : 'lost';
    const local = dies ? DEAD : await this.#deliver(at, node.locals[at] ?? DEAD, index, received, api);
    const locals = await this.#startReady(node.locals.with(at, local));
    check(checkFilling(locals.map((id, one) => this.#locals[one]?.valueOf(id))));
    return { ...child, locals };
  }

  /** Applies a request to the API, and returns the API's next state and its response. */
  #act(process: Identity, pending: Pending, api: ApiState): { api: ApiState; outcome: Outcome } {
    if (pending.kind === 'fill') return { api: fill(api, pending.draft, process.content), outcome: 'filled' };
    const handled = handle(api, this.#scenario.rules, pending.request);
    if (handled.deleted !== undefined) check(checkDeletion(this.#scenario, process, handled.deleted, handled.api));
    if (handled.committed !== undefined) check(checkCommit(process, handled.committed));
    if (handled.api !== api) check(checkHeldTags(this.#scenario, handled.api));
    if (pending.request.method === 'GET' && handled.api !== api) check('a read changed the API');
    return { api: handled.api, outcome: handled.reply };
  }

  async #deliver(at: number, local: number, index: number, outcome: Outcome, api: ApiState): Promise<number> {
    const key = `${at}|${local}|${index}|${JSON.stringify(outcome)}`;
    const known = this.#nextLocals.get(key);
    const locals = this.#locals[at];
    const state = locals?.valueOf(local);
    if (locals === undefined || state === undefined) throw new Error('there is no such process');
    const id = known ?? locals.idOf(await deliver(this.#process(at), this.#rows, state, index, outcome));
    this.#nextLocals.set(key, id);
    check(checkProcess(this.#process(at), locals.get(id), api));
    return id;
  }

  /** Starts the processes whose predecessors have ended. */
  async #startReady(locals: readonly number[]): Promise<number[]> {
    const started = [...locals];
    for (const [at, process] of this.#scenario.processes.entries()) {
      const isReady = process.after.every((one) => this.#hasEnded(one, locals[one] ?? WAITING));
      const own = this.#locals[at];
      if (started[at] !== WAITING || !isReady || own === undefined) continue;
      started[at] = own.idOf(await start(process, this.#rows));
    }
    return started;
  }

  #hasEnded(at: number, local: number): boolean {
    if (local === DEAD) return true;
    const state = this.#locals[at]?.valueOf(local);
    return state !== undefined && state.end.kind !== 'running';
  }

  async #checkEnd({ api, locals, faults: left }: Node): Promise<void> {
    const states = locals.map((local, at) => this.#locals[at]?.valueOf(local) ?? DIED);
    check(checkEnd(this.#scenario, states, this.#apis.get(api), this.#scenario.faults - left));
    const { processes } = this.#scenario;
    const runs = [...new Set(processes.map(({ run }) => run)), 'acme/flowers/runs/stranger'];
    for (const run of runs) {
      const { content, tags } = processes.find((process) => process.run === run) ?? {
        content: 'roses',
        tags: ['stable'],
      };
      const again: Identity = {
        run,
        attempt: '9',
        name: 'again',
        content,
        commit: true,
        tags,
      };
      const succeeded = states.map(({ end }) => end.kind === 'succeeded');
      const key = `${api}|${run}|${succeeded.join()}`;
      if (!this.#reRunViolations.has(key))
        this.#reRunViolations.set(key, await this.#checkReRun(again, states, this.#apis.get(api)));
      check(this.#reRunViolations.get(key));
    }
  }

  /** Runs another process alone, without a fault, and returns what it violates. */
  async #checkReRun(identity: Identity, states: readonly LocalState[], before: ApiState): Promise<string | undefined> {
    let api = before;
    let state = await start(identity, this.#rows);
    while (state.end.kind === 'running') {
      const index = state.pending.findIndex((pending) => pending !== undefined);
      const pending = state.pending[index];
      if (pending === undefined) return `${identity.run} waits for nothing`;
      const acted = this.#act(identity, pending, api);
      api = acted.api;
      state = await deliver(identity, this.#rows, state, index, acted.outcome);
      const wrong = checkProcess(identity, state, api);
      if (wrong !== undefined) return wrong;
    }
    return checkAfterReRun(this.#scenario, identity, state, states, before, api);
  }

  #process(at: number): Identity {
    const process = this.#scenario.processes[at];
    if (process === undefined) throw new Error('there is no such process');
    return process;
  }
}

const DIED: LocalState = {
  progress: START,
  received: [],
  rounds: 0,
  pending: [],
  end: { kind: 'failed', error: 'died' },
};

function check(violated: string | undefined): void {
  if (violated !== undefined) throw new Violation(violated);
}

function keyOf({ api, locals, faults }: Node): string {
  return `${api}|${locals.join()}|${faults}`;
}

function traceOf(node: Node | undefined): string[] {
  const steps: string[] = [];
  for (let one = node; one !== undefined; one = one.from) steps.unshift(one.step);
  return steps;
}

function describe(pending: Pending): string {
  if (pending.kind === 'fill') return `fills ${pending.draft}`;
  const { method, path, body } = pending.request;
  return `${method} ${path.replace(/^\/datasets\/[^/]+\/versions/, '')} ${body ?? ''}`.trim();
}

/** Numbers values. Values with equal JSON have the same number. */
class Interned<T> {
  readonly #ids = new Map<string, number>();
  readonly #values: T[] = [];

  idOf(value: T): number {
    const text = JSON.stringify(value);
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#values.length;
    this.#ids.set(text, id);
    this.#values.push(value);
    return id;
  }

  /** Returns undefined for a process that has not started or has died. */
  valueOf(id: number): T | undefined {
    return this.#values[id];
  }

  get(id: number): T {
    const value = this.#values[id];
    if (value === undefined) throw new Error('there is no such state');
    return value;
  }
}
