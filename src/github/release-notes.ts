import { readFile } from 'node:fs/promises';
import type { RetryContext } from '../net/retry.ts';
import { parseInputs, type RawInputs } from '../operations/inputs.ts';
import type { Operation, Report } from '../operations/operation.ts';
import { readReleaseId } from './event.ts';
import { sectionLines, withSection } from './release-text.ts';
import type { Workflow } from './workflow.ts';

/** A step that ended well, and what telling the release about it needs. */
export interface EndedStep {
  readonly workflow: Workflow;
  readonly raw: RawInputs;
  readonly operation: Operation;
  readonly report: Report;
  readonly idleTimeoutMs: number;
  readonly retryContext: RetryContext;
}

/** The notes are not worth more time than this many further attempts. */
const MAX_RETRIES = 2;

/**
 * Keeps a section about the version in the notes of the release that started the workflow, where the step asks for it.
 * A writeSummary: whatever goes wrong is one warning, and the step has succeeded all the same. Never throws.
 */
export async function keepReleaseNotes(step: EndedStep): Promise<void> {
  const { workflow, raw, operation, report } = step;
  if (!operation.optional.includes('release-notes')) return;
  const parsed = await parseInputs(raw, [], ['release-notes', 'dry-run']);
  if (!('values' in parsed) || !parsed.values['release-notes'] || parsed.values['dry-run']) return;
  try {
    if (report.outputs['is-committed'] !== true) throw new Error('the version is a draft, which may still change');
    await updateRelease(step);
  } catch (error) {
    workflow.warning(
      `The notes of the release were not updated: ${Error.isError(error) ? error.message : String(error)}`,
    );
    if (Error.isError(error) && error.cause !== undefined) workflow.debug(String(error.cause));
  }
}

async function updateRelease({ workflow, raw, report, idleTimeoutMs, retryContext }: EndedStep): Promise<void> {
  const { env } = workflow;
  const id = await readReleaseId(env, (file) => readFile(file, 'utf8'));
  const event = env.GITHUB_EVENT_NAME ?? 'unknown';
  if (id === undefined) throw new Error(`only a workflow that a release started has one, and the event is ${event}`);
  const token = raw['github-token']?.trim();
  if (!token) throw new Error(`there is no \`github-token\`. ${PERMISSION}`);
  const release = { repository: env.GITHUB_REPOSITORY ?? '', id };
  const { connectToReleases, refusalOf } = await import('./release-api.ts');
  const retries = Math.min(MAX_RETRIES, retryContext.retries);
  const api = connectToReleases({ env, token, idleTimeoutMs, retryContext: { ...retryContext, retries } });
  try {
    const before = await api.read(release);
    const after = withSection(before, report.outputs['dataset-id'] ?? '', sectionLines(report.outputs));
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
