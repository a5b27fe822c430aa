/** One case under one set of answers: without faults, and with one fault at one of its requests. */
import type { Answers } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { UnhurriedClock } from '../support/clocks.ts';
import { type RunEnd, World } from '../support/snapshot-world.ts';
import type { FaultCase, Inputs } from './cases.ts';
import { Evaluation } from './evaluate.ts';
import { MemoryStorage } from './memory-storage.ts';
import { idsIn, type State, stateOf } from './state.ts';
import type { Strike } from './strikes.ts';
import type { Verdict, Violation } from './verdict.ts';

/** What a run without faults asks, and how it leaves things. */
export interface Baseline {
  readonly requests: readonly RecordedRequest[];
  readonly end: RunEnd;
  readonly state: State;
  /** What is wrong with it already. */
  readonly problem: string | undefined;
}

/** A place where a case was furnished, to run it there as often as needed. */
export interface Scene {
  readonly world: World;
  run(faults?: readonly FaultInput[]): Promise<RunEnd>;
  state(): State;
}

export class Trials {
  readonly case: FaultCase;
  readonly answers: Answers;
  readonly #folder: string;
  #baseline: Promise<Baseline> | undefined;

  /** `folder` is one of this machine, with the files that a case may upload. */
  constructor(faultCase: FaultCase, answers: Answers, folder: string) {
    this.case = faultCase;
    this.answers = answers;
    this.#folder = folder;
  }

  baseline(): Promise<Baseline> {
    this.#baseline ??= this.#runBaseline();
    return this.#baseline;
  }

  /** Ends with a verdict, or with what must not be. */
  async run(strike: Strike): Promise<Verdict | Violation> {
    const baseline = await this.baseline();
    const scene = await this.#furnish();
    const asked = scene.world.emulator.requests.length;
    const end = await scene.run([faultOf(strike, baseline.requests)]);
    const struck = scene.world.emulator.requests.slice(asked).some(({ fault }) => fault !== undefined);
    if (!struck) return { violation: 'the fault struck nothing' };
    await scene.world.emulator.deliverLateRequests();
    const verdict = await new Evaluation(this, baseline, scene, strike).evaluate(end);
    const offContract = scene.world.contractProblems();
    return offContract.length === 0 ? verdict : { violation: offContract.join('; ') };
  }

  async #runBaseline(): Promise<Baseline> {
    const scene = await this.#furnish();
    const asked = scene.world.emulator.requests.length;
    const end = await scene.run();
    const wanted = this.case.isRefused?.(this.answers) ? 'failed' : 'succeeded';
    return {
      requests: scene.world.emulator.requests.slice(asked),
      end,
      state: scene.state(),
      problem: end.kind === wanted ? undefined : `ended ${end.kind}, not ${wanted}: ${JSON.stringify(end)}`,
    };
  }

  async #furnish(): Promise<Scene> {
    const storage = new MemoryStorage();
    // Deterministic: with one that goes on while files are read, the signs of life would depend on the machine.
    const clock = new UnhurriedClock();
    const world = new World({ answers: this.answers, files: storage.files(this.#folder), clock });
    const inputs: Inputs = await this.case.furnish({ world, storage, folder: this.#folder });
    const known = idsIn(world);
    return {
      world,
      run: (faults = []) => world.run(this.case.operation, inputs, { faults }),
      state: () => stateOf(world, known, storage.etags()),
    };
  }
}

/** The fault that strikes the request of this number, as the emulator counts. */
function faultOf({ at, blow, frequency }: Strike, requests: readonly RecordedRequest[]): FaultInput {
  const { fault } = blow;
  const struck = requests[at - 1];
  if (struck === undefined || frequency === 'once') return { ...fault, nth: at, times: 1 };
  if (frequency === 'outage') return { ...fault, nth: at, times: 'always' };
  const path = `${struck.path.replaceAll(/[^\w/]/g, '\\$&')}$`;
  const same = requests
    .slice(0, at)
    .filter((request) => request.method === struck.method && request.path === struck.path);
  return { ...fault, method: methodOf(struck), path, nth: same.length, times: 'always' };
}

function methodOf({ method }: RecordedRequest): NonNullable<FaultInput['method']> {
  const known = (['GET', 'POST', 'PUT', 'DELETE'] as const).find((one) => one === method);
  if (known === undefined) throw new Error(`no request of the API: ${method}`);
  return known;
}
