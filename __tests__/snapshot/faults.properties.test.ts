import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Answers, answerChoices } from '../../emulator/answers.ts';
import type { FaultInput } from '../../emulator/faults.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { holds } from '../support/property.ts';
import { type RunEnd, type RunOptions, TAGS, World } from '../support/world.ts';

const answers: fc.Arbitrary<Partial<Answers>> = fc.record({
  tagHolder: fc.constantFrom(...answerChoices.tagHolder),
  putTags: fc.constantFrom(...answerChoices.putTags),
  putMetadata: fc.constantFrom(...answerChoices.putMetadata),
  draftsInLists: fc.constantFrom(...answerChoices.draftsInLists),
  commitTwice: fc.constantFrom(...answerChoices.commitTwice),
  lastPage: fc.constantFrom(...answerChoices.lastPage),
  tagsFilter: fc.constantFrom(...answerChoices.tagsFilter),
  tagsFilterMatch: fc.constantFrom(...answerChoices.tagsFilterMatch),
  editCommitted: fc.constantFrom(...answerChoices.editCommitted),
  errorBody: fc.constantFrom(...answerChoices.errorBody),
});

const when = fc.constantFrom('before' as const, 'after' as const);
const times = fc.constantFrom(1, 1, 2, 7);
const nth = fc.integer({ min: 1, max: 9 });
const fault: fc.Arbitrary<FaultInput> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('drop', 'hang', 'stall', 'truncate', 'invalid-json', 'wrong-shape'),
    when,
    nth,
    times,
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(400, 403, 409, 429, 500, 502, 503),
    when,
    nth,
    times,
  }),
  fc.record({
    kind: fc.constant('late' as const),
    nth,
    times: fc.constant(1),
    afterRequests: fc.integer({ min: 1, max: 6 }),
  }),
);

const oneRun: fc.Arbitrary<RunOptions> = fc.record(
  {
    run: fc.constantFrom('1', '1', '2'),
    runAttempt: fc.constantFrom('1', '2'),
    faults: fc.array(fault, { maxLength: 3 }),
    diesAt: fc.record({ request: fc.integer({ min: 1, max: 12 }), acted: fc.boolean() }),
    cancelledAt: fc.integer({ min: 1, max: 12 }),
  },
  { requiredKeys: ['run', 'runAttempt', 'faults'] },
);

test('whatever fails, a key has one committed version with its tags once a run succeeds', async () => {
  await holds(
    fc.asyncProperty(answers, fc.array(oneRun, { minLength: 1, maxLength: 4 }), async (given, runs) => {
      const world = new World({ answers: given });
      const earlier = withEarlierRelease(world);
      for (const options of runs) {
        const before = world.announced.length;
        const end = await world.snapshot(options);
        expectHolds(world, earlier, given, end, options, before);
        await world.emulator.deliverLateRequests();
        expectNeverTwo(world);
        expectNoTagLost(world, end);
      }
      const before = world.announced.length;
      const last = await world.snapshot({ run: '1', runAttempt: '3' });
      expect(world.contractProblems()).toEqual([]);
      if (last.kind === 'failed' && cannotBeTagged(given)) return;
      expect(last).toMatchObject({ kind: 'succeeded' });
      expectHolds(world, earlier, given, last, { run: '1', runAttempt: '3' }, before);
    }),
  );
}, 600_000);

/** A version that holds one of the tags already, as the release before left it. */
function withEarlierRelease(world: World): Version {
  return world.add({ isCommitted: true, tags: ['v1', 'stable'] });
}

/** Where a held tag is a conflict and PUT only adds tags, no tag can ever move: the snapshot says so and fails. */
function cannotBeTagged({ tagHolder, putTags }: Partial<Answers>): boolean {
  return tagHolder === 'conflict' && putTags === 'merge';
}

function expectNeverTwo(world: World): void {
  expect(world.ofKey().filter(({ isCommitted }) => isCommitted).length).toBeLessThanOrEqual(1);
  for (const { isCommitted, tags } of world.ofKey()) if (!isCommitted) expect(tags).toEqual([]);
}

/** A tag that is on no version is one that a committed version is to get: the run that moved it did not end well. */
function expectNoTagLost(world: World, end: RunEnd): void {
  if (world.holders('stable').length > 0) return;
  expect([world.log.lines, end.kind, world.ofKey()]).toEqual([
    world.log.lines,
    expect.not.stringMatching('succeeded'),
    expect.arrayContaining([expect.objectContaining({ isCommitted: true })]),
  ]);
}

/** `announcedBefore` is how many drafts were announced before the run. */
function expectHolds(
  world: World,
  earlier: Version,
  given: Partial<Answers>,
  end: RunEnd,
  { run, runAttempt, faults = [] }: RunOptions,
  announcedBefore: number,
): void {
  expectNeverTwo(world);
  expect(world.holders('v1')).toEqual([earlier.version]);
  if (end.kind !== 'succeeded') return;
  const committed = world.ofKey().filter(({ isCommitted }) => isCommitted);
  expect(committed).toHaveLength(1);
  expect(committed[0]?.tags).toEqual(expect.arrayContaining(TAGS));
  expect(end.report.outputs.version).toBe(committed[0]?.version);
  if (given.putTags !== 'merge' || given.tagHolder === 'moves') {
    for (const tag of TAGS) expect(world.holders(tag)).toEqual([committed[0]?.version]);
  }
  const own = new Set(world.announced.slice(announcedBefore).map(({ attempt }) => attempt));
  const left = world.ofKey().filter(({ metadata, version }) => {
    const mark = markOf(metadata);
    const isOfEarlierAttempt = mark.run === `acme/flowers/runs/${run}` && mark.runAttempt !== runAttempt;
    return version !== committed[0]?.version && (isOfEarlierAttempt || own.has(mark.attempt ?? ''));
  });
  // A create that arrives behind the run's last observation is seen by the next run only.
  const late = faults.some(({ kind }) => kind === 'late');
  if (given.draftsInLists !== false && !late) expect(left).toEqual([]);
}
