import { byAge } from '../paperspace/confirm-change.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { pages } from '../paperspace/paging.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf } from '../paperspace/snapshot-mark.ts';
import { readHoldings, type TagHolding } from '../paperspace/version-changes.ts';
import type { Progress, SnapshotRun } from './snapshot-run.ts';

/** The state of a key, as the API reports it. */
export interface Observation {
  /** The committed versions of the key, in the order of {@link byAge}. The first one counts. */
  readonly committed: readonly Version[];
  /** The drafts of the key, in the same order. */
  readonly drafts: readonly Version[];
  /** The versions that hold the wanted tags; empty while the run works on a draft, unless its commit was refused. */
  readonly holdings: readonly TagHolding[];
  /** All versions that were read, of any key, newest first. */
  readonly newest: readonly Version[];
  /** The digest of the given files, if it has to be compared with that of a committed version. */
  readonly digest: string | undefined;
}

/** The clocks of GitHub and of Paperspace may differ by this much. */
const CLOCK_TOLERANCE_MS = 3_600_000;

/**
 * Reads the newest versions and the holders of the tags concurrently. The first observation goes back as far as the
 * key can exist, or until a committed version of it is found; later ones go back to the start of the first one.
 */
export async function observe(run: SnapshotRun, progress: Progress): Promise<Observation> {
  const { paperspace, datasetId, key, tags, files, skipIfUnchanged } = run;
  const needsHolders = progress.draft === undefined || progress.conflicts > 0;
  const [newest, holdings] = await Promise.all([
    readNewest(run, progress),
    needsHolders ? readHoldings(paperspace, datasetId, tags) : [],
  ]);
  const found = new Map<string, Version>();
  for (const version of [...newest, ...holdings.map(({ holder }) => holder)]) {
    if (markOf(version.metadata).key !== key) continue;
    // The lists may be read at different moments: a version committed in one of them stays committed.
    if (version.isCommitted || !found.has(version.version)) found.set(version.version, version);
  }
  await addOwnCommitted(run, progress, found);
  const ofKey = [...found.values()].sort(byAge);
  const committed = ofKey.filter(({ isCommitted }) => isCommitted);
  const drafts = ofKey.filter(({ isCommitted }) => !isCommitted);
  // If the files are unchanged, the newest committed version of any key will do.
  const latest = skipIfUnchanged && committed.length === 0 ? newest.find(({ isCommitted }) => isCommitted) : undefined;
  const digest = committed.length > 0 || latest !== undefined ? await files?.digest() : undefined;
  const isUnchanged = digest !== undefined && markOf(latest?.metadata).files?.digest === digest;
  if (isUnchanged && latest !== undefined) committed.push(latest);
  return { committed, drafts, holdings, newest, digest };
}

/** Returns the time of the oldest version of the key or, if it has none, of the newest version: later ones are new. */
export function horizonOf({ committed, drafts, newest }: Observation): number | undefined {
  const times = [...committed, ...drafts, ...newest.slice(0, 1)].map(({ dtCreated }) => Date.parse(dtCreated));
  return times.length === 0 ? undefined : Math.min(...times);
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

/** A list may lag behind: the version that this process committed counts unless the API reports that it was deleted. */
async function addOwnCommitted(run: SnapshotRun, { committed }: Progress, found: Map<string, Version>): Promise<void> {
  if (committed === undefined || found.get(committed)?.isCommitted === true) return;
  const read = await unlessGone(() => run.paperspace.getVersion(run.datasetId, committed));
  if (read !== undefined) found.set(read.version, read);
}
