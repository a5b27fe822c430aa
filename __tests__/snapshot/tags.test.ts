import { describe, expect, test } from '@jest/globals';
import { reportOf, TAGS, World } from '../support/world.ts';

/** The release before, which holds one of the tags. */
function withHolder(world: World, tags = ['v1', 'stable']): string {
  return world.add({ isCommitted: true, tags }).version;
}

const puts = (world: World): string[] => world.requests().filter((request) => request.startsWith('PUT'));

describe('tags that another version holds', () => {
  test.each([
    'moves',
    'conflict',
    'stays',
  ] as const)('are only on the new version afterwards (%s)', async (tagHolder) => {
    const world = new World({ answers: { tagHolder } });
    const earlier = withHolder(world);

    const { outputs } = reportOf(await world.snapshot());

    for (const tag of TAGS) expect(world.holders(tag)).toEqual([outputs.version]);
    expect(world.version(earlier)?.tags).toEqual(['v1']);
  });

  test('are moved one by one after the commit if the API refuses held tags', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    const { outputs } = reportOf(await world.snapshot());

    const version = String(outputs.version);
    const bodies = world.emulator.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);
    expect(puts(world).map((request) => request.slice(-7))).toEqual([version, version, version, earlier, version]);
    expect(bodies.map((body) => JSON.parse(body ?? ''))).toEqual([
      { isCommitted: true, tags: 'v2,stable' },
      { isCommitted: true, tags: 'v2' },
      { tags: 'v2,stable' },
      { tags: 'v1' },
      { tags: 'v2,stable' },
    ]);
  });

  test.each([
    ['dies', { diesAt: { request: 17, acted: false } }],
    ['is cancelled', { cancelledAt: 17 }],
    ['fails', { faults: [{ kind: 'status' as const, status: 403, method: 'PUT' as const, nth: 5 }] }],
  ])('are on no version if the run %s while moving them, and the next run adds them', async (_how, how) => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    const end = await world.snapshot(how);

    expect([end.kind === 'succeeded', world.holders('stable'), world.log.lines]).toEqual([false, [], world.log.lines]);
    expect(world.ofKey()).toMatchObject([{ isCommitted: true, tags: ['v2'] }]);
    const { outcome, outputs } = reportOf(await world.snapshot());
    expect(outcome).toBe('updated');
    for (const tag of TAGS) expect(world.holders(tag)).toEqual([outputs.version]);
    expect(world.version(earlier)?.tags).toEqual(['v1']);
  });

  test('are moved again, a limited number of times, if another run sets one in between', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    withHolder(world);
    const holders: string[] = [];
    const before = { 17: () => void holders.push(withHolder(world, ['stable'])) };

    const { outputs } = reportOf(await world.snapshot({ before }));

    expect(holders).toHaveLength(1);
    expect(world.holders('stable')).toEqual([outputs.version]);
  });

  test('stay where they are with commit: false, also if the draft is resumed', async () => {
    const world = new World({ answers: { tagHolder: 'stays' } });
    const earlier = withHolder(world);

    await world.snapshot({ inputs: { commit: 'false' } });
    const { outcome } = reportOf(await world.snapshot({ inputs: { commit: 'false' } }));

    expect(outcome).toBe('resumed');
    expect(world.holders('stable')).toEqual([earlier]);
    expect(puts(world)).toEqual([]);
  });

  test('stay where they are if the commit is refused for another reason', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 403 } } });
    expect(world.holders('stable')).toEqual([earlier]);
  });

  test('cause the error of the API if it keeps refusing the commit with a conflict', async () => {
    const world = new World();

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 409, method: 'PUT', times: 'always' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 409 } } });
    expect(world.ofKey()).toMatchObject([{ isCommitted: false }]);
  });

  test('are moved to a committed version whose metadata cannot be edited', async () => {
    const world = new World({ answers: { tagHolder: 'conflict', editCommitted: 'refused' } });
    const first = reportOf(await world.snapshot({ inputs: { tags: 'v2' } }));
    withHolder(world);

    const again = reportOf(await world.snapshot());

    expect([again.outcome, again.outputs.version]).toEqual(['updated', first.outputs.version]);
    expect(world.holders('stable')).toEqual([first.outputs.version]);
  });

  test('are an error after a commit without them if the API refuses held tags and removes none', async () => {
    const world = new World({ answers: { tagHolder: 'conflict', putTags: 'merge' } });
    const earlier = withHolder(world);

    const end = await world.snapshot();

    expect(end).toMatchObject({ kind: 'failed' });
    expect(String(end.kind === 'failed' && end.error)).toMatch(
      new RegExp(`the API only adds tags and does not remove them from other versions \\(stable on ${earlier}\\)`),
    );
    expect(world.holders('stable')).toEqual([earlier]);
    expect(world.ofKey()).toMatchObject([{ isCommitted: true, tags: ['v2'] }]);
  });

  test('stay on the earlier version too, with a warning, if the API only adds tags', async () => {
    const world = new World({ answers: { tagHolder: 'stays', putTags: 'merge' } });
    const earlier = withHolder(world);

    const { outputs } = reportOf(await world.snapshot());

    expect(world.holders('stable')).toEqual([earlier, outputs.version]);
    expect(world.log.warnings).toContain(
      `The tag stable could not be removed from version ${world.dataset}:${earlier}: the API only adds tags`,
    );
  });
});
