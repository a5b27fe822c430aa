import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Metadata } from './schema.ts';

/** The step of a workflow run that made a version. */
export interface Maker {
  /** `OWNER/REPO/runs/RUN_ID`: the workflow run, whose re-runs have the same. */
  readonly run?: string | undefined;
  /** The attempt of the run: an earlier one has ended. */
  readonly runAttempt?: string | undefined;
  /** The job, the step and the matrix leg, as the default key has them. A mark has it only if the key is another. */
  readonly step?: string | undefined;
}

/** SHA-256 digest of the manifest of a version's files, with their count and size. */
export interface FileMark {
  readonly digest: string;
  readonly count: number;
  readonly bytes: number;
}

/** What this action writes into a version's `metadata.snapshot`, to recognize its own versions. */
export interface SnapshotMark extends Maker {
  /** What "the same snapshot" means; only `snapshot` sets it. */
  readonly key?: string | undefined;
  /** ID of the create request that made the version: unique, so that a version whose response was lost can be found. */
  readonly attempt?: string | undefined;
  /** Whether the process that worked on the draft ended with an error and left it to the next one. */
  readonly released?: boolean | undefined;
  readonly files?: FileMark | undefined;
}

const markSchema = v.looseObject({
  key: v.optional(v.string()),
  attempt: v.optional(v.string()),
  run: v.optional(v.string()),
  runAttempt: v.optional(v.string()),
  step: v.optional(v.string()),
  released: v.optional(v.boolean()),
  files: v.optional(v.object({ digest: v.string(), count: v.number(), bytes: v.number() })),
});

/** The key of `metadata` that holds the mark. */
export const MARK = 'snapshot';

/** The key of `metadata` that says where a version comes from (repository, commit, run). */
export const PROVENANCE = 'github';

/** The keys of `metadata` that this action writes itself. */
export const RESERVED_KEYS = [MARK, PROVENANCE];

/** Returns a new attempt ID. */
export function newAttempt(): string {
  return randomUUID();
}

/** Returns the mark of a version, or an empty one: metadata that others wrote under the same key is no mark. */
export function markOf(metadata: Metadata | null | undefined): SnapshotMark {
  const parsed = v.safeParse(markSchema, metadata?.[MARK]);
  return parsed.success ? parsed.output : {};
}

/** Returns the attempt ID in the metadata, if there is one. */
export function attemptOf(metadata: Metadata | null | undefined): string | undefined {
  return markOf(metadata).attempt;
}

/** Returns the metadata with the mark in it; fields of an earlier mark that the new one does not name are kept. */
export function withMark(metadata: Metadata | null | undefined, mark: SnapshotMark): Metadata {
  return { ...metadata, [MARK]: { ...markOf(metadata), ...mark } };
}
