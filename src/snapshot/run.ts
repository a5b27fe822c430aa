import type { Outputs } from '../operations/outputs.ts';
import type { Services } from '../operations/services.ts';
import type { Step } from '../operations/step.ts';
import type { Metadata, Version } from '../paperspace/schema.ts';
import { markOf } from '../paperspace/snapshot-mark.ts';
import type { SnapshotFiles } from './files.ts';

/** One run of `snapshot`: what it is to leave behind, and what it has to work with. */
export interface SnapshotRun {
  readonly step: Step;
  readonly services: Services;
  readonly datasetId: string;
  /** What "the same snapshot" means. */
  readonly key: string;
  /** The tags that the version is to have, the first of which the key's version is looked for by. */
  readonly tags: readonly string[];
  readonly message: string | undefined;
  /** Without the mark. */
  readonly metadata: Metadata;
  readonly onFailure: 'keep' | 'delete';
  /** Whether to commit; otherwise the draft is left for later steps. */
  readonly commit: boolean;
  /** No version of the key is older than this, in milliseconds since the epoch; undefined: it is not known. */
  readonly oldestMs: number | undefined;
  /** Undefined where the step was given no files: then the storage is not touched. */
  readonly files: SnapshotFiles | undefined;
  /** What is known of the dataset. */
  readonly known: Outputs;
  /** The attempt ids of the drafts that this process created. */
  readonly attempts: Set<string>;
}

/** Whether this process created the version. */
export function isMine({ attempts }: SnapshotRun, version: Version): boolean {
  const { attempt } = markOf(version.metadata);
  return attempt !== undefined && attempts.has(attempt);
}

/** Whether this workflow run created the version: this process, another job, or an earlier attempt. */
export function isOfThisRun({ services }: SnapshotRun, version: Version): boolean {
  return markOf(version.metadata).run === services.event.run;
}

/** Whether an attempt of this workflow run that has ended created the version: nobody writes to it any more. */
export function isOfEarlierAttempt(run: SnapshotRun, version: Version): boolean {
  return isOfThisRun(run, version) && markOf(version.metadata).runAttempt !== run.services.event.runAttempt;
}
