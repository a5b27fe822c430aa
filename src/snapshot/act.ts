import { isDeepStrictEqual } from 'node:util';
import { RefusedError } from '../net/errors.ts';
import { byAge } from '../paperspace/created.ts';
import { commitVersion, removeDraft, removeTwins } from '../paperspace/drafts.ts';
import { isRefusal, unlessGone } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { type FileMark, markOf, withMark } from '../paperspace/snapshot-mark.ts';
import { addTags, takeOff, union } from '../paperspace/tags.ts';
import type { Action } from './decide.ts';
import { isMine, type Progress, type SnapshotRun } from './run.ts';

/** An action that does not end the snapshot. */
export type Deed = Exclude<Action, { readonly kind: 'finish' | 'leave' | 'refuse-rivals' }>;

/** How often a version may be deleted by another process, and how often the API may report a conflict. */
const MAX_VANISHED = 2;
const MAX_CONFLICTS = 4;

/** Returns whether an action leaves the API unchanged and takes no time, so that the last observation still holds. */
export function isLocal({ kind }: Deed): boolean {
  return kind === 'resume' || kind === 'compare-files';
}

/**
 * Does one action. What another process did meanwhile is noted, for the next observation shows what is now: it deleted
 * the version (404), or it took a tag (409).
 */
export async function act(run: SnapshotRun, progress: Progress, deed: Deed): Promise<Progress> {
  const { vanished, conflicts } = progress;
  try {
    return await perform(run, progress, deed);
  } catch (error) {
    if (deed.kind === 'create') throw error;
    if (isRefusal(error, 409) && conflicts < MAX_CONFLICTS) return { ...progress, conflicts: conflicts + 1 };
    if (!isRefusal(error, 404) || vanished === MAX_VANISHED) throw error;
    run.log.info('The version was deleted by another process; starting over');
    return { ...withoutDraft(progress), vanished: vanished + 1 };
  }
}

async function perform(run: SnapshotRun, progress: Progress, deed: Deed): Promise<Progress> {
  const { paperspace, log } = run;
  switch (deed.kind) {
    case 'create':
      return { ...progress, ...(await createDraft(run, progress)), outcome: 'created' };
    case 'resume':
      log.info(`Resuming draft ${refOf(deed.draft)} from an earlier attempt`);
      run.publishDraft(deed.draft);
      return { ...progress, draft: deed.draft, outcome: isMine(progress, deed.draft) ? 'created' : 'resumed' };
    case 'fill':
      return { ...progress, filled: await run.files?.fill(deed.draft, deed.sources) };
    case 'commit':
      return commitDraft(run, progress, deed.draft, deed.tags);
    case 'delete-drafts':
      for (const draft of deed.drafts) await deleteDraft(run, draft, deed.version);
      return withoutDraft(progress);
    case 'compare-files':
      refuseOtherFiles(deed.version, run.key, await run.files?.digest());
      return { ...progress, compared: [...progress.compared, deed.version.version] };
    case 'add-tags':
      await addTags(paperspace, log, deed.version, deed.tags, (holder) => countsMore(run, holder, deed.version));
      return { ...progress, retagged: true };
    case 'take-tags-off': {
      const stuck = await takeOff(paperspace, log, deed.holdings);
      for (const { tag, holder } of stuck) {
        log.warning(`The tag ${tag} could not be removed from version ${refOf(holder)}: this API only adds tags`);
      }
      return { ...progress, stuck: stuck.map(({ tag }) => tag) };
    }
    case 'take-back':
      if (deed.tags.length > 0) await addTags(paperspace, log, deed.kept, deed.tags);
      await unlessGone(() => paperspace.deleteVersion(run.datasetId, deed.version.version));
      log.info(`Deleted version ${refOf(deed.version)}: version ${deed.kept.version} is committed for the same key`);
      return { ...progress, retagged: progress.retagged || deed.tags.length > 0 };
  }
}

async function createDraft(run: SnapshotRun, { attempts }: Progress): Promise<Pick<Progress, 'draft' | 'attempts'>> {
  const { paperspace, log, datasetId, key, maker, message } = run;
  await run.files?.prepare();
  const attempt = run.announceDraft();
  const { step, ...runOnly } = maker;
  const mark = { key, attempt, ...runOnly, ...(step === key ? {} : { step }) };
  const created = await paperspace.createVersion(datasetId, { message, metadata: withMark(run.metadata, mark) });
  const draft = created.value;
  log.info(`Created draft ${refOf(draft)}`);
  run.publishDraft(draft);
  if (created.repeated) await removeTwins(paperspace, log, draft, attempt);
  return { draft, attempts: [...attempts, attempt] };
}

/** Commits a draft and sets the tags in one request. */
async function commitDraft(
  run: SnapshotRun,
  progress: Progress,
  draft: Version,
  tags: readonly string[],
): Promise<Progress> {
  const { filled, compared } = progress;
  const all = union(draft.tags, tags);
  const change = {
    tags: all.length === 0 ? undefined : all,
    metadata: filled === undefined ? undefined : withMark(draft.metadata, { files: filled }),
  };
  const { version, already } = await commitVersion(run.paperspace, run.datasetId, draft.version, change);
  run.log.debug(`Committed version ${refOf(version)}`);
  const known = already ? compared : [...compared, version.version];
  return { ...withoutDraft(progress), committed: version, compared: known };
}

/** Returns whether a holder of a tag is an older version of the key, which was committed since the last observation. */
function countsMore({ key }: SnapshotRun, holder: Version, version: Version): boolean {
  return markOf(holder.metadata).key === key && byAge(holder, version) < 0;
}

/** Deletes a draft that is no longer needed, unless somebody has committed it since. */
async function deleteDraft({ paperspace, log, datasetId }: SnapshotRun, draft: Version, by: Version): Promise<void> {
  const now = await unlessGone(() => paperspace.getVersion(datasetId, draft.version));
  if (now?.isCommitted !== false) return;
  await removeDraft(paperspace, log, draft, `version ${by.version} is committed for the same key`);
}

/** Notes in a draft what its files are, so that the next run recognizes it once a later step has committed it. */
export async function markFiles(run: SnapshotRun, draft: Version, files: FileMark | undefined): Promise<Version> {
  if (files === undefined || isDeepStrictEqual(markOf(draft.metadata).files, files)) return draft;
  const metadata = withMark(draft.metadata, { files });
  return run.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
}

/**
 * Throws a {@link RefusedError} if a committed version of the key has other files than these: two jobs that share a key
 * would otherwise lose data without notice.
 */
export function refuseOtherFiles(version: Version, key: string, digest: string | undefined): void {
  const committed = markOf(version.metadata).files?.digest;
  if (committed === digest) return;
  throw new RefusedError(
    `Version ${refOf(version)} is committed for the key ${key}, but with different files: its manifest has SHA-256 ${committed ?? '(none)'}, and these files produce ${digest}`,
    'Two jobs or steps may share a key: give each its own `key`. For new data, publish a new release or set a different `key`.',
  );
}

function withoutDraft(progress: Progress): Progress {
  return { ...progress, draft: undefined, filled: undefined, conflicts: 0 };
}

function refOf({ datasetId, version }: Version): string {
  return `${datasetId}:${version}`;
}
