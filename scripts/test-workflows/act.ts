/** Runs a workflow with act on this machine, without containers, and reads the results of its jobs. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { type Document, root } from '../documents.ts';
import { DOCUMENTED_USE, isOurs } from '../lint-workflows/action-steps.ts';
import { type Bed, fileNameOf } from './bed.ts';

/** Finds act: named by the variable ACT, in `.tmp/bin`, or on the PATH. Undefined if it is not installed. */
export function findAct(): string | undefined {
  const candidates = [process.env.ACT, path.join(root, '.tmp/bin/act'), 'act'];
  return candidates.find((one) => one && spawnSync(one, ['--version']).status === 0);
}

export interface ActOptions {
  readonly event: string;
  readonly payload: unknown;
  /** The ref of the run, such as `refs/tags/v1.2.3`. */
  readonly ref: string;
  /** Sets what the emulator's command line prints as variables of every step, as e2e.yml does by itself. */
  readonly emulatorAround?: boolean;
  /** Restricts a matrix, as `KEY:VALUE`. */
  readonly matrix?: string | undefined;
}

export interface ActRun {
  readonly ok: boolean;
  /** The result of each job, as `JOB RESULT`, one per matrix job, sorted. */
  readonly jobs: readonly string[];
  readonly summaries: readonly string[];
  readonly log: string;
}

export async function runAct(act: string, bed: Bed, workflow: Document, options: ActOptions): Promise<ActRun> {
  const eventFile = path.join(bed.folder, 'event.json');
  writeFileSync(eventFile, JSON.stringify(options.payload));
  const home = path.join(bed.folder, 'home');
  mkdirSync(home);
  const parameters = [
    options.event,
    ...['--workflows', `.github/workflows/${fileNameOf(workflow)}`, '--eventpath', eventFile, '--json'],
    ...['--platform', 'ubuntu-latest=-self-hosted', '--pull=false', '--no-cache-server'],
    ...['--action-cache-path', path.join(bed.folder, 'cache'), '--actor', 'octocat'],
    ...(options.matrix === undefined ? [] : ['--matrix', options.matrix]),
    ...localRepositories(workflow, bed).flatMap(([use, folder]) => ['--local-repository', `${use}=${folder}`]),
    ...settings(bed, options).flat(),
  ];
  const env = { PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`, HOME: home };
  const lines = await run(act, parameters, bed.workspace, env);
  return readRun(lines);
}

function settings(bed: Bed, { ref, emulatorAround = false }: ActOptions): string[][] {
  const { endpoint, region, credentials } = bed.storage;
  const values: readonly (readonly [flag: string, name: string, value: string])[] = [
    ['--env', 'GITHUB_REF', ref],
    ['--env', 'GITHUB_API_URL', bed.github.url],
    ['--secret', 'GITHUB_TOKEN', 'token-of-the-job'],
    ['--secret', 'PAPERSPACE_API_KEY', bed.emulator.apiKey],
    ['--secret', 'STORAGE_ACCESS_KEY_ID', credentials.accessKeyId],
    ['--secret', 'STORAGE_SECRET_ACCESS_KEY', credentials.secretAccessKey],
    ['--var', 'S3_ENDPOINT', endpoint],
    ['--var', 'S3_REGION', region],
    ['--var', 'STORAGE_ROLE', 'arn:aws:iam::123456789012:role/flowers'],
  ];
  const around: typeof values = [
    ['--env', 'PAPERSPACE_API_URL', bed.emulator.url],
    ['--env', 'PAPERSPACE_API_KEY', bed.emulator.apiKey],
    ['--env', 'AWS_ENDPOINT_URL_S3', endpoint],
    ['--env', 'AWS_REGION', region],
    ['--env', 'AWS_ACCESS_KEY_ID', credentials.accessKeyId],
    ['--env', 'AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey],
  ];
  return [...values, ...(emulatorAround ? around : [])].map(([flag, name, value]) => [flag, `${name}=${value}`]);
}

const standIns = path.join(import.meta.dirname, 'stand-ins');

/** Returns the third-party actions that a workflow uses, as `OWNER/NAME@REF`, without checkout, which act does itself. */
export function othersActions(workflow: Document): string[] {
  const own = [...workflow.text.matchAll(/^ *- uses: \.\/(\.\S+)/gm)].map(([, folder]) =>
    readFileSync(path.join(root, `${folder}/action.yml`), 'utf8'),
  );
  const text = [workflow.text, ...own].join('\n');
  const uses = [...text.matchAll(/uses: ([\w.-]+\/[\w./-]+@[\w.]+)/g)].map(([, use = '']) => use);
  return [...new Set(uses)].filter((uses) => !isOurs({ uses }) && !uses.startsWith('actions/checkout@'));
}

function localRepositories(workflow: Document, { action }: Bed): [use: string, folder: string][] {
  const known = readdirSync(standIns);
  const replaced = othersActions(workflow).map((use): [string, string] => {
    const name = use.split('@', 1)[0]?.split('/')[1] ?? '';
    if (!known.includes(name)) throw new Error(`there is no stand-in for ${use}`);
    return [use, path.join(standIns, name)];
  });
  return [[DOCUMENTED_USE, action], ...replaced];
}

function run(command: string, parameters: string[], cwd: string, env: Record<string, string>): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (exit) => resolve([...text.split('\n'), `exit ${exit}`]));
  });
}

const lineSchema = v.looseObject({
  msg: v.string(),
  jobID: v.optional(v.string()),
  jobResult: v.optional(v.string()),
  command: v.optional(v.string()),
  content: v.optional(v.string()),
});

function readRun(lines: readonly string[]): ActRun {
  const entries = lines.flatMap((line) => (line.startsWith('{') ? [v.parse(lineSchema, JSON.parse(line))] : []));
  const others = lines.filter((line) => line !== '' && !line.startsWith('{'));
  return {
    ok: lines.at(-1) === 'exit 0',
    jobs: entries
      .flatMap(({ jobID, jobResult }) =>
        jobResult === undefined || jobResult === 'skipped' ? [] : [`${jobID} ${jobResult}`],
      )
      .sort(),
    summaries: entries.flatMap(({ command, content }) => (command === 'summary' && content ? [content] : [])),
    log: [...entries.map(({ jobID, msg }) => `[${jobID ?? ''}] ${msg.trimEnd()}`), ...others].join('\n'),
  };
}

/** Returns whether a tool that a workflow calls is installed. */
export function hasTool(tool: string): boolean {
  const { error, status } = spawnSync(tool, ['--version']);
  return error === undefined && status === 0;
}
