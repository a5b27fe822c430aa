import { CancelledError, RefusedError } from '../net/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf, withMark } from '../paperspace/snapshot-mark.ts';
import { act, isLocal, markFiles } from './act.ts';
import { decide, haveSameFiles, type Table, table } from './decide.ts';
import { type Observation, observe, withHorizon } from './observe.ts';
import { type Progress, type SnapshotRun, START } from './run.ts';

/** How a snapshot ended. */
export interface Taken {
  readonly version: Version;
  readonly outcome: 'created' | 'resumed' | 'updated' | 'unchanged';
  /** The newest versions of the dataset, of any key, as they were read on the way. */
  readonly newest: readonly Version[];
}

/** Far more steps than concurrent runs need. The limit ends a run whose API keeps contradicting itself. */
const MAX_ROUNDS = 50;

/** Where a snapshot stands between two actions. Plain data. */
export interface Standing {
  readonly progress: Progress;
  readonly seen: Observation;
}

/**
 * Takes the snapshot: observes the key, decides what to do, does it, and observes again until the key has its version.
 * Throws a {@link RefusedError} if the key has a version with other files, or several versions of which this step may
 * delete none.
 */
export async function takeSnapshot(run: SnapshotRun): Promise<Taken> {
  let standing = await begin(run);
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const next = await advance(run, standing);
    if ('version' in next) return next;
    standing = next;
  }
  throw new RefusedError(
    `The versions of dataset ${run.datasetId} for the key ${run.key} changed during each of ${MAX_ROUNDS} rounds, or the lists show versions that do not exist`,
    'Run the job again later, and use `concurrency:` so that runs with the same key do not overlap.',
  );
}

/** Observes the key for the first time. */
export async function begin(run: SnapshotRun): Promise<Standing> {
  const seen = await observe(run, START);
  return { progress: withHorizon(START, seen), seen };
}

/** Decides and acts once, then observes again. A run that fails releases its draft. */
export async function advance(run: SnapshotRun, standing: Standing, rows: Table = table): Promise<Standing | Taken> {
  try {
    return await advanceOrThrow(run, standing, rows);
  } catch (error) {
    await releaseDraft(run, standing.progress, error);
    throw error;
  }
}

async function advanceOrThrow(run: SnapshotRun, { progress, seen }: Standing, rows: Table): Promise<Standing | Taken> {
  const { newest } = seen;
  const action = decide(run, progress, seen, rows);
  switch (action.kind) {
    case 'finish':
      if (action.rival !== undefined) warnOfRival(run, action.rival);
      return { version: action.version, outcome: outcomeOf(run, progress, action.version), newest };
    case 'leave':
      return { version: await markFiles(run, action.draft, progress.filled), outcome: progress.outcome, newest };
    case 'refuse-rivals':
      throw rivalsError(run, action.versions);
    default: {
      const next = await act(run, progress, action);
      return { progress: next, seen: isLocal(action) ? seen : await observe(run, next) };
    }
  }
}

/** A version of another key (`skip-if-unchanged`) is unchanged, whatever tags it got. */
function outcomeOf(
  { key }: SnapshotRun,
  { committed, outcome, retagged }: Progress,
  version: Version,
): Taken['outcome'] {
  if (committed?.version === version.version) return outcome;
  return retagged && markOf(version.metadata).key === key ? 'updated' : 'unchanged';
}

/** The other run ended before this version was visible. A re-run of either run deletes one of the two versions. */
function warnOfRival({ log, datasetId }: SnapshotRun, { version, metadata }: Version): void {
  const { run = 'another run' } = markOf(metadata);
  log.warning(
    `Version ${datasetId}:${version} of ${run} is committed for the same key. Re-run that job to delete it, or use \`delete-version\``,
  );
}

function rivalsError({ datasetId, key }: SnapshotRun, [first, second]: readonly [Version, Version]): RefusedError {
  const reason = haveSameFiles(first, second) ? 'this step may delete neither' : 'their files differ';
  return new RefusedError(
    `The key ${key} has two committed versions, ${datasetId}:${first.version} and ${datasetId}:${second.version}, and ${reason}`,
    'Delete the unwanted one with `delete-version`. Give each job or step its own `key`, and use `concurrency:` so that runs with the same key do not overlap.',
  );
}

/**
 * Marks the draft of a run that failed as released, so that the next process of this step resumes it at once. Best
 * effort: what cannot be released serves the next run as a source to copy from.
 */
async function releaseDraft(run: SnapshotRun, { draft, committed }: Progress, error: unknown): Promise<void> {
  if (draft === undefined || committed !== undefined || error instanceof CancelledError) return;
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
