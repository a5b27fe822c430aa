/** The versions of one dataset as the API keeps them: a plain value, and a function from it and a request to the next. */
import type { Answers } from '../../../emulator/answers.ts';
import type { HttpRequest } from '../../../src/paperspace/http.ts';
import { isMapping, type Metadata } from '../../../src/paperspace/schema.ts';

export const DATASET = 'dst364npcw6ccok';

/** A version, without what no run looks at. */
export interface ModelVersion {
  readonly id: string;
  /** When it was created: a counter. */
  readonly time: number;
  readonly isCommitted: boolean;
  readonly tags: readonly string[];
  readonly metadata: Metadata;
  /** The files that a run put into it. */
  readonly content: string | undefined;
}

export interface ApiState {
  readonly versions: readonly ModelVersion[];
  readonly created: number;
}

export interface ApiRules extends Pick<Answers, 'tagHolder' | 'draftsInLists'> {
  /** Versions are created at the same moment, and the IDs of later ones sort first. */
  readonly sameTime?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Handled {
  readonly api: ApiState;
  readonly reply: Reply;
  /** The version that the request deleted. */
  readonly deleted?: ModelVersion | undefined;
  /** The version that the request committed. */
  readonly committed?: string | undefined;
}

const NOT_FOUND: Reply = { status: 404, body: { code: 'NOT_FOUND', message: 'not found' } };
const CONFLICT: Reply = { status: 409, body: { code: 'CONFLICT', message: 'another version holds the tag' } };

/** Adds a version, as the API or somebody before the runs does. */
export function create(api: ApiState, rules: ApiRules, fields: Partial<ModelVersion>): [ApiState, ModelVersion] {
  const created = api.created + 1;
  const number = rules.sameTime ? 999_999 - created : created;
  const version: ModelVersion = {
    id: `v${String(number).padStart(6, '0')}`,
    time: rules.sameTime ? 0 : created,
    isCommitted: false,
    tags: [],
    metadata: {},
    content: undefined,
    ...fields,
  };
  return [{ versions: [...api.versions, version], created }, version];
}

/** Handles one request of the API, or `FILL`, the pseudo request of a run that puts its files into a draft. */
export function handle(api: ApiState, rules: ApiRules, { method, path, body }: HttpRequest): Handled {
  const url = new URL(path, 'http://api.invalid');
  const id = url.pathname.split('/versions/')[1];
  const fields = fieldsOf(body);
  if (id === undefined && method === 'GET') return { api, reply: list(api, rules, url.searchParams.get('tags')) };
  if (id === undefined) {
    const [next, version] = create(api, rules, { metadata: fields.metadata ?? {} });
    return { api: next, reply: { status: 200, body: shown(version) } };
  }
  const version = api.versions.find((one) => one.id === id);
  if (version === undefined) return { api, reply: NOT_FOUND };
  if (method === 'GET') return { api, reply: { status: 200, body: shown(version) } };
  if (method === 'DELETE') {
    const versions = api.versions.filter((one) => one !== version);
    return {
      api: { ...api, versions },
      reply: { status: 200, body: { datasetId: DATASET, version: id } },
      deleted: version,
    };
  }
  return put(api, rules, version, fields);
}

/** What a run put into a draft. A draft that is gone takes no files that anybody sees. */
export function fill(api: ApiState, id: string, content: string): ApiState {
  return { ...api, versions: api.versions.map((one) => (one.id === id ? { ...one, content } : one)) };
}

interface Fields {
  readonly isCommitted?: boolean;
  readonly tags?: readonly string[];
  readonly metadata?: Metadata;
}

function fieldsOf(body: string | undefined): Fields {
  const parsed: unknown = body === undefined ? {} : JSON.parse(body);
  if (!isMapping(parsed)) return {};
  const { isCommitted, tags, metadata } = parsed;
  return {
    ...(isCommitted === true ? { isCommitted } : {}),
    ...(typeof tags === 'string' ? { tags: tags.split(',').filter((tag) => tag !== '') } : {}),
    ...(isMapping(metadata) ? { metadata } : {}),
  };
}

function put(api: ApiState, rules: ApiRules, version: ModelVersion, fields: Fields): Handled {
  const others = api.versions.filter((one) => one !== version);
  const isHeld = (tag: string): boolean => others.some(({ tags }) => tags.includes(tag));
  const gained = (fields.tags ?? []).filter((tag) => !version.tags.includes(tag));
  if (rules.tagHolder === 'conflict' && gained.some(isHeld)) return { api, reply: CONFLICT };
  const changed = { ...version, ...fields };
  const versions = api.versions.map((one) => {
    if (one === version) return changed;
    return rules.tagHolder === 'moves' && gained.length > 0
      ? { ...one, tags: one.tags.filter((tag) => !gained.includes(tag)) }
      : one;
  });
  const committed = changed.isCommitted && !version.isCommitted ? version.id : undefined;
  return { api: { ...api, versions }, reply: { status: 200, body: shown(changed) }, committed };
}

function list({ versions }: ApiState, { draftsInLists }: ApiRules, tag: string | null): Reply {
  const items = versions
    .filter(({ isCommitted, tags }) => (isCommitted || draftsInLists) && (tag === null || tags.includes(tag)))
    .map(shown)
    .reverse();
  return { status: 200, body: { items, hasMore: false } };
}

function shown({ id, time, isCommitted, tags, metadata }: ModelVersion) {
  const date = new Date(Date.UTC(2026, 0, 1, 0, 0, time)).toISOString();
  const times = { dtCreated: date, dtModified: date };
  const none = { message: null, url: null, usageBytes: null, userId: null };
  return { datasetId: DATASET, version: id, isCommitted, tags, metadata, ...times, ...none };
}
