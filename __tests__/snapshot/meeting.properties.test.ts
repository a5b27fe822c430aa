import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { answerChoices } from '../../emulator/answers.ts';
import { RefusedError } from '../../src/net/errors.ts';
import { holds } from '../support/property.ts';
import { type RunEnd, TAGS, World } from '../support/world.ts';

/** All but `putTags: merge`, where a tag cannot be taken off another version: that is tried elsewhere. */
const answers = {
  tagHolder: fc.constantFrom(...answerChoices.tagHolder),
  putMetadata: fc.constantFrom(...answerChoices.putMetadata),
  commitTwice: fc.constantFrom(...answerChoices.commitTwice),
  editCommitted: fc.constantFrom(...answerChoices.editCommitted),
};
const pace = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 });
const faults = fc.array(
  fc.record({
    kind: fc.constantFrom('drop' as const, 'hang' as const),
    when: fc.constantFrom('before' as const, 'after' as const),
    nth: fc.integer({ min: 1, max: 12 }),
    times: fc.constantFrom(1, 2),
  }),
  { maxLength: 2 },
);
const meeting = {
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  sameRun: fc.boolean(),
  paces: fc.tuple(pace, pace),
  faults,
  dies: fc.option(fc.record({ request: fc.integer({ min: 1, max: 8 }), acted: fc.boolean() }), { nil: undefined }),
};

function expectOneVersion(world: World, ends: readonly RunEnd[]): void {
  const committed = world.ofKey().filter(({ isCommitted }) => isCommitted);
  expect([world.log.lines, committed.length]).toEqual([world.log.lines, 1]);
  for (const end of ends) if (end.kind === 'succeeded') expect(end.report.outputs.version).toBe(committed[0]?.version);
  for (const tag of TAGS) expect(world.holders(tag)).toEqual([committed[0]?.version]);
  for (const { isCommitted, tags } of world.ofKey()) if (!isCommitted) expect(tags).toEqual([]);
}

test('two concurrent runs succeed and leave one committed version, at the latest after a re-run of one', async () => {
  await holds(
    fc.asyncProperty(
      fc.record(answers),
      fc.record(meeting),
      fc.boolean(),
      async (given, { seed, sameRun, paces, faults, dies }, first) => {
        const world = new World({ answers: given, seed });
        world.add({ isCommitted: true, tags: ['v1', 'stable'] });
        const other = sameRun ? '1' : '2';
        const ends = await Promise.all([
          world.snapshot({ run: '1', runAttempt: '1', pace: paces[0], faults, diesAt: dies }),
          world.snapshot({ run: other, runAttempt: '1', pace: paces[1], faults }),
        ]);
        for (const end of ends) if (end.kind === 'failed') throw end.error;
        const again = await world.snapshot({ run: first ? '1' : other, runAttempt: '2' });
        expect([world.log.lines, again.kind]).toEqual([world.log.lines, 'succeeded']);
        expectOneVersion(world, [again]);
      },
    ),
  );
}, 600_000);

test('two concurrent runs leave one committed version even if lists omit drafts, at the latest after a re-run of one', async () => {
  await holds(
    fc.asyncProperty(fc.record(answers), fc.record(meeting), async (given, { seed, sameRun, paces, dies }) => {
      const world = new World({ answers: { ...given, draftsInLists: false }, seed });
      world.add({ isCommitted: true, tags: ['v1', 'stable'] });
      const ends = await Promise.all([
        world.snapshot({ run: '1', runAttempt: '1', pace: paces[0], diesAt: dies }),
        world.snapshot({ run: sameRun ? '1' : '2', runAttempt: '1', pace: paces[1] }),
      ]);
      for (const end of ends) if (end.kind === 'failed') expect(end.error).toBeInstanceOf(RefusedError);
      const again = await world.snapshot({ run: '1', runAttempt: '2' });
      expect([world.log.lines, again.kind]).toEqual([world.log.lines, 'succeeded']);
      expectOneVersion(world, [again]);
    }),
  );
}, 600_000);
