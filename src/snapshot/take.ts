import { CancelledError, RefusedError } from '../net/errors.ts';
import { isRefusal, unlessGone } from '../paperspace/errors.ts';
import { refOf, type Version } from '../paperspace/schema.ts';
import { digestOf, type FileMark, markOf, withMark } from '../paperspace/snapshot-mark.ts';
import {
  addTags,
  commitWithTags,
  removeExtraDrafts,
  removeFromOthers,
  removeVersion,
  sharedTags,
  union,
} from '../paperspace/version-changes.ts';
import { type Action, decide, type Table, table } from './decide.ts';
import { type Observation, observe } from './observe.ts';
import { type Progress, type SnapshotRun, START, type Taken } from './snapshot-run.ts';

/** The maximum number of actions that fail because of another process. */
const MAX_SETBACKS = 2;

/** Far more rounds than concurrent runs need. The limit ends a run if the API keeps returning contradictory data. */
const MAX_ROUNDS = 50;

/**
 * Takes the snapshot: observes the key, decides what to do, does it, and observes again until the key has its version.
 * Throws a {@link RefusedError} if the key has a version with other files, or several versions of which this step may
 * delete none.
 */
export async function takeSnapshot(run: SnapshotRun): Promise<Taken> {
  let progress = START;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const next = await advance(run, progress);
    if ('outcome' in next) return next;
    progress = next;
  }
  throw new RefusedError(
    `The snapshot did not finish within ${MAX_ROUNDS} rounds: the versions of dataset ${run.datasetId} with the key ${run.key} kept changing, or the API lists versions that do not exist`,
    'Re-run the job later, and use `concurrency:` so that runs with the same key do not overlap.',
  );
}

/** Observes, decides and acts once. A run that fails releases its draft. */
export async function advance(run: SnapshotRun, before: Progress, rows: Table = table): Promise<Progress | Taken> {
  let progress = before;
  try {
    const seen = await observe(run, before);
    progress = resumeDraft(run, { ...before, horizonMs: seen.horizonMs }, seen);
    return await act(run, progress, seen, decide(run, progress, seen, rows));
  } catch (error) {
    await releaseDraft(run, progress, error);
    throw error;
  }
}

/** Resumes the oldest draft that only this process may use, if the key has no committed version. */
function resumeDraft(run: SnapshotRun, progress: Progress, { committed, usable: [draft] }: Observation): Progress {
  if (committed.length > 0 || progress.draft !== undefined || draft === undefined) return progress;
  run.log.info(`Resuming draft ${refOf(draft)} from an earlier attempt`);
  run.publishDraft(draft);
  return { ...progress, draft };
}

/**
 * Performs one action, and returns the progress. Records that another process deleted the version (404) or took a tag
 * (409); the next observation shows the current state.
 */
async function act(run: SnapshotRun, progress: Progress, seen: Observation, action: Action): Promise<Progress | Taken> {
  try {
    return await perform(run, progress, seen, action);
  } catch (error) {
    const isSetback = action.kind !== 'create' && isRefusal(error, 404, 409);
    if (!isSetback || progress.setbacks === MAX_SETBACKS) throw error;
    const next = { ...progress, setbacks: progress.setbacks + 1 };
    if (isRefusal(error, 409)) return next;
    run.log.info('The version was deleted by another process; starting over');
    return withoutDraft(next);
  }
}

async function perform(
  run: SnapshotRun,
  progress: Progress,
  seen: Observation,
  action: Action,
): Promise<Progress | Taken> {
  switch (action.kind) {
    case 'create':
      return createDraft(run, progress);
    case 'fill': {
      const filled = await run.files?.fill(action.draft, action.sources);
      const draft = run.commit ? action.draft : await markFiles(run, action.draft, filled);
      return { ...progress, draft, filled };
    }
    case 'commit': {
      const metadata = progress.filled && withMark(action.draft.metadata, { files: progress.filled });
      await commitWithTags(run.paperspace, action.draft, { tags: run.tags, metadata });
      run.log.debug(`Committed version ${refOf(action.draft)}`);
      return { ...withoutDraft(progress), committed: action.draft.version };
    }
    case 'delete-drafts':
      for (const draft of action.drafts) await deleteDraft(run, draft, action.kept);
      return withoutDraft(progress);
    case 'delete-duplicate': {
      const { version, kept } = action;
      const tagged = await addTags(run, kept, union(run.tags, version.tags));
      await removeVersion(run, version, deletionReason(run, kept));
      return { ...progress, retagged: progress.retagged || tagged !== kept };
    }
    case 'add-tags':
      await addTags(run, action.version, run.tags);
      return { ...progress, retagged: true };
    case 'refuse':
      throw action.error;
    case 'finish':
      return finish(run, progress, seen, action);
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
  if (created.repeated) await removeExtraDrafts(run, draft, attempt);
  return { ...progress, draft, attempts: [...progress.attempts, attempt] };
}

/** Records the files in the draft's mark, so that the next run recognizes it once a later step has committed it. */
async function markFiles(run: SnapshotRun, draft: Version, files: FileMark | undefined): Promise<Version> {
  if (files === undefined || digestOf(draft) === files.digest) return draft;
  const metadata = withMark(draft.metadata, { files });
  return run.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
}

/** Deletes a draft that is no longer needed, unless another process has committed it since. */
async function deleteDraft(run: SnapshotRun, draft: Version, kept: Version): Promise<void> {
  const now = await unlessGone(() => run.paperspace.getVersion(run.datasetId, draft.version));
  if (now?.isCommitted === false) await removeVersion(run, draft, deletionReason(run, kept));
}

function deletionReason({ key }: SnapshotRun, { version, metadata }: Version): string {
  return `version ${version} ${markOf(metadata).key === key ? 'is committed for the same key' : 'has the same files'}`;
}

function withoutDraft(progress: Progress): Progress {
  return { ...progress, draft: undefined, filled: undefined };
}

/** Removes the tags from the other versions that have them, or ends the snapshot if no tag was removed. */
async function finish(
  run: SnapshotRun,
  progress: Progress,
  { committed: [, rival], newest }: Observation,
  { version, holders }: Extract<Action, { readonly kind: 'finish' }>,
): Promise<Progress | Taken> {
  const stuck = await removeFromOthers(run, version, run.tags, holders);
  if (stuck.length < holders.length) return progress;
  for (const holder of stuck) {
    for (const tag of sharedTags(run.tags, holder.tags)) {
      run.log.warning(`The tag ${tag} could not be removed from version ${refOf(holder)}: the API only adds tags`);
    }
  }
  if (rival !== undefined) {
    // The other run ended before this version was visible. A re-run of either run deletes one of the two versions.
    const { run: creator = 'another run' } = markOf(rival.metadata);
    run.log.warning(
      `Version ${refOf(rival)}, created by ${creator}, is committed for the same key. Re-run its job to delete it, or use \`delete-version\``,
    );
  }
  const { attempt = '', key } = markOf(version.metadata);
  if (!version.isCommitted || version.version === progress.committed) {
    return { version, newest, outcome: progress.attempts.includes(attempt) ? 'created' : 'resumed' };
  }
  // A version of another key (`skip-if-unchanged`) is unchanged, whichever tags were added to it.
  const isUpdated = progress.retagged && key === run.key;
  return { version, newest, outcome: isUpdated ? 'updated' : 'unchanged' };
}

/**
 * Marks the draft of a run that failed as released, so that the next process of this step resumes it at once. Best
 * effort: a draft that cannot be released serves the next run as a source to copy from.
 */
async function releaseDraft(run: SnapshotRun, { draft }: Progress, error: unknown): Promise<void> {
  if (draft === undefined || error instanceof CancelledError) return;
  try {
    // A commit may have taken effect even if its response was lost, and a committed version must not change.
    const { isCommitted, metadata: current } = await run.paperspace.getVersion(run.datasetId, draft.version);
    if (isCommitted) return;
    const metadata = withMark(current, { released: true });
    await run.paperspace.updateVersion(run.datasetId, draft.version, { metadata });
  } catch (failure) {
    run.log.debug(`Draft ${refOf(draft)} could not be released: ${String(failure)}`);
  }
}
