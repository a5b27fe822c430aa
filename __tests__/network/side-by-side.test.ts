import { describe, expect, test } from '@jest/globals';
import { sideBySide } from '../../src/network/side-by-side.ts';
import { numbers } from '../paperspace/listed-pages.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does something with the numbers from 0 to `count` - 1, and fails with those that are to fail. */
function given(count: number, limit: number, failing: readonly number[] = []) {
  const begun: number[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    await turn();
    inFlight -= 1;
    if (failing.includes(item)) throw new Error(`failure ${item}`);
  };
  return { begun, flight: () => ({ inFlight, mostInFlight }), done: sideBySide(numbers(count), limit, work) };
}

describe('side by side', () => {
  test.each([
    [0, 3],
    [1, 3],
    [10, 1],
    [10, 3],
    [3, 10],
  ])('%i items are done in their order, %i at once at most', async (count, limit) => {
    const { begun, flight, done } = given(count, limit);

    await done;

    expect(begun).toEqual(numbers(count));
    expect(flight()).toEqual({ inFlight: 0, mostInFlight: Math.min(count, limit) });
  });

  test('the first failure is thrown once all that was begun has ended, and nothing more is begun', async () => {
    const { begun, flight, done } = given(100, 4, [5, 6]);

    await expect(done).rejects.toThrow('failure 5');
    expect(flight().inFlight).toBe(0);
    expect(begun.length).toBeLessThanOrEqual(5 + 4);
  });

  test('what was thrown may be anything', async () => {
    await expect(sideBySide([1], 2, () => Promise.reject(undefined))).rejects.toBeUndefined();
  });
});
