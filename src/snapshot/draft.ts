import { removeDraft, warnOfOrphan } from '../paperspace/drafts.ts';
import { unlessGone } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf, newAttempt, withMark } from '../paperspace/snapshot-mark.ts';
import { beat } from './heartbeat.ts';
import { isMine, isOfEarlierAttempt, type SnapshotRun } from './run.ts';
import { lookAtNewest, searchKey } from './search.ts';

/** The version that a snapshot goes on with. */
export type Holding =
  | { readonly kind: 'committed'; readonly version: Version }
  | {
      readonly kind: 'draft';
      readonly version: Version;
      readonly outcome: 'created' | 'resumed';
      /** Whether lists do not show drafts here: then an older twin cannot be seen before it is committed. */
      readonly hidden: boolean;
    };

/** Finds the key's version, or creates its draft; of several drafts of one key all runs go on with the oldest. */
export async function obtain(run: SnapshotRun): Promise<Holding> {
  for (;;) {
    const { committed, drafts } = await searchKey(run);
    if (committed[0] !== undefined) return { kind: 'committed', version: committed[0] };
    const holding = drafts[0] === undefined ? await createDraft(run) : await join(run, drafts[0]);
    if (holding !== undefined) return holding;
  }
}

async function createDraft(run: SnapshotRun): Promise<Holding | undefined> {
  const { step, services, datasetId, key, message, metadata, onFailure } = run;
  await run.files?.prepare();
  const attempt = newAttempt();
  run.attempts.add(attempt);
  services.announceDraft({ datasetId, attempt, onFailure });
  const { run: workflowRun, runAttempt } = services.event;
  const marked = withMark(metadata, { key, attempt, run: workflowRun, runAttempt });
  const created = await services.paperspace.createVersion(datasetId, { message, metadata: marked });
  const draft = created.value;
  step.log.info(`Created draft ${datasetId}:${draft.version}`);
  step.output({ version: draft.version, ref: `${datasetId}:${draft.version}` });
  const holding = await yieldToTwin(run, draft, 'created');
  if (created.repeated && holding?.kind === 'draft' && holding.hidden) warnOfOrphan(step.log, draft, attempt);
  return holding;
}

/**
 * Looks whether another run makes the same snapshot, just before the draft is filled or committed. A committed version
 * beats a draft, an older draft a younger one, whose run deletes it: the other run's look, made after its own create,
 * cannot have missed the older one. Two drafts of the very same time are the exception: there the first by id waits
 * until the other is deleted or committed. Undefined: look again from the start.
 */
export async function yieldToTwin(
  run: SnapshotRun,
  draft: Version,
  outcome: 'created' | 'resumed',
): Promise<Holding | undefined> {
  const seen = await lookAtNewest(run, draft);
  const hidden = !seen.drafts.some(({ version }) => version === draft.version);
  const [winner] = seen.committed;
  if (winner !== undefined) return (await giveUp(run, draft)) ?? { kind: 'committed', version: winner };
  const [oldest] = seen.drafts;
  if (oldest !== undefined && oldest.version !== draft.version && isMine(run, draft)) {
    return (await giveUp(run, draft)) ?? join(run, oldest);
  }
  const tied = seen.drafts.find(({ version, dtCreated }) => version !== draft.version && dtCreated === draft.dtCreated);
  if (tied !== undefined && !isOurs(run, tied)) {
    const end = await waitFor(run, tied);
    if (end.kind === 'committed') return (await giveUp(run, draft)) ?? end;
  }
  return { kind: 'draft', version: draft, outcome, hidden };
}

/**
 * Goes on with a draft of an earlier attempt, or of another run or job once nobody is at work on it: whoever fills a
 * draft renews its mark, so that files of two jobs are not mixed.
 */
async function join(run: SnapshotRun, draft: Version): Promise<Holding | undefined> {
  const ref = `${draft.datasetId}:${draft.version}`;
  const outcome = isMine(run, draft) ? 'created' : 'resumed';
  let version = draft;
  if (isOurs(run, draft)) {
    run.step.log.info(`Going on with draft ${ref} of an earlier attempt`);
  } else if (isLongAtRest(run, draft)) {
    run.step.log.info(`Going on with draft ${ref} of another run, which was not touched for a day`);
  } else {
    run.step.log.info(`Draft ${ref} of another run or job is the same snapshot: waiting for its commit`);
    const end = await waitFor(run, draft);
    if (end.kind === 'committed') return end;
    if (end.kind === 'gone') return undefined;
    run.step.log.info(`Nothing moves there any more: going on with draft ${ref}`);
    // As it was read last: what its job noted meanwhile must not be lost.
    version = end.version;
    // Others may be waiting for the same draft: they see this, and go on waiting.
    await beat({ ...run.services, log: run.step.log }, version);
  }
  run.step.output({ version: version.version, ref });
  return { kind: 'draft', version, outcome, hidden: false };
}

/** Whether nobody but this process can be at work on the draft. */
function isOurs(run: SnapshotRun, draft: Version): boolean {
  return isMine(run, draft) || isOfEarlierAttempt(run, draft);
}

const FIRST_POLL_MS = 250;
const MAX_POLL_MS = 5_000;
/** After this long without any movement another run's draft is taken for abandoned. */
const REST_MS = 60_000;
const SPREAD_MS = 15_000;
/** A draft that was last touched this long ago is abandoned for certain, however the clocks differ. */
const LONG_REST_MS = 24 * 3_600_000;

function isLongAtRest({ services }: SnapshotRun, { dtModified }: Version): boolean {
  return services.clock.now() - Date.parse(dtModified) > LONG_REST_MS;
}

type End =
  | { readonly kind: 'committed'; readonly version: Version }
  | { readonly kind: 'resting'; readonly version: Version }
  | { readonly kind: 'gone' };

/** Watches another job's draft until it is committed, deleted, or has not moved for a minute. */
async function waitFor({ services }: SnapshotRun, draft: Version): Promise<End> {
  const { clock, paperspace, signal } = services;
  // Not all at the same time, so that of several who wait the first can be seen by the others.
  const restMs = REST_MS + services.random() * SPREAD_MS;
  let moved = clock.now();
  let last = movement(draft);
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 2, MAX_POLL_MS)) {
    await clock.sleep(pause, signal);
    const now = await unlessGone(() => paperspace.getVersion(draft.datasetId, draft.version));
    if (now === undefined) return { kind: 'gone' };
    if (now.isCommitted) return { kind: 'committed', version: now };
    if (movement(now) !== last) {
      moved = clock.now();
      last = movement(now);
    }
    if (clock.now() - moved >= restMs) return { kind: 'resting', version: now };
  }
}

function movement({ dtModified, usageBytes, tags, metadata }: Version): string {
  return JSON.stringify([dtModified, usageBytes, tags, markOf(metadata).beat]);
}

/**
 * Deletes a draft that this process created and that lost to another one; a draft that it only joined is left to its
 * run. Read back just before: should somebody have committed it meanwhile, it is what counts, and stays.
 */
async function giveUp(run: SnapshotRun, draft: Version): Promise<Holding | undefined> {
  if (!isMine(run, draft)) return undefined;
  const now = await unlessGone(() => run.services.paperspace.getVersion(draft.datasetId, draft.version));
  if (now === undefined) return undefined;
  if (now.isCommitted) return { kind: 'committed', version: now };
  await removeDraft(run.services.paperspace, run.step.log, draft, 'another one is the same snapshot');
  return undefined;
}
