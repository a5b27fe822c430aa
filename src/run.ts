import { Changes } from './changes.ts';
import type { Connect } from './connection.ts';
import { createContext } from './context.ts';
import { causeChain, errorText } from './github/error-text.ts';
import { setOutputs } from './github/output-texts.ts';
import { keepReleaseNotes } from './github/release-notes.ts';
import { ResultFile } from './github/result-file.ts';
import { chooseOperation, parseSettings, readRawInputs, type Settings, unusedInputs } from './github/settings.ts';
import { noteMainRan, saveDrafts } from './github/state.ts';
import { groupTitle, renderFailure, renderSummary } from './github/summary.ts';
import type { Workflow } from './github/workflow.ts';
import type { Clock, Random } from './net/clock.ts';
import { CancelledError } from './net/errors.ts';
import type { RetryContext } from './net/retry.ts';
import { InputError } from './operations/errors.ts';
import type { RawInputs } from './operations/inputs.ts';
import type { AnnouncedDraft, Operation, Prepared, Report } from './operations/operation.ts';
import type { Outputs } from './operations/outputs.ts';
import { mayHaveActed, PaperspaceError } from './paperspace/errors.ts';

/** What a run stands on. */
export interface Dependencies {
  readonly workflow: Workflow;
  readonly operations: readonly Operation[];
  readonly connect: Connect;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborts with a `CancelledError` when the runner asks the process to end. */
  readonly signal: AbortSignal;
}

/** Runs the main step and gives back the exit status of the process: 0 or 1. Never throws. */
export async function runMain(dependencies: Dependencies): Promise<0 | 1> {
  const { workflow, operations } = dependencies;
  noteMainRan(workflow);
  const raw = readRawInputs(workflow);
  maskSecrets(workflow, raw);
  const progress: Progress = { outputs: {}, drafts: [], changes: new Changes() };
  let name = raw.operation ?? 'snapshot';
  try {
    const { operation, settings, run } = await prepare(raw, operations);
    name = operation.name;
    for (const line of unusedInputs(workflow, operation, operations)) workflow.warning(line);
    const { clock, random, signal } = dependencies;
    const retryContext: RetryContext = { retries: settings.retries, clock, random, log: workflow, signal };
    const report = await perform({ operation, settings, run }, retryContext, dependencies, progress);
    await keepReleaseNotes({ workflow, raw, operation, report, idleTimeoutMs: settings.idleTimeoutMs, retryContext });
    await writeSummary(workflow, settings.summary, renderSummary(name, report));
    return 0;
  } catch (error) {
    const { title, message } = errorText(error);
    setOutputs(workflow, progress.outputs.outcome === undefined ? { outcome: 'none' } : {});
    if (isRefusedCreate(error) && progress.outputs.ref === undefined) forgetDrafts(workflow, progress);
    workflow.error(title, `${message}${describeLeftovers(error, progress)}`);
    workflow.debug(causeChain(error));
    await writeSummary(workflow, raw.summary?.trim().toLowerCase() !== 'false', renderFailure(name, title, message));
    return 1;
  }
}

/** Before anything else is said: what must not be read in the log. Ids are no secrets. */
function maskSecrets({ env, mask }: Workflow, raw: RawInputs): void {
  const secrets = [raw['api-key'], raw['github-token'], env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN];
  for (const secret of secrets) if (secret?.trim()) mask(secret.trim());
}

/** What a run has said so far. */
interface Progress {
  outputs: Outputs;
  drafts: AnnouncedDraft[];
  readonly changes: Changes;
}

interface PreparedRun {
  readonly operation: Operation;
  readonly settings: Settings;
  readonly run: Prepared;
}

/** Reads all inputs. Throws one {@link InputError} with everything that is wrong. */
async function prepare(raw: RawInputs, operations: readonly Operation[]): Promise<PreparedRun> {
  const settings = await parseSettings(raw);
  const operation = tryChoose(raw, operations);
  const prepared = operation instanceof InputError ? operation : { operation, ...(await operation.prepare(raw)) };
  if ('settings' in settings && 'run' in prepared) return { ...prepared, settings: settings.settings };
  throw new InputError([
    ...('problems' in prepared ? prepared.problems : []),
    ...('problems' in settings ? settings.problems : []),
  ]);
}

function tryChoose(raw: RawInputs, operations: readonly Operation[]): Operation | InputError {
  try {
    return chooseOperation(raw, operations);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

async function perform(
  { operation, settings, run }: PreparedRun,
  retryContext: RetryContext,
  { workflow, connect }: Dependencies,
  progress: Progress,
): Promise<Report> {
  const connection = await connect(settings, workflow.env);
  const result = new ResultFile(workflow.env.RUNNER_TEMP);
  const publish = (outputs: Outputs): void => {
    progress.outputs = { ...progress.outputs, ...outputs };
    setOutputs(workflow, outputs);
  };
  workflow.group(groupTitle(operation.name));
  try {
    const watched = { ...connection, sendRequest: progress.changes.watch(connection.sendRequest) };
    const context = await createContext(workflow, watched, retryContext, {
      result,
      publish,
      preview: (headline, summary) =>
        writeSummary(workflow, settings.summary, renderSummary(operation.name, { headline, summary })),
      announce: (draft) => {
        progress.drafts.push(draft);
        saveDrafts(workflow, progress.drafts);
      },
    });
    const report = await run(context);
    const { path, text } = await result.finish();
    publish({ ...report.outputs, outcome: report.outcome, 'result-path': path });
    if (text !== undefined) workflow.setOutput('result', text);
    workflow.info(report.headline);
    return report;
  } finally {
    workflow.endGroup();
    await result.close();
    await connection.close();
  }
}

/** The summary is a writeSummary: that it cannot be written is a warning. */
async function writeSummary(workflow: Workflow, wanted: boolean, markup: string): Promise<void> {
  if (!wanted || !workflow.env.GITHUB_STEP_SUMMARY) return;
  try {
    await workflow.addSummary(markup);
  } catch (error) {
    workflow.warning(`The job summary could not be written: ${errorText(error).message}`);
  }
}

/** Whether the API said no to a new version, so that there is none. */
function isRefusedCreate(error: unknown): boolean {
  return (
    error instanceof PaperspaceError && error.operation.startsWith('create version') && !mayHaveActed(error.problem)
  );
}

/** A draft that was announced and then not created is nothing that the post step should look for. */
function forgetDrafts(workflow: Workflow, progress: Progress): void {
  progress.drafts = [];
  saveDrafts(workflow, progress.drafts);
}

/** What a run that ends early leaves behind, in words. */
function describeLeftovers(error: unknown, { outputs, drafts, changes }: Progress): string {
  if (outputs.ref !== undefined && drafts.length > 0) return `\nLeft as it is: version ${outputs.ref}.`;
  if (drafts.length > 0) return `\nA draft of dataset ${drafts[0]?.datasetId} may have been created.`;
  if (!(error instanceof CancelledError)) return '';
  if (changes.unanswered.length > 0)
    return `\nIt is not known whether this was done: ${changes.unanswered.join(', ')}.`;
  return changes.some ? '' : '\nNothing was changed.';
}
