/**
 * The protocol of `snapshot`: the first row that matches the observation determines the next action. No I/O, no clock.
 * docs/snapshot.md shows the rows, and a model checker in the tests verifies that each is necessary.
 */
import { RefusedError } from '../net/errors.ts';
import { refOf, type Version } from '../paperspace/schema.ts';
import { digestOf } from '../paperspace/snapshot-mark.ts';
import { missingTags, otherThan } from '../paperspace/version-changes.ts';
import type { Observation } from './observe.ts';
import { isFromEarlierAttempt, isOwn, type Progress, type SnapshotRun } from './snapshot-run.ts';

/** One action of a snapshot. */
export type Action =
  | { readonly kind: 'create' }
  | { readonly kind: 'fill'; readonly draft: Version; readonly sources: readonly Version[] }
  | { readonly kind: 'commit'; readonly draft: Version }
  | { readonly kind: 'delete-drafts'; readonly drafts: readonly Version[]; readonly kept: Version }
  | { readonly kind: 'delete-duplicate'; readonly version: Version; readonly kept: Version }
  | { readonly kind: 'add-tags'; readonly version: Version }
  | { readonly kind: 'refuse'; readonly error: RefusedError }
  | { readonly kind: 'finish'; readonly version: Version; readonly holders: readonly Version[] };

/** The data that the rows match. */
interface Situation {
  readonly run: SnapshotRun;
  readonly progress: Progress;
  readonly seen: Observation;
  /** The oldest committed version of the key, which counts, or the draft that this process works on. */
  readonly version: Version;
  /** The next oldest committed version. */
  readonly rival: Version | undefined;
}

/** One row of the table. `decide` returns nothing if the row does not apply. */
export interface Row {
  readonly when: string;
  readonly action: string;
  readonly decide: (situation: Situation) => Action | false | undefined;
}

/** The rows if the key has a committed version, and if it has none. */
export type Table = Readonly<Record<'committed' | 'drafted', readonly Row[]>>;

export const table: Table = {
  committed: [
    {
      when: 'drafts remain that only this process may use',
      action: 'delete them',
      decide: ({ seen: { usable }, version }) =>
        usable.length > 0 && { kind: 'delete-drafts', drafts: usable, kept: version },
    },
    {
      when: 'this step created a newer committed version with the same files',
      action: 'add the tags to the oldest, then delete the newer one',
      decide: ({ run, seen, version: kept }) => {
        const newer = otherThan(kept, seen.committed);
        const version = newer.findLast((one) => isOwn(run, one) && digestOf(one) === digestOf(kept));
        return version && { kind: 'delete-duplicate', version, kept };
      },
    },
    {
      when: 'there is a newer committed version with the same files, and an earlier attempt of this step created the oldest',
      action: 'add the tags to the next oldest, then delete the oldest',
      decide: ({ run, progress, version, rival }) => {
        const isEarlier = isFromEarlierAttempt(run, version) && version.version !== progress.committed;
        const isDuplicate = isEarlier && rival !== undefined && digestOf(rival) === digestOf(version);
        return isDuplicate && { kind: 'delete-duplicate', version, kept: rival };
      },
    },
    {
      when: 'there is a newer committed version, and its files differ or another step created the oldest',
      action: 'fail and name both',
      decide: ({ run, version, rival }) => {
        if (rival === undefined || (isOwn(run, version) && digestOf(rival) === digestOf(version))) return undefined;
        return { kind: 'refuse', error: rivalsError(run, version, rival) };
      },
    },
    {
      when: 'the oldest has files other than those that this step was given',
      action: 'fail and name both digests',
      decide: ({ run, seen: { digest }, version }) => {
        if (digest === undefined || digest === digestOf(version)) return undefined;
        return { kind: 'refuse', error: otherFilesError(run, version, digest) };
      },
    },
    {
      when: 'the oldest does not have all tags',
      action: 'add the missing tags',
      decide: ({ run, version }) => missingTags(run.tags, version.tags).length > 0 && { kind: 'add-tags', version },
    },
    {
      when: 'other versions have the tags too',
      action: 'remove the tags from those versions, or return the oldest if the API removes none',
      decide: ({ seen, version }) => {
        const holders = otherThan(version, seen.holders);
        return holders.length > 0 && { kind: 'finish', version, holders };
      },
    },
    {
      when: 'otherwise',
      action: 'return the oldest',
      decide: ({ version }) => ({ kind: 'finish', version, holders: [] }),
    },
  ],
  drafted: [
    {
      when: 'the draft does not have the files',
      action: 'fill it, copying the files that other drafts of the key have',
      decide: ({ run, progress, seen, version: draft }) =>
        run.files && !progress.filled && { kind: 'fill', draft, sources: otherThan(draft, seen.drafts) },
    },
    {
      when: '`commit: false`',
      action: 'return the draft',
      decide: ({ run, version }) => !run.commit && { kind: 'finish', version, holders: [] },
    },
    {
      when: 'otherwise',
      action:
        'commit it with the tags in one request; if the API refuses that, without the tags that other versions have',
      decide: ({ version }) => ({ kind: 'commit', draft: version }),
    },
  ],
};

/** Returns the next action. Without a version of the key that it may use, a process creates a draft. */
export function decide(run: SnapshotRun, progress: Progress, seen: Observation, rows: Table = table): Action {
  const [oldest, rival] = seen.committed;
  const version = oldest ?? progress.draft;
  if (version === undefined) return { kind: 'create' };
  for (const { decide } of oldest === undefined ? rows.drafted : rows.committed) {
    const action = decide({ run, progress, seen, version, rival });
    if (action) return action;
  }
  throw new Error('no row of the table applies');
}

function rivalsError({ key }: SnapshotRun, oldest: Version, rival: Version): RefusedError {
  const reason = digestOf(oldest) === digestOf(rival) ? 'this step may delete neither' : 'their files differ';
  return new RefusedError(
    `The key ${key} has two committed versions, ${refOf(oldest)} and ${refOf(rival)}, and ${reason}`,
    'Delete the unwanted one with `delete-version`. Give each job or step its own `key`, and use `concurrency:` so that runs with the same key do not overlap.',
  );
}

/** Two jobs that share a key would otherwise lose data without notice. */
function otherFilesError({ key }: SnapshotRun, version: Version, digest: string): RefusedError {
  return new RefusedError(
    `Version ${refOf(version)} is committed for the key ${key}, but with different files: the SHA-256 of its manifest is ${digestOf(version) ?? '(none)'}, and that of the new files is ${digest}`,
    'Two jobs or steps might be sharing this key. If so, give each its own `key`. For new data, publish a new release or set a different `key`.',
  );
}
