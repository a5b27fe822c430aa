import { isDeepStrictEqual } from 'node:util';
import { isRefusal, unlessGone } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf, withMark } from '../paperspace/snapshot-mark.ts';
import {
  addTags,
  commitVersion,
  removeDraft,
  removeExtraDrafts,
  removeTags,
  union,
} from '../paperspace/version-changes.ts';
import type { Action } from './decide.ts';
import { type Progress, refOf, type SnapshotRun } from './snapshot-run.ts';

/** The version that a snapshot ends with. */
export interface Ended {
  readonly version: Version;
  readonly outcome: 'created' | 'resumed' | 'updated' | 'unchanged';
}

/** The maximum number of deletions by another process, and of conflicts reported by the API. */
const MAX_VANISHED = 2;
const MAX_CONFLICTS = 4;

/**
 * Performs one action, and returns the progress or the end of the snapshot. Records that another process deleted the
 * version (404) or took a tag (409); the next observation shows the current state.
 */
export async function act(run: SnapshotRun, progress: Progress, action: Action): Promise<Progress | Ended> {
  const { vanished, conflicts } = progress;
  try {
    return await perform(run, progress, action);
  } catch (error) {
    if (action.kind === 'create') throw error;
    if (isRefusal(error, 409) && conflicts < MAX_CONFLICTS) return { ...progress, conflicts: conflicts + 1 };
    if (!isRefusal(error, 404) || vanished === MAX_VANISHED) throw error;
    run.log.info('The version was deleted by another process; starting over');
    return { ...withoutDraft(progress), vanished: vanished + 1 };
  }
}

async function perform(run: SnapshotRun, progress: Progress, action: Action): Promise<Progress | Ended> {
  const { paperspace, log } = run;
  switch (action.kind) {
    case 'create':
      return createDraft(run, progress);
    case 'resume':
      log.info(`Resuming draft ${refOf(action.draft)} from an earlier attempt`);
      run.publishDraft(action.draft);
      return { ...progress, draft: action.draft };
    case 'fill':
      return { ...progress, filled: await run.files?.fill(action.draft, action.sources) };
    case 'leave':
      return { version: await markFiles(run, progress, action.draft), outcome: originOf(progress, action.draft) };
    case 'commit':
      return commitDraft(run, progress, action.draft, action.tags);
    case 'delete-duplicate':
      return deleteDuplicate(run, progress, action);
    case 'delete-drafts':
      for (const draft of action.drafts) await deleteDraft(run, draft, action.version);
      return withoutDraft(progress);
    case 'refuse':
      throw action.error;
    case 'add-tags':
      await addTags(paperspace, log, action.version, action.tags);
      return { ...progress, retagged: true };
    case 'remove-tags': {
      const stuck = await removeTags(paperspace, log, action.holdings);
      for (const { tag, holder } of stuck) {
        log.warning(`The tag ${tag} could not be removed from version ${refOf(holder)}: the API only adds tags`);
      }
      return { ...progress, stuck: stuck.map(({ tag }) => tag) };
    }
    case 'finish':
      if (action.rival !== undefined) warnOfRival(run, action.rival);
      return { version: action.version, outcome: outcomeOf(run, progress, action.version) };
  }
}

async function createDraft(run: SnapshotRun, progress: Progress): Promise<Progress> {
  const { paperspace, log, datasetId, key, origin, message } = run;
  await run.files?.prepare();
  const attempt = run.announceDraft();
  const { step, ...runOnly } = origin;
  const mark = { key, attempt, ...runOnly, ...(step === key ? {} : { step }) };
  const created = await paperspace.createVersion(datasetId, { message, metadata: withMark(run.metadata, mark) });
  const draft = created.value;
  log.info(`Created draft ${refOf(draft)}`);
  run.publishDraft(draft);
  if (created.repeated) await removeExtraDrafts(paperspace, log, draft, attempt);
  return { ...progress, draft, attempts: [...progress.attempts, attempt] };
}

/** Commits a draft and sets the tags in one request. */
async function commitDraft(
  run: SnapshotRun,
  progress: Progress,
  draft: Version,
  tags: readonly string[],
): Promise<Progress> {
  const { filled: files } = progress;
  const all = union(draft.tags, tags);
  const change = {
    tags: all.length === 0 ? undefined : all,
    metadata: files === undefined ? undefined : withMark(draft.metadata, { files }),
  };
  const { version } = await commitVersion(run.paperspace, run.datasetId, draft.version, change);
  run.log.debug(`Committed version ${refOf(version)}`);
  return { ...withoutDraft(progress), committed: version.version };
}

async function deleteDuplicate(
  { paperspace, log, datasetId }: SnapshotRun,
  progress: Progress,
  { version, kept, tags }: Action & { kind: 'delete-duplicate' },
): Promise<Progress> {
  if (tags.length > 0) await addTags(paperspace, log, kept, tags);
  await unlessGone(() => paperspace.deleteVersion(datasetId, version.version));
  log.info(`Deleted version ${refOf(version)}: version ${kept.version} is committed for the same key`);
  return { ...progress, retagged: progress.retagged || tags.length > 0 };
}

/** Deletes a draft that is no longer needed, unless another process has committed it since. */
async function deleteDraft({ paperspace, log, datasetId }: SnapshotRun, draft: Version, by: Version): Promise<void> {
  const now = await unlessGone(() => paperspace.getVersion(datasetId, draft.version));
  if (now?.isCommitted !== false) return;
  await removeDraft(paperspace, log, draft, `version ${by.version} is committed for the same key`);
}

/** Records the files in the draft's mark, so that the next run recognizes it once a later step has committed it. */
async function markFiles(run: SnapshotRun, { filled: files }: Progress, draft: Version): Promise<Version> {
  if (files === undefined || isDeepStrictEqual(markOf(draft.metadata).files, files)) return draft;
  const metadata = withMark(draft.metadata, { files });
  return run.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
}

function withoutDraft(progress: Progress): Progress {
  return { ...progress, draft: undefined, filled: undefined, conflicts: 0 };
}

/** A version of another key (`skip-if-unchanged`) is unchanged, whichever tags were added to it. */
function outcomeOf({ key }: SnapshotRun, progress: Progress, version: Version): Ended['outcome'] {
  if (progress.committed === version.version) return originOf(progress, version);
  return progress.retagged && markOf(version.metadata).key === key ? 'updated' : 'unchanged';
}

function originOf({ attempts }: Progress, { metadata }: Version): Ended['outcome'] {
  return attempts.includes(markOf(metadata).attempt ?? '') ? 'created' : 'resumed';
}

/** The other run ended before this version was visible. A re-run of either run deletes one of the two versions. */
function warnOfRival({ log }: SnapshotRun, rival: Version): void {
  const { run = 'another run' } = markOf(rival.metadata);
  log.warning(
    `Version ${refOf(rival)}, created by ${run}, is committed for the same key. Re-run its job to delete it, or use \`delete-version\``,
  );
}
