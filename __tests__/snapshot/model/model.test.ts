/** A part of the model checker that is quick. `npm run test:model` explores the rest. */
import { describe, expect, test } from '@jest/globals';
import { explore } from './explore.ts';
import { mutants } from './mutants.ts';
import { alone, pairs, type Scenario, variations } from './scenarios.ts';

/** What is explored to its end here: single processes and re-runs with two faults, pairs of runs without. */
const quick: readonly Scenario[] = [
  ...alone(2),
  ...pairs(2).filter(({ name }) => name.includes('re-run')),
  ...pairs(0).filter(({ rules }) => rules.tagHolder === 'moves'),
  ...variations(0).filter(({ rules }) => rules.tagHolder === 'moves'),
];

describe('every interleaving of the processes keeps the guarantees', () => {
  test.each(
    quick.map((scenario) => ({ name: `${scenario.name}, ${scenario.faults} faults`, scenario })),
  )('$name', async ({ scenario }) => {
    const { violation, isComplete, states } = await explore(scenario);

    expect([violation?.what, violation?.trace ?? []]).toEqual([undefined, []]);
    expect(isComplete).toBe(true);
    expect(states).toBeGreaterThan(10);
  }, 60_000);
});

/** Scenarios that reveal every mutant, smallest first. */
const telling: readonly Scenario[] = [
  ...alone(1),
  ...variations(0).filter(({ name }) => /leaves its draft|different files/.test(name)),
  ...pairs(0),
];
const MAX_STATES = 12_000;

describe('the model checker finds a violation in each incomplete decision table', () => {
  test.each(mutants)('$name', async ({ table }) => {
    let found: string | undefined;
    for (const scenario of telling) {
      found ??= (await explore(scenario, table, MAX_STATES)).violation?.what;
      if (found !== undefined) break;
    }

    expect(found).toBeDefined();
  }, 60_000);
});
