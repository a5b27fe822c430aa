/** What the model checker explores. */
import { withMark } from '../../../src/paperspace/snapshot-mark.ts';
import { type ApiRules, type ApiState, create } from './api.ts';
import { type Identity, KEY } from './process.ts';

export interface Process extends Identity {
  /** The processes, by number, that have ended before this one starts. */
  readonly after: readonly number[];
}

export interface Scenario {
  readonly name: string;
  readonly rules: ApiRules;
  readonly processes: readonly Process[];
  /** How many crashes and lost responses there are at most. */
  readonly faults: number;
  readonly initial: ApiState;
}

/** The release before holds one of the tags. */
export const EARLIER = 'v000001';

const modes = ['moves', 'conflict', 'stays'] as const;
type Mode = (typeof modes)[number];

function identity(run: string, attempt: string, name: string, more: Partial<Process> = {}): Process {
  return {
    run: `acme/flowers/runs/${run}`,
    attempt,
    name,
    content: 'roses',
    commit: true,
    tags: ['stable'],
    after: [],
    ...more,
  };
}

function rulesOf(tagHolder: Mode, more: Partial<ApiRules> = {}): ApiRules {
  return { tagHolder, draftsInLists: true, ...more };
}

/** A dataset with an earlier release, and drafts of the key. */
function datasetWith(rules: ApiRules, drafts: readonly Parameters<typeof withMark>[1][] = []): ApiState {
  const nothing: ApiState = { versions: [], created: 0 };
  const [released] = create(nothing, rules, { id: EARLIER, isCommitted: true, tags: ['v1', 'stable'] });
  return drafts.reduce(
    (api, mark) => create(api, rules, { metadata: withMark(null, { key: KEY, ...mark }) })[0],
    released,
  );
}

function scenario(
  name: string,
  rules: ApiRules,
  faults: number,
  processes: readonly Process[],
  drafts: readonly Parameters<typeof withMark>[1][] = [],
): Scenario {
  return { name: `${name} (${rules.tagHolder})`, rules, processes, faults, initial: datasetWith(rules, drafts) };
}

const together = {
  'two processes of one attempt': [identity('1', '1', 'a'), identity('1', '1', 'b')],
  'two runs': [identity('1', '1', 'a'), identity('2', '1', 'b')],
  'a run and its re-run': [identity('1', '1', 'a'), identity('1', '2', 'b', { after: [0] })],
} as const;

/** One process alone, whose re-run the checker starts once it has ended. */
export function alone(faults: number): Scenario[] {
  return modes.flatMap((mode) => [
    scenario('one run', rulesOf(mode), faults, [identity('1', '1', 'a')]),
    withUntagged(
      scenario('one run of a key whose version has no tags', rulesOf(mode), faults, [identity('2', '1', 'a')]),
    ),
  ]);
}

/** The key has its version already, without the tags. */
function withUntagged(scenario: Scenario): Scenario {
  const files = { digest: 'roses', count: 1, bytes: 1 };
  const metadata = withMark(null, { key: KEY, attempt: 'earlier', run: 'acme/flowers/runs/1', runAttempt: '1', files });
  const [initial] = create(scenario.initial, scenario.rules, { isCommitted: true, content: 'roses', metadata });
  return { ...scenario, initial };
}

/** Every pair of processes under every rule about tags, with up to `faults` faults. */
export function pairs(faults: number): Scenario[] {
  return modes.flatMap((mode) =>
    Object.entries(together).map(([name, processes]) => scenario(name, rulesOf(mode), faults, processes)),
  );
}

/** What differs from the pairs in one thing. */
export function variations(faults: number): Scenario[] {
  const [first, second] = together['two runs'];
  const run = 'acme/flowers/runs/1';
  return [
    ...modes.map((mode) =>
      scenario('two runs with different files', rulesOf(mode), faults, [first, { ...second, content: 'tulips' }]),
    ),
    scenario('two runs with different files and tags', rulesOf('moves'), faults, [
      first,
      { ...second, content: 'tulips', tags: ['next'] },
    ]),
    scenario('two processes of one attempt with different files', rulesOf('moves'), faults, [
      first,
      identity('1', '1', 'b', { content: 'tulips' }),
    ]),
    scenario('a run and its re-run with different files', rulesOf('moves'), faults, [
      first,
      identity('1', '2', 'b', { content: 'tulips', after: [0] }),
    ]),
    scenario('two runs with two tags', rulesOf('conflict'), 0, [
      { ...first, tags: ['v2', 'stable'] },
      { ...second, tags: ['v2', 'stable'] },
    ]),
    scenario('two runs, drafts not in lists', rulesOf('moves', { draftsInLists: false }), faults, [first, second]),
    scenario('two runs at the same moment', rulesOf('moves', { sameTime: true }), faults, [first, second]),
    scenario('a run that leaves its draft, and one that commits', rulesOf('moves'), faults, [
      { ...first, commit: false },
      second,
    ]),
    scenario(
      'a released draft of this attempt, and another run',
      rulesOf('conflict'),
      faults,
      [first, second],
      [{ run, runAttempt: '1', attempt: 'earlier', released: true }],
    ),
    scenario(
      'a draft of an earlier attempt, and another run',
      rulesOf('moves'),
      faults,
      [{ ...first, attempt: '2' }, second],
      [{ run, runAttempt: '1', attempt: 'earlier' }],
    ),
  ];
}

/** Three processes, some of which start when others have ended. */
export function threes(faults: number): Scenario[] {
  return modes.flatMap((mode) => [
    scenario('a run, its re-run and another run', rulesOf(mode), faults, [
      identity('1', '1', 'a'),
      identity('1', '2', 'b', { after: [0] }),
      identity('2', '1', 'c'),
    ]),
    scenario('three runs', rulesOf(mode), faults, [
      identity('1', '1', 'a'),
      identity('2', '1', 'b'),
      identity('3', '1', 'c'),
    ]),
    scenario('a run, its re-run and another run with different files', rulesOf(mode), faults, [
      identity('1', '1', 'a'),
      identity('1', '2', 'b', { after: [0] }),
      identity('2', '1', 'c', { content: 'tulips' }),
    ]),
  ]);
}
