/** Decides whether a run with a fault ended as it may. */
import { isDeepStrictEqual } from 'node:util';
import { errorText } from '../../src/net/errors.ts';
import type { Outputs } from '../../src/operations/step.ts';
import { isRefusal } from '../../src/paperspace/errors.ts';
import { findUnclearError, type RunEnd } from '../support/world.ts';
import { arrivesLate, deniesExistence, type Injection } from './injections.ts';
import { differences, type State } from './state.ts';
import type { Baseline, Fixture, Trials } from './trial.ts';

/** How a trial may end. */
export const verdicts = {
  succeeded: 'success, with the expected state',
  duplicate:
    'success, but a second draft or dataset may be left: the response to a create was lost, and nothing can find it',
  recovered: 'success, after the API wrongly reported something as gone; the next run reaches the expected state',
  failed: 'a clear error; the next run succeeds',
  applied:
    'a clear error, although the change took effect; the API reports this to the next run (404 for a deletion, 409 for a name)',
  refused: 'refused with a clear error, as without a fault',
} as const;
export type Verdict = keyof typeof verdicts;

/** A result that is wrong. */
export interface Violation {
  readonly violation: string;
}

export class Evaluation {
  readonly #trials: Pick<Trials, 'case' | 'answers'>;
  readonly #baseline: Baseline;
  readonly #fixture: Fixture;
  readonly #injection: Injection;

  constructor(trials: Pick<Trials, 'case' | 'answers'>, baseline: Baseline, fixture: Fixture, injection: Injection) {
    this.#trials = trials;
    this.#baseline = baseline;
    this.#fixture = fixture;
    this.#injection = injection;
  }

  evaluate(end: RunEnd): Promise<Verdict | Violation> {
    return end.kind === 'failed' ? this.#evaluateFailure(end.error) : this.#evaluateSuccess(end);
  }

  async #evaluateSuccess(end: RunEnd): Promise<Verdict | Violation> {
    const { end: usual } = this.#baseline;
    if (end.kind !== 'succeeded' || usual.kind !== 'succeeded') return this.#evaluateReRun(`ended ${describeEnd(end)}`);
    const left = this.#left();
    if (left.missing.length === 0 && left.extra.length === 0) {
      const differing = differingOutputs(usual.report.outputs, end.report.outputs);
      return differing.length === 0 ? 'succeeded' : violation(`succeeded, with other outputs: ${differing.join('; ')}`);
    }
    // A create that takes effect late can take the tags of the version that was created instead.
    const gone = arrivesLate(this.#injection.fault) ? left.missing : [];
    const duplicates = left.missing.length === gone.length && this.#mayBeDuplicates([...left.extra, ...gone]);
    if (duplicates && this.#isReportedOrUnknown()) return 'duplicate';
    return this.#evaluateReRun(`succeeded, but left ${JSON.stringify(left)}`);
  }

  /** Leaves it to the next run to reach the state only if the API wrongly said that something does not exist. */
  async #evaluateReRun(found: string): Promise<Verdict | Violation> {
    if (!deniesExistence(this.#injection.fault)) return violation(found);
    const next = await this.#fixture.run();
    const now = this.#left();
    const right = next.kind === this.#baseline.end.kind && now.missing.length === 0 && now.extra.length === 0;
    return right
      ? 'recovered'
      : violation(`${found}; the next run ${describeEnd(next)}, and left ${JSON.stringify(now)}`);
  }

  async #evaluateFailure(error: unknown): Promise<Verdict | Violation> {
    const unclear = findUnclearError(error);
    if (unclear !== undefined) return violation(unclear);
    const done = this.#left().missing.length === 0;
    const next = await this.#fixture.run();
    const left = this.#left();
    const right = left.missing.length === 0 && this.#mayBeDuplicates(left.extra);
    const story = `failed (${errorText(error).message}); the next run ${describeEnd(next)}, and left ${JSON.stringify(left)}`;
    if (!right) return violation(story);
    if (next.kind === this.#baseline.end.kind) return next.kind === 'succeeded' ? 'failed' : 'refused';
    const { doneAlready } = this.#trials.case;
    const isRejected = next.kind === 'failed' && doneAlready !== undefined && isRefusal(next.error, doneAlready);
    return done && isRejected ? 'applied' : violation(story);
  }

  #left(): { readonly missing: State; readonly extra: State } {
    return differences(this.#baseline.state, this.#fixture.state());
  }

  /** Returns whether all these are drafts or datasets that no run could find after the response to the create was lost. */
  #mayBeDuplicates(lines: State): boolean {
    const { leaves, operation } = this.#trials.case;
    const hidden = operation === 'snapshot' && !this.#trials.answers.draftsInLists;
    const late = arrivesLate(this.#injection.fault);
    const draft = leaves === 'draft' || hidden || (late && operation === 'snapshot');
    return lines.every((line) => {
      if (line.startsWith('file ') && leaves === 'files') return true;
      if (/^version new draft|^file .*\/versions\/new\//.test(line)) return draft;
      return line.startsWith('dataset new') && leaves === 'dataset';
    });
  }

  /** Returns whether the run warned that something may be left, or could not know that. */
  #isReportedOrUnknown(): boolean {
    const { fault } = this.#injection;
    const reported = this.#fixture.world.log.lines.some((line) => /warning: .*(?:may exist|Check whether)/.test(line));
    return reported || arrivesLate(fault) || deniesExistence(fault);
  }
}

function violation(text: string): Violation {
  return { violation: text };
}

function describeEnd(end: RunEnd): string {
  return end.kind === 'failed' ? `failed (${errorText(end.error).message})` : end.kind;
}

/** Returns the outputs that differ from those of a run without faults. */
function differingOutputs(usual: Outputs, found: Outputs): string[] {
  return (['tags', 'is-committed', 'message', 'dataset-name', 'count', 'files', 'manifest-digest'] as const)
    .filter((name) => !isDeepStrictEqual(sorted(usual[name]), sorted(found[name])))
    .map((name) => `${name} ${JSON.stringify(found[name])}, not ${JSON.stringify(usual[name])}`);
}

function sorted(value: Outputs[keyof Outputs]): unknown {
  return typeof value === 'object' ? [...value].sort() : value;
}
