/**
 * Explores all scenarios: pairs with a fault anywhere, and three processes as far as the time allows. Prints the states,
 * and fails with the shortest trace of the first violation. `node full.ts MINUTES`, 10 by default.
 */
import { explore } from './explore.ts';
import { alone, pairs, type Scenario, threes, variations } from './scenarios.ts';

const minutes = Number(process.argv[2] ?? 10);
const end = Date.now() + minutes * 60_000;
/** So that a scenario which is too large for the time leaves some to the others. */
const MAX_STATES = 1_200_000;

const scenarios: readonly Scenario[] = [...alone(2), ...pairs(1), ...variations(1), ...threes(0)];

let total = 0;
for (const scenario of scenarios) {
  if (Date.now() > end) {
    console.log(`Skipped, since ${minutes} min are over: ${scenario.name}, ${scenario.faults} faults`);
    continue;
  }
  const start = Date.now();
  const { states, transitions, isComplete, violation } = await explore(scenario, undefined, MAX_STATES);
  total += states;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const extent = isComplete ? 'all' : 'the first';
  console.log(
    `${scenario.name}, ${scenario.faults} faults: ${extent} ${states} states, ${transitions} transitions, ${seconds} s`,
  );
  if (violation === undefined) continue;
  console.error(`Violated: ${violation.what}\n${violation.trace.map((step) => `  ${step}`).join('\n')}`);
  process.exitCode = 1;
  break;
}
console.log(`${total} states in all`);
