/**
 * `npm run check`: everything that must hold before a change is merged. This is the one list of checks, which CI calls too.
 * All of them run, even after one has failed; Jest's report is left in `.tmp/jest-report.json`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './documents.ts';

const report = path.join(root, '.tmp', 'jest-report.json');

/** Each is an npm script and its parameters. */
const checks: readonly (readonly [script: string, ...parameters: string[]])[] = [
  ['lint'],
  ['lint:workflows'],
  ['types'],
  ['docs', '--check'],
  ['test', '--json', `--outputFile=${report}`],
  ['test:workflows'],
];

/** The exit status of a script whose tool is not installed. */
const NOTHING_RAN = 77;

type Result = 'passed' | 'failed' | 'SKIPPED';

function runCheck([script, ...parameters]: readonly [string, ...string[]]): Result {
  console.log(`\n=== npm run ${script}`);
  const [program, prefix] = npm();
  const { status, error } = spawnSync(program, [...prefix, 'run', '--silent', script, '--', ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error !== undefined) throw error;
  if (status === NOTHING_RAN) return 'SKIPPED';
  return status === 0 ? 'passed' : 'failed';
}

/** Windows cannot spawn `npm` directly; npm passes the path of its code to scripts. */
function npm(): [program: string, parameters: string[]] {
  const code = process.env.npm_execpath;
  return code === undefined ? ['npm', []] : [process.execPath, [code]];
}

mkdirSync(path.dirname(report), { recursive: true });
const rows = checks.map((check) => {
  const startedMs = performance.now();
  const result = runCheck(check);
  return `${result.padEnd(8)} ${check[0]} (${((performance.now() - startedMs) / 1000).toFixed(0)} s)`;
});
console.log(`\n${rows.join('\n')}`);
if (rows.some((row) => row.startsWith('failed'))) process.exitCode = 1;
