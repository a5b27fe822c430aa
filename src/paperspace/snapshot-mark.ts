import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isMapping, type Metadata } from './schema.ts';

/** What this action writes into a version's `metadata.snapshot`, to know its own versions again. */
export interface SnapshotMark {
  /** What "the same snapshot" means; only `snapshot` has one. */
  readonly key?: string | undefined;
  /** The create that made the version: unique, so that one whose answer was lost can be found. */
  readonly attempt?: string | undefined;
  /** The run that made the version, `OWNER/REPO/runs/RUN_ID`, to tell its own earlier attempts from other runs. */
  readonly run?: string | undefined;
  /** Which attempt of the run, since an earlier one has ended, and another job of the same one may go on. */
  readonly runAttempt?: string | undefined;
  /** When somebody last was at work on the draft, in milliseconds since the epoch, by the clock of the one at work. */
  readonly beat?: number | undefined;
  /** Who held each tag before it was taken off for this version, so that a failure can put it back. */
  readonly heldTags?: Readonly<Record<string, readonly string[]>> | undefined;
  /** SHA-256 of the manifest of the version's files, with their count and bytes. */
  readonly files?: { readonly digest: string; readonly count: number; readonly bytes: number } | undefined;
}

const idsSchema = v.array(v.string());

/** As `v.record`, which would leave out a tag such as `prototype`. */
function isHeldTags(value: unknown): boolean {
  return isMapping(value) && Object.values(value).every((ids) => v.is(idsSchema, ids));
}

const markSchema = v.looseObject({
  key: v.optional(v.string()),
  attempt: v.optional(v.string()),
  run: v.optional(v.string()),
  runAttempt: v.optional(v.string()),
  beat: v.optional(v.number()),
  heldTags: v.optional(v.custom<Record<string, string[]>>(isHeldTags)),
  files: v.optional(v.object({ digest: v.string(), count: v.number(), bytes: v.number() })),
});

/** The key of `metadata` that holds the mark. */
export const MARK = 'snapshot';

/** The key of `metadata` that says where a version comes from (repository, commit, run ...). */
export const PROVENANCE = 'github';

/** The keys of `metadata` that this action writes itself. */
export const RESERVED_KEYS = [MARK, PROVENANCE];

/** A new attempt id. */
export function newAttempt(): string {
  return randomUUID();
}

/** The mark of a version, or an empty one: metadata of other makers under the same key is nobody's mark. */
export function markOf(metadata: Metadata | null | undefined): SnapshotMark {
  const parsed = v.safeParse(markSchema, metadata?.[MARK]);
  return parsed.success ? parsed.output : {};
}

/** The attempt id in the metadata, if there is one. */
export function attemptOf(metadata: Metadata | null | undefined): string | undefined {
  return markOf(metadata).attempt;
}

/** The metadata with the mark in it; fields of an earlier mark that the new one does not name are kept. */
export function withMark(metadata: Metadata | null | undefined, mark: SnapshotMark): Metadata {
  return { ...metadata, [MARK]: { ...markOf(metadata), ...mark } };
}
