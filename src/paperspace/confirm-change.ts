/** Finds out whether a change took effect whose response was lost. */
import { isOverloadStatus, type RetryContext, type RetryDecision, withRetry } from '../net/retry.ts';
import type { Clock } from '../net/system.ts';
import {
  AmbiguousError,
  isRefusal,
  isWorthRetrying,
  mayHaveTakenEffect,
  PaperspaceError,
  problemText,
} from './errors.ts';
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

/** The value of a valid response, and the server's time (its `Date` header), if it was sent. */
export interface CallResult<T> {
  readonly value: T;
  readonly serverTimeMs: number | undefined;
}

/** The result of a change that took effect. */
export interface Confirmed<T> {
  readonly value: T;
  /**
   * True if a response was lost and the request was sent again: the first one may still take effect and leave
   * something behind.
   */
  readonly repeated: boolean;
}

/**
 * Decides whether to repeat a call that failed with `error`, based on the error's problem. Any other error is final.
 */
export function retryDecision(error: unknown): RetryDecision {
  if (!(error instanceof PaperspaceError) || !isWorthRetrying(error.problem)) return { kind: 'give-up' };
  const { problem } = error;
  const retryAfterMs = problem.kind === 'refused' ? problem.retryAfterMs : undefined;
  const isOverload = problem.kind === 'unreachable' ? problem.failure.isTimeout : isOverloadStatus(problem.status);
  return { kind: 'retry', cause: problemText(problem), retryAfterMs, isOverload };
}

/**
 * Sends a request that changes something until the change is confirmed, and never repeats one that took effect: after
 * each attempt whose response was lost, `readBack` returns the result if the change is there, and only otherwise is the
 * request sent again. Before an error is thrown the change is read back once more, because a delayed request may have
 * taken effect and caused the refusal.
 */
export async function confirmChange<T>(
  what: string,
  retryContext: RetryContext,
  send: (attempt: number) => Promise<T>,
  readBack: () => Promise<T | undefined>,
): Promise<Confirmed<T>> {
  const lost: PaperspaceError[] = [];
  let isUnknown = false;
  const confirmLost = async (): Promise<Confirmed<T> | undefined> => {
    const error = lost.at(-1);
    if (error === undefined) return undefined;
    try {
      const value = await readBack();
      return value === undefined ? undefined : { value, repeated: lost.length > 1 };
    } catch (failure) {
      // A 404 is conclusive: the object to change does not exist.
      if (isRefusal(failure, 404) || !(failure instanceof PaperspaceError)) throw failure;
      retryContext.log.info(`Could not determine whether the request took effect: ${failure.message}`);
      isUnknown = true;
      throw error;
    }
  };
  const attempt = async (number: number): Promise<Confirmed<T>> => {
    const done = await confirmLost();
    if (done !== undefined) return done;
    try {
      return { value: await send(number), repeated: lost.length > 0 };
    } catch (error) {
      if (!(error instanceof PaperspaceError)) throw error;
      if (mayHaveTakenEffect(error.problem)) lost.push(error);
      if (number <= retryContext.retries && isWorthRetrying(error.problem)) throw error;
      const doneLate = await confirmLost();
      if (doneLate === undefined) throw error;
      return doneLate;
    }
  };
  // Reading back has its own retries: if they fail, there are no more.
  return withRetry(what, retryContext, attempt, (error) => (isUnknown ? { kind: 'give-up' } : retryDecision(error)));
}

/** Lists the versions of a dataset: the part of the client that is needed here. */
interface VersionLister {
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
      `The response to the request to create dataset ${JSON.stringify(name)} was lost, and the result`,
      found.map(({ id }) => id),
    );
  }
  return found[0];
}
