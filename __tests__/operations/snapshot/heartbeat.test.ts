import { expect, test } from '@jest/globals';
import { type Store, snapshotOf } from './memory-files.ts';
import { World } from './world.ts';

const MINUTE = 60;

test('a draft that a job fills for an hour is waited for, since its mark is renewed meanwhile', async () => {
  const world = new World();
  const store: Store = new Map();
  const fill = (seconds: number) => snapshotOf(store, world.datasetId, { content: 'roses', turns: 0, seconds });
  const ends = await Promise.all([
    world.act(fill(60 * MINUTE), { run: '1', runAttempt: '1' }),
    world.act(fill(0), { run: '2', runAttempt: '1', pace: [40] }),
  ]);

  expect(ends).toMatchObject([{ kind: 'well' }, { kind: 'well', report: { outcome: 'unchanged' } }]);
  expect(world.versions()).toMatchObject([{ isCommitted: true }]);
  expect(world.log.join('\n')).not.toContain('Nothing moves there any more');
});

test('a mark that cannot be renewed is no reason to stop', async () => {
  const world = new World();
  const store: Store = new Map();
  const act = snapshotOf(store, world.datasetId, { content: 'roses', turns: 0, seconds: MINUTE });
  const end = await world.act(act, { faults: [{ kind: 'status', status: 403, method: 'PUT' }] });

  expect(end).toMatchObject({ kind: 'well' });
  expect(world.versions()).toMatchObject([{ isCommitted: true }]);
});

test('a run that is cancelled while it fills a draft ends, and leaves the draft', async () => {
  const world = new World();
  const store: Store = new Map();
  const act = snapshotOf(store, world.datasetId, { content: 'roses', turns: 0, seconds: 60 * MINUTE });
  const end = await world.act(act, { cancelledAt: 6 });

  expect(end.kind).toBe('failed');
  expect(world.versions()).toMatchObject([{ isCommitted: false }]);
});
