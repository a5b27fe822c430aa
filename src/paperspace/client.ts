import { isDeepStrictEqual } from 'node:util';
import type * as v from 'valibot';
import { type RetryContext, withRetry } from '../net/retry.ts';
import { type Call, type CallResult, type Confirmed, confirmChange, retryDecision, sendOnce } from './call.ts';
import { findNewDataset, findVersionByAttempt } from './created.ts';
import { InvalidIdError, unlessGone } from './errors.ts';
import type { HttpRequest, SendRequest } from './http.ts';
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
  type Version,
  type VersionChange,
  type VersionQuery,
  versionPageSchema,
  versionSchema,
} from './schema.ts';
import { markOf } from './snapshot-mark.ts';

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

  /** `GET /datasets`: one page. */
  async listDatasets(query: DatasetQuery = {}): Promise<Page<Dataset>> {
    return (await this.#listDatasets(query)).value;
  }

  /**
   * `POST /datasets`. No field of a dataset could identify the attempt that created it: after a lost response the one
   * new dataset with the name is assumed to be the result. Throws an `AmbiguousError` if there are several.
   */
  createDataset(fields: NewDataset): Promise<Confirmed<Dataset>> {
    const call = callOf('create dataset', fields.name, post('/datasets', fields), datasetSchema);
    const sentAtMs = this.#retryContext.clock.now();
    const readBack = (): Promise<Dataset | undefined> =>
      findNewDataset(fields, sentAtMs, (query) => this.#listDatasets(query), this.#retryContext.clock);
    return this.#confirmChange(call, readBack);
  }

  /** `GET /datasets/{id}`. */
  getDataset(id: string): Promise<Dataset> {
    return this.#read(callOf('get dataset', id, get(datasetPath(id)), datasetSchema));
  }

  /** `PUT /datasets/{id}`: only the given fields change; null clears the description. */
  async updateDataset(id: string, change: DatasetChange): Promise<Dataset> {
    const call = callOf('update dataset', id, put(datasetPath(id), change), datasetSchema);
    const readBack = async (): Promise<Dataset | undefined> => ifDone(await this.getDataset(id), change);
    return (await this.#confirmChange(call, readBack)).value;
  }

  /** `DELETE /datasets/{id}`. After a lost response, a 404 is success. */
  deleteDataset(id: string): Promise<DeletedDataset> {
    return this.#delete(
      callOf('delete dataset', id, remove(datasetPath(id)), deletedDatasetSchema),
      () => this.getDataset(id),
      { id },
    );
  }

  /** `GET /datasets/{datasetId}/versions`: one page. */
  listVersions(datasetId: string, query: VersionQuery = {}): Promise<Page<Version>> {
    const request = get(`${versionsPath(datasetId)}${queryString(query)}`);
    return this.#read(callOf('list versions of', datasetId, request, versionPageSchema));
  }

  /**
   * `POST /datasets/{datasetId}/versions`. `fields.metadata` must carry the attempt of the mark (see `withMark`): it
   * identifies the version after a lost response.
   */
  createVersion(datasetId: string, fields: NewVersion): Promise<Confirmed<Version>> {
    const body = { ...fields, tags: fields.tags?.join(',') };
    const call = callOf('create version of', datasetId, post(versionsPath(datasetId), body), versionSchema);
    const attempt = markOf(fields.metadata).attempt;
    if (attempt === undefined) throw new TypeError('a new version needs an attempt ID in its metadata');
    return this.#confirmChange(call, () => findVersionByAttempt(this, datasetId, attempt));
  }

  /** `GET /datasets/{datasetId}/versions/{version}`. */
  getVersion(datasetId: string, version: string): Promise<Version> {
    const path = versionPath(datasetId, version);
    return this.#read(callOf('get version', `${datasetId}:${version}`, get(path), versionSchema));
  }

  /**
   * `PUT /datasets/{datasetId}/versions/{version}`: only the given fields change. After a lost response the
   * version is read back, and the change is sent again only if it is not there.
   */
  async updateVersion(datasetId: string, version: string, change: VersionChange): Promise<Version> {
    const body = { ...change, tags: change.tags?.join(',') };
    const request = put(versionPath(datasetId, version), body);
    const call = callOf('update version', `${datasetId}:${version}`, request, versionSchema);
    const readBack = async (): Promise<Version | undefined> =>
      ifVersionDone(await this.getVersion(datasetId, version), change);
    return (await this.#confirmChange(call, readBack)).value;
  }

  /** `DELETE /datasets/{datasetId}/versions/{version}`. After a lost response, a 404 is success. */
  deleteVersion(datasetId: string, version: string): Promise<DeletedVersion> {
    const request = remove(versionPath(datasetId, version));
    return this.#delete(
      callOf('delete version', `${datasetId}:${version}`, request, deletedVersionSchema),
      () => this.getVersion(datasetId, version),
      { datasetId, version },
    );
  }

  #listDatasets(query: DatasetQuery): Promise<CallResult<Page<Dataset>>> {
    const request = get(`/datasets${queryString(query)}`);
    return this.#readResult(callOf('list', 'datasets', request, datasetPageSchema));
  }

  #readResult<T>(call: Call<T>): Promise<CallResult<T>> {
    const attempt = (number: number): Promise<CallResult<T>> =>
      sendOnce(call, number, this.#sendRequest, this.#retryContext);
    return withRetry(`${call.operation} ${call.subject}`, this.#retryContext, attempt, retryDecision);
  }

  async #read<T>(call: Call<T>): Promise<T> {
    return (await this.#readResult(call)).value;
  }

  #confirmChange<T>(call: Call<T>, readBack: () => Promise<T | undefined>): Promise<Confirmed<T>> {
    const send = async (attempt: number): Promise<T> =>
      (await sendOnce(call, attempt, this.#sendRequest, this.#retryContext)).value;
    return confirmChange(`${call.operation} ${call.subject}`, this.#retryContext, send, readBack);
  }

  async #delete<T>(call: Call<T>, read: () => Promise<unknown>, gone: T): Promise<T> {
    const readBack = async (): Promise<T | undefined> => ((await unlessGone(read)) === undefined ? gone : undefined);
    return (await this.#confirmChange(call, readBack)).value;
  }
}

function callOf<T>(
  operation: string,
  subject: string,
  request: HttpRequest,
  schema: v.GenericSchema<unknown, T>,
): Call<T> {
  return { operation, subject, request, schema };
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

function get(path: string): HttpRequest {
  return { method: 'GET', path };
}
function post(path: string, body: object): HttpRequest {
  return { method: 'POST', path, body: JSON.stringify(body) };
}
function put(path: string, body: object): HttpRequest {
  return { method: 'PUT', path, body: JSON.stringify(body) };
}
function remove(path: string): HttpRequest {
  return { method: 'DELETE', path };
}

function datasetPath(id: string): string {
  return `/datasets/${segment('dataset', id)}`;
}
function versionsPath(datasetId: string): string {
  return `${datasetPath(datasetId)}/versions`;
}
function versionPath(datasetId: string, version: string): string {
  return `${versionsPath(datasetId)}/${segment('version', version)}`;
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
