/** Moves tags between versions. */
import { isDeepStrictEqual } from 'node:util';
import { RefusedError } from '../net/errors.ts';
import type { Log } from '../net/log.ts';
import type { PaperspaceClient } from './client.ts';
import { isRefusal, unlessGone } from './errors.ts';
import { holdersOf } from './references.ts';
import type { Version } from './schema.ts';

/** A tag and a version that holds it. */
export interface TagHolding {
  readonly tag: string;
  readonly holder: Version;
}

/** Returns every version but `except` that holds one of the tags. One request per tag, side by side. */
export async function otherHolders(
  paperspace: PaperspaceClient,
  datasetId: string,
  tags: readonly string[],
  except: string,
): Promise<TagHolding[]> {
  const holdersOfTag = async (tag: string): Promise<TagHolding[]> =>
    (await holdersOf(paperspace, datasetId, tag)).map((holder) => ({ tag, holder }));
  const holdings = await Promise.all(tags.map(holdersOfTag));
  return holdings.flat().filter(({ holder }) => holder.version !== except);
}

/**
 * Adds tags to a version, and moves them if other versions hold them. One PUT if the API moves tags by itself. Where it
 * refuses held tags with a 409, each tag is taken off its holder and set, so that one tag at most is on no version if
 * the process dies in between; adding the tags once more then completes the move. The 409 is thrown if another process
 * takes the tag in between, or a holder is to be spared. Throws a {@link RefusedError} if the API neither moves a tag nor takes it off, or reports
 * afterwards that a tag is missing.
 */
export async function addTags(
  paperspace: PaperspaceClient,
  log: Log,
  before: Version,
  tags: readonly string[],
  isSpared: (holder: Version) => boolean = () => false,
): Promise<Version> {
  const { datasetId, version } = before;
  const put = (all: readonly string[]): Promise<Version> => paperspace.updateVersion(datasetId, version, { tags: all });
  const wanted = union(before.tags, tags);
  let conflict: unknown;
  try {
    return complete(await put(wanted), wanted);
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
    conflict = error;
  }
  let current = before;
  for (const tag of lacking(wanted, before.tags)) {
    const holdings = await otherHolders(paperspace, datasetId, [tag], version);
    if (holdings.some(({ holder }) => isSpared(holder))) throw conflict;
    const stuck = await takeOff(paperspace, log, holdings);
    if (stuck.length > 0) throw stuckError(datasetId, version, stuck);
    current = await put(union(current.tags, [tag]));
  }
  return complete(current, wanted);
}

/** If the API refuses a tag that another version holds, and takes none off, no tag can ever move. */
function stuckError(datasetId: string, version: string, stuck: readonly TagHolding[]): RefusedError {
  return new RefusedError(
    `Version ${datasetId}:${version} cannot have the tags, because they cannot be taken off the versions that hold them (${describeHoldings(stuck)}): this API only adds tags`,
    'Use other tags, or remove these from the other versions first.',
  );
}

/** Returns which version holds which tag, in words. */
export function describeHoldings(holdings: readonly TagHolding[]): string {
  return holdings.map(({ tag, holder }) => `${tag} on ${holder.version}`).join(', ');
}

/** What the API reports counts, not what was sent. */
function complete(version: Version, tags: readonly string[]): Version {
  const missing = lacking(tags, version.tags);
  if (missing.length === 0) return version;
  throw new RefusedError(
    `Version ${version.datasetId}:${version.version} should have the tags ${tags.join(', ')}, but the API reports that it lacks ${missing.join(', ')}`,
    'Run the job again; completed work is reused.',
  );
}

/**
 * Takes each tag off its holder, one PUT per version; a holder that is gone holds none. Returns what the API still
 * reports afterwards: on a server whose PUT only adds tags, none can be taken off.
 */
export async function takeOff(
  paperspace: PaperspaceClient,
  log: Log,
  holdings: readonly TagHolding[],
): Promise<TagHolding[]> {
  const stuck: TagHolding[] = [];
  for (const group of Map.groupBy(holdings, ({ holder }) => holder.version).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { datasetId, version, tags: held } = first.holder;
    const tags = group.map(({ tag }) => tag);
    const change = { tags: lacking(held, tags) };
    const now = await unlessGone(() => paperspace.updateVersion(datasetId, version, change));
    const off = lacking(tags, now?.tags ?? []);
    stuck.push(...group.filter(({ tag }) => !off.includes(tag)));
    if (now !== undefined && off.length > 0) log.info(`Took ${off.join(', ')} off version ${datasetId}:${version}`);
  }
  return stuck;
}

/** Returns the tags of both lists, each once, those of the first in front. */
export function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

/** Returns the wanted tags that are not among those that are there. */
export function lacking(wanted: readonly string[], present: readonly string[]): string[] {
  return wanted.filter((tag) => !present.includes(tag));
}

/** Warns if the API, whose answer counts, reports other tags than were sent. */
export function warnIfTagsDiffer(log: Log, version: Version, wanted: readonly string[]): void {
  if (isDeepStrictEqual(new Set(version.tags), new Set(wanted))) return;
  const shown = (tags: readonly string[]): string => (tags.length === 0 ? 'no tags' : tags.join(', '));
  log.warning(
    `Version ${version.datasetId}:${version.version} should have ${shown(wanted)}, but the API reports ${shown(version.tags)}`,
  );
}
