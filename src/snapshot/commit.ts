import { isDeepStrictEqual } from 'node:util';
import { commitVersion } from '../paperspace/drafts.ts';
import { isRefusal } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf, withMark } from '../paperspace/snapshot-mark.ts';
import { putMovingTags, restoreNoted, type TagHolding, union } from '../paperspace/tags.ts';
import { type FileMark, refuseOtherFiles } from './files.ts';
import type { SnapshotRun } from './run.ts';

/**
 * Commits a draft and sets its tags in one PUT. Where the API refuses that because another version holds a tag, the
 * tag is taken off first, noted before in the draft's metadata, and put back should the commit fail after all.
 */
export async function commitWithTags(run: SnapshotRun, draft: Version, files: FileMark | undefined): Promise<Version> {
  const tags = union(draft.tags, run.tags);
  const change = {
    tags: tags.length === 0 ? undefined : tags,
    metadata: files === undefined ? undefined : withMark(draft.metadata, { files }),
  };
  return putTags(run, draft, tags, async () => {
    const { version, already } = await commitVersion(run.services.paperspace, run.datasetId, draft.version, change);
    if (already && files !== undefined) refuseOtherFiles(version, run.key, files.digest);
    return version;
  });
}

/** Notes in a draft what its files are, so that once a later step has committed it, it is known again by them. */
export async function markFiles({ services }: SnapshotRun, draft: Version, files: FileMark): Promise<Version> {
  if (isDeepStrictEqual(markOf(draft.metadata).files, files)) return draft;
  const metadata = withMark(draft.metadata, { files });
  return services.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
}

/** Gives a committed version the tags that it lacks, moving them as {@link commitWithTags} does. */
export async function addMissingTags(run: SnapshotRun, version: Version): Promise<Version> {
  const tags = union(version.tags, run.tags);
  if (tags.length === version.tags.length) return version;
  const set = (): Promise<Version> => run.services.paperspace.updateVersion(run.datasetId, version.version, { tags });
  return putTags(run, version, tags, set);
}

function putTags(
  run: SnapshotRun,
  version: Version,
  tags: readonly string[],
  put: () => Promise<Version>,
): Promise<Version> {
  const { paperspace } = run.services;
  const { log } = run.step;
  return putMovingTags(paperspace, log, version, tags, put, {
    note: (holdings) => noteHolders(run, version, holdings),
    restore: () => restoreNoted(paperspace, log, version),
  });
}

/** So that a later attempt can put the tags back, should this one die between taking them off and setting them. */
async function noteHolders(run: SnapshotRun, version: Version, holdings: readonly TagHolding[]): Promise<void> {
  const noted = markOf(version.metadata).heldTags ?? {};
  const now = Map.groupBy(holdings, ({ tag }) => tag);
  const heldNow = [...now].map(([tag, group]) => [tag, group.map(({ holder }) => holder.version)] as const);
  const heldTags = { ...noted, ...Object.fromEntries(heldNow) };
  const metadata = withMark(version.metadata, { heldTags });
  const { paperspace } = run.services;
  try {
    await paperspace.updateVersion(run.datasetId, version.version, { metadata });
  } catch (error) {
    if (!isRefusal(error, 400, 403, 409, 422)) throw error;
    // The metadata of a committed version may not be editable; its tags can be moved all the same. It may have been
    // committed just now, by another attempt of this run.
    const { isCommitted } = version.isCommitted ? version : await paperspace.getVersion(run.datasetId, version.version);
    if (!isCommitted) throw error;
    run.step.log.debug(`The holders of the tags could not be noted: ${String(error)}`);
  }
}
