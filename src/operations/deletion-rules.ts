/** The rules of deletion: which versions `prune` deletes, and which folders in the storage are deleted with a version. */
import type { Folder } from '../files/index.ts';
import { formatCount, formatDuration } from '../net/format.ts';
import { isVersionId } from '../paperspace/references.ts';
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

/** The API's data about a version, or its last data before the version was deleted. */
export type KnownVersion = Pick<Version, 'version' | 'url'>;

/**
 * Returns the folder to delete after the API deleted a version, or the reason why its files must stay: a version
 * without a `url`, one that is not `s3://`, one that is not a folder named after the version's ID, or one that overlaps
 * with the folder of a version that the API still returns.
 *
 * @param others the versions that stay
 */
export function reclaimableFolder(
  deleted: KnownVersion,
  others: Iterable<KnownVersion>,
): { readonly folder: Folder } | { readonly reason: string } {
  const { version, url } = deleted;
  if (url === null) return { reason: 'the version has no storage URL' };
  const path = parseUrl(url);
  if (path === undefined) return { reason: `its storage URL ${url} is not a folder of an s3:// bucket` };
  if (!isVersionId(version) || path.segments.at(-1) !== version) {
    return { reason: `its storage URL ${url} does not end in the ID of the version` };
  }
  const folder = folderOf(path);
  for (const other of others) {
    if (other.version === version || other.url === null) continue;
    if (overlap(folder, other.url)) {
      return { reason: `version ${other.version} has its files in the same folder, ${other.url}` };
    }
  }
  return { folder };
}

/**
 * Returns the folder that contains the versions of a dataset, based on the `url` of one of them; undefined if that is
 * not `s3://BUCKET/.../DATASET/versions/VERSION`.
 */
export function folderOfVersions(datasetId: string, { version, url }: KnownVersion): Folder | undefined {
  const path = url === null ? undefined : parseUrl(url);
  if (path === undefined || path.segments.at(-1) !== version) return undefined;
  const segments = path.segments.slice(0, -1);
  if (segments.at(-1) !== 'versions' || segments.at(-2) !== datasetId) return undefined;
  return folderOf({ bucket: path.bucket, segments });
}

const ABANDONED_MS = 3_600_000;

/**
 * Returns whether a folder is old enough to be an orphan: the version of a younger one may be about to appear.
 *
 * @param newestMs the time when its newest object was written, in milliseconds since the epoch; NaN if it is unknown
 */
export function isAbandoned(newestMs: number, nowMs: number): boolean {
  return nowMs - newestMs >= ABANDONED_MS;
}

interface StoragePath {
  readonly bucket: string;
  readonly segments: readonly string[];
}

function parseUrl(url: string): StoragePath | undefined {
  const [, bucket, path] = /^s3:\/\/([^/]+)\/(.+?)\/?$/s.exec(url) ?? [];
  const segments = path?.split('/');
  if (bucket === undefined || segments === undefined) return undefined;
  return segments.some((segment) => ['', '.', '..'].includes(segment)) ? undefined : { bucket, segments };
}

/** The prefix ends in `/`, so that `abc/` never matches what is stored under `abcd/`. */
function folderOf({ bucket, segments }: StoragePath): Folder {
  return { bucket, prefix: `${segments.join('/')}/` };
}

/** Returns whether a folder and a version's files overlap, whatever the URL looks like: keys are plain text. */
function overlap({ bucket, prefix }: Folder, url: string): boolean {
  const kept = `${url.replace(/(?<!\/)\/+$/, '')}/`;
  const folder = `s3://${bucket}/${prefix}`;
  return kept.startsWith(folder) || folder.startsWith(kept);
}
