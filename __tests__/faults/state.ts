/** What the API and its storage hold, without what differs from run to run: to compare how two runs left them. */
import type { Dataset, Version } from '../../src/paperspace/schema.ts';
import { MARK, markOf } from '../../src/paperspace/snapshot-mark.ts';
import type { World } from '../support/world.ts';

/** One line for each thing. What was there before the run has its id in it; what is new is called so. */
export type State = readonly string[];

/** The objects of the storage, by key, with their ETags. */
export type Objects = ReadonlyMap<string, string>;

export function stateOf(world: World, known: ReadonlySet<string>, objects: Objects = new Map()): State {
  const { paperspace } = world.emulator;
  const datasets = paperspace.datasets();
  const versions = datasets.flatMap(({ id }) => paperspace.versions(id));
  const label = (id: string): string => (known.has(id) ? id : 'new');
  return [
    ...datasets.map((dataset) => datasetLine(dataset, label)),
    ...versions.map((version) => versionLine(version, label)),
    ...[...objects].map(([key, etag]) => `file ${keyWith(label, key)} ${etag}`),
  ].sort();
}

/** The ids of all that is there. */
export function idsIn({ emulator: { paperspace } }: World): Set<string> {
  return new Set(
    paperspace.datasets().flatMap(({ id }) => [id, ...paperspace.versions(id).map(({ version }) => version)]),
  );
}

type Label = (id: string) => string;

function datasetLine({ id, name, description, isPublic }: Dataset, label: Label): string {
  return `dataset ${label(id)} ${JSON.stringify({ name, description, isPublic })}`;
}

function versionLine({ version, isCommitted, tags, message, metadata }: Version, label: Label): string {
  const state = isCommitted ? 'committed' : 'draft';
  const fields = { tags: [...tags].sort(), message, metadata: withoutChance(metadata) };
  return `version ${label(version)} ${state} ${JSON.stringify(fields)}`;
}

/** The attempt's ID is random, its number counts the runs, and whether a draft was released matters only for the next run. */
function withoutChance(metadata: Version['metadata']): unknown {
  if (metadata?.[MARK] === undefined) return metadata;
  const { key, run, files } = markOf(metadata);
  return { ...metadata, [MARK]: { key, run, files } };
}

function keyWith(label: Label, key: string): string {
  return key.replace(/\/versions\/([a-z0-9]+)/, (_whole, id: string) => `/versions/${label(id)}`);
}

/** What is in one state and not in the other, each line as often as it is there more. */
export function differences(wanted: State, found: State): { readonly missing: string[]; readonly extra: string[] } {
  return { missing: without(wanted, found), extra: without(found, wanted) };
}

function without(some: State, others: State): string[] {
  const left = [...others];
  return some.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
