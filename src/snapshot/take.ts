import { CancelledError, RefusedError } from '../net/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { withMark } from '../paperspace/snapshot-mark.ts';
import { act, type Ended } from './act.ts';
import { decide, type Table, table } from './decide.ts';
import { horizonOf, type Observation, observe } from './observe.ts';
import { type Progress, type SnapshotRun, START } from './snapshot-run.ts';

/** The result of a snapshot, with the versions that were read. */
export interface Taken extends Ended {
  /** The newest versions of the dataset, of any key, as they were read on the way. */
  readonly newest: readonly Version[];
}

/** Far more rounds than concurrent runs need. The limit ends a run if the API keeps returning contradictory data. */
const MAX_ROUNDS = 50;

/** The state of a snapshot between two actions. Plain data. */
export interface SnapshotState {
  readonly progress: Progress;
  /** The last observation, if it still holds. */
  readonly seen?: Observation | undefined;
}

/**
 * Takes the snapshot: observes the key, decides what to do, does it, and observes again until the key has its version.
 * Throws a {@link RefusedError} if the key has a version with other files, or several versions of which this step may
 * delete none.
 */
export async function takeSnapshot(run: SnapshotRun): Promise<Taken> {
  let state: SnapshotState = { progress: START };
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const next = await advance(run, state);
    if ('version' in next) return next;
    state = next;
  }
  throw new RefusedError(
    `The snapshot did not finish within ${MAX_ROUNDS} rounds: the versions of dataset ${run.datasetId} with the key ${run.key} kept changing, or the API lists versions that do not exist`,
    'Re-run the job later, and use `concurrency:` so that runs with the same key do not overlap.',
  );
}

/** Observes, decides and acts once. A run that fails releases its draft. */
export async function advance(
  run: SnapshotRun,
  state: SnapshotState,
  rows: Table = table,
): Promise<SnapshotState | Taken> {
  try {
    const seen = state.seen ?? (await observe(run, state.progress));
    const progress = { horizonMs: horizonOf(seen), ...state.progress };
    const action = decide(run, progress, seen, rows);
    const next = await act(run, progress, action);
    if ('version' in next) return { ...next, newest: seen.newest };
    // Resuming a draft changes nothing that was observed.
    return { progress: next, seen: action.kind === 'resume' ? seen : undefined };
  } catch (error) {
    await releaseDraft(run, state.progress, error);
    throw error;
  }
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
    run.log.debug(`Draft ${run.datasetId}:${draft.version} could not be released: ${String(failure)}`);
  }
}
