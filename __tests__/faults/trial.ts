/** One case under one set of answers: a run without faults, and runs with one fault at one of its requests. */
import type { Answers } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { UnhurriedClock } from '../support/clocks.ts';
import { MemoryStorage } from '../support/memory-storage.ts';
import { type RunEnd, World } from '../support/world.ts';
import type { FaultCase, Inputs } from './cases.ts';
import { Evaluation, type Verdict, type Violation } from './evaluate.ts';
import type { Injection } from './injections.ts';
import { idsIn, type State, stateOf } from './state.ts';

/** A run without faults: its requests, and the state that it leaves. */
export interface Baseline {
  readonly requests: readonly RecordedRequest[];
  readonly end: RunEnd;
  readonly state: State;
  /** What is wrong with that run itself. */
  readonly problem: string | undefined;
}

/** A world that is set up for a case, in which it can run several times. */
export interface Fixture {
  readonly world: World;
  run(faults?: readonly FaultInput[]): Promise<RunEnd>;
  state(): State;
}

export class Trials {
  readonly case: FaultCase;
  readonly answers: Answers;
  readonly #folder: string;
  #baseline: Promise<Baseline> | undefined;

  /** @param folder a local folder with the files that a case may upload */
  constructor(faultCase: FaultCase, answers: Answers, folder: string) {
    this.case = faultCase;
    this.answers = answers;
    this.#folder = folder;
  }

  baseline(): Promise<Baseline> {
    this.#baseline ??= this.#runBaseline();
    return this.#baseline;
  }

  /** Runs the case with this fault, and returns how it ended. */
  async run(injection: Injection): Promise<Verdict | Violation> {
    const baseline = await this.baseline();
    const fixture = await this.#setUp();
    const before = fixture.world.emulator.requests.length;
    const end = await fixture.run([faultOf(injection, baseline.requests)]);
    const wasInjected = fixture.world.emulator.requests.slice(before).some(({ fault }) => fault !== undefined);
    if (!wasInjected) return { violation: 'the fault was never injected' };
    await fixture.world.emulator.deliverLateRequests();
    const verdict = await new Evaluation(this, baseline, fixture, injection).evaluate(end);
    const offContract = fixture.world.contractProblems();
    return offContract.length === 0 ? verdict : { violation: offContract.join('; ') };
  }

  async #runBaseline(): Promise<Baseline> {
    const fixture = await this.#setUp();
    const before = fixture.world.emulator.requests.length;
    const end = await fixture.run();
    const wanted = this.case.isRefused?.(this.answers) ? 'failed' : 'succeeded';
    return {
      requests: fixture.world.emulator.requests.slice(before),
      end,
      state: fixture.state(),
      problem: end.kind === wanted ? undefined : `ended ${end.kind}, not ${wanted}: ${JSON.stringify(end)}`,
    };
  }

  async #setUp(): Promise<Fixture> {
    const storage = new MemoryStorage();
    // With a clock that advances while files are read, the number of requests would depend on the machine.
    const clock = new UnhurriedClock();
    const world = new World({ answers: this.answers, services: storage.files(this.#folder), clock });
    const inputs: Inputs = await this.case.arrange({ world, storage, folder: this.#folder });
    const known = idsIn(world);
    return {
      world,
      run: (faults = []) => world.attempt(this.case.operation, inputs, { faults }),
      state: () => stateOf(world, known, storage.etags()),
    };
  }
}

/** Returns the fault for the request with this number, as the emulator counts requests. */
function faultOf({ at, fault, frequency }: Injection, requests: readonly RecordedRequest[]): FaultInput {
  const { input } = fault;
  const target = requests[at - 1];
  if (target === undefined || frequency === 'once') return { ...input, nth: at, times: 1 };
  if (frequency === 'outage') return { ...input, nth: at, times: 'always' };
  const path = `${target.path.replaceAll(/[^\w/]/g, '\\$&')}$`;
  const same = requests
    .slice(0, at)
    .filter((request) => request.method === target.method && request.path === target.path);
  return { ...input, method: methodOf(target), path, nth: same.length, times: 'always' };
}

function methodOf({ method }: RecordedRequest): NonNullable<FaultInput['method']> {
  const known = (['GET', 'POST', 'PUT', 'DELETE'] as const).find((one) => one === method);
  if (known === undefined) throw new Error(`no request of the API: ${method}`);
  return known;
}
