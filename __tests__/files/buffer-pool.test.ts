import { expect, test } from '@jest/globals';
import { BufferPool } from '../../src/files/buffer-pool.ts';
import { forEachConcurrently, TaskGroup } from '../../src/net/concurrency.ts';

const never = new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no more work at a time than the limit, in the order of the items', async () => {
  const started: number[] = [];
  let running = 0;
  let most = 0;

  await forEachConcurrently([1, 2, 3, 4, 5, 6, 7], 3, never, async (item) => {
    started.push(item);
    running += 1;
    most = Math.max(most, running);
    await turn();
    running -= 1;
  });

  expect(started).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test('the first error aborts the others, is thrown when they have ended, and nothing more is begun', async () => {
  const ended: number[] = [];
  const work = forEachConcurrently([1, 2, 3, 4], 2, never, async (item, signal) => {
    if (item === 1) throw new Error('first');
    await turn();
    ended.push(item);
    signal.throwIfAborted();
  });

  await expect(work).rejects.toThrow('first');
  expect(ended).toEqual([2]);
});

test('work that is cancelled from outside is thrown the reason', async () => {
  const controller = new AbortController();
  const work = forEachConcurrently([1, 2, 3], 1, controller.signal, async () => controller.abort(new Error('stop')));

  await expect(work).rejects.toThrow('stop');
});

test('a task group that nothing failed in settles', async () => {
  const group = new TaskGroup(never);
  group.start(turn);

  await expect(group.settled()).resolves.toBeUndefined();
  expect(group.signal.aborted).toBe(false);
});

test('slots are given in turn, and their buffers used again', async () => {
  const slots = new BufferPool(1);
  const order: string[] = [];
  const first = await slots.take(never);
  const buffer = first.buffer(10);
  const second = slots.use(never, async (slot) => {
    order.push('second');
    expect(slot.buffer(5).buffer).toBe(buffer.buffer);
    expect(slot.buffer(100_000).length).toBe(100_000);
  });
  const third = slots.use(never, async () => order.push('third'));
  await turn();
  expect(order).toEqual([]);

  first.release();
  await Promise.all([second, third]);

  expect(order).toEqual(['second', 'third']);
});

test('who gave up waiting for a slot does not keep it from the next', async () => {
  const slots = new BufferPool(1);
  const held = await slots.take(never);
  const controller = new AbortController();
  const given = slots.take(controller.signal);
  const patient = slots.take(never);
  controller.abort(new Error('stop'));

  held.release();

  await expect(given).rejects.toThrow('stop');
  (await patient).release();
  await expect(slots.take(controller.signal)).rejects.toThrow('stop');
});

test('a slot that was taken in between is waited for again', async () => {
  const slots = new BufferPool(1);
  const held = await slots.take(never);
  const waiting = slots.take(never);
  held.release();
  const quick = await slots.take(never);
  await turn();
  quick.release();

  await expect(waiting).resolves.toBeDefined();
});
