/** Commits drafts, and deletes those that are no longer needed. */
import type { Log } from '../net/system.ts';
import type { PaperspaceClient } from './client.ts';
import { versionsByAttempt } from './confirm-change.ts';
import { isRefusal, PaperspaceError } from './errors.ts';
import type { Version, VersionChange } from './schema.ts';

/** Fields that are changed by the same request as the commit. */
export type CommitChange = Pick<VersionChange, 'tags' | 'metadata'>;

/**
 * Commits a version and sets its tags in one request. If the API refuses but the version turns out to be committed,
 * returns it with `already: true`, after adding the tags that it lacks.
 */
export async function commitVersion(
  paperspace: PaperspaceClient,
  datasetId: string,
  versionId: string,
  { tags, metadata }: CommitChange,
): Promise<{ readonly version: Version; readonly already: boolean }> {
  try {
    const change = { isCommitted: true, tags, metadata };
    return { version: await paperspace.updateVersion(datasetId, versionId, change), already: false };
  } catch (error) {
    if (!isConflict(error)) throw error;
    const read = await paperspace.getVersion(datasetId, versionId);
    if (!read.isCommitted) throw error;
    const complete = tags === undefined || tags.every((tag) => read.tags.includes(tag));
    const version = complete ? read : await paperspace.updateVersion(datasetId, versionId, { tags });
    return { version, already: true };
  }
}

/** The reference does not document the status of a second commit, so every 4xx counts unless it has another meaning. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof PaperspaceError) || error.problem.kind !== 'refused') return false;
  const { status } = error.problem;
  return status >= 400 && status < 500 && ![401, 403, 404, 429].includes(status);
}

/** Deletes a draft and logs the reason. Succeeds if another process has already deleted it. */
export async function removeDraft(
  paperspace: PaperspaceClient,
  log: Log,
  { datasetId, version }: Version,
  reason: string,
): Promise<void> {
  try {
    await paperspace.deleteVersion(datasetId, version);
    log.info(`Deleted draft ${datasetId}:${version}: ${reason}`);
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
  }
}

/**
 * Deletes the extra drafts of a create request that was sent more than once because its response was lost. A delayed
 * request may still create another draft afterwards, so a snapshot checks again after its commit.
 */
export async function removeTwins(
  paperspace: PaperspaceClient,
  log: Log,
  kept: Version,
  attempt: string,
): Promise<void> {
  const twins = await versionsByAttempt(paperspace, kept.datasetId, attempt);
  if (!twins.some(({ version }) => version === kept.version)) {
    warnOfOrphan(log, kept, attempt);
  }
  for (const twin of twins) {
    if (twin.version === kept.version || twin.isCommitted) continue;
    await removeDraft(paperspace, log, twin, 'it was created by a request whose response was lost');
  }
}

/** Warns that a second draft may exist, which cannot be found because the API's lists omit drafts. */
export function warnOfOrphan(log: Log, { datasetId, version }: Version, attempt: string): void {
  log.warning(
    `The response to the request that created version ${datasetId}:${version} was lost, and the API's lists omit drafts. A second draft with \`metadata.snapshot.attempt\` ${attempt} may exist`,
  );
}
