import { CancelledError } from '../net/errors.ts';
import type { Log } from '../net/log.ts';
import type { Services } from '../operations/services.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { PaperspaceError } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { withMark } from '../paperspace/snapshot-mark.ts';
import type { SnapshotRun } from './run.ts';

/** Three of these fit into the minute after which a draft counts as abandoned. */
const BEAT_MS = 20_000;

interface BeatContext extends Pick<Services, 'clock'> {
  readonly log: Log;
  readonly paperspace: Pick<PaperspaceClient, 'updateVersion'>;
}

/**
 * Shows other runs of the key that somebody is at work on the draft, by a time in its mark: reading and sending files
 * leaves no other trace in the API. A writeSummary, so that a failure is only a line in the debug log.
 */
export async function beat({ clock, log, paperspace }: BeatContext, draft: Version): Promise<void> {
  const metadata = withMark(draft.metadata, { beat: clock.now() });
  try {
    await paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
  } catch (error) {
    // A cancelled run ends by the work itself, which hears of it too.
    if (error instanceof CancelledError) return;
    if (!(error instanceof PaperspaceError)) throw error;
    log.debug(`The draft's mark could not be renewed: ${error.message}`);
  }
}

/** Does `work` on a draft, and renews its mark meanwhile. Nothing of it is left in flight at the end. */
export async function whileBeating<T>(run: SnapshotRun, draft: Version, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const beating = beatUntil(run, draft, AbortSignal.any([run.services.signal, done.signal]));
  try {
    return await work();
  } finally {
    done.abort();
    await beating;
  }
}

async function beatUntil(run: SnapshotRun, draft: Version, end: AbortSignal): Promise<void> {
  // A sleep is only ever cut short by its signal.
  const slept = (): Promise<boolean> =>
    run.services.clock.sleep(BEAT_MS, end).then(
      () => true,
      () => false,
    );
  while (await slept()) await beat({ ...run.services, log: run.step.log }, draft);
}
