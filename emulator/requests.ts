/** Parses requests once into what the endpoints work with. */
import * as v from 'valibot';
import { isMapping, MAX_PAGE_SIZE } from '../src/paperspace/schema.ts';
import { Refusal } from './refusals.ts';

/** One request as it arrives. `path` begins with `/`, is relative to the API's base and holds the encoded query. */
export interface EmulatedRequest {
  readonly method: string;
  readonly path: string;
  /** Names are lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The parts of a request's path and query. */
export interface Target {
  /** Encoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

const limit = v.pipe(
  v.string(),
  v.regex(/^\d+$/, 'must be a whole number'),
  v.transform(Number),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(MAX_PAGE_SIZE, `must be at most ${MAX_PAGE_SIZE}`),
);

const listEntries = {
  after: v.optional(v.string()),
  limit: v.optional(limit),
  orderBy: v.optional(v.picklist(['dtCreated']), 'dtCreated'),
  order: v.optional(v.picklist(['asc', 'desc']), 'desc'),
};

export const datasetListSchema = v.object({
  ...listEntries,
  teamId: v.optional(v.string()),
  // The reference names PRIVATE alone; PUBLIC is the emulator's guess at the other value.
  privacy: v.optional(v.picklist(['PRIVATE', 'PUBLIC']), 'PRIVATE'),
});
export const versionListSchema = v.object({ ...listEntries, tags: v.optional(v.string()) });

export const newDatasetSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  isPublic: v.boolean(),
  description: v.optional(v.nullable(v.string())),
  storageProviderId: v.optional(v.string()),
});
export const datasetChangeSchema = v.object({
  name: v.optional(v.pipe(v.string(), v.minLength(1))),
  description: v.optional(v.nullable(v.string())),
});

/** Tags are sent to the API as one comma-separated string. */
const tags = v.pipe(v.string(), v.transform(parseTags));

/** `v.record` would take an array too, and leave out keys such as `constructor`. */
const metadata = v.custom<Record<string, unknown>>(isMapping, 'must be an object');

export const newVersionSchema = v.object({
  message: v.optional(v.string()),
  metadata: v.optional(metadata),
  tags: v.optional(tags),
});
export const versionChangeSchema = v.object({
  isCommitted: v.optional(v.boolean()),
  message: v.optional(v.string()),
  metadata: v.optional(metadata),
  tags: v.optional(tags),
});

/** Returns the tags in a comma-separated string, each once. */
export function parseTags(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

export function parseTarget(target: string): Target {
  const at = target.indexOf('?');
  if (at < 0) return { path: target, query: {} };
  return { path: target.slice(0, at), query: Object.fromEntries(new URLSearchParams(target.slice(at + 1))) };
}

/** Returns the decoded parts of a path, or undefined if one cannot be decoded. */
export function parseSegments(path: string): string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Parses a query or a body by its schema; throws a 400 that lists everything that is wrong. */
export function parseInput<TSchema extends v.GenericSchema>(schema: TSchema, input: unknown): v.InferOutput<TSchema> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const details = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message }));
  throw new Refusal(400, 'Input validation failed', details);
}

/** Parses the JSON of a request's body. */
export function parseBody(request: EmulatedRequest): unknown {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'The content type of the body must be application/json');
  }
  try {
    return JSON.parse(request.body ?? '');
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
}
