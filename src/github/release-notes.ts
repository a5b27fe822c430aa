/** The notes of the release that started the workflow. Loaded only where a step asks for them. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { RetryContext } from '../net/retry.ts';
import type { Outputs } from '../operations/outputs.ts';
import { connectToGitHub, failureText, repositoryOf } from './api.ts';
import { readReleaseId } from './event.ts';
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
    workflow.warning(`The release notes were not updated: ${Error.isError(error) ? error.message : String(error)}`);
    if (Error.isError(error) && error.cause !== undefined) workflow.debug(String(error.cause));
  }
}

async function updateRelease({ workflow, token, outputs, idleTimeoutMs, retryContext }: ReleaseUpdate): Promise<void> {
  const { env } = workflow;
  const id = await readReleaseId(env, (file) => readFile(file, 'utf8'));
  const event = env.GITHUB_EVENT_NAME || 'unknown';
  if (id === undefined) throw new Error(`the event ${event}, which started the workflow, names no release`);
  if (token === undefined) throw new Error(`there is no \`github-token\`. ${advice.permission}`);
  const release = { ...repositoryOf(env), release_id: id };
  const { octokit, retry, close } = connectToGitHub({ env, token, idleTimeoutMs, retryContext });
  try {
    const { data } = await retry('read the release', () => octokit.rest.repos.getRelease(release));
    const before = v.parse(releaseSchema, data).body ?? '';
    const body = withSection(before, outputs['dataset-id'] ?? '', sectionLines(outputs));
    if (body !== before) {
      await retry('write the release', () => octokit.rest.repos.updateRelease({ ...release, body }));
    }
    workflow.info(body === before ? 'The release notes are up to date' : 'Updated the release notes');
  } catch (error) {
    throw new Error(failureText(error, retryContext.clock.now(), advice), { cause: error });
  } finally {
    await close();
  }
}

const releaseSchema = v.object({ body: v.optional(v.nullable(v.string()), null) });

const advice = {
  permission: 'The job needs `permissions: contents: write`',
  reasons: {
    404: 'The release was deleted, or the token has no access to it',
    422: 'The notes may be too long',
  },
};
