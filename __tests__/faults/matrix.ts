/** The fault matrix: cases x requests x faults, each of these pairwise with the answers to the open questions. */
import { type Answers, answerChoices, defaultAnswers, parseAnswers } from '../../emulator/answers.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { allPairs } from './all-pairs.ts';
import type { FaultCase } from './cases.ts';
import { type Blow, blows, type Frequency, frequencies, type Strike } from './strikes.ts';
import { Trials } from './trial.ts';
import type { Verdict } from './verdict.ts';

/** Sets of answers in which every two answers to different questions come together, the default ones first. */
export const answerRows: readonly Answers[] = [
  defaultAnswers,
  ...allPairs(Object.values(answerChoices).map((choices) => choices.length)).map((row) => {
    const options = Object.entries(answerChoices).map(([name, choices], at) => `${name}=${choices[row[at] ?? 0]}`);
    return { ...defaultAnswers, ...parseAnswers(options) };
  }),
];

/** One trial to be made. */
export interface Planned {
  readonly trials: Trials;
  readonly strike: Strike;
  readonly request: string;
}

/** All trials of a case, and what is wrong with its runs without faults. */
export interface Plan {
  readonly case: FaultCase;
  /** The requests of its runs without faults under any answers, by form and number. */
  readonly requests: readonly string[];
  readonly planned: readonly Planned[];
  readonly problems: readonly string[];
}

/**
 * Plans a case: each request that a run without faults makes under some answers, struck by each fault in each
 * frequency, under so few sets of answers that each answer comes together with it where that is possible.
 */
export async function planCase(faultCase: FaultCase, folder: string): Promise<Plan> {
  const settings = answerRows.map((answers) => new Trials(faultCase, answers, folder));
  const asked = new Map<string, Place[]>();
  const problems: string[] = [];
  for (const trials of settings) {
    const { requests, problem } = await trials.baseline();
    if (problem !== undefined) problems.push(`${describeAnswers(trials.answers)}: ${problem}`);
    for (const [index, request] of namesOf(requests).entries()) {
      asked.set(request, [...(asked.get(request) ?? []), { trials, at: index + 1 }]);
    }
  }
  const planned: Planned[] = [];
  for (const [request, places] of asked) {
    const covers = places.map((_, first) => coveringAnswers([...places.slice(first), ...places.slice(0, first)]));
    for (const [turn, { blow, frequency }] of kinds.entries()) {
      for (const { trials, at } of covers[turn % covers.length] ?? []) {
        planned.push({ trials, request, strike: { at, blow, frequency } });
      }
    }
  }
  return { case: faultCase, requests: [...asked.keys()], planned, problems };
}

/** Runs a planned trial. The violation says under which request, fault and answers it occurred. */
export async function runPlanned({
  trials,
  strike,
  request,
}: Planned): Promise<Verdict | { readonly violation: string }> {
  const verdict = await trials.run(strike);
  if (typeof verdict === 'string') return verdict;
  const where = `${request}, ${strike.blow.name}, ${strike.frequency} (${describeAnswers(trials.answers)})`;
  return { violation: `${where}: ${verdict.violation}` };
}

const kinds: readonly { readonly blow: Blow; readonly frequency: Frequency }[] = blows.flatMap((blow) =>
  frequencies.map((frequency) => ({ blow, frequency })),
);

interface Place {
  readonly trials: Trials;
  readonly at: number;
}

/** Few of the places, the first among them, in which every answer occurs that occurs in any. */
function coveringAnswers(places: readonly Place[]): Place[] {
  const open = new Set(places.flatMap(({ trials }) => valuesOf(trials.answers)));
  const chosen: Place[] = [];
  while (open.size > 0) {
    const gain = ({ trials }: Place): number => valuesOf(trials.answers).filter((value) => open.has(value)).length;
    const [first] = places;
    const best = chosen.length === 0 ? first : places.toSorted((a, b) => gain(b) - gain(a))[0];
    if (best === undefined) break;
    chosen.push(best);
    for (const value of valuesOf(best.trials.answers)) open.delete(value);
  }
  return chosen;
}

function valuesOf(answers: Answers): string[] {
  return Object.entries(answers).map(([name, value]) => `${name}=${value}`);
}

/** The answers that are not the default ones. */
function describeAnswers(answers: Answers): string {
  const usual = new Set(valuesOf(defaultAnswers));
  return valuesOf(answers)
    .filter((value) => !usual.has(value))
    .join(' ');
}

/** A name for each request that is the same whatever the ids are: its form, and how many of that form were before it. */
function namesOf(requests: readonly RecordedRequest[]): string[] {
  const counts = new Map<string, number>();
  return requests.map(({ method, path, query }) => {
    const form = `${method} ${path
      .replace(/^\/datasets\/[^/]+/, '/datasets/ID')
      .replace(/\/versions\/[^/]+/, '/versions/VERSION')}${query.tags === undefined ? '' : '?tags='}`;
    const number = (counts.get(form) ?? 0) + 1;
    counts.set(form, number);
    return number === 1 ? form : `${form} (${number})`;
  });
}
