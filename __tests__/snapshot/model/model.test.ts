/** A part of the model checker that is quick. `npm run test:model` explores the rest. */
import { describe, expect, test } from '@jest/globals';
import type { Table } from '../../../src/snapshot/decide.ts';
import { explore } from './explore.ts';
import { equivalent, incomplete, reversed } from './mutants.ts';
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

/** Scenarios that reveal every wrong table, smallest first. */
const revealing: readonly Scenario[] = [
  ...alone(1),
  ...variations(0).filter(({ name }) => /leaves its draft|different files.*\(moves\)/.test(name)),
  ...pairs(0),
];
const MAX_STATES = 12_000;

async function findViolation(table: Table): Promise<string | undefined> {
  for (const scenario of revealing) {
    const { violation } = await explore(scenario, table, { states: MAX_STATES });
    if (violation !== undefined) return violation.what;
  }
  return undefined;
}

describe('the model checker finds a violation in each decision table without one of the rows', () => {
  test.each(incomplete)('$name', async ({ table }) => {
    expect(await findViolation(table)).toBeDefined();
  }, 60_000);
});

describe('the model checker finds a violation in each decision table with two rows in the reverse order', () => {
  test.each(reversed.filter(({ name }) => equivalent[name] === undefined))('$name', async ({ table }) => {
    expect(await findViolation(table)).toBeDefined();
  }, 60_000);

  test.each(
    reversed.filter(({ name }) => equivalent[name] !== undefined),
  )('unless the order makes no difference: $name', async ({ table }) => {
    expect(await findViolation(table)).toBeUndefined();
  }, 60_000);

  test('every order that makes no difference has a reason', () => {
    const names = new Set(reversed.map(({ name }) => name));

    expect(Object.keys(equivalent)).toHaveLength(3);
    expect(Object.keys(equivalent).filter((name) => !names.has(name))).toEqual([]);
  });
});
