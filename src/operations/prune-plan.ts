/** Decides which versions to delete, and which rule keeps each of the others. A pure function. */
import { formatCount, formatDuration } from '../net/format.ts';
import type { Version } from '../paperspace/schema.ts';

/** The fields of a version that a prune needs. */
export type Candidate = Pick<
  Version,
  'version' | 'isCommitted' | 'tags' | 'dtCreated' | 'dtModified' | 'usageBytes' | 'url'
>;

/** The rules of retention. Durations are in milliseconds. */
export interface PruneRules {
  readonly keepLast: number | undefined;
  readonly olderThanMs: number | undefined;
  readonly draftsOlderThanMs: number | undefined;
  /** Returns whether a version with this tag may be deleted. */
  readonly canDelete: (tag: string) => boolean;
}

/** The rule that keeps a version. */
type KeepReason = 'newest' | 'recent' | 'committed' | 'draft' | 'recent-draft' | 'tagged';

/** The versions that a prune deletes, in order, and the number of versions that it keeps for each reason. */
export interface PrunePlan {
  readonly deleted: readonly Candidate[];
  readonly kept: ReadonlyMap<KeepReason, number>;
}

/**
 * Plans a prune. A committed version is deleted only if every given rule selects it, and never the newest; a draft only
 * by its own rule, which is based on its last modification. A tagged version is kept unless all of its tags match
 * `prune-tags`.
 */
export function planPrune(versions: readonly Candidate[], rules: PruneRules, nowMs: number): PrunePlan {
  const committed = versions.filter(({ isCommitted }) => isCommitted).sort(byAgeDescending);
  const drafts = versions.filter(({ isCommitted }) => !isCommitted);
  const deleted: Candidate[] = [];
  const kept = new Map<KeepReason, number>();
  const decide = (version: Candidate, ruleReason: KeepReason | undefined): void => {
    const reason = ruleReason ?? (version.tags.every(rules.canDelete) ? undefined : 'tagged');
    if (reason === undefined) deleted.push(version);
    else kept.set(reason, (kept.get(reason) ?? 0) + 1);
  };
  for (const [index, version] of committed.entries()) decide(version, keepCommitted(version, index, rules, nowMs));
  for (const draft of drafts) decide(draft, keepDraft(draft, rules, nowMs));
  return { deleted, kept };
}

function keepCommitted(
  { dtCreated }: Candidate,
  index: number,
  { keepLast, olderThanMs }: PruneRules,
  nowMs: number,
): KeepReason | undefined {
  if (keepLast === undefined && olderThanMs === undefined) return 'committed';
  if (index < (keepLast ?? 1)) return 'newest';
  return olderThanMs === undefined || nowMs - Date.parse(dtCreated) > olderThanMs ? undefined : 'recent';
}

function keepDraft(
  { dtCreated, dtModified }: Candidate,
  { draftsOlderThanMs }: PruneRules,
  nowMs: number,
): KeepReason | undefined {
  if (draftsOlderThanMs === undefined) return 'draft';
  const touchedMs = Math.max(Date.parse(dtCreated), Date.parse(dtModified));
  return nowMs - touchedMs > draftsOlderThanMs ? undefined : 'recent-draft';
}

function byAgeDescending(a: Candidate, b: Candidate): number {
  return Date.parse(b.dtCreated) - Date.parse(a.dtCreated) || (a.version < b.version ? 1 : -1);
}

/** Describes how many versions a plan keeps, and by which rule: `3 newest (keep-last: 3), 1 tagged (prune-tags)`. */
export function describeKept({ kept }: PrunePlan, { keepLast, olderThanMs, draftsOlderThanMs }: PruneRules): string {
  const reasons: Readonly<Record<KeepReason, (count: number) => string>> = {
    newest: (count) => `${count} newest (${keepLast === undefined ? 'never deleted' : `keep-last: ${keepLast}`})`,
    recent: (count) => `${count} no older than ${formatDuration(olderThanMs ?? 0)} (older-than)`,
    committed: (count) => `${count} committed (no rule applies)`,
    tagged: (count) => `${count} tagged (not in prune-tags)`,
    draft: (count) => `${formatCount(count, 'draft')} (drafts-older-than not set)`,
    'recent-draft': (count) =>
      `${formatCount(count, 'draft')} modified in the last ${formatDuration(draftsOlderThanMs ?? 0)} (drafts-older-than)`,
  };
  return [...kept].map(([reason, count]) => reasons[reason](count)).join(', ');
}
