/**
 * `npm run test:workflows [-- NAME]`: runs e2e.yml, every example and every snippet on act, a runner of workflows without
 * GitHub, against a local Paperspace. Exits with 0 where all passed, with 1 where one failed, and with 77 where nothing
 * could be run.
 */
import { workflowFiles } from './documents.ts';
import { findAct, hasTool, othersActions, runAct } from './test-workflows/act.ts';
import { makeBed } from './test-workflows/bed.ts';
import { type Case, fileCases } from './test-workflows/cases.ts';
import { snippetCases } from './test-workflows/snippet-cases.ts';

const NOTHING_RAN = 77;
const cases = [...fileCases, ...snippetCases()];

type Result = { readonly kind: 'passed' | 'skipped' } | { readonly kind: 'failed'; readonly log: string };

async function runCase(act: string, one: Case): Promise<Result & { readonly lines: readonly string[] }> {
  if (one.tool !== undefined && !hasTool(one.tool)) {
    return { kind: 'skipped', lines: [`${one.tool} is not on this machine`] };
  }
  const bed = await makeBed(one.workflow);
  try {
    await one.prepare?.(bed);
    const run = await runAct(act, bed, one.workflow, one);
    const jobs = run.jobs.join(', ');
    const wanted = one.jobs.join(', ');
    const problems = [
      ...(jobs === wanted ? [] : [`the jobs ended as [${jobs}], not [${wanted}]`]),
      ...one.check(bed, run),
    ];
    return problems.length === 0 ? { kind: 'passed', lines: [] } : { kind: 'failed', lines: problems, log: run.log };
  } finally {
    await bed.close();
  }
}

function titleOf({ workflow, title }: Case): string {
  return title === undefined ? workflow.name : `${workflow.name}: ${title}`;
}

/** What act and the stand-ins do not cover. */
function sayWhatWasNotRun(ran: readonly Case[]): void {
  const used = new Set(ran.flatMap(({ workflow }) => othersActions(workflow)));
  const others = workflowFiles().filter(({ name }) => !cases.some(({ workflow }) => workflow.name === name));
  console.log('\nNot run:');
  console.log('- actions/checkout: act lays the files out itself');
  for (const use of used) console.log(`- ${use}: a stand-in from scripts/test-workflows/stand-ins ran in its place`);
  console.log('- the legs of e2e.yml on Windows and macOS, and its start of the emulator, which ran before');
  console.log(
    '- what GitHub alone does: schedules, permissions, `concurrency:`, reviews of an environment, identity tokens',
  );
  for (const { name } of others) console.log(`- ${name}: only looked at by npm run lint:workflows`);
}

/** Throws unless every workflow that users copy is among the cases. */
function refuseForgotten(): void {
  const forgotten = workflowFiles().filter(
    ({ name }) => name.startsWith('examples/') && !cases.some(({ workflow }) => workflow.name === name),
  );
  if (forgotten.length > 0) throw new Error(`no case runs ${forgotten.map(({ name }) => name).join(', ')}`);
}

async function main(wanted: string): Promise<void> {
  refuseForgotten();
  const act = findAct();
  if (act === undefined) {
    console.log(
      'No workflow was run: act is neither named by ACT nor in .tmp/bin nor on the PATH. Run npm run tools, which needs Go',
    );
    console.log(`0 passed, 0 failed, ${cases.length} skipped`);
    process.exitCode = NOTHING_RAN;
    return;
  }
  const count = { passed: 0, failed: 0, skipped: 0 };
  const ran: Case[] = [];
  for (const one of cases.filter(({ workflow }) => workflow.name.includes(wanted))) {
    const started = Date.now();
    const result = await runCase(act, one);
    count[result.kind] += 1;
    if (result.kind !== 'skipped') ran.push(one);
    console.log(`${result.kind} ${titleOf(one)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (result.kind === 'failed') console.log(result.log);
    for (const line of result.lines) console.log(`  ${line}`);
  }
  sayWhatWasNotRun(ran);
  console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  if (count.failed > 0) process.exitCode = 1;
  else if (count.passed === 0) process.exitCode = NOTHING_RAN;
}

await main(process.argv[2] ?? '');
