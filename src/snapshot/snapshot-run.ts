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
  /** Whether it has set tags after the commit. */
  readonly retagged: boolean;
  /** The tags that the API did not remove from another version. */
  readonly stuck: readonly string[];
  /** The number of times that the API refused to commit the draft because of a conflict. */
  readonly conflicts: number;
  /** The number of changes that failed because another process had deleted the version. */
  readonly vanished: number;
  /** The first observation showed every version of the key that is older than this, in milliseconds since the epoch. */
  readonly horizonMs?: number | undefined;
}

export const START: Progress = { attempts: [], retagged: false, stuck: [], conflicts: 0, vanished: 0 };

/**
 * Returns who created a version. An earlier attempt of the step has ended. A version that this process committed counts
 * as its own, even if an earlier attempt created it.
 */
export function creatorOf(
  { origin }: SnapshotRun,
  { attempts, committed }: Progress,
  { version, metadata }: Version,
): 'this process' | 'this attempt' | 'an earlier attempt' | 'another step' {
  const { attempt = '', run, runAttempt, step, key } = markOf(metadata);
  if (attempts.includes(attempt) || version === committed) return 'this process';
  if (run !== origin.run || (step ?? key) !== origin.step) return 'another step';
  return runAttempt === origin.runAttempt ? 'this attempt' : 'an earlier attempt';
}

/** Returns the reference of a version, for messages. */
export function refOf({ datasetId, version }: Version): string {
  return `${datasetId}:${version}`;
}
