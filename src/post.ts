import { parseSettings, readGivenInputs } from './github/settings.ts';
import { savedDrafts, type Workflow } from './github/workflow.ts';
import { causeChain, errorText } from './net/errors.ts';
import type { AnnouncedDraft } from './operations/step.ts';
import { PaperspaceClient } from './paperspace/client.ts';
import { versionsByAttempt } from './paperspace/created.ts';
import { markOf } from './paperspace/snapshot-mark.ts';
import type { Dependencies } from './run.ts';

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
