import { describe, expect, test } from '@jest/globals';
import type { Version } from '../../src/paperspace/schema.ts';
import { KEY, TAGS, World, wellEnded } from '../support/snapshot-world.ts';

const REST_MS = 60_000;
const SPREAD_MS = 15_000;

/** A draft of the key, as another job made it. */
function draftOf(world: World, run: string, createdMs = world.clock.now(), runAttempt = '1'): Version {
  const snapshot = { key: `${KEY}/0`, attempt: `of-${run}`, run: `acme/flowers/runs/${run}`, runAttempt };
  return world.emulator.paperspace.addVersion(world.datasetId, { metadata: { snapshot }, createdMs });
}

/** Commits or deletes a version behind the back of the run that is tried. */
async function behindItsBack(world: World, { version }: Version, change: 'commit' | 'delete'): Promise<void> {
  const target = `/datasets/${world.datasetId}/versions/${version}`;
  const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ isCommitted: true });
  const request = { method: change === 'commit' ? 'PUT' : 'DELETE', path: target, headers, body };
  await world.emulator.paperspace.answer(change === 'commit' ? request : { ...request, body: undefined });
}

describe('a draft of another run', () => {
  test('is waited for, and its commit is this snapshot', async () => {
    const world = new World();
    const theirs = draftOf(world, '2');
    void world.clock.sleep(20_000).then(() => behindItsBack(world, theirs, 'commit'));

    const report = wellEnded(await world.snapshot());

    expect([report.outcome, report.outputs.version]).toEqual(['updated', theirs.version]);
    expect(world.version(theirs.version)?.tags).toEqual(TAGS);
    expect(world.log).toContain(
      `1: Draft ${world.datasetId}:${theirs.version} of another run or job is the same snapshot: waiting for its commit`,
    );
  });

  test('that is deleted meanwhile is made anew', async () => {
    const world = new World();
    const theirs = draftOf(world, '2');
    void world.clock.sleep(5_000).then(() => behindItsBack(world, theirs, 'delete'));

    const report = wellEnded(await world.snapshot());

    expect(report.outcome).toBe('created');
    expect(world.versions()).toMatchObject([{ version: report.outputs.version, isCommitted: true }]);
  });

  test('is taken over after a minute in which nothing moves there', async () => {
    const world = new World();
    const theirs = draftOf(world, '2');
    const start = world.clock.now();

    const report = wellEnded(await world.snapshot());

    expect([report.outcome, report.outputs.version]).toEqual(['resumed', theirs.version]);
    expect(world.clock.now() - start).toBeGreaterThanOrEqual(REST_MS);
    expect(world.clock.now() - start).toBeLessThan(REST_MS + SPREAD_MS + 6_000);
  });

  test('keeps what its job noted while it was waited for', async () => {
    const world = new World();
    const theirs = draftOf(world, '2');
    const path = `/datasets/${world.datasetId}/versions/${theirs.version}`;
    const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ metadata: { ...theirs.metadata, noted: 'meanwhile' } });
    void world.clock.sleep(20_000).then(() => world.emulator.paperspace.answer({ method: 'PUT', path, headers, body }));

    const report = wellEnded(await world.snapshot());

    expect(report.outcome).toBe('resumed');
    expect(world.version(theirs.version)?.metadata).toMatchObject({ noted: 'meanwhile' });
  });

  test('is waited for as long as something moves there', async () => {
    let bytes = 0;
    const growing = async (): Promise<number> => {
      bytes += 1;
      return Math.min(bytes, 30);
    };
    const world = new World({ usageBytes: growing });
    const theirs = draftOf(world, '2');
    const start = world.clock.now();

    const report = wellEnded(await world.snapshot());

    expect(report.outputs.version).toBe(theirs.version);
    expect(world.clock.now() - start).toBeGreaterThan(2 * REST_MS);
  });

  test('that was not touched for a day is taken over at once', async () => {
    const world = new World();
    const start = world.clock.now();
    const theirs = draftOf(world, '2', start - 25 * 3_600_000);

    const report = wellEnded(await world.snapshot());

    expect([report.outcome, report.outputs.version]).toEqual(['resumed', theirs.version]);
    expect(world.clock.now()).toBe(start);
  });

  test('that cannot be read fails the run with what the API says', async () => {
    const world = new World();
    draftOf(world, '2');

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, path: '.*/versions/[^/]+$' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 403 } } });
  });
});

test('a list that goes on showing a draft that is not there is not believed for ever', async () => {
  const world = new World();
  const ghost = { ...draftOf(world, '2'), version: 'ghost12' };
  const list = { items: [ghost], hasMore: false };

  const faults = [{ kind: 'wrong-shape' as const, path: '.*/versions$', times: 'always' as const, json: list }];
  const end = await world.snapshot({ faults });

  expect(end).toMatchObject({ kind: 'failed', error: { name: 'RefusedError' } });
  expect(String(end.kind === 'failed' && end.error)).toContain('or the lists show what is not there');
});

describe('a draft of this run', () => {
  test('of another job of the same attempt is waited for like another run’s', async () => {
    const world = new World();
    const theirs = draftOf(world, '1');
    const start = world.clock.now();

    const report = wellEnded(await world.snapshot({ runAttempt: '1' }));

    expect(report.outputs.version).toBe(theirs.version);
    expect(world.clock.now() - start).toBeGreaterThanOrEqual(REST_MS);
  });

  test('of an earlier attempt is gone on with at once', async () => {
    const world = new World();
    const ours = draftOf(world, '1');
    const start = world.clock.now();

    const report = wellEnded(await world.snapshot({ runAttempt: '2' }));

    expect([report.outcome, report.outputs.version]).toEqual(['resumed', ours.version]);
    expect(world.clock.now()).toBe(start);
  });

  test('that is left over beside the committed one is deleted, another run’s is not', async () => {
    const world = new World();
    let ours: Version | undefined;
    let theirs: Version | undefined;
    const before = {
      6: () => {
        ours = draftOf(world, '1', world.clock.now() + 1);
        theirs = draftOf(world, '2', world.clock.now() + 1);
      },
    };

    await world.snapshot({ before });

    const left = world.versions().map(({ version }) => version);
    expect(left).not.toContain(ours?.version);
    expect(left).toContain(theirs?.version);
  });
});

describe('a twin that is seen after the create', () => {
  test.each([1, 2, 3])('and is the own create, arrived after all by %d requests, is not waited for', async (late) => {
    const world = new World();
    const start = world.clock.now();
    const faults = [{ kind: 'late' as const, method: 'POST' as const, afterRequests: late }];

    const report = wellEnded(await world.snapshot({ faults }));

    expect(report.outcome).toBe('created');
    expect(world.versions()).toMatchObject([{ version: report.outputs.version, isCommitted: true }]);
    expect(world.clock.now() - start).toBeLessThan(2_000);
  });

  test('and is older is gone on with, the own draft deleted', async () => {
    const world = new World();
    let theirs: Version | undefined;
    const before = {
      4: () => {
        theirs = draftOf(world, '2', world.clock.now() - 1);
      },
    };

    const report = wellEnded(await world.snapshot({ before }));

    expect(report.outputs.version).toBe(theirs?.version);
    expect(world.versions()).toHaveLength(1);
    expect(world.log.join('\n')).toMatch(/Deleted draft \S+: another one is the same snapshot/);
  });

  test('and is committed is this snapshot, the own draft deleted', async () => {
    const world = new World();
    let theirs: Version | undefined;
    const before = {
      4: () => {
        theirs = draftOf(world, '2', world.clock.now() + 1);
        void behindItsBack(world, theirs, 'commit');
      },
    };

    const report = wellEnded(await world.snapshot({ before }));

    expect(report.outputs.version).toBe(theirs?.version);
    expect(world.versions()).toHaveLength(1);
  });

  test('of the very same time is waited for, and where it is committed the own draft is deleted', async () => {
    const world = new World();
    let theirs: Version | undefined;
    const before = {
      4: () => {
        theirs = draftOf(world, '2');
        const twin = theirs;
        void world.clock.sleep(3_000).then(() => behindItsBack(world, twin, 'commit'));
      },
    };

    const report = wellEnded(await world.snapshot({ before }));

    expect(report.outputs.version).toBe(theirs?.version);
    expect(world.versions()).toHaveLength(1);
  });

  test('leaves the own draft as it is where somebody committed that meanwhile', async () => {
    const world = new World();
    const before = {
      4: () => void draftOf(world, '2', world.clock.now() - 1),
      5: () => {
        const own = world.versions().at(-1);
        if (own !== undefined) void behindItsBack(world, own, 'commit');
      },
    };

    const report = wellEnded(await world.snapshot({ before }));

    expect(world.version(String(report.outputs.version))).toMatchObject({ isCommitted: true, tags: TAGS });
    expect(world.log.join('\n')).not.toContain('Deleted draft');
  });

  test('is no matter where the own draft is gone already', async () => {
    const world = new World();
    const before = {
      4: () => void draftOf(world, '2', world.clock.now() - 1),
      5: () => {
        const own = world.versions().at(-1);
        if (own !== undefined) void behindItsBack(world, own, 'delete');
      },
    };

    const report = wellEnded(await world.snapshot({ before }));

    expect(report.outcome).toBe('resumed');
    expect(world.versions()).toHaveLength(1);
  });

  test('is no matter where the own draft goes just as it is deleted', async () => {
    const world = new World();
    const before = {
      4: () => void draftOf(world, '2', world.clock.now() - 1),
      6: () => {
        const own = world.versions().at(-1);
        if (own !== undefined) void behindItsBack(world, own, 'delete');
      },
    };

    const report = wellEnded(await world.snapshot({ before }));

    expect(report.outcome).toBe('resumed');
    expect(world.log.join('\n')).not.toContain('Deleted draft');
  });

  test('that cannot be given way to fails the run', async () => {
    const world = new World();
    const before = { 4: () => void draftOf(world, '2', world.clock.now() - 1) };

    const end = await world.snapshot({ before, faults: [{ kind: 'status', status: 403, method: 'DELETE' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { operation: 'delete version' } });
  });
});
