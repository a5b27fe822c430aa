import { errorText } from './action/error-text.ts';
import { parseSettings, readRawInputs } from './action/settings.ts';
import { savedDrafts } from './action/state.ts';
import { InputError } from './operations/errors.ts';
import type { AnnouncedDraft } from './operations/operation.ts';
import { PaperspaceClient } from './paperspace/client.ts';
import { versionsByAttempt } from './paperspace/created.ts';
import type { Surroundings } from './runner.ts';

/**
 * After a job that failed or was cancelled (`post-if` sees to that): deletes the drafts that the main step announced
 * with `on-failure: delete`, and says of the others how to go on. A committed version is never touched. Never throws.
 */
export async function runPost(surroundings: Surroundings): Promise<0 | 1> {
  const { workflow, connect, clock, random, signal } = surroundings;
  const raw = readRawInputs(workflow);
  if (raw['api-key'] !== undefined) workflow.mask(raw['api-key'].trim());
  try {
    const drafts = savedDrafts(workflow);
    if (drafts.length === 0) return 0;
    const parsed = await parseSettings(raw);
    if ('problems' in parsed) throw new InputError(parsed.problems);
    const { settings } = parsed;
    const connection = connect(settings, workflow.env);
    const persistence = { retries: settings.retries, clock, random, log: workflow, signal };
    const paperspace = new PaperspaceClient(connection.exchange, persistence);
    try {
      for (const draft of drafts) await settleDraft(surroundings, paperspace, draft);
    } finally {
      await connection.close();
    }
    return 0;
  } catch (error) {
    const { title, message } = errorText(error);
    workflow.error(title, message);
    return 1;
  }
}

async function settleDraft(
  { workflow }: Surroundings,
  paperspace: PaperspaceClient,
  { datasetId, attempt, onFailure }: AnnouncedDraft,
): Promise<void> {
  const left = (await versionsByAttempt(paperspace, datasetId, attempt)).filter(({ isCommitted }) => !isCommitted);
  for (const { version } of left) {
    const ref = `${datasetId}:${version}`;
    if (onFailure === 'keep') {
      workflow.notice(`Draft ${ref} is kept: re-run the failed job to go on with it, or delete it with delete-version`);
      continue;
    }
    await paperspace.deleteVersion(datasetId, version);
    workflow.notice(`Draft ${ref} is deleted, since the job did not end well (on-failure: delete)`);
  }
}
