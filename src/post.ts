/** What a run that ends early leaves behind, and the post step, which takes care of it. */
import * as v from 'valibot';
import type { Dependencies } from './connection.ts';
import type { Workflow } from './github/workflow.ts';
import { CancelledError, causeChain, errorText, NetworkError } from './net/errors.ts';
import { parseSettings, readGivenInputs } from './operations/inputs.ts';
import type { AnnouncedDraft, Outputs } from './operations/step.ts';
import { PaperspaceClient } from './paperspace/client.ts';
import { versionsByAttempt } from './paperspace/confirm-change.ts';
import { mayHaveTakenEffect, PaperspaceError } from './paperspace/errors.ts';
import type { SendRequest } from './paperspace/http.ts';
import { markOf } from './paperspace/snapshot-mark.ts';

const MAIN_RAN = 'main-ran';
const DRAFTS = 'drafts';

const draftsSchema = v.array(
  v.object({ datasetId: v.string(), attempt: v.string(), onFailure: v.picklist(['keep', 'delete']) }),
);

/**
 * Records that the main step runs. Called first, so that the post step can be told from the main step even after a
 * crash.
 */
export function noteMainRan(workflow: Workflow): void {
  workflow.saveState(MAIN_RAN, 'true');
}

/** Returns whether this process is the post step: only it receives the state of the main step. */
export function mainRan(workflow: Workflow): boolean {
  return workflow.state(MAIN_RAN) !== '';
}

/** Returns the drafts that the main step announced. */
function savedDrafts(workflow: Workflow): readonly AnnouncedDraft[] {
  const text = workflow.state(DRAFTS);
  return text === '' ? [] : v.parse(draftsSchema, JSON.parse(text));
}

/** The drafts and unanswered requests of a run that ends early. The post step looks for the drafts. */
export class Leftovers {
  readonly #workflow: Workflow;
  readonly #unanswered = new Set<string>();
  #drafts: readonly AnnouncedDraft[] = [];
  #hasChanged = false;

  constructor(workflow: Workflow) {
    this.#workflow = workflow;
  }

  /** Announces a draft to the post step, before it is created. */
  announceDraft(draft: AnnouncedDraft): void {
    this.#save([...this.#drafts, draft]);
  }

  /** Wraps the function, and records requests that change something until their responses arrive. */
  watch(sendRequest: SendRequest): SendRequest {
    return async (request, signal) => {
      if (request.method === 'GET') return sendRequest(request, signal);
      const change = `${request.method} ${request.path}`;
      this.#hasChanged = true;
      this.#unanswered.add(change);
      try {
        const response = await sendRequest(request, signal);
        this.#unanswered.delete(change);
        return response;
      } catch (error) {
        if (error instanceof NetworkError && !error.sent) this.#unanswered.delete(change);
        throw error;
      }
    };
  }

  /** Removes from the state the draft that the API refused to create, so that the post step does not search for it. */
  forgetRefusedDraft(error: unknown, { ref }: Outputs): void {
    if (this.#drafts.length > 0 && ref === undefined && isRefusedCreate(error)) this.#save([]);
  }

  /** Describes what a run that failed with `error` leaves behind, given the outputs that it had set. */
  describe(error: unknown, { ref }: Outputs): string {
    const [draft] = this.#drafts;
    if (draft !== undefined && ref !== undefined) return `\nVersion ${ref} remains.`;
    if (draft !== undefined) return `\nA draft of dataset ${draft.datasetId} may have been created.`;
    if (!(error instanceof CancelledError)) return '';
    if (this.#unanswered.size > 0) return `\nOutcome unknown: ${[...this.#unanswered].join(', ')}.`;
    return this.#hasChanged ? '' : '\nNo change was sent to the Paperspace API.';
  }

  #save(drafts: readonly AnnouncedDraft[]): void {
    this.#drafts = drafts;
    this.#workflow.saveState(DRAFTS, JSON.stringify(drafts));
  }
}

/** Returns whether the API refused to create a version, which means that none exists. */
function isRefusedCreate(error: unknown): boolean {
  return (
    error instanceof PaperspaceError &&
    error.operation.startsWith('create version') &&
    !mayHaveTakenEffect(error.problem)
  );
}

/**
 * Deletes the drafts that the main step announced with `on-failure: delete`, and logs how to resume the others. Runs
 * only after a job that failed or was cancelled (`post-if`). Never changes a committed version. Never throws.
 */
export async function runPost(dependencies: Dependencies): Promise<0 | 1> {
  const { workflow, connect, clock, random, signal } = dependencies;
  const { raw } = readGivenInputs(workflow);
  if (raw['api-key'] !== undefined) workflow.mask(raw['api-key'].trim());
  try {
    const drafts = savedDrafts(workflow);
    if (drafts.length === 0) return 0;
    const settings = await parseSettings(raw);
    const connection = await connect(settings, workflow.env);
    const retryContext = { retries: settings.retries, clock, random, log: workflow, signal };
    const paperspace = new PaperspaceClient(connection.sendRequest, retryContext);
    let exit: 0 | 1 = 0;
    for (const draft of drafts) {
      await resolveDraft(workflow, paperspace, draft).catch((error: unknown) => {
        exit = fail(workflow, error);
      });
    }
    await connection.close();
    return exit;
  } catch (error) {
    return fail(workflow, error);
  }
}

function fail(workflow: Workflow, error: unknown): 1 {
  const { title, message } = errorText(error);
  workflow.error(title, message);
  workflow.debug(causeChain(error));
  return 1;
}

async function resolveDraft(
  workflow: Workflow,
  paperspace: PaperspaceClient,
  { datasetId, attempt, onFailure }: AnnouncedDraft,
): Promise<void> {
  const found = await versionsByAttempt(paperspace, datasetId, attempt);
  if (found.length === 0) {
    workflow.notice(
      `No draft of this step was found in dataset ${datasetId}. If the API's lists omit drafts, a draft with \`metadata.snapshot.attempt\` ${attempt} may exist`,
    );
  }
  for (const draft of found.filter(({ isCommitted }) => !isCommitted)) {
    const ref = `${datasetId}:${draft.version}`;
    if (onFailure === 'keep') {
      const next =
        markOf(draft.metadata).key === undefined
          ? 'Use `commit` or `delete-version`. Re-running the job creates another draft'
          : 'Re-run the job to resume, or use `commit` or `delete-version`';
      workflow.notice(`Draft ${ref} kept. ${next}`);
      continue;
    }
    await paperspace.deleteVersion(datasetId, draft.version);
    workflow.notice(`Draft ${ref} deleted because the job failed or was cancelled (on-failure: delete)`);
  }
}
