import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { answerChoices } from '../../emulator/answers.ts';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { type Store, snapshotOf } from '../support/memory-files.ts';
import { holds } from '../support/property.ts';
import { type RunEnd, World } from '../support/snapshot-world.ts';

const answers = fc.record({
  tagHolder: fc.constantFrom(...answerChoices.tagHolder),
  putMetadata: fc.constantFrom(...answerChoices.putMetadata),
  commitTwice: fc.constantFrom(...answerChoices.commitTwice),
  editCommitted: fc.constantFrom(...answerChoices.editCommitted),
});
const content = fc.constantFrom('roses', 'roses', 'tulips');
const oneRun = fc.record(
  {
    run: fc.constantFrom('1', '2'),
    runAttempt: fc.constant('1'),
    content,
    turns: fc.integer({ min: 0, max: 40 }),
    seconds: fc.constantFrom(0, 0, 10, 90),
    pace: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }),
    faults: fc.array(
      fc.record({
        kind: fc.constantFrom('drop' as const, 'truncate' as const, 'hang' as const),
        when: fc.constantFrom('before' as const, 'after' as const),
        nth: fc.integer({ min: 1, max: 10 }),
      }),
      { maxLength: 2 },
    ),
    diesAt: fc.record({ request: fc.integer({ min: 1, max: 10 }), acted: fc.boolean() }),
  },
  { requiredKeys: ['run', 'runAttempt', 'content', 'turns', 'seconds', 'pace', 'faults'] },
);

test('a version is committed with the files of one run, and no run with other files succeeds', async () => {
  await holds(
    fc.asyncProperty(answers, fc.array(oneRun, { minLength: 1, maxLength: 4 }), async (given, runs) => {
      const world = new World({ answers: given });
      const store: Store = new Map();
      for (const options of runs) {
        const act = snapshotOf(store, world.datasetId, options);
        expectWholeFiles(world, store, options.content, await world.act(act, options));
      }
      const last = await world.act(snapshotOf(store, world.datasetId, { content: 'roses', turns: 0, seconds: 0 }));
      expectWholeFiles(world, store, 'roses', last);
      expect(['well', expect.stringMatching(/but with different files/)]).toContainEqual(messageOf(last));
    }),
  );
}, 600_000);

test('one of two concurrent jobs with the same key and different files is refused', async () => {
  await holds(
    fc.asyncProperty(answers, oneRun, oneRun, async (given, first, second) => {
      const world = new World({ answers: given });
      const store: Store = new Map();
      const start = ({ pace, run, runAttempt, ...files }: typeof first): Promise<RunEnd> =>
        world.act(snapshotOf(store, world.datasetId, files), { pace, run, runAttempt });
      const ends = await Promise.all([start(first), start(second)]);
      expectWholeFiles(world, store, first.content, ends[0]);
      expectWholeFiles(world, store, second.content, ends[1]);
      const well = ends.filter(({ kind }) => kind === 'well');
      expect([world.log, well.length]).toEqual([world.log, first.content === second.content ? 2 : 1]);
    }),
  );
}, 600_000);

function messageOf(end: RunEnd): string {
  return end.kind === 'failed' ? String(end.error) : end.kind;
}

function expectWholeFiles(world: World, store: Store, own: string, end: RunEnd): void {
  const committed = world.ofKey().filter(({ isCommitted }) => isCommitted);
  expect(committed.length).toBeLessThanOrEqual(1);
  for (const { version, metadata } of committed) {
    expect([world.log, store.get(version)]).toEqual([
      world.log,
      { content: markOf(metadata).files?.digest, partly: false },
    ]);
  }
  if (end.kind === 'well') expect(markOf(committed[0]?.metadata).files?.digest).toBe(own);
}
