/** Changes of versions that take several calls: commits, deletions of drafts, and tags that move. */
import { RefusedError } from '../net/errors.ts';
import type { Log } from '../net/system.ts';
import type { PaperspaceClient } from './client.ts';
import { versionsByAttempt } from './confirm-change.ts';
import { isRefusal, PaperspaceError, unlessGone } from './errors.ts';
import { holdersOf } from './references.ts';
import type { Version, VersionChange } from './schema.ts';

/** Fields that are changed by the same request as the commit. */
type CommitChange = Pick<VersionChange, 'tags' | 'metadata'>;

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
export async function removeExtraDrafts(
  paperspace: PaperspaceClient,
  log: Log,
  kept: Version,
  attempt: string,
): Promise<void> {
  const extra = await versionsByAttempt(paperspace, kept.datasetId, attempt);
  if (!extra.some(({ version }) => version === kept.version)) {
    log.warning(
      `The response to the request that created version ${kept.datasetId}:${kept.version} was lost, and the API's lists omit drafts. A second draft with \`metadata.snapshot.attempt\` ${attempt} may exist`,
    );
  }
  for (const draft of extra) {
    if (draft.version === kept.version || draft.isCommitted) continue;
    await removeDraft(paperspace, log, draft, 'it was created by a request whose response was lost');
  }
}

/** A tag and a version that holds it. */
export interface TagHolding {
  readonly tag: string;
  readonly holder: Version;
}

/** Returns every version that holds one of the tags. Sends one request per tag, concurrently. */
export async function readHoldings(
  paperspace: PaperspaceClient,
  datasetId: string,
  tags: readonly string[],
): Promise<TagHolding[]> {
  const holdingsOf = async (tag: string): Promise<TagHolding[]> =>
    (await holdersOf(paperspace, datasetId, tag)).map((holder) => ({ tag, holder }));
  return (await Promise.all(tags.map(holdingsOf))).flat();
}

/**
 * Adds tags to a version, and moves them if other versions hold them.
 *
 * Sends one PUT if the API moves tags by itself. If the API refuses with a 409 because other versions hold the tags,
 * removes and sets them one by one: if the process dies halfway, at most one tag is on no version, and calling this
 * function again completes the move.
 *
 * @throws PaperspaceError the 409, if another process sets a tag in the meantime
 * @throws RefusedError if the API cannot move or remove a tag, or reports afterwards that one is missing
 */
export async function addTags(
  paperspace: PaperspaceClient,
  log: Log,
  before: Version,
  tags: readonly string[],
): Promise<Version> {
  const { datasetId, version } = before;
  const put = (all: readonly string[]): Promise<Version> => paperspace.updateVersion(datasetId, version, { tags: all });
  const wanted = union(before.tags, tags);
  try {
    return complete(await put(wanted), wanted);
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
  }
  let current = before;
  for (const tag of missingTags(wanted, before.tags)) {
    const stuck = await removeFromOthers(paperspace, log, before, [tag]);
    if (stuck.length > 0) throw stuckError(datasetId, version, stuck);
    current = await put(union(current.tags, [tag]));
  }
  return complete(current, wanted);
}

/** An API that refuses tags held by other versions, and does not remove tags either, cannot move a tag at all. */
function stuckError(datasetId: string, version: string, stuck: readonly TagHolding[]): RefusedError {
  return new RefusedError(
    `Failed to set the tags of version ${datasetId}:${version}: the API only adds tags and does not remove them from other versions (${describeHoldings(stuck)})`,
    'Use other tags, or remove these from the other versions first.',
  );
}

/** Describes which version holds which tag, as `v1 on fo5rp4m, v2 on fo5rp4m`. */
export function describeHoldings(holdings: readonly TagHolding[]): string {
  return holdings.map(({ tag, holder }) => `${tag} on ${holder.version}`).join(', ');
}

/** Checks the tags in the response, because the API may not have set all that were sent. */
function complete(version: Version, tags: readonly string[]): Version {
  const missing = missingTags(tags, version.tags);
  if (missing.length === 0) return version;
  throw new RefusedError(
    `Version ${version.datasetId}:${version.version} should be tagged ${tags.join(', ')}, but the API reports that it lacks ${missing.join(', ')}`,
    'Re-run the job; completed work is reused.',
  );
}

/**
 * Removes tags from the versions that hold them, with one PUT per version. Skips versions that have been deleted.
 * Returns the tags that the API still reports afterwards: a server whose PUT only adds tags removes none.
 */
export async function removeTags(
  paperspace: PaperspaceClient,
  log: Log,
  holdings: readonly TagHolding[],
): Promise<TagHolding[]> {
  const stuck: TagHolding[] = [];
  for (const group of Map.groupBy(holdings, ({ holder }) => holder.version).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { datasetId, version, tags: held } = first.holder;
    const tags = group.map(({ tag }) => tag);
    const change = { tags: missingTags(held, tags) };
    const now = await unlessGone(() => paperspace.updateVersion(datasetId, version, change));
    const off = missingTags(tags, now?.tags ?? []);
    stuck.push(...group.filter(({ tag }) => !off.includes(tag)));
    if (now !== undefined && off.length > 0)
      log.info(`Removed ${off.length === 1 ? 'tag' : 'tags'} ${off.join(', ')} from version ${datasetId}:${version}`);
  }
  return stuck;
}

/** Removes tags from all versions but one, and returns those that the API still reports on others. */
export async function removeFromOthers(
  paperspace: PaperspaceClient,
  log: Log,
  { datasetId, version }: Version,
  tags: readonly string[],
): Promise<TagHolding[]> {
  const holdings = await readHoldings(paperspace, datasetId, tags);
  const others = holdings.filter(({ holder }) => holder.version !== version);
  return removeTags(paperspace, log, others);
}

/** Returns the tags of both lists without duplicates, those of the first list first. */
export function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

/** Returns the wanted tags that are not present. */
export function missingTags(wanted: readonly string[], present: readonly string[]): string[] {
  return wanted.filter((tag) => !present.includes(tag));
}
