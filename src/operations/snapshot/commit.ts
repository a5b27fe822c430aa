import { CancelledError } from '../../network/failure.ts';
import { isRefusal } from '../../paperspace/errors.ts';
import { holdersOf } from '../../paperspace/references.ts';
import type { Version } from '../../paperspace/schema.ts';
import { markOf, type SnapshotMark, withMark } from '../../paperspace/snapshot-mark.ts';
import { commitVersion } from '../commit.ts';
import { RefusedError } from '../errors.ts';
import { union } from '../set-tags.ts';
import { otherHolders, putBack, type TagHolding, takeOff } from '../tag-moves.ts';
import type { SnapshotRun } from './run.ts';

/**
 * Commits a draft and sets its tags in one PUT. Where the API refuses that because another version holds a tag, the
 * tag is taken off first, noted before in the draft's metadata, and put back should the commit fail after all.
 */
export async function commitWithTags(run: SnapshotRun, draft: Version): Promise<Version> {
  const tags = union(draft.tags, run.tags);
  return putTags(run, draft, tags, () => commit(run, draft, tags));
}

async function commit({ context, datasetId }: SnapshotRun, draft: Version, tags: readonly string[]): Promise<Version> {
  const wanted = tags.length === 0 ? undefined : tags;
  const { version } = await commitVersion(context.paperspace, datasetId, draft.version, wanted);
  return version;
}

/** Gives a committed version the tags that it lacks, moving them as {@link commitWithTags} does. */
export async function addMissingTags(run: SnapshotRun, version: Version): Promise<Version> {
  const tags = union(version.tags, run.tags);
  if (tags.length === version.tags.length) return version;
  const set = (): Promise<Version> => run.context.paperspace.updateVersion(run.datasetId, version.version, { tags });
  return putTags(run, version, tags, set);
}

/** A conflict can have been resolved, or made anew, by another run meanwhile: so often the PUT is tried. */
const MOST_ROUNDS = 3;

async function putTags(
  run: SnapshotRun,
  version: Version,
  tags: readonly string[],
  put: () => Promise<Version>,
): Promise<Version> {
  const { paperspace, log } = run.context;
  const taken: TagHolding[] = [];
  try {
    for (let round = 1; ; round += 1) {
      try {
        return complete(run, await put(), tags);
      } catch (error) {
        if (!isRefusal(error, 409) || round === MOST_ROUNDS) throw error;
      }
      const holdings = await otherHolders(paperspace, run.datasetId, tags, version.version);
      if (holdings.length === 0) continue;
      await noteHolders(run, version, holdings);
      await takeOff(paperspace, log, holdings, (holding) => taken.push(holding));
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    await restore(run, version, taken);
    throw error;
  }
}

/** After a failure. That a tag cannot be put back is a warning, since the failure itself says more. */
async function restore(run: SnapshotRun, version: Version, taken: readonly TagHolding[]): Promise<void> {
  const { paperspace, log } = run.context;
  try {
    await putBack(paperspace, log, taken);
    await restoreNoted(run, version);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    const tags = [...new Set(taken.map(({ tag }) => tag))].join(', ');
    const reason = Error.isError(error) ? error.message : String(error);
    log.warning(`Tags that were taken off for this snapshot (${tags}) could not all be put back: ${reason}`);
  }
}

/** What the API says the version has now counts: without its tags a snapshot is not done. */
function complete(run: SnapshotRun, version: Version, tags: readonly string[]): Version {
  const lacking = tags.filter((tag) => !version.tags.includes(tag));
  if (lacking.length === 0) return version;
  throw new RefusedError(
    `Version ${run.datasetId}:${version.version} was to have the tags ${tags.join(', ')}, but the API says that it lacks ${lacking.join(', ')}`,
    'Run the job again; the version is found again by its key.',
  );
}

/** So that a later attempt can put the tags back, should this one die between taking them off and setting them. */
async function noteHolders(run: SnapshotRun, version: Version, holdings: readonly TagHolding[]): Promise<void> {
  const noted = markOf(version.metadata).heldTags ?? {};
  const heldTags: Record<string, string[]> = {};
  for (const tag of new Set([...Object.keys(noted), ...holdings.map((holding) => holding.tag)])) {
    const now = holdings.filter((holding) => holding.tag === tag).map(({ holder }) => holder.version);
    heldTags[tag] = now.length > 0 ? now : [...(noted[tag] ?? [])];
  }
  const metadata = withMark(version.metadata, { heldTags } satisfies SnapshotMark);
  try {
    await run.context.paperspace.updateVersion(run.datasetId, version.version, { metadata });
  } catch (error) {
    // The metadata of a committed version may not be editable; its tags can be moved all the same.
    if (!version.isCommitted || !isRefusal(error, 400, 403, 409, 422)) throw error;
    run.context.log.debug(`The holders of the tags could not be noted: ${String(error)}`);
  }
}

/** After a failure: puts the tags that an earlier attempt took off, and that nobody holds now, back where they were. */
async function restoreNoted({ context, datasetId }: SnapshotRun, version: Version): Promise<void> {
  const noted = Object.entries(markOf(version.metadata).heldTags ?? {});
  for (const [tag, versions] of noted) {
    const holders = await holdersOf(context.paperspace, datasetId, tag);
    if (holders.length > 0) continue;
    for (const id of versions) {
      const holder = await context.paperspace.getVersion(datasetId, id);
      await putBack(context.paperspace, context.log, [{ tag, holder }]);
    }
  }
}
