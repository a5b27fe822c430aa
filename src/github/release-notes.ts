/** The notes of the release that started the workflow. Loaded only where a step asks for them. */
import { readFile } from 'node:fs/promises';
import type { RetryContext } from '../net/retry.ts';
import type { Outputs } from '../operations/outputs.ts';
import { readReleaseId } from './event.ts';
import { connectToReleases, refusalOf } from './release-api.ts';
import { sectionLines, withSection } from './release-text.ts';
import type { Workflow } from './workflow.ts';

/** What the notes say, and what writing them needs. */
export interface ReleaseUpdate {
  readonly workflow: Workflow;
  readonly token: string | undefined;
  readonly outputs: Outputs;
  readonly idleTimeoutMs: number;
  readonly retryContext: RetryContext;
}

/** The notes are not worth more time than this many retries. */
const MAX_RETRIES = 2;

/**
 * Keeps a section about the version that the outputs name in the notes of the release that started the workflow. Never
 * throws: a failure is one warning, and the step succeeds all the same.
 */
export async function updateReleaseNotes(update: ReleaseUpdate): Promise<void> {
  const { workflow, outputs } = update;
  try {
    if (outputs['is-committed'] !== true) throw new Error('the version is a draft, which may still change');
    await updateRelease(update);
  } catch (error) {
    workflow.warning(
      `The notes of the release were not updated: ${Error.isError(error) ? error.message : String(error)}`,
    );
    if (Error.isError(error) && error.cause !== undefined) workflow.debug(String(error.cause));
  }
}

async function updateRelease({ workflow, token, outputs, idleTimeoutMs, retryContext }: ReleaseUpdate): Promise<void> {
  const { env } = workflow;
  const id = await readReleaseId(env, (file) => readFile(file, 'utf8'));
  const event = env.GITHUB_EVENT_NAME ?? 'unknown';
  if (id === undefined) throw new Error(`only a workflow that a release started has one, and the event is ${event}`);
  if (token === undefined) throw new Error(`there is no \`github-token\`. ${PERMISSION}`);
  const release = { repository: env.GITHUB_REPOSITORY ?? '', id };
  const retries = Math.min(MAX_RETRIES, retryContext.retries);
  const api = connectToReleases({ env, token, idleTimeoutMs, retryContext: { ...retryContext, retries } });
  try {
    const before = await api.read(release);
    const after = withSection(before, outputs['dataset-id'] ?? '', sectionLines(outputs));
    if (after !== before) await api.write(release, after);
    workflow.info(after === before ? 'The notes of the release say so already' : 'Updated the notes of the release');
  } catch (error) {
    const refusal = refusalOf(error, retryContext.clock.now());
    throw new Error(refusal === undefined ? noAnswer(error) : refused(error, refusal), { cause: error });
  } finally {
    await api.close();
  }
}

const PERMISSION = 'The job needs `permissions: contents: write`';

function noAnswer(error: unknown): string {
  return `GitHub gave no answer that can be used: ${Error.isError(error) ? error.message : String(error)}`;
}

function refused(error: unknown, { status, limited }: { readonly status: number; readonly limited: boolean }): string {
  const said = `GitHub said ${Error.isError(error) ? error.message : ''} (HTTP ${status})`;
  if (limited) return `${said}. Too many requests were made with this token: run the job again later`;
  if (status === 401) return `${said}. The \`github-token\` is not valid. ${PERMISSION}`;
  if (status === 403) return `${said}. ${PERMISSION}`;
  if (status === 404) return `${said}. The release is gone, or the token may not see it. ${PERMISSION}`;
  return status === 422 ? `${said}. The notes may be too long. ${PERMISSION}` : said;
}
