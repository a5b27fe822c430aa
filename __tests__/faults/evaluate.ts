/** Whether a run that met a fault ended as it may. */
import { isDeepStrictEqual } from 'node:util';
import { errorText, PartialFailure } from '../../src/net/errors.ts';
import type { Outputs } from '../../src/operations/step.ts';
import { isRefusal } from '../../src/paperspace/errors.ts';
import type { RunEnd } from '../support/snapshot-world.ts';
import { differences, type State } from './state.ts';
import { arrivesLate, deniesExistence, type Strike } from './strikes.ts';
import type { Baseline, Scene, Trials } from './trial.ts';
import type { Verdict, Violation } from './verdict.ts';

export class Evaluation {
  readonly #trials: Pick<Trials, 'case' | 'answers'>;
  readonly #baseline: Baseline;
  readonly #scene: Scene;
  readonly #strike: Strike;

  constructor(trials: Pick<Trials, 'case' | 'answers'>, baseline: Baseline, scene: Scene, strike: Strike) {
    this.#trials = trials;
    this.#baseline = baseline;
    this.#scene = scene;
    this.#strike = strike;
  }

  evaluate(end: RunEnd): Promise<Verdict | Violation> {
    return end.kind === 'failed' ? this.#evaluateFailure(end.error) : this.#evaluateSuccess(end);
  }

  async #evaluateSuccess(end: RunEnd): Promise<Verdict | Violation> {
    const { end: usual } = this.#baseline;
    if (end.kind !== 'succeeded' || usual.kind !== 'succeeded')
      return this.#evaluateNextRun(`ended ${describeEnd(end)}`);
    const left = this.#left();
    if (left.missing.length === 0 && left.extra.length === 0) {
      const differing = differingOutputs(usual.report.outputs, end.report.outputs);
      return differing.length === 0 ? 'succeeded' : violation(`succeeded, with other outputs: ${differing.join('; ')}`);
    }
    // A create that comes after all can take the tags of the one that took its place.
    const gone = arrivesLate(this.#strike.blow) ? left.missing : [];
    const orphans = left.missing.length === gone.length && this.#mayBeOrphans([...left.extra, ...gone]);
    if (orphans && this.#isSaidOrUnknown()) return 'orphan';
    return this.#evaluateNextRun(`succeeded, but left ${JSON.stringify(left)}`);
  }

  /** Only where the API itself said that a thing is gone may the next run have to put right what this one left. */
  async #evaluateNextRun(found: string): Promise<Verdict | Violation> {
    if (!deniesExistence(this.#strike.blow)) return violation(found);
    const next = await this.#scene.run();
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
    const next = await this.#scene.run();
    const left = this.#left();
    const right = left.missing.length === 0 && this.#mayBeOrphans(left.extra);
    const story = `failed (${errorText(error).message}); the next run ${describeEnd(next)}, and left ${JSON.stringify(left)}`;
    if (!right) return violation(story);
    if (next.kind === this.#baseline.end.kind) return next.kind === 'succeeded' ? 'failed' : 'refused';
    const { doneAlready } = this.#trials.case;
    const saysSo = next.kind === 'failed' && doneAlready !== undefined && isRefusal(next.error, doneAlready);
    return done && saysSo ? 'applied' : violation(story);
  }

  #left(): { readonly missing: State; readonly extra: State } {
    return differences(this.#baseline.state, this.#scene.state());
  }

  /** New drafts or datasets of a create whose answer was lost, where nothing could find them again. */
  #mayBeOrphans(lines: State): boolean {
    const { leaves, operation } = this.#trials.case;
    const hidden = operation === 'snapshot' && !this.#trials.answers.draftsInLists;
    const late = arrivesLate(this.#strike.blow);
    const draft = leaves === 'draft' || hidden || (late && operation === 'snapshot');
    return lines.every((line) => {
      if (line.startsWith('file ') && leaves === 'files') return true;
      if (/^version new draft|^file .*\/versions\/new\//.test(line)) return draft;
      return line.startsWith('dataset new') && leaves === 'dataset';
    });
  }

  /** Whether the run said that something may be left, or could not know: it came later, or the API said it was gone. */
  #isSaidOrUnknown(): boolean {
    const { blow } = this.#strike;
    const said = this.#scene.world.log.some((line) => /warning: .*(?:may exist|Check whether)/.test(line));
    return said || arrivesLate(blow) || deniesExistence(blow);
  }
}

function violation(text: string): Violation {
  return { violation: text };
}

function describeEnd(end: RunEnd): string {
  return end.kind === 'failed' ? `failed (${errorText(end.error).message})` : end.kind;
}

/** An error must be one of ours, with a title that says what failed, and words for it. */
export function findUnclearError(error: unknown): string | undefined {
  const { title, message } = errorText(error);
  if (title === 'Failed' || title.trim() === '' || message.trim() === '') return `unclear error: ${String(error)}`;
  if (!(error instanceof PartialFailure)) return undefined;
  return error.failures.map(findUnclearError).find((unclear) => unclear !== undefined);
}

/** What a later step would read otherwise than usual. */
function differingOutputs(usual: Outputs, found: Outputs): string[] {
  return (['tags', 'is-committed', 'message', 'dataset-name', 'count', 'files', 'manifest-digest'] as const)
    .filter((name) => !isDeepStrictEqual(sorted(usual[name]), sorted(found[name])))
    .map((name) => `${name} ${JSON.stringify(found[name])}, not ${JSON.stringify(usual[name])}`);
}

function sorted(value: Outputs[keyof Outputs]): unknown {
  return typeof value === 'object' ? [...value].sort() : value;
}
