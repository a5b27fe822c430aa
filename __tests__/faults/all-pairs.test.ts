import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { holds } from '../support/property.ts';
import { allPairs } from './all-pairs.ts';

test('every two choices of different questions come together in some row', async () => {
  const counts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 7 });
  await holds(
    fc.property(counts, (given) => {
      const rows = allPairs(given);
      const together = new Set(
        rows.flatMap((row) =>
          row.flatMap((choice, left) => row.map((other, right) => `${left}=${choice} ${right}=${other}`)),
        ),
      );
      for (const [left, leftCount] of given.entries()) {
        for (const [right, rightCount] of given.entries()) {
          if (left === right) continue;
          for (let choice = 0; choice < leftCount * rightCount; choice += 1) {
            expect(together).toContain(`${left}=${choice % leftCount} ${right}=${Math.floor(choice / leftCount)}`);
          }
        }
      }
    }),
  );
});

test('a row has one choice for each question, of those that there are, and the same counts give the same rows', () => {
  const counts = [3, 2, 2, 4];

  const rows = allPairs(counts);

  for (const row of rows) {
    expect(row).toHaveLength(4);
    for (const [question, choice] of row.entries()) expect(choice).toBeLessThan(counts[question] ?? 0);
  }
  expect(rows.length).toBeLessThan(3 * 2 * 2 * 4);
  expect(allPairs(counts)).toEqual(rows);
});
