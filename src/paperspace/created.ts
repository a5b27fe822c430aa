import type { Clock } from '../net/clock.ts';
import type { CallResult } from './call.ts';
import { AmbiguousError } from './errors.ts';
import { items } from './paging.ts';
import {
  type Dataset,
  type DatasetQuery,
  MAX_PAGE_SIZE,
  type NewDataset,
  type Page,
  type Version,
  type VersionQuery,
} from './schema.ts';
import { attemptOf } from './snapshot-mark.ts';

/** The part of the client that reading back needs. */
export interface VersionLister {
  listVersions(datasetId: string, query: VersionQuery): Promise<Page<Version>>;
}

/**
 * The version that a create with this attempt id made, or undefined where the newest {@link MAX_PAGE_SIZE} do not hold
 * it: either it was not made, or lists do not show drafts. Where the create arrived twice, the older one.
 */
export async function findVersionByAttempt(
  client: VersionLister,
  datasetId: string,
  attempt: string,
): Promise<Version | undefined> {
  const [oldest] = await versionsByAttempt(client, datasetId, attempt);
  return oldest;
}

/** All versions among the newest that carry the attempt id, the oldest first. */
export async function versionsByAttempt(client: VersionLister, datasetId: string, attempt: string): Promise<Version[]> {
  const newest = await client.listVersions(datasetId, { limit: MAX_PAGE_SIZE, order: 'desc' });
  return newest.items.filter((version) => attemptOf(version.metadata) === attempt).sort(byAge);
}

/** The order of two versions by creation, the older first; equal times are told apart by the id. */
export function byAge(a: Version, b: Version): number {
  return Date.parse(a.dtCreated) - Date.parse(b.dtCreated) || (a.version < b.version ? -1 : 1);
}

/** How much earlier than our request a dataset may have been made and still be ours: `Date` headers are whole seconds. */
const TOLERANCE_MS = 2_000;

/**
 * The dataset that a create made whose answer was lost: the one with its name that is no older than the request, by
 * the server's own clock. Throws an {@link AmbiguousError} where there are several.
 */
export async function findNewDataset(
  { name, isPublic }: NewDataset,
  sentAtMs: number,
  list: (query: DatasetQuery) => Promise<CallResult<Page<Dataset>>>,
  clock: Clock,
): Promise<Dataset | undefined> {
  let clockOffsetMs = 0;
  const fetch = async (query: { after: string | undefined; limit: number }): Promise<Page<Dataset>> => {
    const { value, serverTimeMs } = await list({ ...query, order: 'desc', privacy: isPublic ? 'PUBLIC' : undefined });
    clockOffsetMs = serverTimeMs === undefined ? 0 : serverTimeMs - clock.now();
    return value;
  };
  const found: Dataset[] = [];
  for await (const dataset of items('datasets', fetch)) {
    if (Date.parse(dataset.dtCreated) < sentAtMs + clockOffsetMs - TOLERANCE_MS) break;
    if (dataset.name === name) found.push(dataset);
  }
  if (found.length > 1) {
    throw new AmbiguousError(
      `Which new dataset named ${JSON.stringify(name)} this step created (the response was lost)`,
      found.map(({ id }) => id),
    );
  }
  return found[0];
}
