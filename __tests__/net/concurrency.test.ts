import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  allOrNothing,
  attemptEach,
  ConcurrencyLimit,
  forEachConcurrently,
  maxInFlight,
  separateErrors,
} from '../../src/net/concurrency.ts';
import { CancelledError } from '../../src/net/errors.ts';
import { VirtualClock } from '../support/clocks.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const NEVER = new AbortController().signal;

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
