/**
 * The protocol of `snapshot`: the first row that matches the observation determines the next action. No I/O, no clock.
 * docs/snapshot.md shows the rows, and a model checker in the tests verifies that each is necessary.
 */
import type { Version } from '../paperspace/schema.ts';
import { haveSameFiles, markOf } from '../paperspace/snapshot-mark.ts';
import { lacking, type TagHolding, union } from '../paperspace/tags.ts';
import type { Observation } from './observe.ts';
import { isCreatedHere, isOfEarlierAttempt, isOfStep, type Progress, type SnapshotRun } from './snapshot-run.ts';

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

/** The data that the rows match. */
interface Situation {
  readonly run: SnapshotRun;
  readonly progress: Progress;
  readonly seen: Observation;
}

/** The key has a committed version. The oldest counts, and the rival is the next oldest. */
interface Committed extends Situation {
  readonly oldest: Version;
  readonly rival: Version | undefined;
}

/** The key has no committed version, and this process works on a draft of it. */
interface Drafted extends Situation {
  readonly draft: Version;
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
  readonly undrafted: readonly Row<Situation>[];
}

export const table: Table = {
  committed: [
    {
      when: 'this step created a younger committed version with the same files',
      action: 'add the tags to the oldest, then delete the younger one',
      decide: ({ run, seen, oldest }) => {
        const younger = otherThan(oldest, seen.committed);
        const own = younger.findLast((one) => isOfStep(run, one) && haveSameFiles(oldest, one));
        return own && takeBack(run, own, oldest);
      },
    },
    {
      when: 'there is a younger committed version with the same files, and an earlier attempt of this step created the oldest',
      action: 'add the tags to the next oldest, then delete the oldest',
      decide: ({ run, progress, oldest, rival }) =>
        rival && creatorOf(run, progress, oldest) === 'an earlier attempt' && haveSameFiles(oldest, rival)
          ? takeBack(run, oldest, rival)
          : undefined,
    },
    {
      when: 'there is a younger committed version, and its files differ or this attempt did not create the oldest',
      action: 'fail and name both',
      decide: ({ run, progress, oldest, rival }) =>
        rival && (creatorOf(run, progress, oldest) !== 'this attempt' || !haveSameFiles(oldest, rival))
          ? { kind: 'refuse-rivals', versions: [oldest, rival] }
          : undefined,
    },
    {
      when: 'drafts remain that only this process may use',
      action: 'delete them',
      decide: ({ run, progress, seen, oldest }) => {
        const drafts = ownDrafts(run, progress, seen);
        return drafts.length > 0 ? { kind: 'delete-drafts', drafts, version: oldest } : undefined;
      },
    },
    {
      when: 'the oldest is not known to have these files',
      action: 'compare the files; fail if they differ',
      decide: ({ run, progress: { digest }, oldest }) => {
        const isKnown = digest !== undefined && digest === markOf(oldest.metadata).files?.digest;
        return run.files === undefined || isKnown ? undefined : { kind: 'compare-files', version: oldest };
      },
    },
    {
      when: 'the oldest does not have all tags',
      action: 'add the missing tags',
      decide: ({ run, oldest }) => {
        const tags = lacking(run.tags, oldest.tags);
        return tags.length > 0 ? { kind: 'add-tags', version: oldest, tags } : undefined;
      },
    },
    {
      when: 'other versions have the tags too',
      action: 'remove the tags from those versions',
      decide: ({ progress: { stuck }, seen, oldest }) => {
        const holdings = heldByOthers(seen, oldest).filter(({ tag }) => !stuck.includes(tag));
        return holdings.length > 0 ? { kind: 'take-tags-off', holdings } : undefined;
      },
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
      decide: ({ run, progress, seen, draft }) =>
        run.files === undefined || progress.filled !== undefined
          ? undefined
          : { kind: 'fill', draft, sources: otherThan(draft, seen.drafts) },
    },
    {
      when: '`commit: false`',
      action: 'return the draft',
      decide: ({ run, draft }) => (run.commit ? undefined : { kind: 'leave', draft }),
    },
    {
      when: 'the API refused the commit because other versions have the tags',
      action: 'commit without these tags',
      decide: ({ run, progress, seen, draft }) => {
        const held = heldByOthers(seen, draft).map(({ tag }) => tag);
        const isRefused = progress.conflicts > 0 && held.length > 0;
        return isRefused ? { kind: 'commit', draft, tags: lacking(run.tags, held) } : undefined;
      },
    },
    {
      when: 'otherwise',
      action: 'commit with the tags in one request',
      decide: ({ run, draft }) => ({ kind: 'commit', draft, tags: run.tags }),
    },
  ],
  undrafted: [
    {
      when: 'a draft remains from an earlier attempt of this step or from this process, or was released by this step',
      action: 'resume the oldest such draft',
      decide: ({ run, progress, seen }) => {
        const draft = findResumable(run, progress, seen);
        return draft && { kind: 'resume', draft };
      },
    },
    {
      when: 'otherwise',
      action: 'create a draft',
      decide: () => ({ kind: 'create' }),
    },
  ],
};

/** Returns the next action. */
export function decide(run: SnapshotRun, progress: Progress, seen: Observation, rows: Table = table): Action {
  const [oldest, rival] = seen.committed;
  const { draft } = progress;
  const situation = { run, progress, seen };
  if (oldest !== undefined) return firstOf(rows.committed, { ...situation, oldest, rival });
  if (draft !== undefined) return firstOf(rows.drafted, { ...situation, draft });
  return firstOf(rows.undrafted, situation);
}

function firstOf<T>(rows: readonly Row<T>[], situation: T): Action {
  for (const { decide } of rows) {
    const action = decide(situation);
    if (action !== undefined) return action;
  }
  throw new Error('no row of the table applies');
}

/**
 * Returns the oldest draft that this process may resume. No other process writes to a draft of this process, of an
 * attempt that has ended, or to a released one of this step.
 */
export function findResumable(run: SnapshotRun, progress: Progress, { drafts }: Observation): Version | undefined {
  const isReleased = (one: Version): boolean => isOfStep(run, one) && markOf(one.metadata).released === true;
  return drafts.find((one) => isOwnDraft(run, progress, one) || isReleased(one));
}

function isOwnDraft(run: SnapshotRun, progress: Progress, draft: Version): boolean {
  return isCreatedHere(progress, draft) || isOfEarlierAttempt(run, draft);
}

/** Returns the draft that this process works on, and those that only it may use. */
function ownDrafts(run: SnapshotRun, progress: Progress, { drafts }: Observation): Version[] {
  const { draft } = progress;
  const others = draft === undefined ? drafts : otherThan(draft, drafts);
  return [...(draft === undefined ? [] : [draft]), ...others.filter((one) => isOwnDraft(run, progress, one))];
}

/** A version that this process committed is of this attempt, though an earlier one may have created it. */
function creatorOf(run: SnapshotRun, { committed }: Progress, version: Version) {
  if (!isOfStep(run, version)) return 'another step';
  return committed !== version.version && isOfEarlierAttempt(run, version) ? 'an earlier attempt' : 'this attempt';
}

function takeBack({ tags }: SnapshotRun, version: Version, kept: Version): Action {
  return { kind: 'take-back', version, kept, tags: lacking(union(tags, version.tags), kept.tags) };
}

function heldByOthers({ holdings }: Observation, { version }: Version): TagHolding[] {
  return holdings.filter(({ holder }) => holder.version !== version);
}

function otherThan({ version }: Version, versions: readonly Version[]): Version[] {
  return versions.filter((one) => one.version !== version);
}
