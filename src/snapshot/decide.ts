/**
 * The protocol of `snapshot`: of the rows for what was observed, the first that applies says what to do next. No I/O, no
 * clock. docs/snapshot.md shows the rows, and a model checker in the tests proves each of them necessary.
 */
import type { Version } from '../paperspace/schema.ts';
import { haveSameFiles, markOf } from '../paperspace/snapshot-mark.ts';
import { lacking, type TagHolding, union } from '../paperspace/tags.ts';
import type { Observation } from './observe.ts';
import { isCreatedHere, isOfEarlierAttempt, isOfStep, type Progress, type SnapshotRun } from './run.ts';

/** One step of a snapshot. */
export type Action =
  | { readonly kind: 'create' }
  | { readonly kind: 'resume'; readonly draft: Version }
  | { readonly kind: 'fill'; readonly draft: Version; readonly sources: readonly Version[] }
  | { readonly kind: 'leave'; readonly draft: Version }
  | { readonly kind: 'commit'; readonly draft: Version; readonly tags: readonly string[] }
  | { readonly kind: 'take-back'; readonly version: Version; readonly kept: Version; readonly tags: readonly string[] }
  | { readonly kind: 'refuse-rivals'; readonly versions: readonly [Version, Version] }
  | { readonly kind: 'delete-drafts'; readonly drafts: readonly Version[]; readonly version: Version }
  | { readonly kind: 'compare-files'; readonly version: Version }
  | { readonly kind: 'add-tags'; readonly version: Version; readonly tags: readonly string[] }
  | { readonly kind: 'take-tags-off'; readonly holdings: readonly TagHolding[] }
  | { readonly kind: 'finish'; readonly version: Version; readonly rival: Version | undefined };

/** One row of the table. `decide` returns nothing if the row does not apply. */
export interface Row<Situation> {
  readonly when: string;
  readonly action: string;
  readonly decide: (situation: Situation) => Action | undefined;
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
      decide: ({ oldest, ownYounger, tags }) => ownYounger && takeBack(ownYounger, oldest, tags),
    },
    {
      when: 'there is a younger committed version of the same files, and an earlier attempt of this step created the oldest',
      action: 'add the tags to the next oldest, then delete the oldest',
      decide: ({ oldest, rival, creator, tags }) =>
        rival && creator === 'an earlier attempt' && haveSameFiles(oldest, rival)
          ? takeBack(oldest, rival, tags)
          : undefined,
    },
    {
      when: 'there is a younger committed version, and its files differ or this attempt did not create the oldest',
      action: 'fail and name both',
      decide: ({ oldest, rival, creator }) =>
        rival && (creator !== 'this attempt' || !haveSameFiles(oldest, rival))
          ? { kind: 'refuse-rivals', versions: [oldest, rival] }
          : undefined,
    },
    {
      when: 'drafts remain that only this process may use',
      action: 'delete them',
      decide: ({ oldest, ownDrafts }) =>
        ownDrafts.length > 0 ? { kind: 'delete-drafts', drafts: ownDrafts, version: oldest } : undefined,
    },
    {
      when: 'the oldest is not known to have these files',
      action: 'compare the files; fail if they differ',
      decide: ({ oldest, hasTheseFiles }) => (hasTheseFiles ? undefined : { kind: 'compare-files', version: oldest }),
    },
    {
      when: 'the oldest does not have all tags',
      action: 'add the missing tags',
      decide: ({ oldest, tags }) => {
        const missing = lacking(tags, oldest.tags);
        return missing.length > 0 ? { kind: 'add-tags', version: oldest, tags: missing } : undefined;
      },
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
      decide: ({ oldest, rival }) => ({ kind: 'finish', version: oldest, rival }),
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
  const [oldest, ...younger] = seen.committed;
  if (oldest !== undefined) return firstOf(rows.committed, committed(run, progress, seen, oldest, younger));
  if (progress.draft !== undefined) return firstOf(rows.drafted, drafted(run, progress, seen, progress.draft));
  return firstOf(rows.undrafted, { resumable: findResumable(run, progress, seen) });
}

function firstOf<T>(rows: readonly Row<T>[], situation: T): Action {
  for (const { decide } of rows) {
    const action = decide(situation);
    if (action !== undefined) return action;
  }
  throw new Error('no row of the table applies');
}

/** The key has a committed version. The oldest counts. */
type Committed = ReturnType<typeof committed>;

function committed(
  run: SnapshotRun,
  progress: Progress,
  { drafts, holdings }: Observation,
  oldest: Version,
  younger: readonly Version[],
) {
  const { draft, digest, stuck } = progress;
  const isOwnDraft = (one: Version): boolean => isCreatedHere(progress, one) || isOfEarlierAttempt(run, one);
  const otherDrafts = drafts.filter(({ version }) => version !== draft?.version);
  // A version of other files may be the result of an earlier attempt that succeeded: only its own process deletes it.
  const isOwnRival = (one: Version): boolean =>
    isOfStep(run, one) && (haveSameFiles(oldest, one) || progress.committed === one.version);
  return {
    oldest,
    rival: younger[0],
    ownYounger: younger.findLast(isOwnRival),
    creator: creatorOf(run, progress, oldest),
    ownDrafts: [...(draft === undefined ? [] : [draft]), ...otherDrafts.filter(isOwnDraft)],
    hasTheseFiles: run.files === undefined || (digest !== undefined && digest === digestOf(oldest)),
    tags: run.tags,
    otherHoldings: holdings.filter(({ tag, holder }) => holder.version !== oldest.version && !stuck.includes(tag)),
  };
}

/** A version that this process committed is of this attempt, though an earlier one may have created it. */
function creatorOf(run: SnapshotRun, progress: Progress, version: Version) {
  if (!isOfStep(run, version)) return 'another step';
  const isEarlier = progress.committed !== version.version && isOfEarlierAttempt(run, version);
  return isEarlier ? 'an earlier attempt' : 'this attempt';
}

/** The key has no committed version, and this process works on a draft of it. */
type Drafted = ReturnType<typeof drafted>;

function drafted({ files, commit, tags }: SnapshotRun, progress: Progress, seen: Observation, draft: Version) {
  const isOther = ({ version }: Version): boolean => version !== draft.version;
  const held = seen.holdings.filter(({ holder }) => isOther(holder)).map(({ tag }) => tag);
  return {
    draft,
    otherDrafts: seen.drafts.filter(isOther),
    isFilled: files === undefined || progress.filled !== undefined,
    commit,
    tags,
    conflicting: progress.conflicts > 0 ? held : [],
  };
}

/** The key has no committed version, and this process works on no draft. */
interface Undrafted {
  readonly resumable: Version | undefined;
}

/**
 * Returns the oldest draft that this process may resume. Nobody else writes to a draft of this process or of an attempt
 * that has ended, or to a released one of this step.
 */
export function findResumable(run: SnapshotRun, progress: Progress, { drafts }: Observation): Version | undefined {
  const isReleased = (draft: Version): boolean => isOfStep(run, draft) && markOf(draft.metadata).released === true;
  return drafts.find((draft) => isCreatedHere(progress, draft) || isOfEarlierAttempt(run, draft) || isReleased(draft));
}

function takeBack(version: Version, kept: Version, wanted: readonly string[]): Action {
  return { kind: 'take-back', version, kept, tags: lacking(union(wanted, version.tags), kept.tags) };
}

function digestOf({ metadata }: Version): string | undefined {
  return markOf(metadata).files?.digest;
}
