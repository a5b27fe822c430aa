import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Metadata, Version } from './schema.ts';

const fileMarkSchema = v.object({ digest: v.string(), count: v.number(), bytes: v.number() });

const markSchema = v.looseObject({
  /** Identifies the snapshot: two versions with the same key are the same snapshot. Set only by `snapshot`. */
  key: v.optional(v.string()),
  /** Unique ID of the create request. It identifies the new version if the response is lost. */
  attempt: v.optional(v.string()),
  /** `OWNER/REPO/runs/RUN_ID`. A re-run of the workflow run has the same value. */
  run: v.optional(v.string()),
  /** The attempt number of the run. If it is lower than the current one, that attempt has ended. */
  runAttempt: v.optional(v.string()),
  /** The job, step and matrix job, as in the default key. Set only if the user provided a `key`. */
  step: v.optional(v.string()),
  /** Whether the process that was working on the draft failed, so that the next process can resume the draft. */
  released: v.optional(v.boolean()),
  files: v.optional(fileMarkSchema),
});

/** SHA-256 digest of the manifest of a version's files, with their count and size. */
export type FileMark = Readonly<v.InferOutput<typeof fileMarkSchema>>;

/** The content of a version's `metadata.snapshot`, by which this action recognizes its own versions. */
export type SnapshotMark = Readonly<v.InferOutput<v.ObjectSchema<typeof markSchema.entries, undefined>>>;

/** The key of `metadata` that holds the mark. */
export const MARK = 'snapshot';

/** The key of `metadata` that holds the provenance of a version (repository, commit, run). */
export const PROVENANCE = 'github';

/** The keys of `metadata` that this action writes itself. */
export const RESERVED_KEYS = [MARK, PROVENANCE];

/** Returns a new attempt ID. */
export function newAttempt(): string {
  return randomUUID();
}

/** Returns the mark of a version. Returns an empty mark if there is none or if it has another format. */
export function markOf(metadata: Metadata | null | undefined): SnapshotMark {
  const parsed = v.safeParse(markSchema, metadata?.[MARK]);
  return parsed.success ? parsed.output : {};
}

/** Returns the digest of the files of a version, or undefined if its mark does not name them. */
export function digestOf({ metadata }: Version): string | undefined {
  return markOf(metadata).files?.digest;
}

/** Returns the metadata with the mark merged into the existing mark. */
export function withMark(metadata: Metadata | null | undefined, mark: SnapshotMark): Metadata {
  return { ...metadata, [MARK]: { ...markOf(metadata), ...mark } };
}
