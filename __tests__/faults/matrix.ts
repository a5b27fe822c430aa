/** The fault matrix: cases x requests x faults, each of these pairwise with the answers to the open questions. */
import { type Answers, answerChoices, defaultAnswers, parseAnswers } from '../../emulator/answers.ts';
import type { RecordedRequest } from '../../emulator/service.ts';
import { allPairs } from './all-pairs.ts';
import type { FaultCase } from './cases.ts';
import type { Verdict, Violation } from './evaluate.ts';
import { type Frequency, faults, frequencies, type Injection, type NamedFault } from './injections.ts';
import { Trials } from './trial.ts';

/** Sets of answers that cover every pair of answers to different questions, the default answers first. */
export const answerSets: readonly Answers[] = [
  defaultAnswers,
  ...allPairs(Object.values(answerChoices).map((choices) => choices.length)).map((row) => {
    const options = Object.entries(answerChoices).map(([name, choices], at) => `${name}=${choices[row[at] ?? 0]}`);
    return { ...defaultAnswers, ...parseAnswers(options) };
  }),
];

/** A trial that is still to be run. */
export interface PlannedTrial {
  readonly trials: Trials;
  readonly injection: Injection;
  readonly request: string;
}

/** All trials of a case, and the problems of its runs without faults. */
export interface Plan {
  readonly case: FaultCase;
  /** The requests of its runs without faults under any answers, by form and number. */
  readonly requests: readonly string[];
  readonly planned: readonly PlannedTrial[];
  readonly problems: readonly string[];
}

/**
 * Plans the trials of a case: each fault, in each frequency, at each request that a run without faults makes, under as few
 * sets of answers as cover each answer under which that request is made.
 */
export async function planCase(faultCase: FaultCase, folder: string): Promise<Plan> {
  const settings = answerSets.map((answers) => new Trials(faultCase, answers, folder));
  const occurrences = new Map<string, Occurrence[]>();
  const problems: string[] = [];
  for (const trials of settings) {
    const { requests, problem } = await trials.baseline();
    if (problem !== undefined) problems.push(`${describeAnswers(trials.answers)}: ${problem}`);
    for (const [index, request] of namesOf(requests).entries()) {
      occurrences.set(request, [...(occurrences.get(request) ?? []), { trials, at: index + 1 }]);
    }
  }
  const planned: PlannedTrial[] = [];
  for (const [request, places] of occurrences) {
    const covers = places.map((_, first) => coveringAnswers([...places.slice(first), ...places.slice(0, first)]));
    for (const [turn, { fault, frequency }] of kinds.entries()) {
      for (const { trials, at } of covers[turn % covers.length] ?? []) {
        planned.push({ trials, request, injection: { at, fault, frequency } });
      }
    }
  }
  return { case: faultCase, requests: [...occurrences.keys()], planned, problems };
}

/** Runs a planned trial. The violation says under which request, fault and answers it occurred. */
export async function runPlanned({ trials, injection, request }: PlannedTrial): Promise<Verdict | Violation> {
  const verdict = await trials.run(injection);
  if (typeof verdict === 'string') return verdict;
  const where = `${request}, ${injection.fault.name}, ${injection.frequency} (${describeAnswers(trials.answers)})`;
  return { violation: `${where}: ${verdict.violation}` };
}

const kinds: readonly { readonly fault: NamedFault; readonly frequency: Frequency }[] = faults.flatMap((fault) =>
  frequencies.map((frequency) => ({ fault, frequency })),
);

/** A request in the run of a case under one set of answers. */
interface Occurrence {
  readonly trials: Trials;
  readonly at: number;
}

/** Returns the first of the places and as few others as cover every answer that any of them has. */
function coveringAnswers(places: readonly Occurrence[]): Occurrence[] {
  const open = new Set(places.flatMap(({ trials }) => valuesOf(trials.answers)));
  const chosen: Occurrence[] = [];
  while (open.size > 0) {
    const gain = ({ trials }: Occurrence): number => valuesOf(trials.answers).filter((value) => open.has(value)).length;
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

/** Lists the answers that differ from the default ones. */
function describeAnswers(answers: Answers): string {
  const usual = new Set(valuesOf(defaultAnswers));
  return valuesOf(answers)
    .filter((value) => !usual.has(value))
    .join(' ');
}

/** Names each request independently of IDs: by its form, and its number among those of that form. */
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
