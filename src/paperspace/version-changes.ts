/** Changes of versions that take several calls: commits, deletions of drafts, and tags that move. */
import { RefusedError } from '../net/errors.ts';
import type { Log } from '../net/system.ts';
import type { PaperspaceClient } from './client.ts';
import { versionsByAttempt } from './confirm-change.ts';
import { isRefusal, PaperspaceError, unlessGone } from './errors.ts';
import { holdersOf } from './references.ts';
import { refOf, type Version, type VersionChange } from './schema.ts';

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

/** The dependencies of changes that take several calls. */
interface Dependencies {
  readonly paperspace: PaperspaceClient;
  readonly log: Log;
}

/** Deletes a version and logs the reason. Succeeds if another process has already deleted it. */
export async function removeVersion(
  { paperspace, log }: Dependencies,
  version: Version,
  reason: string,
): Promise<void> {
  try {
    await paperspace.deleteVersion(version.datasetId, version.version);
    log.info(`Deleted ${version.isCommitted ? 'version' : 'draft'} ${refOf(version)}: ${reason}`);
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
  }
}

/**
 * Deletes the extra drafts of a create request that was sent more than once because its response was lost. A delayed
 * request may still create another draft afterwards, so a snapshot checks again after its commit.
 */
export async function removeExtraDrafts(dependencies: Dependencies, kept: Version, attempt: string): Promise<void> {
  const { paperspace, log } = dependencies;
  const extra = await versionsByAttempt(paperspace, kept.datasetId, attempt);
  if (!extra.some(({ version }) => version === kept.version)) {
    log.warning(
      `The response to the request that created version ${refOf(kept)} was lost, and the API's lists omit drafts. A second draft with \`metadata.snapshot.attempt\` ${attempt} may exist`,
    );
  }
  for (const draft of extra) {
    if (draft.version === kept.version || draft.isCommitted) continue;
    await removeVersion(dependencies, draft, 'it was created by a request whose response was lost');
  }
}

/** Returns every version that holds one of the tags. Sends one request per tag, concurrently. */
export async function readHolders(
  paperspace: PaperspaceClient,
  datasetId: string,
  tags: readonly string[],
): Promise<Version[]> {
  const found = await Promise.all(tags.map((tag) => holdersOf(paperspace, datasetId, tag)));
  return [...new Map(found.flat().map((holder) => [holder.version, holder])).values()];
}

/**
 * Commits a draft and adds tags in one request. If the API refuses that because other versions hold some of the tags,
 * commits without these.
 */
export async function commitWithTags(
  paperspace: PaperspaceClient,
  draft: Version,
  change: CommitChange,
): Promise<void> {
  const { datasetId, version } = draft;
  const commit = (tags: readonly string[]) =>
    commitVersion(paperspace, datasetId, version, { ...change, tags: tags.length > 0 ? tags : undefined });
  const all = union(draft.tags, change.tags ?? []);
  try {
    await commit(all);
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
    const holders = otherThan(draft, await readHolders(paperspace, datasetId, all));
    if (holders.length === 0) throw error;
    const held = holders.flatMap(({ tags }) => tags);
    await commit(missingTags(all, held));
  }
}

/**
 * Adds tags to a version, and moves them if other versions hold them. Returns the same object if it lacks none.
 *
 * Sends one PUT if the API moves tags by itself. If the API refuses with a 409 because other versions hold the tags,
 * removes and sets them one by one: if the process dies halfway, at most one tag is on no version, and calling this
 * function again completes the move.
 *
 * @throws PaperspaceError the 409, if another process sets a tag in the meantime
 * @throws RefusedError if the API cannot move or remove a tag, or reports afterwards that one is missing
 */
export async function addTags(dependencies: Dependencies, before: Version, tags: readonly string[]): Promise<Version> {
  const { paperspace } = dependencies;
  const { datasetId, version } = before;
  const missing = missingTags(tags, before.tags);
  if (missing.length === 0) return before;
  const put = async (all: readonly string[]): Promise<Version> =>
    complete(await paperspace.updateVersion(datasetId, version, { tags: all }), all);
  try {
    return await put(union(before.tags, tags));
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
  }
  let current = before;
  for (const tag of missing) {
    const stuck = await removeFromOthers(dependencies, before, [tag], await readHolders(paperspace, datasetId, [tag]));
    if (stuck.length > 0) {
      throw new RefusedError(
        `Failed to set the tags of version ${refOf(before)}: the API only adds tags and does not remove them from other versions (${describeHolders(stuck, [tag])})`,
        'Use other tags, or remove these from the other versions first.',
      );
    }
    current = await put(union(current.tags, [tag]));
  }
  return current;
}

/** Checks the tags in the response, because the API may not have set all that were sent. */
function complete(version: Version, tags: readonly string[]): Version {
  const missing = missingTags(tags, version.tags);
  if (missing.length === 0) return version;
  throw new RefusedError(
    `Version ${refOf(version)} should be tagged ${tags.join(', ')}, but the API reports that it lacks ${missing.join(', ')}`,
    'Re-run the job; completed work is reused.',
  );
}

/**
 * Removes tags from all holders but one version, with one PUT per holder. Skips holders that have been deleted. Returns
 * those that still hold some of the tags: a server whose PUT only adds tags removes none.
 */
export async function removeFromOthers(
  { paperspace, log }: Dependencies,
  version: Version,
  tags: readonly string[],
  holders: readonly Version[],
): Promise<Version[]> {
  const stuck: Version[] = [];
  for (const holder of otherThan(version, holders)) {
    const change = { tags: missingTags(holder.tags, tags) };
    const now = await unlessGone(() => paperspace.updateVersion(holder.datasetId, holder.version, change));
    if (now === undefined) continue;
    const removed = missingTags(sharedTags(tags, holder.tags), now.tags);
    if (removed.length > 0)
      log.info(`Removed ${removed.length === 1 ? 'tag' : 'tags'} ${removed.join(', ')} from version ${refOf(now)}`);
    if (sharedTags(now.tags, tags).length > 0) stuck.push(now);
  }
  return stuck;
}

/** Describes which version holds which of the tags, as `v1 on fo5rp4m, v2 on fo5rp4m`. */
export function describeHolders(holders: readonly Version[], tags: readonly string[]): string {
  return holders.flatMap((one) => sharedTags(tags, one.tags).map((tag) => `${tag} on ${one.version}`)).join(', ');
}

/** Returns all versions but one. */
export function otherThan({ version }: Version, versions: readonly Version[]): Version[] {
  return versions.filter((one) => one.version !== version);
}

/** Returns the tags of both lists without duplicates, those of the first list first. */
export function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

/** Returns the tags that are in both lists. */
export function sharedTags(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((tag) => others.includes(tag));
}

/** Returns the wanted tags that are not present. */
export function missingTags(wanted: readonly string[], present: readonly string[]): string[] {
  return wanted.filter((tag) => !present.includes(tag));
}
