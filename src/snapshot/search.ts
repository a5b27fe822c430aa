import { RefusedError } from '../net/errors.ts';
import { byAge } from '../paperspace/created.ts';
import { pages } from '../paperspace/paging.ts';
import { holdersOf } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf } from '../paperspace/snapshot-mark.ts';
import type { SnapshotRun } from './run.ts';

/** The versions of a key, each list with the oldest first. */
export interface KeySearch {
  readonly committed: readonly Version[];
  readonly drafts: readonly Version[];
}

/** The clocks of GitHub and of Paperspace may differ by this much. */
const CLOCK_TOLERANCE_MS = 3_600_000;

/**
 * Looks for the key's versions by its tags and among the newest versions, side by side. The walk goes back no further
 * than `oldestMs`, to the end where that is undefined, and ends as soon as a committed version of the key was seen.
 */
export async function searchKey(run: SnapshotRun): Promise<KeySearch> {
  countLook(run);
  const { services, datasetId, key, tags, oldestMs } = run;
  const found = new Map<string, Version>();
  const note = (versions: readonly Version[]): void => {
    for (const version of versions) if (markOf(version.metadata).key === key) found.set(version.version, version);
  };
  const noteHolders = async (tag: string): Promise<void> => note(await holdersOf(services.paperspace, datasetId, tag));
  const walk = async (): Promise<void> => {
    const fetch = (page: { after: string | undefined; limit: number }) =>
      services.paperspace.listVersions(datasetId, { ...page, order: 'desc' });
    for await (const { items } of pages('versions', fetch)) {
      note(items);
      if ([...found.values()].some(({ isCommitted }) => isCommitted)) return;
      const last = items.at(-1);
      if (oldestMs !== undefined && last !== undefined && isOlderThan(last, oldestMs - CLOCK_TOLERANCE_MS)) return;
    }
  };
  await Promise.all([walk(), ...tags.map(noteHolders)]);
  return sorted([...found.values()]);
}

/** What {@link lookAtNewest} saw. */
export interface NewestLook extends KeySearch {
  /** All versions that were read on the way, of any key, newest first. */
  readonly newest: readonly Version[];
}

/** The key's versions among those that are not older than `since`: one page, where nothing else goes on. */
export async function lookAtNewest(run: SnapshotRun, since: Version): Promise<NewestLook> {
  countLook(run);
  const { services, datasetId, key } = run;
  const newest: Version[] = [];
  const fetch = (page: { after: string | undefined; limit: number }) =>
    services.paperspace.listVersions(datasetId, { ...page, order: 'desc' });
  const sinceMs = Date.parse(since.dtCreated);
  for await (const { items } of pages('versions', fetch)) {
    newest.push(...items);
    const last = items.at(-1);
    if (last !== undefined && isOlderThan(last, sinceMs)) break;
  }
  return { newest, ...sorted(newest.filter((version) => markOf(version.metadata).key === key)) };
}

/** Far more than any meeting of runs takes. */
const MAX_LOOKS = 100;
const looks = new WeakMap<SnapshotRun, number>();

/** Every start from the beginning comes by here, so that an API which contradicts itself is not asked for ever. */
function countLook(run: SnapshotRun): void {
  const count = (looks.get(run) ?? 0) + 1;
  looks.set(run, count);
  if (count <= MAX_LOOKS) return;
  throw new RefusedError(
    `The versions of dataset ${run.datasetId} for the key ${run.key} changed with each of ${MAX_LOOKS} looks, or the lists show what is not there`,
    'Run the job again later, and keep runs of one key apart with `concurrency:`.',
  );
}

function sorted(versions: readonly Version[]): KeySearch {
  const inOrder = [...versions].sort(byAge);
  return {
    committed: inOrder.filter(({ isCommitted }) => isCommitted),
    drafts: inOrder.filter(({ isCommitted }) => !isCommitted),
  };
}

function isOlderThan({ dtCreated }: Version, ms: number): boolean {
  return Date.parse(dtCreated) < ms;
}
