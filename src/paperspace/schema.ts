/**
 * The shapes of the datasets API, as the API reference of 18 March 2026 describes them, and their parser. Unknown
 * fields are kept and ignored, so that additions to the API break nothing.
 */
import * as v from 'valibot';
import { formatBytes } from '../net/format.ts';
import { parseRetryAfter } from '../net/retry.ts';
import type { Problem } from './errors.ts';
import { type HttpResponse, MAX_BODY_BYTES } from './http.ts';

const nullableText = v.nullable(v.string());
/** Versions are ordered, and deleted, by their times, so an invalid time must be rejected. */
const time = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

/** Returns whether a value is a JSON object. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Any mapping: `v.record` would drop keys such as `constructor` and `prototype`. */
const mappingSchema = v.custom<Record<string, unknown>>(isMapping);

/** A dataset: `id` is `ds` and 13 characters from a-z0-9. */
export const datasetSchema = v.looseObject({
  id: v.string(),
  name: nullableText,
  description: nullableText,
  isPublic: v.boolean(),
  storageProviderId: nullableText,
  teamId: v.string(),
  dtCreated: time,
  dtModified: time,
});
export type Dataset = v.InferOutput<typeof datasetSchema>;

/**
 * A version of a dataset: `version` is its ID, 7 characters from a-z0-9. `usageBytes` is a number of bytes as a string.
 * A draft is a version with `isCommitted: false`. The reference requires `metadata`, but its own example leaves it out:
 * absent is read as null.
 */
export const versionSchema = v.looseObject({
  datasetId: v.string(),
  version: v.string(),
  isCommitted: v.boolean(),
  message: nullableText,
  metadata: v.nullish(mappingSchema, null),
  tags: v.array(v.string()),
  url: nullableText,
  usageBytes: nullableText,
  userId: nullableText,
  dtCreated: time,
  dtModified: time,
});
export type Version = v.InferOutput<typeof versionSchema>;

/** Returns the reference of a version by IDs, as `DATASET:VERSION`. */
export function refOf({ datasetId, version }: Pick<Version, 'datasetId' | 'version'>): string {
  return `${datasetId}:${version}`;
}

export const deletedDatasetSchema = v.looseObject({ id: v.string() });
export type DeletedDataset = v.InferOutput<typeof deletedDatasetSchema>;

export const deletedVersionSchema = v.looseObject({ datasetId: v.string(), version: v.string() });
export type DeletedVersion = v.InferOutput<typeof deletedVersionSchema>;

/** One page of a list. `nextPage` is null or absent on the last one: both end the list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
  readonly nextPage?: string | null | undefined;
}

const pageOf = <TItem, TSchema extends v.GenericSchema<unknown, TItem>>(item: TSchema) =>
  v.looseObject({ items: v.array(item), hasMore: v.boolean(), nextPage: v.nullish(v.string()) });

export const datasetPageSchema = pageOf<Dataset, typeof datasetSchema>(datasetSchema);
export const versionPageSchema = pageOf<Version, typeof versionSchema>(versionSchema);

/** The query of a list: `limit` is 1 to 120 (the API reference), `after` is the `nextPage` of the page before. */
interface ListQuery {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}
export interface DatasetQuery extends ListQuery {
  readonly teamId?: string | undefined;
  readonly privacy?: string | undefined;
}
export interface VersionQuery extends ListQuery {
  /** The reference does not state whether this is exact, nor whether a comma means any or all: check the response. */
  readonly tags?: string | undefined;
}

export type Metadata = Readonly<Record<string, unknown>>;

/** Fields of a new dataset. Absent and null are different things: only given fields are sent. */
export interface NewDataset {
  readonly name: string;
  readonly isPublic: boolean;
  readonly description?: string | null | undefined;
  readonly storageProviderId?: string | undefined;
}
export interface DatasetChange {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
}
export interface NewVersion {
  readonly message?: string | undefined;
  readonly metadata?: Metadata | undefined;
  readonly tags?: readonly string[] | undefined;
}
export interface VersionChange extends NewVersion {
  readonly isCommitted?: boolean | undefined;
}

/** The maximum number of items of a page (the API reference: 1 to 120). */
export const MAX_PAGE_SIZE = 120;

/**
 * An error response. The reference has `code`, `message` and `details`; other endpoints of the service send `issues`;
 * a proxy in between may send anything. Everything is optional, and everything present is shown.
 */
const errorSchema = v.looseObject({
  code: v.optional(v.string()),
  message: v.optional(v.string()),
  details: v.optional(v.unknown()),
  issues: v.optional(v.unknown()),
});

/** Returns the value of a response, or the reason why there is none. `now` is the time of the response. */
export function parseResponse<T>(
  schema: v.GenericSchema<unknown, T>,
  response: HttpResponse,
  now: number,
): { readonly value: T } | { readonly problem: Problem } {
  const { status, headers } = response;
  const requestId = headers['x-request-id'] ?? headers['request-id'] ?? headers['cf-ray'];
  const unreadable = (reason: (Problem & { kind: 'unreadable' })['reason'], explanation: string) => ({
    problem: { kind: 'unreadable', status, requestId, reason, explanation } as const,
  });
  if (response.isTooLarge) {
    return unreadable('too-large', `the response is larger than ${formatBytes(MAX_BODY_BYTES)}`);
  }
  if (status >= 300 && status < 400) {
    return { problem: { kind: 'redirected', status, location: headers.location } };
  }
  const json = parseJson(response.body);
  if (isDeeperThan(json, MAX_DEPTH)) {
    return unreadable('wrong-shape', `the response is nested deeper than ${MAX_DEPTH} levels`);
  }
  if (status < 200 || status >= 400) return { problem: refusal(response, json, requestId, now) };
  if (json === undefined) return unreadable('not-json', 'the response is not JSON');
  const checked = v.safeParse(schema, json);
  if (checked.success) return { value: checked.output };
  return unreadable('wrong-shape', `the response differs from the API reference: ${shapeProblem(checked.issues)}`);
}

function shapeProblem([first]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  return `${v.getDotPath(first) ?? 'top level'}: expected ${first.expected ?? 'something else'}, got ${first.received}`;
}

function refusal(
  { status, headers, url }: HttpResponse,
  json: unknown,
  requestId: string | undefined,
  now: number,
): Problem {
  const error = v.safeParse(errorSchema, json);
  const { code, message, details, issues } = error.success ? error.output : {};
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  return { kind: 'refused', status, code, message, details: details ?? issues, requestId, retryAfterMs, url };
}

/** Deeper than any metadata. Values are processed recursively, so a deeper one would exhaust the stack. */
const MAX_DEPTH = 500;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1));
}

/** Parses JSON; returns undefined for a text that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
