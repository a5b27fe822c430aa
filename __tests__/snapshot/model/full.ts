/**
 * Explores all scenarios: single processes with two faults, pairs with a fault anywhere, and three processes as deep as the
 * time allows. Prints the states, and fails with the shortest trace of the first violation. `node full.ts MINUTES`, 10 by
 * default.
 */
import { explore } from './explore.ts';
import { alone, pairs, type Scenario, threes, variations } from './scenarios.ts';

const minutes = Number(process.argv[2] ?? 10);
const end = Date.now() + minutes * 60_000;
/** As many as fit into the memory that `npm run test:model` allows. */
const MAX_STATES = 4_000_000;

/** The largest scenarios come last: each gets an equal share of the time that is left. */
const scenarios: readonly Scenario[] = [
  ...alone(2),
  ...pairs(1),
  ...variations(1),
  ...threes(0).toSorted((a, b) => Number(isLarge(a)) - Number(isLarge(b))),
];

function isLarge({ name, rules }: Scenario): boolean {
  return name.startsWith('three runs') || rules.tagHolder === 'conflict';
}

let total = 0;
for (const [at, scenario] of scenarios.entries()) {
  const start = Date.now();
  const endMs = start + (end - start) / (scenarios.length - at);
  const { states, transitions, depth, isComplete, violation } = await explore(scenario, undefined, {
    states: MAX_STATES,
    // All pairs are explored to their end, however long that takes.
    ...(scenario.processes.length > 2 ? { endMs } : {}),
  });
  total += states;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const extent = isComplete ? 'all' : `every sequence of ${depth} requests,`;
  console.log(
    `${scenario.name}, ${scenario.faults} faults: ${extent} ${states} states, ${transitions} transitions, ${seconds} s`,
  );
  if (violation === undefined) continue;
  console.error(`Violated: ${violation.what}\n${violation.trace.map((step) => `  ${step}`).join('\n')}`);
  process.exitCode = 1;
  break;
}
console.log(`${total} states in all`);
