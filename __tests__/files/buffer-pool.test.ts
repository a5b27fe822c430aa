import { describe, expect, test } from '@jest/globals';
import { BufferPool } from '../../src/files/buffer-pool.ts';
import { ConcurrencyLimit } from '../../src/net/concurrency.ts';
import { systemClock } from '../../src/net/system.ts';

const NEVER = new AbortController().signal;
const MIB = 1024 ** 2;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const fixed = (concurrency: number): ConcurrencyLimit => new ConcurrencyLimit(concurrency, systemClock);

/** Takes places of these sizes, and returns how many were given at once. */
async function takeAtOnce(pool: BufferPool, sizes: readonly number[]): Promise<number> {
  let given = 0;
  for (const size of sizes) {
    void pool.take(size, NEVER).then(() => {
      given += 1;
    });
  }
  await nextTurn();
  return given;
}

const times = (count: number, size: number): number[] => Array.from({ length: count }, () => size);

describe('the number of buffers in use', () => {
  test.each<[name: string, sizes: number[], given: number]>([
    ['is limited by the number of requests for small files', times(10, 4096), 4],
    ['is limited by the number of requests without content', times(10, 0), 4],
    ['is limited by memory for parts of 8 MiB', times(10, 8 * MIB), 2],
    ['is one for a part that is larger than the memory limit', times(3, 100 * MIB), 1],
    ['does not grow for a small file while a large part waits before it', [8 * MIB, 8 * MIB, 8 * MIB, 1], 2],
    ['counts sizes rounded up to powers of two', times(10, 5 * MIB), 2],
  ])('%s', async (_name, sizes, given) => {
    expect(await takeAtOnce(new BufferPool(fixed(4), 16 * MIB), sizes)).toBe(given);
  });

  test('grows with the limit when the next buffer is released', async () => {
    const limit = { current: 1, begin: () => () => undefined };
    const pool = new BufferPool(limit);
    const first = await pool.take(1, NEVER);
    let given = 0;
    for (let index = 0; index < 5; index += 1) {
      void pool.take(1, NEVER).then(() => {
        given += 1;
      });
    }
    limit.current = 3;

    first.release();
    await nextTurn();

    expect(given).toBe(3);
  });
});

describe('places and buffers', () => {
  test('buffers are given in the order of the requests, and reused', async () => {
    const pool = new BufferPool(fixed(1));
    const order: string[] = [];
    const first = await pool.take(10, NEVER);
    const second = pool.use(5, NEVER, async (buffer) => {
      order.push('second');
      expect(buffer.buffer).toBe(first.buffer.buffer);
      expect(buffer).toHaveLength(5);
    });
    const third = pool.use(100_000, NEVER, async (buffer) => {
      order.push('third');
      expect(buffer).toHaveLength(100_000);
    });
    await nextTurn();
    expect(order).toEqual([]);

    first.release();
    await Promise.all([second, third]);

    expect(order).toEqual(['second', 'third']);
  });

  test('free buffers are dropped to make room for one of another size', async () => {
    const pool = new BufferPool(fixed(4), 16 * MIB);
    for (const size of [8 * MIB, MIB, 16 * MIB, 8 * MIB]) {
      await pool.use(size, NEVER, async (buffer) => expect(buffer).toHaveLength(size));
    }
    expect(await takeAtOnce(pool, [8 * MIB, 8 * MIB, 8 * MIB])).toBe(2);
  });

  test('a buffer is released when its work fails', async () => {
    const pool = new BufferPool(fixed(1));
    const failing = pool.use(1, NEVER, () => Promise.reject(new Error('failed')));

    await expect(failing).rejects.toThrow('failed');
    await expect(pool.take(1, NEVER)).resolves.toBeDefined();
  });

  test('an aborted request does not block the next one', async () => {
    const pool = new BufferPool(fixed(1));
    const held = await pool.take(1, NEVER);
    const controller = new AbortController();
    const given = pool.take(1, controller.signal);
    const patient = pool.take(1, NEVER);
    controller.abort(new Error('stop'));

    held.release();

    await expect(given).rejects.toThrow('stop');
    (await patient).release();
    await expect(pool.take(1, controller.signal)).rejects.toThrow('stop');
  });

  test('a new request does not overtake waiting ones', async () => {
    const pool = new BufferPool(fixed(1));
    const held = await pool.take(1, NEVER);
    const order: string[] = [];
    const waiting = pool.use(1, NEVER, async () => order.push('waiting'));
    held.release();
    const late = pool.use(1, NEVER, async () => order.push('late'));

    await Promise.all([waiting, late]);

    expect(order).toEqual(['waiting', 'late']);
  });
});
