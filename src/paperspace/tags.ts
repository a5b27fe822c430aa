/** Moves tags between versions, in an order that leaves no tag nowhere. */
import { isDeepStrictEqual } from 'node:util';
import { CancelledError, RefusedError } from '../net/errors.ts';
import type { Log } from '../net/log.ts';
import type { PaperspaceClient } from './client.ts';
import { isRefusal, unlessGone } from './errors.ts';
import { holdersOf } from './references.ts';
import type { Version } from './schema.ts';
import { markOf } from './snapshot-mark.ts';

/** A tag and the version that it belongs to. */
export interface TagPlace {
  readonly tag: string;
  readonly holder: Pick<Version, 'datasetId' | 'version'>;
}

/** A tag and a version that holds it. */
export interface TagHolding extends TagPlace {
  readonly holder: Version;
}

/** Every version but `except` that holds one of the tags. One request a tag, side by side. */
export async function otherHolders(
  paperspace: PaperspaceClient,
  datasetId: string,
  tags: readonly string[],
  except: string,
): Promise<TagHolding[]> {
  const holders = await Promise.all(
    tags.map(async (tag) =>
      (await holdersOf(paperspace, datasetId, tag)).map((holder): TagHolding => ({ tag, holder })),
    ),
  );
  return holders.flat().filter(({ holder }) => holder.version !== except);
}

/** What taking tags off came to. */
export interface TakenOff {
  readonly taken: readonly TagHolding[];
  /** Tags that the API still says are there: on a server whose PUT only adds tags, none can be taken off. */
  readonly stuck: readonly TagHolding[];
}

/** What moving tags may do beside the moving itself. */
export interface MoveOptions {
  /** Is told who holds the tags, and who held those that are taken off already, before any more is taken off. */
  readonly note?: (holdings: readonly TagHolding[]) => Promise<void>;
  /** Puts right what an earlier attempt left, after a failure. */
  readonly restore?: () => Promise<void>;
}

/** A conflict can have been resolved, or made anew, by another run meanwhile: so often the PUT is tried. */
const MAX_ROUNDS = 3;

/**
 * Sends `put`, which gives `version` the `tags`, in an order that leaves no tag nowhere: as it is first, and only where
 * the API refuses that because another version holds a tag, the tag is taken off there before it is sent again, and put
 * back should it fail after all. Throws a {@link RefusedError} where the API says afterwards that a tag is lacking.
 */
export async function putMovingTags(
  paperspace: PaperspaceClient,
  log: Log,
  version: Version,
  tags: readonly string[],
  put: () => Promise<Version>,
  { note, restore }: MoveOptions = {},
): Promise<Version> {
  const taken: TagHolding[] = [];
  try {
    for (let round = 1; ; round += 1) {
      try {
        return complete(await put(), tags);
      } catch (error) {
        if (!isRefusal(error, 409) || round === MAX_ROUNDS) throw error;
      }
      const holdings = await otherHolders(paperspace, version.datasetId, tags, version.version);
      if (holdings.length === 0) continue;
      await note?.([...taken, ...holdings]);
      const { stuck } = await takeOff(paperspace, log, holdings, (holding) => taken.push(holding));
      if (stuck.length > 0) throw stuckError(version, stuck);
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    await undo(paperspace, log, taken, restore);
    throw error;
  }
}

/** After a failure. That a tag cannot be put back is a warning, since the failure itself says more. */
async function undo(
  paperspace: PaperspaceClient,
  log: Log,
  taken: readonly TagHolding[],
  restore: MoveOptions['restore'],
): Promise<void> {
  try {
    await putBack(paperspace, log, taken);
    await restore?.();
  } catch (error) {
    if (error instanceof CancelledError || !Error.isError(error)) throw error;
    const tags = [...new Set(taken.map(({ tag }) => tag))].join(', ');
    log.warning(`Tags that were taken off to be moved (${tags}) could not all be put back: ${error.message}`);
  }
}

/** Where a tag that another version holds is refused, and none can be taken off, none can ever move. */
function stuckError({ datasetId, version }: Version, stuck: readonly TagHolding[]): RefusedError {
  return new RefusedError(
    `Version ${datasetId}:${version} cannot have the tags, since they cannot be taken off the versions that hold them (${whereStuck(stuck)}): the API only adds tags here`,
    'Use other tags, or take these off by other means.',
  );
}

/** Which tags are still where, in words. */
export function whereStuck(stuck: readonly TagHolding[]): string {
  return stuck.map(({ tag, holder }) => `${tag} on ${holder.version}`).join(', ');
}

/** What the API says the version has now counts. */
function complete(version: Version, tags: readonly string[]): Version {
  const lacking = tags.filter((tag) => !version.tags.includes(tag));
  if (lacking.length === 0) return version;
  throw new RefusedError(
    `Version ${version.datasetId}:${version.version} was to have the tags ${tags.join(', ')}, but the API says that it lacks ${lacking.join(', ')}`,
    'Run the job again; what was done is found again.',
  );
}

/**
 * Takes each tag off its holder, one PUT a version; a holder that is gone holds none. `onTaken` hears of each before it
 * is done, so that it can be undone where that or a later one fails.
 */
export async function takeOff(
  paperspace: PaperspaceClient,
  log: Log,
  holdings: readonly TagHolding[],
  onTaken: (holding: TagHolding) => void = () => undefined,
): Promise<TakenOff> {
  const taken: TagHolding[] = [];
  const stuck: TagHolding[] = [];
  for (const [version, group] of byVersion(holdings)) {
    const { datasetId, tags } = group.holder;
    const kept = tags.filter((tag) => !group.tags.includes(tag));
    for (const tag of group.tags) onTaken({ tag, holder: group.holder });
    const now = await unlessGone(() => paperspace.updateVersion(datasetId, version, { tags: kept }));
    const off = group.tags.filter((tag) => !now?.tags.includes(tag));
    for (const tag of group.tags) (off.includes(tag) ? taken : stuck).push({ tag, holder: group.holder });
    if (now !== undefined && off.length > 0) log.info(`Took ${off.join(', ')} off version ${datasetId}:${version}`);
  }
  return { taken, stuck };
}

/** Puts tags back on the versions they were taken off, beside whatever these have now, unless these are gone. */
export async function putBack(paperspace: PaperspaceClient, log: Log, holdings: readonly TagPlace[]): Promise<void> {
  for (const [version, group] of byVersion(holdings)) {
    const { datasetId } = group.holder;
    const now = await unlessGone(() => paperspace.getVersion(datasetId, version));
    const missing = group.tags.filter((tag) => now !== undefined && !now.tags.includes(tag));
    if (now === undefined || missing.length === 0) continue;
    await paperspace.updateVersion(datasetId, version, { tags: [...now.tags, ...missing] });
    log.info(`Put ${missing.join(', ')} back on version ${datasetId}:${version}`);
  }
}

/** Puts the tags that were taken off for a version, as its mark notes, and that nobody holds now, back where they were. */
export async function restoreNoted(paperspace: PaperspaceClient, log: Log, version: Version): Promise<void> {
  const { datasetId, metadata } = version;
  for (const [tag, ids] of Object.entries(markOf(metadata).heldTags ?? {})) {
    const holders = await holdersOf(paperspace, datasetId, tag);
    const places = ids.map((id) => ({ tag, holder: { datasetId, version: id } }));
    if (holders.length === 0) await putBack(paperspace, log, places);
  }
}

interface Group<T extends TagPlace> {
  readonly holder: T['holder'];
  readonly tags: string[];
}

function byVersion<T extends TagPlace>(holdings: readonly T[]): Map<string, Group<T>> {
  const groups = new Map<string, Group<T>>();
  for (const { tag, holder } of holdings) {
    const group: Group<T> = groups.get(holder.version) ?? { holder, tags: [] };
    group.tags.push(tag);
    groups.set(holder.version, group);
  }
  return groups;
}

/** Returns the tags of both lists, each once, those of the first in front. */
export function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

/** Warns if the API, whose answer counts, reports other tags than were sent. */
export function warnIfTagsDiffer(log: Log, version: Version, wanted: readonly string[]): void {
  if (isDeepStrictEqual(new Set(version.tags), new Set(wanted))) return;
  const shown = (tags: readonly string[]): string => (tags.length === 0 ? 'no tags' : tags.join(', '));
  log.warning(
    `Version ${version.datasetId}:${version.version} should have ${shown(wanted)}, but the API reports ${shown(version.tags)}`,
  );
}
