/** What happens to drafts: they are committed, or deleted where nobody needs them. */
import type { Log } from '../net/log.ts';
import type { PaperspaceClient } from './client.ts';
import { versionsByAttempt } from './created.ts';
import { isRefusal, PaperspaceError } from './errors.ts';
import type { Version, VersionChange } from './schema.ts';

/** What a commit changes in the same call. */
export type CommitChange = Pick<VersionChange, 'tags' | 'metadata'>;

/**
 * Commits a version and sets its tags in one call. A refusal of a version that reads back committed is success
 * (`already`), and tags that it lacks are then set alone.
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

/** The reference does not say how a second commit is refused: anything but "no access" and "not there" may be it. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof PaperspaceError) || error.problem.kind !== 'refused') return false;
  const { status } = error.problem;
  return status >= 400 && status < 500 && ![401, 403, 404, 429].includes(status);
}

/** Deletes a draft, and says why. That it is gone already, by another process's hand, is as good. */
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
 * After a create that was sent more than once: deletes the drafts that its lost attempts left. A create may still be
 * on its way; a snapshot therefore looks once more after its commit.
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

/** Where lists do not show drafts, what a lost create may have left cannot be seen, only said. */
export function warnOfOrphan(log: Log, { datasetId, version }: Version, attempt: string): void {
  log.warning(
    `The response was lost while version ${datasetId}:${version} was created, and the API's lists omit drafts. A second draft with the attempt ID ${attempt} may exist`,
  );
}
