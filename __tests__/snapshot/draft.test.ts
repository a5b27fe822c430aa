import { describe, expect, test } from '@jest/globals';
import type { Version } from '../../src/paperspace/schema.ts';
import { markOf, type SnapshotMark } from '../../src/paperspace/snapshot-mark.ts';
import { KEY, reportOf, TAGS, World } from '../support/world.ts';

/** A draft of the key, as another job made it. */
function draftOf(world: World, run: string, createdMs = world.clock.now(), mark: SnapshotMark = {}): Version {
  const made = { key: `${KEY}/0`, attempt: `of-${run}`, run: `acme/flowers/runs/${run}`, runAttempt: '1' };
  const snapshot = { ...made, ...mark };
  return world.add({ metadata: { snapshot }, createdMs });
}

/** Commits or deletes a version behind the back of the run that is tried. */
async function changeConcurrently(world: World, { version }: Version, change: 'commit' | 'delete'): Promise<void> {
  const target = `/datasets/${world.dataset}/versions/${version}`;
  const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ isCommitted: true });
  const request = { method: change === 'commit' ? 'PUT' : 'DELETE', path: target, headers, body };
  await world.paperspace.answer(change === 'commit' ? request : { ...request, body: undefined });
}

test('an outdated list with a deleted draft and without the committed version does no harm', async () => {
  const world = new World();
  const ghost = { ...draftOf(world, '2'), version: 'ghost12' };
  const list = { items: [ghost], hasMore: false };

  const faults = [
    {
      kind: 'wrong-shape' as const,
      method: 'GET' as const,
      path: '.*/versions$',
      times: 'always' as const,
      json: list,
    },
  ];
  const end = await world.snapshot({ faults });

  const [version, ...others] = world.versions().filter(({ isCommitted }) => isCommitted);
  expect(end).toMatchObject({
    kind: 'succeeded',
    report: { outcome: 'created', outputs: { version: version?.version } },
  });
  expect(others).toEqual([]);
});

test('a run fails after a limited number of requests if the API contradicts itself', async () => {
  const world = new World();
  const version = world.add({
    isCommitted: true,
    metadata: { snapshot: { key: `${KEY}/0` } },
  });
  const list = { items: [{ ...version, tags: [] }], hasMore: false };

  const faults = [{ kind: 'wrong-shape' as const, path: '.*/versions$', times: 'always' as const, json: list }];
  const end = await world.snapshot({ faults });

  expect(end).toMatchObject({ kind: 'failed', error: { name: 'RefusedError' } });
  expect(String(end.kind === 'failed' && end.error)).toContain('or the API lists versions that do not exist');
});

describe('a draft that another process may be using', () => {
  test.each([
    ['another run', '2', {}],
    ['another run that released it', '2', { released: true }],
    ['another job of this attempt', '1', {}],
    ['another step of an earlier attempt', '1', { runAttempt: '0', step: 'acme/flowers@v2/other/step/0' }],
  ])('of %s is left unchanged, and the run commits its own draft without waiting', async (_whose, run, mark) => {
    const world = new World();
    const theirs = draftOf(world, run, world.clock.now() - 1, mark);
    const start = world.clock.now();

    const report = reportOf(await world.snapshot({ runAttempt: '1' }));

    expect([report.outcome, world.clock.now()]).toEqual(['created', start]);
    expect(world.version(theirs.version)).toEqual(theirs);
    expect(world.version(String(report.outputs.version))).toMatchObject({ isCommitted: true, tags: TAGS });
    expect(world.requests()).toHaveLength(9);
  });
});

describe('a draft that no process is using', () => {
  test.each([
    ['an earlier attempt of this step', '2', {}],
    ['a process of this step that released it', '1', { released: true }],
  ])('of %s is resumed at once', async (_whose, runAttempt, mark) => {
    const world = new World();
    const ours = draftOf(world, '1', world.clock.now(), mark);
    const start = world.clock.now();

    const report = reportOf(await world.snapshot({ runAttempt }));

    expect([report.outcome, report.outputs.version]).toEqual(['resumed', ours.version]);
    expect(world.clock.now()).toBe(start);
    // Two requests for tags and one for versions, before and after the commit: nothing is read twice without need.
    expect(world.requests().map((request) => request.slice(0, 3))).toEqual([
      'GET',
      'GET',
      'GET',
      'PUT',
      'GET',
      'GET',
      'GET',
    ]);
  });

  test('is resumed if it is the oldest of several, and the others are deleted after the commit', async () => {
    const world = new World();
    const now = world.clock.now();
    const newer = draftOf(world, '1', now - 1);
    const older = draftOf(world, '1', now - 2);

    const report = reportOf(await world.snapshot({ runAttempt: '2' }));

    expect(report.outputs.version).toBe(older.version);
    expect(world.version(newer.version)).toBeUndefined();
    expect(world.versions()).toHaveLength(1);
  });

  test('with a custom key is recognized by its step', async () => {
    const world = new World();
    const inputs = { key: 'flowers-2026' };
    await world.snapshot({ inputs, diesAt: { request: 6, acted: false } });

    const other = reportOf(await world.snapshot({ inputs: { ...inputs, 'job-index': '1' } }));
    await world.snapshot({ inputs: { key: 'other' }, diesAt: { request: 6, acted: false } });
    const resumed = reportOf(await world.snapshot({ inputs: { key: 'other' } }));

    expect([other.outcome, resumed.outcome]).toEqual(['created', 'resumed']);
    expect(markOf(world.version(String(resumed.outputs.version))?.metadata)).toMatchObject({
      key: 'other',
      step: `${KEY}/0`,
    });
  });

  test('is deleted if the key has a committed version, but drafts of other steps are not', async () => {
    const world = new World();
    let ours: Version | undefined;
    let theirs: Version | undefined;
    const before = {
      6: () => {
        ours = draftOf(world, '1', world.clock.now() + 1, { runAttempt: '0' });
        theirs = draftOf(world, '2', world.clock.now() + 1);
      },
    };

    await world.snapshot({ before });

    const left = world.versions().map(({ version }) => version);
    expect(left).not.toContain(ours?.version);
    expect(left).toContain(theirs?.version);
  });
});

describe('a run that fails', () => {
  test('releases its draft, which the next process of the step then resumes without another request', async () => {
    const world = new World();

    const end = await world.snapshot({ runAttempt: '1', faults: [{ kind: 'status', status: 400, method: 'PUT' }] });
    const [draft] = world.versions();
    const sent = world.requests().length;
    const start = world.clock.now();
    const report = reportOf(await world.snapshot({ runAttempt: '1' }));

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 400 } } });
    expect(world.clock.now()).toBe(start);
    expect(markOf(draft?.metadata).released).toBe(true);
    expect([report.outcome, report.outputs.version]).toEqual(['resumed', draft?.version]);
    expect(world.requests().slice(sent)).toHaveLength(7);
  });

  test('throws its own error if the draft cannot be released, and logs that for debugging', async () => {
    const world = new World();

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 403, method: 'PUT', times: 'always' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { operation: 'update version', problem: { status: 403 } } });
    expect(world.log.debugs.join('\n')).toMatch(/Draft \S+ could not be released/);
  });

  test('because it was cancelled sends no further request', async () => {
    const world = new World();

    await world.snapshot({ cancelledAt: 6 });

    expect(markOf(world.versions()[0]?.metadata).released).toBeUndefined();
  });
});

describe('a create request', () => {
  test.each([1, 2, 3])('that arrives %d requests late leaves one version', async (late) => {
    const world = new World();
    const faults = [{ kind: 'late' as const, method: 'POST' as const, afterRequests: late }];

    const report = reportOf(await world.snapshot({ faults }));

    expect(report.outcome).toBe('created');
    expect(world.versions()).toMatchObject([{ version: report.outputs.version, isCommitted: true }]);
  });

  test('that the API refuses because the dataset does not exist is sent once', async () => {
    const world = new World();

    const end = await world.snapshot({ faults: [{ kind: 'status', status: 404, method: 'POST' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { problem: { status: 404 } } });
    expect(world.log.all.join('\n')).not.toContain('deleted by another process');
  });
});

describe('a version that another run commits during the snapshot', () => {
  const committedBy = (world: World, age: number) => (): void => {
    const theirs = draftOf(world, '2', world.clock.now() + age);
    void changeConcurrently(world, theirs, 'commit');
  };
  const theirsIn = (world: World): Version | undefined =>
    world.ofKey().find(({ metadata }) => markOf(metadata).attempt === 'of-2');

  test.each([
    ['newer', 1],
    ['older', -1],
  ])('replaces the draft of this run, which is deleted, even if the version is %s', async (_age, age) => {
    const world = new World();

    const report = reportOf(await world.snapshot({ before: { 5: committedBy(world, age) } }));

    expect(report.outputs.version).toBe(theirsIn(world)?.version);
    expect(world.versions()).toHaveLength(1);
    expect(world.log.all.join('\n')).toMatch(/Deleted draft \S+: version \w+ is committed for the same key/);
  });

  test('does not delete the draft of this run if another process commits that too', async () => {
    const world = new World();
    const before = {
      5: committedBy(world, 1),
      6: () => {
        const own = world.versions().find(({ isCommitted }) => !isCommitted);
        if (own !== undefined) void changeConcurrently(world, own, 'commit');
      },
    };

    const report = reportOf(await world.snapshot({ before }));

    expect(world.version(String(report.outputs.version))).toMatchObject({ isCommitted: true, tags: TAGS });
    expect(world.log.all.join('\n')).not.toContain('Deleted draft');
  });

  test.each([
    6, 7,
  ])('is used even if another process deletes the draft of this run (before request %d)', async (request) => {
    const world = new World();
    const before = {
      5: committedBy(world, 1),
      [request]: () => {
        const own = world.versions().find(({ isCommitted }) => !isCommitted);
        if (own !== undefined) void changeConcurrently(world, own, 'delete');
      },
    };

    const report = reportOf(await world.snapshot({ before }));

    expect(report.outputs.version).toBe(theirsIn(world)?.version);
    expect(world.log.all.join('\n')).not.toContain('Deleted draft');
  });

  test('fails the run if the draft of this run cannot be deleted', async () => {
    const world = new World();
    const before = { 5: committedBy(world, 1) };

    const end = await world.snapshot({ before, faults: [{ kind: 'status', status: 403, method: 'DELETE' }] });

    expect(end).toMatchObject({ kind: 'failed', error: { operation: 'delete version' } });
  });
});
