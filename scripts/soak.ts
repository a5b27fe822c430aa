/**
 * `npm run soak -- --runs N`: runs the bundle N times in a row as a step of a job, with random operations and faults,
 * against one emulator. Fails if a run hangs or breaks a promise of every step, or if a process or a connection is left
 * behind. Reports how long the first and the last runs took, so that a drift shows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { FaultInput } from '../emulator/faults.ts';
import { seededRandom } from '../emulator/random.ts';
import { releaseEnv, releaseEvent } from '../emulator/release-event.ts';
import { runStep, type StepResult } from '../emulator/runner.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const random = seededRandom(Number(values.seed));

function pick<T>(choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

type Inputs = Readonly<Record<string, string>>;

/** Each dataset is used for this many runs, so that lists stay short. */
const RUNS_PER_DATASET = 40;

/** The inputs of a random operation. */
function randomInputs({ paperspace }: Emulator, id: string): Inputs {
  const versions = paperspace.versions(id);
  const newest = versions.at(-1)?.version ?? 'fo5rp4m';
  const choices: readonly [Inputs, ...Inputs[]] = [
    {
      operation: 'snapshot',
      dataset: id,
      tags: pick(['stable', 'nightly', '']),
      key: `key-${Math.floor(random() * 12)}`,
      'allow-empty': 'true',
    },
    { operation: 'snapshot', dataset: 'flowers', tags: 'stable', key: 'named', 'allow-empty': 'true' },
    { operation: 'list-versions', dataset: id, limit: '0' },
    { operation: 'list-datasets', limit: '10' },
    { operation: 'get-dataset', dataset: id },
    { operation: 'get-version', dataset: `${id}:${pick([newest, 'latest', 'stable'])}` },
    { operation: 'create-version', dataset: id, message: 'soaked' },
    { operation: 'update-version', dataset: `${id}:${newest}`, metadata: '{"a": 1}' },
    {
      operation: 'set-tags',
      dataset: `${id}:${newest}`,
      tags: 'next',
      'tags-mode': pick(['add', 'remove', 'replace']),
    },
    { operation: 'commit', dataset: `${id}:${newest}`, tags: 'stable' },
    { operation: 'promote', dataset: `${id}:latest`, tags: 'production' },
    { operation: 'prune', dataset: id, 'keep-last': '4' },
    { operation: 'delete-version', dataset: `${id}:${newest}` },
    { operation: 'commit', dataset: id },
  ];
  return pick(choices);
}

/** Returns mostly no faults, otherwise one or two of any kind. Those that delay a run are rarer. */
function randomFaults(): FaultInput[] {
  if (random() < 0.5) return [];
  const when = pick<'before' | 'after'>(['before', 'after']);
  const nth = 1 + Math.floor(random() * 4);
  const times = pick([1, 1, 2, 9]);
  const fault = pick<FaultInput>([
    { kind: 'drop', when, nth, times },
    { kind: 'truncate', when, nth, times },
    { kind: 'invalid-json', when, nth, times },
    { kind: 'wrong-shape', when, nth },
    { kind: 'status', status: pick([400, 401, 404, 409, 500, 503]), when, nth, times },
    { kind: 'status', status: 429, retryAfter: 0, nth, times },
    { kind: 'slow', ms: 50, nth },
    { kind: 'late', nth },
    { kind: 'redirect', location: 'http://127.0.0.1:1/', nth },
    { kind: pick(['hang', 'stall']), when, nth },
  ]);
  return random() < 0.2 ? [fault, ...randomFaults()] : [fault];
}

interface Run {
  readonly ms: number;
  readonly faults: number;
  readonly exit: number | null;
  readonly problem: string | undefined;
}

const MAX_RUN_MS = 60_000;

async function soakOnce(emulator: Emulator, temporary: string, id: string): Promise<Run> {
  const inputs = randomInputs(emulator, id);
  const faults = randomFaults();
  emulator.forgetRequests();
  emulator.clearFaults();
  for (const fault of faults) emulator.addFault(fault);
  const common = { 'api-key': emulator.apiKey, 'api-url': emulator.url, retries: '2', 'request-timeout': '1' };
  let watchdog: NodeJS.Timeout | undefined;
  let isHanging = false;
  const start = performance.now();
  const result = await runStep({
    inputs: { ...common, ...inputs },
    env: releaseEnv,
    event: releaseEvent,
    temporary,
    started: (kill) => {
      watchdog = setTimeout(() => {
        isHanging = true;
        kill('SIGKILL');
      }, MAX_RUN_MS);
    },
  });
  clearTimeout(watchdog);
  const problem = isHanging ? 'hangs' : brokenPromise(result);
  const described =
    problem === undefined ? undefined : `${problem}: ${JSON.stringify({ inputs, faults })}\n${result.log}`;
  return { ms: performance.now() - start, faults: faults.length, exit: result.exit, problem: described };
}

/** Returns the broken guarantees of a step, if any. */
function brokenPromise({ exit, log, outputs }: StepResult): string | undefined {
  const errors = log.split('\n').filter((line) => line.startsWith('::error'));
  if (exit !== 0 && exit !== 1) return `exit status ${exit}`;
  if (errors.length !== exit) return `exit status ${exit} with ${errors.length} errors`;
  if (errors.some((line) => !/^::error title=(?!Failed::)[^:]+::./.test(line))) return 'an error without words';
  return outputs.outcome === undefined ? 'no outcome' : undefined;
}

/** Lists what is left of a run in this process: its process, its pipes, its connections to the emulator. */
function leftovers(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => ['ProcessWrap', 'PipeWrap', 'TCPSocketWrap'].includes(kind));
}

function median(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0);
}

function report(done: readonly Run[], left: readonly string[]): void {
  const tenth = Math.max(1, Math.floor(done.length / 10));
  const drift = (some: readonly Run[]): string => {
    const times = some.map(({ ms }) => ms);
    return `${median(times.slice(0, tenth))} -> ${median(times.slice(-tenth))} ms`;
  };
  const quiet = done.filter(({ faults }) => faults === 0);
  const problems = done.flatMap(({ problem }) => problem ?? []);
  for (const problem of problems) console.error(problem);
  console.log(`runs: ${done.length}, with faults: ${done.length - quiet.length}`);
  console.log(
    `exit 0: ${done.filter(({ exit }) => exit === 0).length}, exit 1: ${done.filter(({ exit }) => exit === 1).length}`,
  );
  console.log(`broken promises: ${problems.length}; left behind: ${left.length === 0 ? 'nothing' : left.join(', ')}`);
  console.log(`median of the first and the last tenth: ${drift(done)}; without faults: ${drift(quiet)}`);
  if (problems.length > 0 || left.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'soak-'));
  // The streams of this process are open from here on and are not leftovers.
  console.log(`${runs} runs`);
  const before = leftovers();
  const emulator = await startEmulator();
  const done: Run[] = [];
  let id = '';
  for (let run = 0; run < runs; run += 1) {
    if (run % RUNS_PER_DATASET === 0) id = emulator.paperspace.addDataset({ name: `flowers-${run}` }).id;
    if (run === 0) emulator.paperspace.addDataset({ name: 'flowers' });
    done.push(await soakOnce(emulator, temporary, id));
    if (done.length % 100 === 0) console.log(`${done.length} runs, ${leftovers().length} connections or processes`);
  }
  await emulator.deliverLateRequests();
  // The end of a connection is known a moment after the process that had it ended.
  for (let waits = 0; waits < 20 && leftovers().length > before.length; waits += 1) await pause(50);
  report(done, leftovers().slice(before.length));
  await emulator.close();
  await rm(temporary, { recursive: true });
}

await main();
