import type { Clock } from '../net/system.ts';
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
import { markOf } from './snapshot-mark.ts';

/** Lists the versions of a dataset: the part of the client that is needed here. */
export interface VersionLister {
  listVersions(datasetId: string, query: VersionQuery): Promise<Page<Version>>;
}

/**
 * Returns the version with this attempt ID, or undefined if it is not among the newest {@link MAX_PAGE_SIZE}: either
 * the create request did not take effect, or the API's lists omit drafts. Returns the oldest version if the request
 * took effect more than once.
 */
export async function findVersionByAttempt(
  client: VersionLister,
  datasetId: string,
  attempt: string,
): Promise<Version | undefined> {
  const [oldest] = await versionsByAttempt(client, datasetId, attempt);
  return oldest;
}

/** Returns the versions with this attempt ID among the newest {@link MAX_PAGE_SIZE}, oldest first. */
export async function versionsByAttempt(client: VersionLister, datasetId: string, attempt: string): Promise<Version[]> {
  const newest = await client.listVersions(datasetId, { limit: MAX_PAGE_SIZE, order: 'desc' });
  return newest.items.filter((version) => markOf(version.metadata).attempt === attempt).sort(byAge);
}

/** Compares two versions by creation time, oldest first, and by ID if the times are equal. */
export function byAge(a: Version, b: Version): number {
  return Date.parse(a.dtCreated) - Date.parse(b.dtCreated) || (a.version < b.version ? -1 : 1);
}

/** Tolerance when the creation time is compared with the time of the request: a `Date` header has whole seconds. */
const TOLERANCE_MS = 2_000;

/**
 * Returns the dataset that was created by a request whose response was lost: the one that has its name and, by the
 * server's clock, is not older than the request. Returns undefined if there is none. Throws an {@link AmbiguousError}
 * if there are several.
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
      `The dataset ${JSON.stringify(name)}, which this step created without receiving the response,`,
      found.map(({ id }) => id),
    );
  }
  return found[0];
}
