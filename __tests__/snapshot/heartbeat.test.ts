import { expect, test } from '@jest/globals';
import { CancelledError } from '../../src/net/errors.ts';
import { beat } from '../../src/snapshot/heartbeat.ts';
import { type Store, snapshotOf } from '../support/memory-files.ts';
import { RecordingLog } from '../support/recording.ts';
import { World } from '../support/snapshot-world.ts';

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

test('a run that is cancelled as its mark is renewed ends by its work alone', async () => {
  const world = new World();
  const store: Store = new Map();
  const act = snapshotOf(store, world.datasetId, { content: 'roses', turns: 0, seconds: MINUTE });
  const end = await world.act(act, { cancelledAt: 6 });

  expect(end).toMatchObject({ kind: 'failed', error: new CancelledError('SIGTERM') });
  expect(world.versions()).toMatchObject([{ isCommitted: false }]);
});

test('a defect is not taken for a mark that cannot be renewed', async () => {
  const world = new World();
  const defect = new TypeError('a defect');
  const draft = world.emulator.paperspace.addVersion(world.datasetId);
  const paperspace = { updateVersion: () => Promise.reject(defect) };

  const { clock } = world;

  await expect(beat({ clock, log: new RecordingLog(), paperspace }, draft)).rejects.toBe(defect);
});
