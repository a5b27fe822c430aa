import { describe, expect, test } from '@jest/globals';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { TAGS, World, wellEnded } from '../support/snapshot-world.ts';

/** The release before, which holds one of the tags. */
function withHolder(world: World, tags = ['v1', 'stable']): string {
  return world.emulator.paperspace.addVersion(world.datasetId, { isCommitted: true, tags }).version;
}

const puts = (world: World): string[] => world.requests().filter((request) => request.startsWith('PUT'));
const put = (version: string, nth = 1) => ({ method: 'PUT' as const, path: `.*/${version}$`, nth });

describe('tags that another version holds', () => {
  test.each(['moves', 'conflict', 'stays'] as const)('are on the new version alone (%s)', async (tagHolder) => {
    const world = new World({ answers: { tagHolder } });
    const earlier = withHolder(world);

    const { outputs } = wellEnded(await world.snapshot());

    for (const tag of TAGS) expect(world.holders(tag)).toEqual([outputs.version]);
    expect(world.version(earlier)?.tags).toEqual(['v1']);
  });

  test('are noted in the draft before they are taken off, so that a later attempt can put them back', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    await world.snapshot({ faults: [{ kind: 'status', status: 403, ...put(earlier) }] });

    const [draft] = world.ofKey();
    expect(markOf(draft?.metadata).heldTags).toEqual({ stable: [earlier] });
    expect(puts(world).map((request) => request.slice(-7))).toEqual([draft?.version, draft?.version, earlier]);
  });

  test('are put back where the commit fails after all', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT', nth: 4 }] });

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 403 } } });
    expect(world.holders('stable')).toEqual([earlier]);
    expect(world.log).toContain(`1: Put stable back on version ${world.datasetId}:${earlier}`);
  });

  test('that an earlier attempt took off are put back where this one fails too', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);
    await world.snapshot({ diesAt: { request: 12, acted: false } });
    expect(world.holders('stable')).toEqual([]);

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT' }] });

    expect(end.kind).toBe('failed');
    expect(world.holders('stable')).toEqual([earlier]);
  });

  test('that an earlier attempt took off a version that is gone since are no matter', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);
    await world.snapshot({ diesAt: { request: 12, acted: false } });
    const headers = { authorization: `Bearer ${world.emulator.apiKey}` };
    const path = `/datasets/${world.datasetId}/versions/${earlier}`;
    await world.emulator.paperspace.answer({ method: 'DELETE', path, headers });

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 403 } } });
    expect(world.log.join('\n')).not.toContain('could not all be put back');
  });

  test('that an earlier attempt took off stay where somebody put them since', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);
    await world.snapshot({ diesAt: { request: 12, acted: false } });
    const other = withHolder(world, ['stable']);

    await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT' }] });

    expect(world.holders('stable')).toEqual([other]);
    expect(world.version(earlier)?.tags).toEqual(['v1']);
  });

  test('that could not be put back are a warning beside the failure', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    withHolder(world);

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT', nth: 4, times: 2 }] });

    expect(end).toMatchObject({ kind: 'failed', error: { operation: 'update version' } });
    expect(world.log.join('\n')).toMatch(/warning: Tags .*\(stable\) could not all be put back: Failed to update/);
  });

  test('that cannot be noted are not taken off', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT', nth: 2 }] });

    expect(end.kind).toBe('failed');
    expect(world.holders('stable')).toEqual([earlier]);
    const other = new World({ answers: { tagHolder: 'conflict' } });
    withHolder(other);
    const failed = await other.snapshot({ faults: [{ kind: 'status', status: 404, method: 'PUT', nth: 2, times: 9 }] });
    expect(failed).toMatchObject({ kind: 'failed', error: { problem: { status: 404 } } });
  });

  test('are moved to a committed version whose metadata cannot be edited', async () => {
    const world = new World({ answers: { tagHolder: 'conflict', editCommitted: 'refused' } });
    const first = wellEnded(await world.snapshot({ inputs: { tags: 'v2' } }));
    withHolder(world);

    const again = wellEnded(await world.snapshot());

    expect([again.outcome, again.outputs.version]).toEqual(['updated', first.outputs.version]);
    expect(world.holders('stable')).toEqual([first.outputs.version]);
    expect(world.log.join('\n')).toContain('debug: The holders of the tags could not be noted');
  });

  test('of two versions in turn are both noted', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);
    let other = '';
    const before = {
      12: () => {
        other = withHolder(world, ['v2']);
      },
    };

    const end = await world.snapshot({ before, faults: [{ kind: 'status', status: 403, method: 'PUT', nth: 6 }] });

    expect(end.kind).toBe('failed');
    expect(markOf(world.ofKey()[0]?.metadata).heldTags).toEqual({ stable: [earlier], v2: [other] });
    expect([world.holders('stable'), world.holders('v2')]).toEqual([[earlier], [other]]);
  });

  test('cannot move where the API refuses held tags and takes none off: the snapshot fails and says so', async () => {
    const world = new World({ answers: { tagHolder: 'conflict', putTags: 'merge' } });
    const earlier = withHolder(world);

    const end = await world.snapshot();

    expect(end).toMatchObject({ kind: 'failed' });
    expect(String(end.kind === 'failed' && end.error)).toMatch(
      new RegExp(
        `cannot be taken off the versions that hold them \\(stable on ${earlier}\\): the API only adds tags here`,
      ),
    );
    expect(world.holders('stable')).toEqual([earlier]);
  });

  test('stay beside the new version where the API only adds tags, with a warning', async () => {
    const world = new World({ answers: { tagHolder: 'stays', putTags: 'merge' } });
    const earlier = withHolder(world);

    const { outputs } = wellEnded(await world.snapshot());

    expect(world.holders('stable')).toEqual([earlier, outputs.version]);
    expect(world.log).toContain(
      `1: warning: The tag stable could not be taken off version ${world.datasetId}:${earlier}: the API only adds tags here`,
    );
  });

  test('are not put back once the run is cancelled', async () => {
    const world = new World({ answers: { tagHolder: 'conflict' } });
    const earlier = withHolder(world);

    const end = await world.snapshot({ cancelledAt: 12 });

    expect(end).toMatchObject({ kind: 'failed', error: { name: 'CancelledError' } });
    expect(markOf(world.ofKey()[0]?.metadata).heldTags).toEqual({ stable: [earlier] });
    const report = wellEnded(await world.snapshot());
    expect(world.holders('stable')).toEqual([report.outputs.version]);
  });
});
