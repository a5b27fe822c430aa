/** Sets tags, moves them between versions, and filters versions by them. */
import type { Answers } from './answers.ts';
import type { Shelf, StoredVersion } from './catalog.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusals.ts';

/** Throws a 409 if another version has one of the tags and the emulator is configured to refuse that. */
export function refuseHeldTags(
  answers: Answers,
  shelf: Shelf,
  sent: readonly string[],
  version?: StoredVersion | undefined,
): void {
  if (answers.tagHolder !== 'conflict') return;
  const held = sent.filter((tag) => shelf.otherHolders(tag, version).length > 0);
  if (held.length === 0) return;
  const details = held.map((tag) => ({ path: 'tags', message: `${tag} belongs to another version` }));
  throw new Refusal(409, `Tags in use: ${held.join(', ')}`, details);
}

/** Sets the tags of a version, and removes them from others if tags move. */
export function giveTags(
  { answers }: Pick<Context, 'answers'>,
  shelf: Shelf,
  version: StoredVersion,
  sent: readonly string[],
  now: number,
): void {
  if (answers.tagHolder === 'moves') {
    for (const tag of sent) takeFromOthers(shelf, version, tag, now);
  }
  const kept = answers.putTags === 'merge' ? version.tags : [];
  shelf.setTags(version, [...new Set([...kept, ...sent])]);
}

/** Returns whether a list filtered by these tags contains a version. Without tags it contains all. */
export function tagFilter(
  { tagsFilter, tagsFilterMatch }: Answers,
  wanted: readonly string[],
): (version: StoredVersion) => boolean {
  if (wanted.length === 0) return () => true;
  const matches = (tag: string, one: string): boolean =>
    tagsFilterMatch === 'exact' ? tag === one : tag.startsWith(one);
  const holds = (version: StoredVersion, one: string): boolean => version.tags.some((tag) => matches(tag, one));
  if (tagsFilter === 'all') return (version) => wanted.every((one) => holds(version, one));
  return (version) => wanted.some((one) => holds(version, one));
}

function takeFromOthers(shelf: Shelf, version: StoredVersion, tag: string, now: number): void {
  for (const holder of shelf.otherHolders(tag, version)) {
    shelf.setTags(
      holder,
      holder.tags.filter((one) => one !== tag),
    );
    holder.modifiedMs = now;
  }
}
