import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { answerChoices } from '../../../emulator/answers.ts';
import { holds } from '../../property.ts';
import { TAGS, World } from './world.ts';

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

const meeting = fc.record({
  answers: fc.record({
    tagHolder: fc.constantFrom(...answerChoices.tagHolder),
    commitTwice: fc.constantFrom(...answerChoices.commitTwice),
  }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  sameRun: fc.boolean(),
  paces: fc.tuple(pace, pace),
  faults,
  dies: fc.option(fc.record({ request: fc.integer({ min: 1, max: 8 }), acted: fc.boolean() }), { nil: undefined }),
});

test('of two runs that meet, both end with the one committed version of their key', async () => {
  await holds(
    fc.asyncProperty(meeting, async ({ answers, seed, sameRun, paces, faults, dies }) => {
      const world = new World({ answers, seed });
      world.emulator.paperspace.addVersion(world.datasetId, { isCommitted: true, tags: ['v1', 'stable'] });
      const [first, second] = await Promise.all([
        world.snapshot({ run: '1', pace: paces[0], faults, diesAt: dies }),
        world.snapshot({ run: sameRun ? '1' : '2', pace: paces[1], faults }),
      ]);
      const committed = world.ofKey().filter(({ isCommitted }) => isCommitted);
      expect([world.log, committed.length]).toEqual([world.log, 1]);
      for (const end of [first, second]) {
        if (end.kind === 'failed') throw end.error;
        if (end.kind === 'well') expect(end.report.outputs.version).toBe(committed[0]?.version);
      }
      for (const tag of TAGS) expect(world.holders(tag)).toEqual([committed[0]?.version]);
      for (const { isCommitted, tags } of world.ofKey()) if (!isCommitted) expect(tags).toEqual([]);
    }),
  );
}, 600_000);
