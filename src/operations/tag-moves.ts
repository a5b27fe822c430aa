import type { Log } from '../network/log.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { holdersOf } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';

/** A tag and a version that holds it. */
export interface TagHolding {
  readonly tag: string;
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

/**
 * Takes each tag off its holder, one PUT a version. `onTaken` hears of each as it is done, so that it can be undone
 * where a later one fails.
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
    const now = await paperspace.updateVersion(datasetId, version, { tags: kept });
    for (const tag of group.tags) (now.tags.includes(tag) ? stuck : taken).push({ tag, holder: group.holder });
    log.info(`Took ${group.tags.join(', ')} off version ${datasetId}:${version}`);
  }
  return { taken, stuck };
}

/** Puts tags back on the versions they were taken off, beside whatever these have now. */
export async function putBack(paperspace: PaperspaceClient, log: Log, holdings: readonly TagHolding[]): Promise<void> {
  for (const [version, group] of byVersion(holdings)) {
    const { datasetId } = group.holder;
    const now = await paperspace.getVersion(datasetId, version);
    const missing = group.tags.filter((tag) => !now.tags.includes(tag));
    if (missing.length === 0) continue;
    await paperspace.updateVersion(datasetId, version, { tags: [...now.tags, ...missing] });
    log.info(`Put ${missing.join(', ')} back on version ${datasetId}:${version}`);
  }
}

interface Group {
  readonly holder: Version;
  readonly tags: string[];
}

function byVersion(holdings: readonly TagHolding[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { tag, holder } of holdings) {
    const group = groups.get(holder.version) ?? { holder, tags: [] };
    group.tags.push(tag);
    groups.set(holder.version, group);
  }
  return groups;
}
