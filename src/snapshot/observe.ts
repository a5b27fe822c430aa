import { byAge } from '../paperspace/confirm-change.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { pages } from '../paperspace/paging.ts';
import type { Version } from '../paperspace/schema.ts';
import { digestOf, markOf } from '../paperspace/snapshot-mark.ts';
import { readHolders } from '../paperspace/version-changes.ts';
import { isFromEarlierAttempt, isOwn, type Progress, type SnapshotRun } from './snapshot-run.ts';

/** The state of a key, as the API reports it. */
export interface Observation {
  /** The committed versions of the key, in the order of {@link byAge}. The first one counts. */
  readonly committed: readonly Version[];
  /** The drafts of the key, in the same order, with the one that the process works on. */
  readonly drafts: readonly Version[];
  /** Those of the drafts that only this process may use. */
  readonly usable: readonly Version[];
  /** The versions that hold the wanted tags; empty while the process works on a draft. */
  readonly holders: readonly Version[];
  /** All versions that were read, of any key, newest first. */
  readonly newest: readonly Version[];
  /** The digest of the given files, if it has to be compared with that of a committed version. */
  readonly digest: string | undefined;
  /** The time of the oldest version of the key or, if it had none, of the newest version. Later ones are new. */
  readonly horizonMs: number | undefined;
}

/** The clocks of GitHub and of Paperspace may differ by this much. */
const CLOCK_TOLERANCE_MS = 3_600_000;

/**
 * Reads the newest versions and the holders of the tags concurrently. The first observation goes back as far as the
 * key can exist, or until a committed version of it is found; later ones go back to the start of the first one.
 */
export async function observe(run: SnapshotRun, progress: Progress): Promise<Observation> {
  const { paperspace, datasetId, key, tags, files, skipIfUnchanged } = run;
  const { draft, committed: last } = progress;
  const [newest, holders] = await Promise.all([
    readNewest(run, progress),
    draft === undefined ? readHolders(paperspace, datasetId, tags) : [],
  ]);
  // Lists may omit drafts.
  const found = new Map(draft && [[draft.version, draft]]);
  for (const version of [...newest, ...holders]) {
    if (markOf(version.metadata).key !== key) continue;
    // The lists may be read at different moments: a version committed in one of them stays committed.
    if (version.isCommitted || !found.has(version.version)) found.set(version.version, version);
  }
  // A list may lag behind: the version that this process committed counts unless the API reports that it was deleted.
  if (last !== undefined && found.get(last)?.isCommitted !== true) {
    const read = await unlessGone(() => paperspace.getVersion(datasetId, last));
    if (read !== undefined) found.set(last, read);
  }
  const ofKey = [...found.values()].sort(byAge);
  const committed = ofKey.filter(({ isCommitted }) => isCommitted);
  const drafts = ofKey.filter(({ isCommitted }) => !isCommitted);
  const usable = drafts.filter((one) => mayUse(run, progress, one));
  // If the files are unchanged, the newest committed version of any key will do.
  const latest = skipIfUnchanged ? newest.find(({ isCommitted }) => isCommitted) : undefined;
  const digest = (committed[0] ?? latest) && (await files?.digest());
  if (committed.length === 0 && latest && digest && digest === digestOf(latest)) committed.push(latest);
  const oldest = ofKey[0] ?? newest[0];
  const horizonMs = progress.horizonMs ?? (oldest && Date.parse(oldest.dtCreated));
  return { committed, drafts, usable, holders, newest, digest, horizonMs };
}

async function readNewest({ paperspace, datasetId, key, oldestMs }: SnapshotRun, { horizonMs }: Progress) {
  const endMs = horizonMs ?? (oldestMs === undefined ? undefined : oldestMs - CLOCK_TOLERANCE_MS);
  const newest: Version[] = [];
  const fetch = (page: { after: string | undefined; limit: number }) =>
    paperspace.listVersions(datasetId, { ...page, order: 'desc' });
  for await (const { items } of pages('versions', fetch)) {
    newest.push(...items);
    if (items.some(({ isCommitted, metadata }) => isCommitted && markOf(metadata).key === key)) break;
    const last = items.at(-1);
    if (endMs !== undefined && last !== undefined && Date.parse(last.dtCreated) < endMs) break;
  }
  return newest;
}

/** Returns whether no other process works on a draft: this process created it, or the one that worked on it has ended. */
function mayUse(run: SnapshotRun, { attempts }: Progress, draft: Version): boolean {
  const { attempt = '', released = false } = markOf(draft.metadata);
  return isFromEarlierAttempt(run, draft) || (isOwn(run, draft) && (released || attempts.includes(attempt)));
}
