import type { Log } from '../net/system.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import type { Metadata, Version } from '../paperspace/schema.ts';
import { type FileMark, markOf, type SnapshotMark } from '../paperspace/snapshot-mark.ts';

/** The goal of a snapshot, and its dependencies. */
export interface SnapshotRun {
  readonly paperspace: PaperspaceClient;
  readonly log: Log;
  readonly datasetId: string;
  /** Identifies the snapshot: two versions with the same key are the same snapshot. */
  readonly key: string;
  /** The step that this process runs, by which it recognizes the versions of its earlier attempts. */
  readonly origin: Required<Pick<SnapshotMark, 'run' | 'runAttempt' | 'step'>>;
  /** The tags that the version is to have. */
  readonly tags: readonly string[];
  readonly message: string | undefined;
  /** The metadata of the user, without the mark. */
  readonly metadata: Metadata;
  /** Whether to commit; otherwise the draft is left for later steps. */
  readonly commit: boolean;
  /** Whether a version of another key that has the same files is acceptable. */
  readonly skipIfUnchanged: boolean;
  /** No version of the key is older than this, in milliseconds since the epoch; undefined if unknown. */
  readonly oldestMs: number | undefined;
  /** Undefined if the step was given no files: then the storage is not touched. */
  readonly files: SnapshotFiles | undefined;
  /** Announces a draft that is about to be created, and returns the attempt ID to create it with. */
  announceDraft(): string;
  /** Called with the draft of this run as soon as it is known. */
  publishDraft(draft: Version): void;
}

/** The files of a snapshot. */
export interface SnapshotFiles {
  /** Opens the storage. Called before a draft is created, so that a failure leaves none behind. */
  prepare(): Promise<void>;
  /** Makes the draft hold exactly these files, and verifies that. Copies files that `others` already hold. */
  fill(draft: Version, others: readonly Version[]): Promise<FileMark>;
  /** Returns the SHA-256 digest of the manifest of these files. */
  digest(): Promise<string>;
}

/** The progress of this process, in addition to its observations. Plain data, replaced by each action. */
export interface Progress {
  /** The attempt IDs of the drafts that it created. */
  readonly attempts: readonly string[];
  /** The draft that it works on. */
  readonly draft?: Version | undefined;
  /** The files that it put into the draft. */
  readonly filled?: FileMark | undefined;
  /** The ID of the version that it committed. */
  readonly committed?: string | undefined;
  /** Whether it has added tags to a committed version. */
  readonly retagged: boolean;
  /** The number of actions that failed because another process had deleted the version or taken a tag. */
  readonly setbacks: number;
  /** The first observation showed every version of the key that is older than this, in milliseconds since the epoch. */
  readonly horizonMs?: number | undefined;
}

export const START: Progress = { attempts: [], retagged: false, setbacks: 0 };

/** The result of a snapshot. */
export interface Taken {
  readonly version: Version;
  readonly outcome: 'created' | 'resumed' | 'updated' | 'unchanged';
  /** The newest versions of the dataset, of any key, as they were read on the way. */
  readonly newest: readonly Version[];
}

/** Returns whether the step that this process runs created a version, in any attempt. */
export function isOwn({ origin }: SnapshotRun, { metadata }: Version): boolean {
  const { run, step, key } = markOf(metadata);
  return run === origin.run && (step ?? key) === origin.step;
}

/** Returns whether an earlier attempt of the step created a version. That attempt has ended. */
export function isFromEarlierAttempt(run: SnapshotRun, version: Version): boolean {
  return isOwn(run, version) && markOf(version.metadata).runAttempt !== run.origin.runAttempt;
}
