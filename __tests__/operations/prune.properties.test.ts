import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Candidate, type PruneRules, planPrune } from '../../src/operations/deletion-rules.ts';
import { holds } from '../support/property.ts';
import { World } from '../support/world.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const HOUR_MS = 3_600_000;

const tag = fc.constantFrom('v1', 'v2', 'production', 'beta');
const version = fc.record({
  isCommitted: fc.boolean(),
  tags: fc.uniqueArray(tag, { maxLength: 2 }),
  ageHours: fc.integer({ min: 0, max: 24 }),
  touchedHoursAgo: fc.integer({ min: 0, max: 24 }),
});
const given = fc.record({
  keepLast: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  olderThanHours: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
  draftsOlderThanHours: fc.option(fc.integer({ min: 6, max: 24 }), { nil: undefined }),
  pruneTags: fc.constantFrom([], ['v*'], ['*'], ['v1', 'beta']),
});
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;
type Seed = typeof version extends fc.Arbitrary<infer T> ? T : never;

/** The rules once more, one version at a time and in plain words. */
function stays(one: Candidate, all: readonly Candidate[], rules: PruneRules): boolean {
  if (one.tags.some((name) => !rules.canDelete(name))) return true;
  const age = (time: string): number => NOW - Date.parse(time);
  if (!one.isCommitted) {
    if (rules.draftsOlderThanMs === undefined) return true;
    return Math.min(age(one.dtCreated), age(one.dtModified)) <= rules.draftsOlderThanMs;
  }
  const newer = all.filter(
    (other) =>
      other.isCommitted &&
      (other.dtCreated > one.dtCreated || (other.dtCreated === one.dtCreated && other.version > one.version)),
  ).length;
  if (newer === 0) return true;
  if (rules.keepLast === undefined && rules.olderThanMs === undefined) return true;
  if (rules.keepLast !== undefined && newer < rules.keepLast) return true;
  return rules.olderThanMs !== undefined && age(one.dtCreated) <= rules.olderThanMs;
}

function rulesOf({ keepLast, olderThanHours, draftsOlderThanHours, pruneTags }: Given): PruneRules {
  const globs = pruneTags.map((glob) => new RegExp(`^${glob.replaceAll('*', '.*')}$`));
  return {
    keepLast,
    olderThanMs: olderThanHours === undefined ? undefined : olderThanHours * HOUR_MS,
    draftsOlderThanMs: draftsOlderThanHours === undefined ? undefined : draftsOlderThanHours * HOUR_MS,
    canDelete: (name) => globs.some((glob) => glob.test(name)),
  };
}

function inputsOf({ keepLast, olderThanHours, draftsOlderThanHours, pruneTags }: Given): Record<string, string> {
  return {
    ...(keepLast === undefined ? {} : { 'keep-last': String(keepLast) }),
    ...(olderThanHours === undefined ? {} : { 'older-than': `${olderThanHours}h` }),
    ...(draftsOlderThanHours === undefined ? {} : { 'drafts-older-than': `${draftsOlderThanHours}h` }),
    'prune-tags': pruneTags.join(','),
  };
}

test('a plan keeps the versions that the rules keep one by one', async () => {
  await holds(
    fc.property(fc.array(version, { maxLength: 12 }), given, (seeds, limits) => {
      const all = seeds.map(({ ageHours, touchedHoursAgo, ...rest }, index): Candidate => {
        const dtCreated = new Date(NOW - ageHours * HOUR_MS).toISOString();
        const dtModified = new Date(NOW - Math.min(ageHours, touchedHoursAgo) * HOUR_MS).toISOString();
        return { version: `v${index}`.padEnd(7, 'x'), dtCreated, dtModified, usageBytes: null, url: null, ...rest };
      });
      const rules = rulesOf(limits);
      const gone = planPrune(all, rules, NOW).deleted;
      expect(all.filter((one) => !gone.includes(one))).toEqual(all.filter((one) => stays(one, all, rules)));
    }),
  );
});

/** A world with these versions, the same ids each time. */
function worldOf(seeds: readonly Seed[]): World {
  const world = new World({ answers: { tagHolder: 'stays' } });
  for (const { isCommitted, tags, ageHours } of seeds) {
    const createdMs = world.clock.now() - ageHours * HOUR_MS;
    world.add({ isCommitted, tags, createdMs });
  }
  return world;
}

const pace = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 });
const someRules = given.filter(
  ({ keepLast, olderThanHours, draftsOlderThanHours }) =>
    (keepLast ?? olderThanHours ?? draftsOlderThanHours) !== undefined,
);

test('two concurrent prunes keep what one would keep, including the newest committed version', async () => {
  await holds(
    fc.asyncProperty(fc.array(version, { maxLength: 12 }), someRules, pace, pace, async (seeds, limits, one, other) => {
      const alone = worldOf(seeds);
      await alone.run('prune', inputsOf(limits));
      const together = worldOf(seeds);
      await Promise.all([
        together.run('prune', inputsOf(limits), { pace: one }),
        together.run('prune', inputsOf(limits), { pace: other }),
      ]);
      expect(together.versions()).toEqual(alone.versions());
      expect(together.versions().some(({ isCommitted }) => isCommitted)).toBe(
        seeds.some(({ isCommitted }) => isCommitted),
      );
    }),
  );
}, 600_000);

test('a version is deleted only if it was not modified since planning', async () => {
  const change = fc.record({ at: fc.integer({ min: 2, max: 20 }), which: fc.nat(), commits: fc.boolean() });
  await holds(
    fc.asyncProperty(
      fc.array(version, { minLength: 1, maxLength: 8 }),
      someRules,
      change,
      async (seeds, limits, plan) => {
        const world = worldOf(seeds);
        const planned = world.versions();
        const target = planned[plan.which % seeds.length]?.version;
        const path = `/datasets/${world.dataset}/versions/${target}`;
        const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
        const body = JSON.stringify(plan.commits ? { isCommitted: true } : { tags: 'kept' });
        const before = {
          [plan.at]: () => void world.paperspace.answer({ method: 'PUT', path, headers, body }),
        };

        await world.run('prune', { ...inputsOf(limits), concurrency: '1' }, { before });

        const { requests } = world.emulator;
        for (const [at, request] of requests.entries()) {
          if (request.method !== 'DELETE') continue;
          const read = requests[at - 1];
          expect([read?.method, read?.path]).toEqual(['GET', request.path]);
          const found = planned.find(({ version: id }) => request.path.endsWith(id));
          const { isCommitted, tags, dtModified } = found ?? {};
          const touched = isCommitted ? {} : { dtModified };
          expect(JSON.parse(read?.answer?.body ?? '{}')).toMatchObject({ isCommitted, tags, ...touched });
        }
      },
    ),
  );
}, 600_000);
