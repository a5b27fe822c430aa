import { isDeepStrictEqual } from 'node:util';
import type * as v from 'valibot';
import { NetworkError } from '../net/errors.ts';
import { type RetryContext, withRetry } from '../net/retry.ts';
import {
  type CallResult,
  type Confirmed,
  confirmChange,
  findNewDataset,
  findVersionByAttempt,
  retryDecision,
} from './confirm-change.ts';
import { InvalidIdError, PaperspaceError, unlessGone } from './errors.ts';
import type { HttpMethod, HttpResponse, SendRequest } from './http.ts';
import {
  type Dataset,
  type DatasetChange,
  type DatasetQuery,
  type DeletedDataset,
  type DeletedVersion,
  datasetPageSchema,
  datasetSchema,
  deletedDatasetSchema,
  deletedVersionSchema,
  type NewDataset,
  type NewVersion,
  type Page,
  parseResponse,
  type Version,
  type VersionChange,
  type VersionQuery,
  versionPageSchema,
  versionSchema,
} from './schema.ts';
import { markOf } from './snapshot-mark.ts';

/** One call of the API: its name in messages, the request, and the schema of a valid response. */
interface Call<T> {
  /** In the infinitive, such as `get version`. */
  readonly operation: string;
  readonly subject: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly body?: object;
  readonly schema: v.GenericSchema<unknown, T>;
}

/**
 * Calls of the datasets API. Reads are retried as they are; a change whose response was lost is read back first, and
 * sent again only if it did not take effect. Every method throws a `PaperspaceError` if the API refuses, cannot be
 * reached or sends an invalid response, an `InvalidIdError` for an ID that cannot be part of a path, and the signal's
 * reason when the run is cancelled.
 */
export class PaperspaceClient {
  readonly #sendRequest: SendRequest;
  readonly #retryContext: RetryContext;

  constructor(sendRequest: SendRequest, retryContext: RetryContext) {
    this.#sendRequest = sendRequest;
    this.#retryContext = retryContext;
  }

  /** Lists one page of datasets. */
  async listDatasets(query: DatasetQuery = {}): Promise<Page<Dataset>> {
    return (await this.#listDatasets(query)).value;
  }

  #listDatasets(query: DatasetQuery): Promise<CallResult<Page<Dataset>>> {
    const path = `/datasets${queryString(query)}`;
    return this.#read({ operation: 'list', subject: 'datasets', method: 'GET', path, schema: datasetPageSchema });
  }

  /**
   * Creates a dataset. No field of it could identify the attempt that created it: after a lost response the one new
   * dataset with the name is assumed to be the result. Throws an `AmbiguousError` if there are several.
   */
  createDataset(fields: NewDataset): Promise<Confirmed<Dataset>> {
    const { clock } = this.#retryContext;
    const sentAtMs = clock.now();
    const call = { operation: 'create dataset', subject: fields.name, method: 'POST', path: '/datasets' } as const;
    return this.#change({ ...call, body: fields, schema: datasetSchema }, () =>
      findNewDataset(fields, sentAtMs, (query) => this.#listDatasets(query), clock),
    );
  }

  async getDataset(id: string): Promise<Dataset> {
    return (await this.#read({ ...datasetRequest('GET', id), schema: datasetSchema })).value;
  }

  /** Changes only the given fields; null clears the description. */
  async updateDataset(id: string, change: DatasetChange): Promise<Dataset> {
    const call = { ...datasetRequest('PUT', id), body: change, schema: datasetSchema };
    return (await this.#change(call, async () => ifDone(await this.getDataset(id), change))).value;
  }

  /** Deletes a dataset. After a lost response, a 404 is success. */
  deleteDataset(id: string): Promise<DeletedDataset> {
    const call = { ...datasetRequest('DELETE', id), schema: deletedDatasetSchema };
    return this.#delete(call, () => this.getDataset(id), { id });
  }

  /** Lists one page of versions. */
  async listVersions(datasetId: string, query: VersionQuery = {}): Promise<Page<Version>> {
    const path = `${versionsPath(datasetId)}${queryString(query)}`;
    const call = { operation: 'list versions of', subject: datasetId, method: 'GET', path } as const;
    return (await this.#read({ ...call, schema: versionPageSchema })).value;
  }

  /**
   * Creates a draft. `fields.metadata` must carry the attempt of the mark (see `withMark`): it identifies the version
   * after a lost response.
   */
  createVersion(datasetId: string, fields: NewVersion): Promise<Confirmed<Version>> {
    const { attempt } = markOf(fields.metadata);
    if (attempt === undefined) throw new TypeError('a new version needs an attempt ID in its metadata');
    const path = versionsPath(datasetId);
    const call = { operation: 'create version of', subject: datasetId, method: 'POST', path } as const;
    return this.#change({ ...call, body: withTagText(fields), schema: versionSchema }, () =>
      findVersionByAttempt(this, datasetId, attempt),
    );
  }

  async getVersion(datasetId: string, version: string): Promise<Version> {
    return (await this.#read({ ...versionRequest('GET', datasetId, version), schema: versionSchema })).value;
  }

  /** Changes only the given fields. */
  async updateVersion(datasetId: string, version: string, change: VersionChange): Promise<Version> {
    const call = { ...versionRequest('PUT', datasetId, version), body: withTagText(change), schema: versionSchema };
    const readBack = async () => ifVersionDone(await this.getVersion(datasetId, version), change);
    return (await this.#change(call, readBack)).value;
  }

  /** Deletes a version. After a lost response, a 404 is success. */
  deleteVersion(datasetId: string, version: string): Promise<DeletedVersion> {
    const call = { ...versionRequest('DELETE', datasetId, version), schema: deletedVersionSchema };
    return this.#delete(call, () => this.getVersion(datasetId, version), { datasetId, version });
  }

  #read<T>(call: Call<T>): Promise<CallResult<T>> {
    const attempt = (number: number): Promise<CallResult<T>> => this.#send(call, number);
    return withRetry(`${call.operation} ${call.subject}`, this.#retryContext, attempt, retryDecision);
  }

  #change<T>(call: Call<T>, readBack: () => Promise<T | undefined>): Promise<Confirmed<T>> {
    const send = async (attempt: number): Promise<T> => (await this.#send(call, attempt)).value;
    return confirmChange(`${call.operation} ${call.subject}`, this.#retryContext, send, readBack);
  }

  async #delete<T>(call: Call<T>, read: () => Promise<unknown>, gone: T): Promise<T> {
    const readBack = async (): Promise<T | undefined> => ((await unlessGone(read)) === undefined ? gone : undefined);
    return (await this.#change(call, readBack)).value;
  }

  /** Sends a call once and checks the response. Throws a {@link PaperspaceError} or a `CancelledError`. */
  async #send<T>(call: Call<T>, attempt: number): Promise<CallResult<T>> {
    const { clock, log, signal } = this.#retryContext;
    const { operation, subject, method, path, body } = call;
    const start = clock.now();
    const noteEnd = (end: string | number): void =>
      log.debug(`${method} ${path} -> ${end} in ${clock.now() - start} ms (attempt ${attempt})`);
    let response: HttpResponse;
    try {
      response = await this.#sendRequest({ method, path, body: body && JSON.stringify(body) }, signal);
    } catch (error) {
      noteEnd('no response');
      if (!(error instanceof NetworkError)) throw error;
      throw new PaperspaceError(operation, subject, { kind: 'unreachable', failure: error });
    }
    noteEnd(response.status);
    const parsed = parseResponse(call.schema, response, clock.now());
    if ('problem' in parsed) throw new PaperspaceError(operation, subject, parsed.problem);
    return { value: parsed.value, serverTimeMs: parseDate(response.headers.date) };
  }
}

const verbs = { GET: 'get', PUT: 'update', DELETE: 'delete' } as const;

/** Returns the request for one dataset, such as `get dataset`. */
function datasetRequest(method: keyof typeof verbs, id: string): Omit<Call<unknown>, 'schema'> {
  return { operation: `${verbs[method]} dataset`, subject: id, method, path: datasetPath(id) };
}

/** Returns the request for one version, such as `update version`. */
function versionRequest(method: keyof typeof verbs, datasetId: string, version: string): Omit<Call<unknown>, 'schema'> {
  const path = `${versionsPath(datasetId)}/${segment('version', version)}`;
  return { operation: `${verbs[method]} version`, subject: `${datasetId}:${version}`, method, path };
}

/** The API takes tags as one text. */
function withTagText(fields: NewVersion | VersionChange): object {
  return { ...fields, tags: fields.tags?.join(',') };
}

function datasetPath(id: string): string {
  return `/datasets/${segment('dataset', id)}`;
}
function versionsPath(datasetId: string): string {
  return `${datasetPath(datasetId)}/versions`;
}

/** `.` and `..` survive percent-encoding and would be resolved; an empty segment would address the list. */
function segment(what: string, id: string): string {
  if (id === '' || id === '.' || id === '..') throw new InvalidIdError(what, id);
  return encodeURIComponent(id);
}

/** The order is that of the creation times. */
function queryString({ after, limit, order, teamId, privacy, tags }: DatasetQuery & VersionQuery): string {
  const query = { after, limit, orderBy: order && 'dtCreated', order, teamId, privacy, tags };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}

function ifDone<T extends object>(read: T, change: object): T | undefined {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return given.every(([field, value]) => isDeepStrictEqual(Reflect.get(read, field), value)) ? read : undefined;
}

/** The API may return tags in any order, and add its own metadata to the metadata that was sent. */
function ifVersionDone(read: Version, { tags, metadata, ...rest }: VersionChange): Version | undefined {
  if (tags !== undefined && !isDeepStrictEqual(new Set(read.tags), new Set(tags))) return undefined;
  if (metadata !== undefined && ifDone(read.metadata ?? {}, metadata) === undefined) return undefined;
  return ifDone(read, rest);
}

function parseDate(header: string | undefined): number | undefined {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? undefined : time;
}
