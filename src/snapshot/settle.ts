import { RefusedError } from '../net/errors.ts';
import { byAge } from '../paperspace/created.ts';
import { removeDraft } from '../paperspace/drafts.ts';
import { unlessGone } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { otherHolders, type TagHolding, takeOff } from '../paperspace/tags.ts';
import { addMissingTags } from './commit.ts';
import { isMine, isOfThisRun, type SnapshotRun } from './run.ts';
import { lookAtNewest } from './search.ts';

/** How a snapshot ended: the version that counts, which may be another run's. */
export interface Settlement {
  readonly version: Version;
  /** True where another run's version of the same key is the one that counts, and ours was taken back. */
  readonly yielded: boolean;
  /** The newest versions of the dataset, of any key, as they were read on the way. */
  readonly newest: readonly Version[];
}

/**
 * After the commit: makes sure that each tag is on this version alone and that the key has no other version, by one
 * look at both, side by side. Drafts of the key that this run created are deleted; of two committed versions the older
 * counts, and the run that made the younger takes it back.
 */
export async function settleKey(run: SnapshotRun, version: Version, since: Version): Promise<Settlement> {
  const [holdings, seen] = await Promise.all([
    otherHolders(run.services.paperspace, run.datasetId, run.tags, version.version),
    lookAtNewest(run, since),
  ]);
  const rival = seen.committed.find((other) => other.version !== version.version);
  if (rival !== undefined) {
    return { newest: seen.newest, ...(await settleRivals(run, version, rival, holdings)) };
  }
  await makeAlone(run, holdings);
  for (const draft of seen.drafts) await removeLeftover(run, draft);
  return { version, yielded: false, newest: seen.newest };
}

/** Takes the tags off every other version. Where the API does not let go of one, the snapshot still stands: a warning. */
export async function makeAlone({ step, services }: SnapshotRun, holdings: readonly TagHolding[]): Promise<void> {
  if (holdings.length === 0) return;
  const { stuck } = await takeOff(services.paperspace, step.log, holdings);
  for (const { tag, holder } of stuck) {
    step.log.warning(
      `The tag ${tag} could not be taken off version ${holder.datasetId}:${holder.version}: the API only adds tags here`,
    );
  }
}

async function removeLeftover(run: SnapshotRun, draft: Version): Promise<void> {
  if (!isMine(run, draft) && !isOfThisRun(run, draft)) return;
  await removeDraft(run.services.paperspace, run.step.log, draft, 'it was left by an earlier attempt of this run');
}

const POLL_MS = 2_000;
const PATIENCE_MS = 60_000;

/**
 * Two runs that could not see each other's drafts both committed. The younger version is taken back by its run, now or
 * when it runs again; where that run ended before it could see ours, ours is taken back instead.
 */
async function settleRivals(
  run: SnapshotRun,
  version: Version,
  rival: Version,
  holdings: readonly TagHolding[],
): Promise<Omit<Settlement, 'newest'>> {
  const elsewhere = holdings.filter(({ holder }) => holder.version !== rival.version);
  if (byAge(version, rival) < 0 && (await isTakenBack(run, rival))) {
    await makeAlone(run, elsewhere);
    return { version: await addMissingTags(run, await read(run, version)), yielded: false };
  }
  if (!(await isStillCommitted(run, rival))) return settleKey(run, version, version);
  const back = toTakeBack(run, version, rival);
  if (back === undefined) {
    throw new RefusedError(
      `The key ${run.key} has two committed versions, ${version.version} and ${rival.version}, and this run made neither`,
      'Delete the one that is not wanted with `delete-version`, and keep runs of one key apart with `concurrency:`.',
    );
  }
  const kept = back === version ? rival : version;
  await makeAlone(run, elsewhere);
  await run.services.paperspace.deleteVersion(run.datasetId, back.version);
  run.step.log.info(
    `Deleted version ${run.datasetId}:${back.version}: version ${kept.version} is committed for the same key`,
  );
  return { version: await addMissingTags(run, await read(run, kept)), yielded: kept !== version };
}

/** Waits a minute for the run that made the rival to take it back. */
async function isTakenBack(run: SnapshotRun, rival: Version): Promise<boolean> {
  const { clock, signal } = run.services;
  const deadline = clock.now() + PATIENCE_MS;
  while (clock.now() < deadline) {
    await clock.sleep(POLL_MS, signal);
    if (!(await isStillCommitted(run, rival))) return true;
  }
  return false;
}

/** This process's own version, else the younger one that this run made; undefined where it made neither. */
function toTakeBack(run: SnapshotRun, version: Version, rival: Version): Version | undefined {
  if (isMine(run, version)) return version;
  return [version, rival].sort(byAge).findLast((one) => isOfThisRun(run, one));
}

function read({ services, datasetId }: SnapshotRun, { version }: Version): Promise<Version> {
  return services.paperspace.getVersion(datasetId, version);
}

async function isStillCommitted(run: SnapshotRun, rival: Version): Promise<boolean> {
  const now = await unlessGone(() => read(run, rival));
  return now?.isCommitted === true;
}
