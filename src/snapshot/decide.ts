/**
 * The protocol of `snapshot`: of the rows for what was observed, the first that applies says what to do next. No I/O, no
 * clock. docs/snapshot.md shows the rows, and a model checker in the tests proves each of them necessary.
 */
import type { Version } from '../paperspace/schema.ts';
import { markOf } from '../paperspace/snapshot-mark.ts';
import { lacking, type TagHolding, union } from '../paperspace/tags.ts';
import type { Observation } from './observe.ts';
import { isMine, isOfEarlierAttempt, isOfStep, type Progress, type SnapshotRun } from './run.ts';

/** One step of a snapshot. */
export type Action =
  | { readonly kind: 'add-tags'; readonly version: Version; readonly tags: readonly string[] }
  | { readonly kind: 'take-back'; readonly version: Version; readonly kept: Version; readonly tags: readonly string[] }
  | { readonly kind: 'refuse-rivals'; readonly versions: readonly [Version, Version] }
  | { readonly kind: 'delete-drafts'; readonly drafts: readonly Version[]; readonly version: Version }
  | { readonly kind: 'compare-files'; readonly version: Version }
  | { readonly kind: 'take-tags-off'; readonly holdings: readonly TagHolding[] }
  | { readonly kind: 'finish'; readonly version: Version; readonly rival: Version | undefined }
  | { readonly kind: 'fill'; readonly draft: Version; readonly sources: readonly Version[] }
  | { readonly kind: 'leave'; readonly draft: Version }
  | { readonly kind: 'commit'; readonly draft: Version; readonly tags: readonly string[] }
  | { readonly kind: 'resume'; readonly draft: Version }
  | { readonly kind: 'create' };

/** The key has a committed version. */
export interface Committed {
  /** The version that counts: the oldest. */
  readonly version: Version;
  /** The next oldest. */
  readonly rival: Version | undefined;
  /** The youngest that this step may delete: it created it, and it has the same files or has not succeeded with it. */
  readonly ownRival: Version | undefined;
  /** Which attempt of this step made the version that counts. */
  readonly madeBy: 'this attempt' | 'an earlier attempt' | 'others';
  /** Drafts of the key that only this process may still use. */
  readonly ownDrafts: readonly Version[];
  /** Whether the version is known to have these files. */
  readonly isCompared: boolean;
  /** The wanted tags, and the versions that hold one of them beside the version that counts. */
  readonly tags: readonly string[];
  readonly otherHoldings: readonly TagHolding[];
}

/** The key has no committed version, and this process works on a draft of it. */
export interface Drafted {
  readonly draft: Version;
  readonly otherDrafts: readonly Version[];
  /** Whether the draft holds the files. */
  readonly isFilled: boolean;
  /** Whether the draft is to be committed. */
  readonly commit: boolean;
  readonly tags: readonly string[];
  /** The wanted tags that other versions hold, if the API refused the commit because of a conflict. */
  readonly conflicting: readonly string[];
}

/** The key has no committed version, and this process works on no draft. */
export interface Undrafted {
  /** The oldest draft of this step that no process works on. */
  readonly resumable: Version | undefined;
}

/** One row of the table. `decide` returns nothing if the row does not apply. */
export interface Row<T> {
  readonly when: string;
  readonly action: string;
  readonly decide: (situation: T) => Action | undefined;
}

export interface Table {
  readonly committed: readonly Row<Committed>[];
  readonly drafted: readonly Row<Drafted>[];
  readonly undrafted: readonly Row<Undrafted>[];
}

export const table: Table = {
  committed: [
    {
      when: 'this step created a younger committed version, of the same files or committed by this process',
      action: 'add the tags to the oldest, then delete the younger one',
      decide: ({ version, ownRival, tags }) => ownRival && takeBack(ownRival, version, tags),
    },
    {
      when: 'others created a younger committed version of the same files, and an earlier attempt of this step created the oldest',
      action: 'add the tags to the next oldest, then delete the oldest',
      decide: ({ version, rival, madeBy, tags }) =>
        rival && madeBy === 'an earlier attempt' && haveSameFiles(version, rival)
          ? takeBack(version, rival, tags)
          : undefined,
    },
    {
      when: 'there is a younger committed version, and its files differ or this attempt did not create the oldest',
      action: 'fail and name both',
      decide: ({ version, rival, madeBy }) =>
        rival && (madeBy !== 'this attempt' || !haveSameFiles(version, rival))
          ? { kind: 'refuse-rivals', versions: [version, rival] }
          : undefined,
    },
    {
      when: 'drafts remain that only this process may use',
      action: 'delete them',
      decide: ({ version, ownDrafts }) =>
        ownDrafts.length > 0 ? { kind: 'delete-drafts', drafts: ownDrafts, version } : undefined,
    },
    {
      when: 'the oldest is not known to have these files',
      action: 'compare the files; fail if they differ',
      decide: ({ version, isCompared }) => (isCompared ? undefined : { kind: 'compare-files', version }),
    },
    {
      when: 'the oldest does not have all tags',
      action: 'add the missing tags',
      decide: ({ version, tags }) => addTags(version, tags),
    },
    {
      when: 'other versions have the tags too',
      action: 'remove the tags from those versions',
      decide: ({ otherHoldings }) =>
        otherHoldings.length > 0 ? { kind: 'take-tags-off', holdings: otherHoldings } : undefined,
    },
    {
      when: 'otherwise',
      action: 'return the oldest',
      decide: ({ version, rival }) => ({ kind: 'finish', version, rival }),
    },
  ],
  drafted: [
    {
      when: 'the draft does not have the files',
      action: 'fill it, copying the files that other drafts of the key have',
      decide: ({ draft, otherDrafts, isFilled }) =>
        isFilled ? undefined : { kind: 'fill', draft, sources: otherDrafts },
    },
    {
      when: '`commit: false`',
      action: 'return the draft',
      decide: ({ draft, commit }) => (commit ? undefined : { kind: 'leave', draft }),
    },
    {
      when: 'the API refused the commit because other versions have the tags',
      action: 'commit without these tags',
      decide: ({ draft, tags, conflicting }) =>
        conflicting.length > 0 ? { kind: 'commit', draft, tags: lacking(tags, conflicting) } : undefined,
    },
    {
      when: 'otherwise',
      action: 'commit with the tags in one request',
      decide: ({ draft, tags }) => ({ kind: 'commit', draft, tags }),
    },
  ],
  undrafted: [
    {
      when: 'a draft remains from an earlier attempt of this step or from this process, or was released by this step',
      action: 'resume the oldest such draft',
      decide: ({ resumable }) => resumable && { kind: 'resume', draft: resumable },
    },
    {
      when: 'otherwise',
      action: 'create a draft',
      decide: () => ({ kind: 'create' }),
    },
  ],
};

/** Returns what to do next. */
export function decide(run: SnapshotRun, progress: Progress, seen: Observation, rows: Table = table): Action {
  const [version] = seen.committed;
  if (version !== undefined) return firstOf(rows.committed, committedSituation(run, progress, seen, version));
  const { draft } = progress;
  if (draft !== undefined) return firstOf(rows.drafted, draftedSituation(run, progress, seen, draft));
  return firstOf(rows.undrafted, { resumable: seen.drafts.find((one) => isResumable(run, progress, one)) });
}

function firstOf<T>(rows: readonly Row<T>[], situation: T): Action {
  for (const { decide } of rows) {
    const action = decide(situation);
    if (action !== undefined) return action;
  }
  throw new Error('no row of the table applies');
}

function addTags(version: Version, tags: readonly string[]): Action | undefined {
  const missing = lacking(tags, version.tags);
  return missing.length > 0 ? { kind: 'add-tags', version, tags: missing } : undefined;
}

function takeBack(version: Version, kept: Version, wanted: readonly string[]): Action {
  return { kind: 'take-back', version, kept, tags: lacking(union(wanted, version.tags), kept.tags) };
}

/** Returns whether the marks of two versions name the same files. */
export function haveSameFiles(a: Version, b: Version): boolean {
  return markOf(a.metadata).files?.digest === markOf(b.metadata).files?.digest;
}

/** Nobody else writes to a draft of this process or of an attempt that has ended, or to a released one of this step. */
export function isResumable(run: SnapshotRun, progress: Progress, draft: Version): boolean {
  if (isMine(progress, draft) || isOfEarlierAttempt(run, draft)) return true;
  return isOfStep(run, draft) && markOf(draft.metadata).released === true;
}

function committedSituation(run: SnapshotRun, progress: Progress, seen: Observation, version: Version): Committed {
  const [, rival] = seen.committed;
  const { draft } = progress;
  const left = seen.drafts.filter(
    (one) => one.version !== draft?.version && (isMine(progress, one) || isOfEarlierAttempt(run, one)),
  );
  return {
    version,
    rival,
    ownRival: seen.committed
      .slice(1)
      .findLast(
        (one) => isOfStep(run, one) && (haveSameFiles(version, one) || progress.committed?.version === one.version),
      ),
    madeBy: makerOf(run, progress, version),
    ownDrafts: draft === undefined ? left : [draft, ...left],
    isCompared: run.files === undefined || progress.compared.includes(version.version),
    tags: run.tags,
    otherHoldings: seen.holdings.filter(
      ({ tag, holder }) => holder.version !== version.version && !progress.stuck.includes(tag),
    ),
  };
}

/** A version that this process committed is of this attempt, though an earlier one may have created it. */
function makerOf(run: SnapshotRun, progress: Progress, version: Version): Committed['madeBy'] {
  if (!isOfStep(run, version)) return 'others';
  const isEarlier = progress.committed?.version !== version.version && isOfEarlierAttempt(run, version);
  return isEarlier ? 'an earlier attempt' : 'this attempt';
}

function draftedSituation(run: SnapshotRun, progress: Progress, seen: Observation, draft: Version): Drafted {
  const held = seen.holdings.filter(({ holder }) => holder.version !== draft.version).map(({ tag }) => tag);
  return {
    draft,
    otherDrafts: seen.drafts.filter(({ version }) => version !== draft.version),
    isFilled: run.files === undefined || progress.filled !== undefined,
    commit: run.commit,
    tags: run.tags,
    conflicting: progress.conflicts > 0 ? held : [],
  };
}
