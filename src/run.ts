import { readFile } from 'node:fs/promises';
import { type Connection, type Dependencies, keepMemorySmall } from './connection.ts';
import { readEvent } from './github/event.ts';
import { GitHubStep } from './github/github-step.ts';
import { type Workflow, withoutEmptyGroups } from './github/workflow.ts';
import { ConcurrencyLimit } from './net/concurrency.ts';
import { causeChain, errorText } from './net/errors.ts';
import type { RetryContext } from './net/retry.ts';
import {
  type GivenInputs,
  type InputError,
  nameSources,
  parseBoth,
  parseSettings,
  type RawInputs,
  readGivenInputs,
  type Settings,
  secretInputs,
  wantsSummary,
} from './operations/inputs.ts';
import { chooseOperation, type Operation, type Prepared, type Registry, unusedInputs } from './operations/operation.ts';
import type { Report, Services } from './operations/step.ts';
import { PaperspaceClient } from './paperspace/client.ts';
import { Leftovers, noteMainRan } from './post.ts';

/** Runs the main step and returns the exit status of the process: 0 or 1. Never throws. */
export async function runMain(dependencies: Dependencies): Promise<0 | 1> {
  const { registry } = dependencies;
  const workflow = withoutEmptyGroups(dependencies.workflow);
  noteMainRan(workflow);
  const given = readGivenInputs(workflow);
  const { raw } = given;
  maskSecrets(workflow, raw);
  const step = new GitHubStep(workflow);
  const leftovers = new Leftovers(workflow);
  step.operation = raw.operation?.trim() ?? step.operation;
  try {
    step.hasSummary = await wantsSummary(raw);
    const inputs = await readInputs(given, registry);
    for (const line of await unusedInputs(given, inputs.operation, registry)) workflow.warning(line);
    const report = await perform(inputs, { ...dependencies, workflow }, step, leftovers);
    workflow.info(report.headline);
    await step.summarize(report.headline);
    return 0;
  } catch (error) {
    const text = errorText(error);
    if (step.outputs.outcome === undefined) step.output({ outcome: 'none' });
    leftovers.forgetRefusedDraft(error, step.outputs);
    const failure = { ...text, message: `${text.message}${leftovers.describe(error, step.outputs)}` };
    workflow.error(failure.title, failure.message);
    workflow.debug(causeChain(error));
    await step.summarize(failure);
    return 1;
  }
}

/** Masks secrets in the log, before anything else is printed. IDs are not secrets. */
function maskSecrets({ env, mask }: Workflow, raw: RawInputs): void {
  const secrets = [...secretInputs.map((name) => raw[name]), env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN];
  for (const secret of secrets) if (secret?.trim()) mask(secret.trim());
}

/** A step whose inputs are valid. */
interface ReadyStep {
  readonly operation: Operation;
  readonly settings: Settings;
  readonly run: Prepared;
}

/** Parses all inputs. Throws an {@link InputError} that lists all problems. */
async function readInputs(given: GivenInputs, registry: Registry): Promise<ReadyStep> {
  const prepare = async () => {
    const operation = await chooseOperation(given.raw, registry);
    return { operation, run: await operation.prepare(given.raw) };
  };
  try {
    const [prepared, settings] = await parseBoth(prepare(), parseSettings(given.raw));
    return { ...prepared, settings };
  } catch (error) {
    throw nameSources(error, given);
  }
}

/** Runs the operation inside a log group, and closes the connections. */
async function perform(
  { operation, settings, run }: ReadyStep,
  dependencies: Dependencies,
  step: GitHubStep,
  leftovers: Leftovers,
): Promise<Report> {
  const { workflow, connect } = dependencies;
  const connection = await connect(settings, workflow.env);
  workflow.group(`Paperspace dataset: ${operation.name}`);
  try {
    const services = await createServices(dependencies, settings, connection, step, leftovers);
    const report = await run(step, services);
    await step.finish(report);
    return report;
  } finally {
    workflow.endGroup();
    await step.close();
    await connection.close();
  }
}

/** The variables by which AWS tools find credentials. An instance's own role has none. */
const CREDENTIAL_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

async function createServices(
  { workflow, clock, random, signal }: Dependencies,
  { retries, idleTimeoutMs }: Settings,
  connection: Connection,
  step: GitHubStep,
  leftovers: Leftovers,
): Promise<Services> {
  const { env } = workflow;
  const limits: ConcurrencyLimit[] = [];
  const onOverload = (): void => {
    for (const limit of limits) limit.noteOverload();
  };
  const retryContext: RetryContext = { retries, clock, random, log: workflow, signal, onOverload };
  const event = await readEvent(env, (file) => readFile(file, 'utf8'), workflow, clock.now());
  const update = { workflow, event, idleTimeoutMs, retryContext };
  return {
    paperspace: new PaperspaceClient(leftovers.watch(connection.sendRequest), retryContext),
    clock,
    random,
    signal,
    platform: process.platform,
    event,
    hasStorageCredentials: CREDENTIAL_VARIABLES.some((name) => env[name]),
    limitConcurrency: (concurrency) => {
      const limit = new ConcurrencyLimit(concurrency, clock);
      limits.push(limit);
      return limit;
    },
    openStorage: (settings) => connection.openStorage(settings, retryContext),
    scan: async (request) => {
      keepMemorySmall();
      const { scanFiles } = await import('./files/index.ts');
      return scanFiles({ ...request, platform: process.platform });
    },
    writeFile: (name, text) => step.writeFile(name, text),
    announceDraft: (draft) => leftovers.announceDraft(draft),
    updateReleaseNotes: async (token, changes) => {
      const { updateReleaseNotes } = await import('./github/publish.ts');
      await updateReleaseNotes({ ...update, token }, step.outputs, changes);
    },
    updateComment: async (comment) => {
      const { updateComment } = await import('./github/publish.ts');
      await updateComment(update, comment, step.operation);
    },
  };
}
