/**
 * A job that runs the bundle as a process, step by step, against its own emulator, which has one dataset, `flowers`:
 *
 *     const { step, dataset, emulator } = await startJob({ answers: { tagHolder: 'stays' } });
 *     const { exit, outputs, requests } = await step({ operation: 'commit', dataset: `${dataset}:fo5rp4m` });
 *
 * With a bed (`startJob({ bed })`), the versions have files, and the steps have the credentials of the bed's storage. The
 * event of the job is the release of v1.2.3; `startedBy` and `releaseOf` return others. {@link assertPromises} checks what must hold for
 * every step. The emulator closes when the test ends.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach } from '@jest/globals';
import { releaseEnv, releaseEvent } from '../../emulator/release-event.ts';
import { runStep, type StepOptions, type StepResult } from '../../emulator/runner.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
import { entryPoints } from '../../scripts/entry-points.ts';
import { temporaryFolder } from './folders.ts';
import { assertPromises } from './promises.ts';
import type { S3Bed } from './s3-bed.ts';
import { allowEmpty } from './world.ts';

export interface Step extends StepResult {
  /** The requests of this step, each as method and target. */
  readonly requests: readonly string[];
  /** The lines of the log, without debug lines. */
  readonly lines: readonly string[];
  /** The texts of one kind of workflow command, such as `error`, decoded. */
  messages(command: string): string[];
}

export interface Job {
  readonly emulator: Emulator;
  /** The ID of the dataset `flowers`, which exists from the beginning. */
  readonly dataset: string;
  /** The job's RUNNER_TEMP. */
  readonly temporary: string;
  /** Runs the main step with these inputs and, unless they are given, `api-key` and `api-url`. */
  step(inputs: Readonly<Record<string, string>>, options?: Partial<StepOptions>): Promise<Step>;
  /** Runs the step in the second attempt of the workflow run. */
  again(inputs: Readonly<Record<string, string>>, options?: Partial<StepOptions>): Promise<Step>;
  /** Runs the post step of a main step, with the same inputs. */
  post(main: Step, inputs: Readonly<Record<string, string>>): Promise<Step>;
  /** Resolves when the emulator has received this many requests, of one method or of any, or when the test ends. */
  arrived(requests: number, method?: string): Promise<void>;
}

const open: { readonly emulator: Emulator; readonly over: AbortController }[] = [];
afterEach(async () => {
  for (const { emulator, over } of open.splice(0)) {
    over.abort();
    await emulator.close();
  }
});

export interface JobOptions extends EmulatorOptions {
  /** Holds the files of the job's versions. */
  readonly bed?: S3Bed;
}

export async function startJob({ bed, ...options }: JobOptions = {}): Promise<Job> {
  const temporary = temporaryFolder();
  const storage = bed === undefined ? {} : { bucket: bed.bucket, usageBytes: bed.storage.usageBytes };
  const emulator = await startEmulator({ ...storage, ...options });
  const over = new AbortController();
  open.push({ emulator, over });
  const dataset = emulator.paperspace.addDataset({ name: 'flowers' }).id;
  const step = async (
    inputs: Readonly<Record<string, string>>,
    { env: given, ...rest }: Partial<StepOptions> = {},
  ): Promise<Step> => {
    const env: Readonly<Record<string, string>> = { ...releaseEnv, ...bed?.variables, ...given };
    const before = emulator.requests.length;
    const result = await runStep({
      inputs: {
        'api-key': emulator.apiKey,
        'api-url': emulator.url,
        ...(rest.entryPoint === undefined ? allowEmpty(inputs.operation, inputs) : inputs),
      },
      env,
      event: releaseEvent,
      temporary,
      ...rest,
    });
    const requests = emulator.requests.slice(before);
    const secrets = [emulator.apiKey, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN].flatMap(
      (secret) => secret || [],
    );
    const entryPoint = entryPoints.find(({ folder }) => folder === rest.entryPoint);
    assertPromises({ result, requests, secrets, operation: inputs.operation ?? entryPoint?.operations[0] });
    return { ...result, ...readLog(result.log), requests: requests.map(({ method, target }) => `${method} ${target}`) };
  };
  return {
    emulator,
    dataset,
    temporary,
    step,
    again: (inputs, { env, ...rest } = {}) => step(inputs, { ...rest, env: { GITHUB_RUN_ATTEMPT: '2', ...env } }),
    post: (main, inputs) => step(inputs, { state: main.state }),
    arrived: async (requests, wanted) => {
      const count = (): number =>
        emulator.requests.filter(({ method }) => wanted === undefined || method === wanted).length;
      while (count() < requests && !over.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

function readLog(log: string): Pick<Step, 'lines' | 'messages'> {
  const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('::debug::'));
  const messages = (command: string): string[] =>
    log.split('\n').flatMap((line) => {
      const [, name, text] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
      return name === command && text !== undefined ? [decode(text)] : [];
    });
  return { lines, messages };
}

/** Decodes the text of a command, as the runner does. */
function decode(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

const eventFolder = path.join(import.meta.dirname, '..', 'fixtures', 'events');

const branchEnv = { GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' };

/** The variables of each event that differ from those of a release. */
const environments = {
  'release-published': {},
  'push-tag': { GITHUB_EVENT_NAME: 'push' },
  'push-branch': { GITHUB_EVENT_NAME: 'push', ...branchEnv },
  schedule: { GITHUB_EVENT_NAME: 'schedule', ...branchEnv },
  'workflow-dispatch': { GITHUB_EVENT_NAME: 'workflow_dispatch', ...branchEnv },
  'repository-dispatch': { GITHUB_EVENT_NAME: 'repository_dispatch', ...branchEnv },
  'pull-request-fork': {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF: 'refs/pull/17/merge',
    GITHUB_REF_NAME: '17/merge',
    GITHUB_REF_TYPE: 'branch',
  },
} as const;
export type EventName = keyof typeof environments;

export interface StartedBy {
  readonly event: unknown;
  readonly env: Readonly<Record<string, string>>;
}

/** Returns the payload and the variables of a job that the event started. */
export function startedBy(name: EventName): StartedBy {
  const event: unknown = JSON.parse(readFileSync(path.join(eventFolder, `${name}.json`), 'utf8'));
  return { event, env: { ...releaseEnv, ...environments[name] } };
}
