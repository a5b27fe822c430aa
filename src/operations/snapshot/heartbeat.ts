import { PaperspaceError } from '../../paperspace/errors.ts';
import type { Version } from '../../paperspace/schema.ts';
import { withMark } from '../../paperspace/snapshot-mark.ts';
import type { SnapshotRun } from './run.ts';

/** Three of these fit into the minute after which a draft counts as abandoned. */
const BEAT_MS = 20_000;

/**
 * Shows other runs of the key that somebody is at work on the draft, by a time in its mark: reading and sending files
 * leaves no other trace in the API. A courtesy, so that a failure is only a line in the debug log.
 */
export async function beat({ context }: SnapshotRun, draft: Version): Promise<void> {
  const metadata = withMark(draft.metadata, { beat: context.clock.now() });
  try {
    await context.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
  } catch (error) {
    if (!(error instanceof PaperspaceError)) throw error;
    context.log.debug(`The draft's mark could not be renewed: ${error.message}`);
  }
}

/** Does `work` on a draft, and renews its mark meanwhile. Nothing of it is left in flight at the end. */
export async function whileBeating<T>(run: SnapshotRun, draft: Version, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const beating = beatUntil(run, draft, AbortSignal.any([run.context.signal, done.signal]));
  try {
    return await work();
  } finally {
    done.abort();
    await beating;
  }
}

async function beatUntil(run: SnapshotRun, draft: Version, end: AbortSignal): Promise<void> {
  while (await slept(run, end)) await beat(run, draft);
}

/** Whether the pause was slept to its end, rather than ended by the work or the run. */
async function slept({ context }: SnapshotRun, end: AbortSignal): Promise<boolean> {
  try {
    await context.clock.sleep(BEAT_MS, end);
    return true;
  } catch (error) {
    if (end.aborted) return false;
    throw error;
  }
}
