import { describe, expect, test } from '@jest/globals';
import { BufferPool } from '../../src/files/buffer-pool.ts';
import { systemClock } from '../../src/net/clock.ts';
import { ConcurrencyLimit } from '../../src/net/concurrency.ts';

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

describe('how many places there are', () => {
  test.each<[name: string, sizes: number[], given: number]>([
    ['small files, as many as the limit allows', times(10, 4096), 4],
    ['requests without content, the same', times(10, 0), 4],
    ['parts of 8 MiB, as many as memory allows', times(10, 8 * MIB), 2],
    ['a part that is larger than all memory, one', times(3, 100 * MIB), 1],
    ['a small file behind a large part waits for its turn', [8 * MIB, 8 * MIB, 8 * MIB, 1], 2],
    ['sizes are rounded up to powers of two', times(10, 5 * MIB), 2],
  ])('%s', async (_name, sizes, given) => {
    expect(await takeAtOnce(new BufferPool(fixed(4), 16 * MIB), sizes)).toBe(given);
  });

  test('a limit that grows gives more places when the next one is released', async () => {
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
  test('places are given in turn, and buffers used again', async () => {
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

  test('buffers that are free make room for one of another size', async () => {
    const pool = new BufferPool(fixed(4), 16 * MIB);
    for (const size of [8 * MIB, MIB, 16 * MIB, 8 * MIB]) {
      await pool.use(size, NEVER, async (buffer) => expect(buffer).toHaveLength(size));
    }
    expect(await takeAtOnce(pool, [8 * MIB, 8 * MIB, 8 * MIB])).toBe(2);
  });

  test('a place is released when its work fails', async () => {
    const pool = new BufferPool(fixed(1));
    const failing = pool.use(1, NEVER, () => Promise.reject(new Error('failed')));

    await expect(failing).rejects.toThrow('failed');
    await expect(pool.take(1, NEVER)).resolves.toBeDefined();
  });

  test('whoever gave up waiting does not keep the next one waiting', async () => {
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

  test('nobody overtakes those who wait', async () => {
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
