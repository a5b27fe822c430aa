/**
 * The protocol of `snapshot`: the first row that matches the observation determines the next action. No I/O, no clock.
 * docs/snapshot.md shows the rows, and a model checker in the tests verifies that each is necessary.
 */
import { RefusedError } from '../net/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { haveSameFiles, markOf } from '../paperspace/snapshot-mark.ts';
import { missingTags, type TagHolding, union } from '../paperspace/version-changes.ts';
import type { Observation } from './observe.ts';
import { creatorOf, type Progress, refOf, type SnapshotRun } from './snapshot-run.ts';

/** One action of a snapshot. */
export type Action =
  | { readonly kind: 'create' }
  | { readonly kind: 'resume'; readonly draft: Version }
  | { readonly kind: 'fill'; readonly draft: Version; readonly sources: readonly Version[] }
  | { readonly kind: 'leave'; readonly draft: Version }
  | { readonly kind: 'commit'; readonly draft: Version; readonly tags: readonly string[] }
  | {
      readonly kind: 'delete-duplicate';
      readonly version: Version;
      readonly kept: Version;
      readonly tags: readonly string[];
    }
  | { readonly kind: 'delete-drafts'; readonly drafts: readonly Version[]; readonly version: Version }
  | { readonly kind: 'refuse'; readonly error: RefusedError }
  | { readonly kind: 'add-tags'; readonly version: Version; readonly tags: readonly string[] }
  | { readonly kind: 'remove-tags'; readonly holdings: readonly TagHolding[] }
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
      when: 'this step created a newer committed version with the same files',
      action: 'add the tags to the oldest, then delete the newer one',
      decide: ({ run, progress, seen, oldest }) => {
        const isOwn = (one: Version): boolean => creatorOf(run, progress, one) !== 'another step';
        const newer = otherThan(oldest, seen.committed);
        const own = newer.findLast((one) => isOwn(one) && haveSameFiles(oldest, one));
        return own && deleteDuplicate(run, own, oldest);
      },
    },
    {
      when: 'there is a newer committed version with the same files, and an earlier attempt of this step created the oldest',
      action: 'add the tags to the next oldest, then delete the oldest',
      decide: ({ run, progress, oldest, rival }) =>
        rival && creatorOf(run, progress, oldest) === 'an earlier attempt' && haveSameFiles(oldest, rival)
          ? deleteDuplicate(run, oldest, rival)
          : undefined,
    },
    {
      when: 'there is a newer committed version, and its files differ or this attempt did not create the oldest',
      action: 'fail and name both',
      decide: ({ run, progress, oldest, rival }) => {
        const isOwn = ['this process', 'this attempt'].includes(creatorOf(run, progress, oldest));
        return rival && !(isOwn && haveSameFiles(oldest, rival)) ? refuseRivals(run, oldest, rival) : undefined;
      },
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
      when: 'the oldest has files other than those that this step was given',
      action: 'fail and name both digests',
      decide: ({ run, seen: { digest }, oldest }) => {
        const isSame = digest === undefined || digest === markOf(oldest.metadata).files?.digest;
        return isSame ? undefined : refuseOtherFiles(run, oldest, digest);
      },
    },
    {
      when: 'the oldest does not have all tags',
      action: 'add the missing tags',
      decide: ({ run, oldest }) => {
        const tags = missingTags(run.tags, oldest.tags);
        return tags.length > 0 ? { kind: 'add-tags', version: oldest, tags } : undefined;
      },
    },
    {
      when: 'other versions have the tags too',
      action: 'remove the tags from those versions',
      decide: ({ progress: { stuck }, seen, oldest }) => {
        const holdings = heldByOthers(seen, oldest).filter(({ tag }) => !stuck.includes(tag));
        return holdings.length > 0 ? { kind: 'remove-tags', holdings } : undefined;
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
        return isRefused ? { kind: 'commit', draft, tags: missingTags(run.tags, held) } : undefined;
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
        const isReleased = (one: Version): boolean =>
          creatorOf(run, progress, one) !== 'another step' && markOf(one.metadata).released === true;
        const draft = seen.drafts.find((one) => isOwnDraft(run, progress, one) || isReleased(one));
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

/** Returns whether no other process writes to a draft: this process created it, or an attempt that has ended. */
function isOwnDraft(run: SnapshotRun, progress: Progress, draft: Version): boolean {
  return ['this process', 'an earlier attempt'].includes(creatorOf(run, progress, draft));
}

/** Returns the draft that this process works on, and those that only it may use. */
function ownDrafts(run: SnapshotRun, progress: Progress, { drafts }: Observation): Version[] {
  const { draft } = progress;
  const others = draft === undefined ? drafts : otherThan(draft, drafts);
  return [...(draft === undefined ? [] : [draft]), ...others.filter((one) => isOwnDraft(run, progress, one))];
}

function deleteDuplicate({ tags }: SnapshotRun, version: Version, kept: Version): Action {
  return { kind: 'delete-duplicate', version, kept, tags: missingTags(union(tags, version.tags), kept.tags) };
}

function refuseRivals({ key }: SnapshotRun, oldest: Version, rival: Version): Action {
  const reason = haveSameFiles(oldest, rival) ? 'this step may delete neither' : 'their files differ';
  const error = new RefusedError(
    `The key ${key} has two committed versions, ${refOf(oldest)} and ${refOf(rival)}, and ${reason}`,
    'Delete the unwanted one with `delete-version`. Give each job or step its own `key`, and use `concurrency:` so that runs with the same key do not overlap.',
  );
  return { kind: 'refuse', error };
}

/** Two jobs that share a key would otherwise lose data without notice. */
function refuseOtherFiles({ key }: SnapshotRun, version: Version, digest: string): Action {
  const committed = markOf(version.metadata).files?.digest ?? '(none)';
  const error = new RefusedError(
    `Version ${refOf(version)} is committed for the key ${key}, but with different files: the SHA-256 of its manifest is ${committed}, and that of the new files is ${digest}`,
    'Two jobs or steps might be sharing this key. If so, give each its own `key`. For new data, publish a new release or set a different `key`.',
  );
  return { kind: 'refuse', error };
}

function heldByOthers({ holdings }: Observation, { version }: Version): TagHolding[] {
  return holdings.filter(({ holder }) => holder.version !== version);
}

function otherThan({ version }: Version, versions: readonly Version[]): Version[] {
  return versions.filter((one) => one.version !== version);
}
