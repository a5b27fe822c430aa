/** A sample of the fault matrix, of which `npm run test:faults` runs all. */
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../emulator/random.ts';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { temporaryFolder } from '../support/folders.ts';
import { writeFlowers } from '../support/memory-storage.ts';
import { cases } from './cases.ts';
import { faults } from './injections.ts';
import { type PlannedTrial, planCase, runPlanned } from './matrix.ts';

const operations = await loadAll(registry);

/** The number of runs of each case that are tried here. */
const SAMPLE = 8;

const folder = temporaryFolder();
writeFlowers(folder);

function sampleOf(planned: readonly PlannedTrial[], seed: number): PlannedTrial[] {
  const random = seededRandom(seed);
  return Array.from({ length: SAMPLE }, () => planned[Math.floor(random() * planned.length)]).filter(
    (one) => one !== undefined,
  );
}

test('every operation has a case', () => {
  const tried = new Set(cases.map(({ operation }) => operation));

  expect(operations.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

test('every kind of fault that the emulator has is tried', () => {
  const kinds = new Set(faults.map(({ input }) => input.kind));

  expect([...kinds].sort()).toEqual(
    ['drop', 'hang', 'invalid-json', 'late', 'redirect', 'slow', 'stall', 'status', 'truncate', 'wrong-shape'].sort(),
  );
});

describe('an operation succeeds or fails with a clear error under any fault at any request, and the next run succeeds', () => {
  test.each(cases.map((one, seed) => ({ one, name: one.name, seed })))('$name', async ({ one, seed }) => {
    const { planned, problems } = await planCase(one, folder);
    const wrong: string[] = [];
    for (const one of sampleOf(planned, seed)) {
      const verdict = await runPlanned(one);
      if (typeof verdict !== 'string') wrong.push(verdict.violation);
    }

    expect(problems).toEqual([]);
    expect(wrong).toEqual([]);
    expect(planned.length).toBeGreaterThan(faults.length);
  });
});
