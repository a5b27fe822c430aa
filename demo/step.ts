/** Runs the committed bundle as one step of a job, the way GitHub's runner does. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.join(import.meta.dirname, '..');
/** The bundle is made for Node 24, which the optional dependency brings to Linux; elsewhere this process is it. */
export const bundle = path.join(root, 'dist', 'index.js');

export interface StepOptions {
  /** What stands under `with:`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What stands under `env:`, and what the runner adds. */
  readonly env?: Readonly<Record<string, string>>;
  /** The webhook payload of the event that started the workflow. */
  readonly event?: unknown;
  /** What the main step saved, for a post step. */
  readonly state?: Readonly<Record<string, string>>;
  /** Called with the process as soon as it runs, to send signals to it. */
  readonly started?: (kill: (signal: NodeJS.Signals) => void) => void;
}

export interface StepResult {
  /** Exit status; null where a signal ended the process. */
  readonly exit: number | null;
  /** Everything that the process printed. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs one step in an environment that holds nothing but what a runner gives, and gathers what it left behind. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'step-'));
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_PATH'].map((name) => [
      name,
      path.join(temporary, name),
    ]),
  );
  for (const [name, file] of Object.entries(files)) {
    await writeFile(file, name === 'GITHUB_EVENT_PATH' ? JSON.stringify(options.event ?? {}) : '');
  }
  const { exit, log } = await run(options, {
    PATH: process.env.PATH ?? '',
    RUNNER_TEMP: temporary,
    ...files,
    ...(await inputVariables(options.inputs)),
    ...stateVariables(options.state),
    ...options.env,
  });
  const read = (name: string): Promise<string> => readFile(path.join(temporary, name), 'utf8');
  return {
    exit,
    log,
    outputs: parseFileCommands(await read('GITHUB_OUTPUT')),
    state: parseFileCommands(await read('GITHUB_STATE')),
    summary: await read('GITHUB_STEP_SUMMARY'),
  };
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

/** What the runner puts in place of the expressions that `action.yml` has as defaults. */
const expressions: Readonly<Record<string, string>> = {
  '${{ strategy.job-index }}': '0',
  '${{ github.token }}': 'token-of-the-job',
};

/** Every input of `action.yml` becomes a variable, with its default where the workflow gives nothing. */
async function inputVariables(inputs: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const action: { inputs: Record<string, { default?: string }> } = parse(
    await readFile(path.join(root, 'action.yml'), 'utf8'),
  );
  const defaults = Object.entries(action.inputs).map(([name, input]) => {
    const value = input.default ?? '';
    return [name, expressions[value] ?? value] as const;
  });
  return Object.fromEntries(
    [...defaults, ...Object.entries(inputs)].map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function stateVariables(state: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

/** Reads `name<<delimiter`, lines, `delimiter`, as the runner reads its command files. */
function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, delimiter] = /^([^<]+)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}
