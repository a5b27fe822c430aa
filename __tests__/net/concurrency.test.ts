import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  allOrNothing,
  attemptEach,
  ConcurrencyLimit,
  forEachConcurrently,
  inTurn,
  maxInFlight,
  separateErrors,
} from '../../src/net/concurrency.ts';
import { CancelledError } from '../../src/net/errors.ts';
import { VirtualClock } from '../support/clocks.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const NEVER = new AbortController().signal;

/** Fails as soon as the signal aborts. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

describe('forEachConcurrently', () => {
  test.each([1, 3, 16, 100])('works on at most %d items at a time, and starts them in order', async (limit) => {
    const begun: number[] = [];
    let now = 0;
    let most = 0;

    await forEachConcurrently(numbers(40), limit, NEVER, async (item) => {
      begun.push(item);
      now += 1;
      most = Math.max(most, now);
      await nextTurn();
      now -= 1;
    });

    expect(begun).toEqual(numbers(40));
    expect(most).toBe(Math.min(limit, 40));
  });

  test('does nothing without items', async () => {
    let done = 0;

    await forEachConcurrently([], 4, NEVER, async () => {
      done += 1;
    });

    expect(done).toBe(0);
  });

  test('reads an item only when it starts work on it', async () => {
    let given = 0;
    let ahead = 0;
    function* endless(): Generator<number> {
      for (; given < 20; given += 1) yield given;
    }
    let done = 0;

    await forEachConcurrently(endless(), 2, NEVER, async () => {
      ahead = Math.max(ahead, given - done);
      await nextTurn();
      done += 1;
    });

    expect(done).toBe(20);
    expect(ahead).toBeLessThanOrEqual(2);
  });

  test('starts no further item after a failure, and throws it once the started ones have ended', async () => {
    const ended: number[] = [];

    const work = forEachConcurrently(numbers(20), 4, NEVER, async (item) => {
      if (item === 5) throw new Error('the fifth');
      await nextTurn();
      ended.push(item);
    });

    await expect(work).rejects.toThrow('the fifth');
    expect(ended).toEqual(expect.arrayContaining([0, 1, 2, 3, 4]));
    expect(ended.length).toBeLessThan(10);
    const before = ended.length;
    await nextTurn();
    expect(ended).toHaveLength(before);
  });

  test('throws the first of several failures', async () => {
    const work = forEachConcurrently(numbers(4), 4, NEVER, async (item) => {
      for (let turn = 4 - item; turn > 0; turn -= 1) await nextTurn();
      throw new Error(String(item));
    });

    await expect(work).rejects.toThrow('3');
  });
});

describe('attemptEach', () => {
  test('goes on after an error, which takes the place of the result of its item', async () => {
    const limit = new ConcurrencyLimit(2, new VirtualClock());

    const results = await attemptEach(numbers(5), limit, NEVER, async (item) => {
      if (item % 2 === 1) throw new Error(`not ${item}`);
      return item * 10;
    });

    expect(results).toEqual([0, new Error('not 1'), 20, new Error('not 3'), 40]);
    expect(separateErrors(results)).toEqual({ done: [0, 20, 40], failures: [results[1], results[3]] });
  });

  test('stops at a cancellation', async () => {
    const limit = new ConcurrencyLimit(1, new VirtualClock());
    const begun: number[] = [];

    const attempts = attemptEach(numbers(5), limit, NEVER, async (item) => {
      begun.push(item);
      throw new CancelledError('SIGTERM');
    });

    await expect(attempts).rejects.toThrow(CancelledError);
    expect(begun).toEqual([0]);
  });
});

describe('allOrNothing', () => {
  test('returns the results in the order of the functions, whichever ends first', async () => {
    const results = await allOrNothing(
      NEVER,
      async () => {
        await nextTurn();
        return 'slow';
      },
      async () => 2,
    );

    expect(results).toEqual(['slow', 2]);
  });

  test('aborts the other functions after a failure, and throws it once they have ended', async () => {
    let ended = false;

    const failing = allOrNothing(
      NEVER,
      async (signal) => {
        while (!signal.aborted) await nextTurn();
        ended = true;
        throw new Error('echo');
      },
      async () => {
        throw new Error('first');
      },
    );

    await expect(failing).rejects.toThrow('first');
    expect(ended).toBe(true);
  });

  test('aborts every function with the outer signal', async () => {
    const controller = new AbortController();
    const waiting = allOrNothing(controller.signal, async (signal) => {
      while (!signal.aborted) await nextTurn();
      signal.throwIfAborted();
    });

    controller.abort(new Error('cancelled'));

    await expect(waiting).rejects.toThrow('cancelled');
  });
});

describe('ConcurrencyLimit', () => {
  test('keeps a fixed limit, whatever happens', () => {
    const limit = new ConcurrencyLimit(3, new VirtualClock());

    limit.noteOverload();

    expect(limit.current).toBe(3);
  });

  test('starts an adaptive limit at 16 and reduces it by a third after an overload', () => {
    const limit = new ConcurrencyLimit('auto', new VirtualClock());
    expect(limit.current).toBe(16);

    limit.noteOverload();

    expect(limit.current).toBe(11);
  });

  test('starts more work when an adaptive limit grows', async () => {
    const clock = new VirtualClock();
    const limit = new ConcurrencyLimit('auto', clock);
    let now = 0;
    let most = 0;

    await forEachConcurrently(numbers(500), limit, NEVER, async () => {
      const end = limit.begin();
      now += 1;
      most = Math.max(most, now);
      await clock.sleep(50);
      now -= 1;
      end(0);
    });

    expect(most).toBeGreaterThan(16);
    expect(most).toBeLessThanOrEqual(maxInFlight('auto'));
  });

  test('ends workers above a limit that shrinks', async () => {
    const limit = new ConcurrencyLimit('auto', new VirtualClock());
    const running: number[] = [];
    let now = 0;

    await forEachConcurrently(numbers(60), limit, NEVER, async (item) => {
      now += 1;
      if (item === 20) limit.noteOverload();
      await nextTurn();
      if (item > 40) running.push(now);
      now -= 1;
    });

    expect(Math.max(...running)).toBe(11);
  });

  test('waits for the work that a growing limit added, however long that takes', async () => {
    const clock = new VirtualClock();
    const limit = new ConcurrencyLimit('auto', clock);
    let ended = 0;

    await forEachConcurrently(numbers(500), limit, NEVER, (item) =>
      limit.track(async () => {
        await clock.sleep(item > 450 ? item * 10 : 50);
        ended += 1;
      }),
    );

    expect(ended).toBe(500);
  });
});

describe('inTurn', () => {
  const parts = async function* (count: number): AsyncGenerator<string> {
    for (let part = 0; part < count; part += 1) {
      await nextTurn();
      yield `${count}.${part}`;
    }
  };

  async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
    const items: T[] = [];
    for await (const item of source) items.push(item);
    return items;
  }

  test.each([1, 2, 16])('yields the parts of one sequence after the other, with %d at a time', async (max) => {
    const read = inTurn(NEVER, [2, 0, 3, 1], () => max, parts);

    expect(await all(read)).toEqual(['2.0', '2.1', '3.0', '3.1', '3.2', '1.0']);
  });

  test.each([1, 3])('begins at most %d sequences before their turn', async (max) => {
    let begun = 0;
    let yielded = 0;
    let most = 0;
    const read = inTurn(
      NEVER,
      numbers(10),
      () => max,
      async function* (item) {
        begun += 1;
        most = Math.max(most, begun - yielded);
        await nextTurn();
        yield item;
      },
    );

    for await (const item of read) {
      expect(item).toBe(yielded);
      yielded += 1;
      await nextTurn();
    }
    expect(most).toBe(max);
  });

  test('reads one part ahead', async () => {
    const read: number[] = [];
    const source = inTurn(
      NEVER,
      [0],
      () => 1,
      async function* () {
        for (const part of numbers(5)) {
          read.push(part);
          yield part;
        }
      },
    );

    await source.next();
    await nextTurn();

    expect(read).toEqual([0, 1]);
    await source.return(undefined);
  });

  test('throws an error when its turn comes, and aborts the rest', async () => {
    const failure = new Error('second');
    const aborted: number[] = [];
    const source = inTurn(
      NEVER,
      numbers(4),
      () => 4,
      async function* (item, signal) {
        if (item === 1) throw failure;
        if (item > 1) await abortOf(signal).finally(() => aborted.push(item));
        yield item;
      },
    );

    expect((await source.next()).value).toBe(0);
    await nextTurn();
    expect(aborted).toEqual([]);
    await expect(source.next()).rejects.toBe(failure);
    expect(aborted).toEqual([2, 3]);
  });

  test('aborts the rest if the reader stops, and waits for its end', async () => {
    let ended = 0;
    const source = inTurn(
      NEVER,
      numbers(3),
      () => 3,
      async function* (item, signal) {
        if (item > 0)
          await abortOf(signal)
            .catch(() => nextTurn())
            .finally(() => (ended += 1));
        yield item;
      },
    );

    await source.next();
    await source.return(undefined);

    expect(ended).toBe(2);
  });

  test('throws the error of the sequences themselves', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('broken');
    }

    await expect(all(inTurn(NEVER, broken(), () => 3, parts))).rejects.toThrow('broken');
  });
});
