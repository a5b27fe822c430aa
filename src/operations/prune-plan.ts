import type { Version } from '../paperspace/schema.ts';

/** The part of a version that retention looks at. */
export type Candidate = Pick<Version, 'version' | 'isCommitted' | 'tags' | 'dtCreated' | 'dtModified' | 'usageBytes'>;

/** The rules of retention. Durations are in milliseconds. */
export interface PruneRules {
  readonly keepLast: number | undefined;
  readonly olderThanMs: number | undefined;
  readonly draftsOlderThanMs: number | undefined;
  /** Whether a tag may go with its version. */
  readonly canDelete: (tag: string) => boolean;
}

/**
 * Which versions are to go. A committed one goes only where every given rule lets it go, and never the newest; a draft
 * only by its own rule, by the time it was last touched. A tagged version stays unless all of its tags may go.
 */
export function planPrune(versions: readonly Candidate[], rules: PruneRules, nowMs: number): Candidate[] {
  const newestFirst = versions.filter(({ isCommitted }) => isCommitted).sort(byAgeDescending);
  const committed = newestFirst.filter((version, index) => index > 0 && committedMayGo(version, index, rules, nowMs));
  const drafts = versions.filter((version) => !version.isCommitted && draftMayGo(version, rules, nowMs));
  return [...committed, ...drafts].filter(({ tags }) => tags.every(rules.canDelete));
}

function committedMayGo(
  version: Candidate,
  index: number,
  { keepLast, olderThanMs }: PruneRules,
  nowMs: number,
): boolean {
  if (keepLast === undefined && olderThanMs === undefined) return false;
  if (keepLast !== undefined && index < keepLast) return false;
  return olderThanMs === undefined || nowMs - Date.parse(version.dtCreated) > olderThanMs;
}

function draftMayGo({ dtCreated, dtModified }: Candidate, { draftsOlderThanMs }: PruneRules, nowMs: number): boolean {
  if (draftsOlderThanMs === undefined) return false;
  return nowMs - Math.max(Date.parse(dtCreated), Date.parse(dtModified)) > draftsOlderThanMs;
}

function byAgeDescending(a: Candidate, b: Candidate): number {
  return Date.parse(b.dtCreated) - Date.parse(a.dtCreated) || (a.version < b.version ? 1 : -1);
}
