/**
 * `npm run test:faults`: every operation x every request it makes x every fault of the emulator, each pairwise with the
 * answers to the open questions. Prints a table and writes it into `docs/faults.md`; fails where a run ended as it must
 * not, and says which. `-- snapshot` tries only the cases whose names hold the word, and writes nothing.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cases } from '../__tests__/faults/cases.ts';
import { answerRows, describeAnswers, planCase } from '../__tests__/faults/matrix.ts';
import { writeFlowers } from '../__tests__/faults/memory-storage.ts';
import { blows, frequencies } from '../__tests__/faults/strikes.ts';
import { type Verdict, verdicts } from '../__tests__/faults/verdict.ts';

/** What the trials of one case came to. */
interface Tally {
  readonly name: string;
  readonly requests: readonly string[];
  readonly counts: ReadonlyMap<Verdict, number>;
  readonly violations: readonly string[];
}

async function tryCase(faultCase: (typeof cases)[number], folder: string): Promise<Tally> {
  const { planned, problems, requests } = await planCase(faultCase, folder);
  const counts = new Map<Verdict, number>();
  const violations = [...problems];
  for (const { trials, strike, request } of planned) {
    const verdict = await trials.run(strike);
    if (typeof verdict === 'string') {
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    } else {
      const where = `${request}, ${strike.blow.name}, ${strike.frequency} (${describeAnswers(trials.answers)})`;
      violations.push(`${where}: ${verdict.violation}`);
    }
  }
  return { name: faultCase.name, requests, counts, violations };
}

function trialsOf({ counts, violations }: Tally): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0) + violations.length;
}

const names = Object.keys(verdicts).filter((name): name is Verdict => name in verdicts);

function rowOf(tally: Tally): string[] {
  const counts = names.map((name) => String(tally.counts.get(name) ?? 0));
  return [
    tally.name,
    String(tally.requests.length),
    String(trialsOf(tally)),
    ...counts,
    String(tally.violations.length),
  ];
}

function totalOf(tallies: readonly Tally[]): string[] {
  const rows = tallies.map((tally) => rowOf(tally).slice(1).map(Number));
  const sums = rows.reduce((sum, row) => row.map((count, at) => count + (sum[at] ?? 0)), []);
  return ['all', ...sums.map(String)];
}

function document(tallies: readonly Tally[]): string {
  const table = [
    ['operation', 'requests', 'runs', ...names, 'wrong'],
    ['---', ...[...names, '', '', ''].map(() => '---:')],
    ...tallies.map(rowOf),
    totalOf(tallies),
  ];
  return `# Faults

Made by \`npm run test:faults\`, which runs every operation against the emulator in one process, with time that only
passes while it is waited for. One run without faults tells which requests an operation makes; then each of them is
struck by each fault, three ways: once, at every repetition of it, and at everything from it on. Every such run is made
under so many sets of answers to the API's open questions that each answer meets each request and fault. What is left
is compared with what the run without faults left under the same answers, and after a failure another run without
faults has to get there.

- Requests: those of a run without faults under any of the answers, told apart by method, path and number.
- Faults: ${blows.length} (${[...new Set(blows.map(({ fault }) => fault.kind))].join(', ')}; before and after the server acted; ${
    new Set(blows.flatMap(({ fault }) => (fault.kind === 'status' ? [fault.status] : []))).size
  } statuses), in ${frequencies.length} frequencies.
- Answers: ${answerRows.length} sets, in which every two answers come together.

How a run may end:

${names.map((name) => `- \`${name}\`: ${verdicts[name]}`).join('\n')}

Anything else is wrong, as is an error without a title and words of its own, and a request or an answer that departs
from \`openapi.yaml\`.

${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}

async function main(word: string | undefined): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'faults-'));
  writeFlowers(folder);
  const tallies: Tally[] = [];
  try {
    for (const faultCase of cases.filter(({ name }) => word === undefined || name.includes(word))) {
      const tally = await tryCase(faultCase, folder);
      tallies.push(tally);
      console.log(describe(tally));
      for (const violation of tally.violations) console.error(`  wrong: ${violation}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(describeRow(totalOf(tallies)));
  const wrong = tallies.reduce((sum, { violations }) => sum + violations.length, 0);
  if (wrong > 0) process.exitCode = 1;
  const file = path.join(import.meta.dirname, '..', 'docs', 'faults.md');
  if (word === undefined) await writeFile(file, document(tallies));
}

function describe(tally: Tally): string {
  return describeRow(rowOf(tally));
}

function describeRow([name, requests, runs, ...counts]: readonly string[]): string {
  const ends = [...names, 'wrong'].map((label, at) => `${label} ${counts[at]}`).join(', ');
  return `${name}: ${requests} requests, ${runs} runs: ${ends}`;
}

await main(process.argv[2]);
