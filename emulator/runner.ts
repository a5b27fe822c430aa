/** Runs the bundle as one step of a job, the way GitHub's runner does. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readActionFile } from '../scripts/action-file.ts';

const committedBundle = path.join(import.meta.dirname, '..', 'dist', 'index.js');
/** The committed bundle, or the one that the variable BUNDLE names. */
export const bundle = process.env.BUNDLE || committedBundle;

export interface StepOptions {
  /** The values under `with:`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The folder of the `action.yml` whose defaults fill the other inputs. By default the root. */
  readonly entryPoint?: string | undefined;
  /** The job's RUNNER_TEMP, which outlives its steps. */
  readonly temporary: string;
  /** The values under `env:`, and what the runner adds. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The webhook payload of the event that started the workflow. */
  readonly event?: unknown;
  /** What the main step saved, for a post step. */
  readonly state?: Readonly<Record<string, string>> | undefined;
  /** Called with the process as soon as it runs, to send signals to it. */
  readonly started?: ((kill: (signal: NodeJS.Signals) => void) => void) | undefined;
}

export interface StepResult {
  /** Exit status; null if a signal ended the process. */
  readonly exit: number | null;
  /** Everything that the process printed. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

const commandFiles = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;

/** Runs one step in an environment with only what a runner provides, and collects its results. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const folder = await mkdtemp(path.join(options.temporary, 'step-'));
  const fileOf = (name: string): string => path.join(folder, name);
  for (const name of commandFiles) await writeFile(fileOf(name), '');
  await writeFile(fileOf('GITHUB_EVENT_PATH'), JSON.stringify(options.event ?? {}));
  const { exit, log } = await run(options, {
    PATH: process.env.PATH ?? '',
    RUNNER_TEMP: options.temporary,
    ...Object.fromEntries([...commandFiles, 'GITHUB_EVENT_PATH'].map((name) => [name, fileOf(name)])),
    ...(await inputVariables(options)),
    ...stateVariables(options.state),
    ...options.env,
  });
  const read = (name: (typeof commandFiles)[number]): Promise<string> => readFile(fileOf(name), 'utf8');
  const result = {
    exit,
    log,
    outputs: parseCommandFile(await read('GITHUB_OUTPUT')),
    state: parseCommandFile(await read('GITHUB_STATE')),
    summary: await read('GITHUB_STEP_SUMMARY'),
  };
  await rm(folder, { recursive: true });
  return result;
}

function run(options: StepOptions, env: Record<string, string>): Promise<{ exit: number | null; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, log }));
    options.started?.((signal) => child.kill(signal));
  });
}

/** The values of the expressions that `action.yml` has as defaults. */
const expressions: Readonly<Record<string, string>> = {
  '${{ strategy.job-index }}': '0',
  '${{ github.token }}': 'token-of-the-job',
};

/** Returns a variable for every input of the `action.yml`, with its default if the workflow gives none. */
async function inputVariables({ inputs, entryPoint }: StepOptions): Promise<Record<string, string>> {
  const declared = Object.entries((await readActionFile(entryPoint)).inputs);
  const defaults = declared.map(([name, { default: value = '' }]) => [name, expressions[value] ?? value] as const);
  return Object.fromEntries(
    [...defaults, ...Object.entries(inputs)].map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function stateVariables(state: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

/**
 * Parses a file of outputs or state as the runner does: `name<<delimiter`, the lines
 * of the value, `delimiter`. Throws if the file has another form.
 */
export function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name, delimiter] = /^([^<]+)<<(.+)$/.exec(line) ?? [];
    const end = delimiter === undefined ? -1 : lines.indexOf(delimiter, at + 1);
    if (name === undefined || end === -1) throw new Error(`not a workflow command: ${line}`);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}
