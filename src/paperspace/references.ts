import type { PaperspaceClient } from './client.ts';
import {
  AmbiguousError,
  datasetNotFound,
  isRefusal,
  NotFoundError,
  PaperspaceError,
  tagNotFound,
  unlessGone,
} from './errors.ts';
import { items } from './paging.ts';
import { type Dataset, MAX_PAGE_SIZE, type Version } from './schema.ts';

/** A reference `DATASET[:VERSION]` as the user wrote it. */
export interface Reference {
  /** An ID or a name. */
  readonly dataset: string;
  /** A version ID, a tag or `latest`. */
  readonly version?: string | undefined;
}

/** The ID of a dataset, and the dataset itself if it was read to find the ID. */
export interface ResolvedDataset {
  readonly id: string;
  readonly dataset?: Dataset | undefined;
}

/** The name that always means the newest committed version. */
export const LATEST = 'latest';

/** Returns whether the text has the form of a dataset ID: `ds` and 13 characters from a-z0-9. */
export function isDatasetId(text: string): boolean {
  return /^ds[a-z0-9]{13}$/.test(text);
}

/**
 * Returns whether the text has the form of a version ID: 7 characters from a-z0-9. Tags such as `nightly` have it too.
 */
export function isVersionId(text: string): boolean {
  return /^[a-z0-9]{7}$/.test(text);
}

/** Splits `DATASET[:VERSION]` at its last colon. Returns undefined if a part is empty. */
export function parseReference(text: string): Reference | undefined {
  const colon = text.lastIndexOf(':');
  if (colon === -1) return text.trim() === '' ? undefined : { dataset: text.trim() };
  const dataset = text.slice(0, colon).trim();
  const version = text.slice(colon + 1).trim();
  return dataset === '' || version === '' ? undefined : { dataset, version };
}

/**
 * Returns the ID of the dataset that a text refers to. An ID costs no request; a name is looked up among all private
 * datasets, because two may share it. Throws a {@link NotFoundError} or an {@link AmbiguousError}.
 */
export async function resolveDataset(client: PaperspaceClient, idOrName: string): Promise<ResolvedDataset> {
  if (isDatasetId(idOrName)) return { id: idOrName };
  const { dataset, names } = await lookUpName(client, idOrName);
  if (dataset === undefined) throw datasetNotFound(idOrName, names);
  return { id: dataset.id, dataset };
}

/** Returns the private dataset with this name; undefined if there is none. Throws an {@link AmbiguousError}. */
export async function findDataset(client: PaperspaceClient, name: string): Promise<Dataset | undefined> {
  return (await lookUpName(client, name)).dataset;
}

/** Looks up a name. `names` are the others, for a "did you mean". */
async function lookUpName(
  client: PaperspaceClient,
  name: string,
): Promise<{ readonly dataset: Dataset | undefined; readonly names: readonly string[] }> {
  const found: Dataset[] = [];
  const names: string[] = [];
  const all = items('datasets', (query) => client.listDatasets({ ...query, order: 'desc' }), { ahead: true });
  for await (const dataset of all) {
    if (dataset.name === name) found.push(dataset);
    else if (dataset.name !== null) names.push(dataset.name);
  }
  const [dataset] = found;
  if (found.length > 1) {
    throw new AmbiguousError(
      `The dataset name ${JSON.stringify(name)}`,
      found.map(({ id }) => id),
    );
  }
  return { dataset, names };
}

/** Reads the versions of a dataset, newest first, page by page as they are needed. */
export function newestVersions(
  client: PaperspaceClient,
  datasetId: string,
  query: { readonly tags?: string; readonly ahead?: boolean } = {},
): AsyncGenerator<Version> {
  const { tags, ahead } = query;
  return items('versions', (page) => client.listVersions(datasetId, { ...page, order: 'desc', tags }), { ahead });
}

/** Returns the newest committed version. Throws a {@link NotFoundError} if there is none. */
export async function latestVersion(client: PaperspaceClient, datasetId: string): Promise<Version> {
  for await (const version of newestVersions(client, datasetId)) {
    if (version.isCommitted) return version;
  }
  throw new NotFoundError(
    'committed version',
    `of dataset ${datasetId}`,
    'Take a snapshot, or commit a draft. Refer to a draft by its ID.',
  );
}

/** Returns all versions that hold exactly this tag. Filters the response again: the API may match more. */
export async function holdersOf(client: PaperspaceClient, datasetId: string, tag: string): Promise<Version[]> {
  const holders: Version[] = [];
  for await (const version of newestVersions(client, datasetId, { tags: tag })) {
    if (version.tags.includes(tag)) holders.push(version);
  }
  return holders;
}

/** Returns the version that holds the tag. Throws a {@link NotFoundError} or an {@link AmbiguousError}. */
async function versionByTag(client: PaperspaceClient, datasetId: string, tag: string): Promise<Version> {
  const holder = onlyHolder(await holdersOf(client, datasetId, tag), datasetId, tag);
  if (holder === undefined) throw tagNotFound(datasetId, tag, await newestTags(client, datasetId));
  return holder;
}

function onlyHolder(holders: readonly Version[], datasetId: string, tag: string): Version | undefined {
  if (holders.length <= 1) return holders[0];
  throw new AmbiguousError(
    `The tag ${JSON.stringify(tag)} of dataset ${datasetId}`,
    holders.map(({ version }) => version),
  );
}

/** Returns the tags of the newest versions, for a "did you mean": none if they cannot be read. */
async function newestTags(client: PaperspaceClient, datasetId: string): Promise<string[]> {
  try {
    const { items: versions } = await client.listVersions(datasetId, { limit: MAX_PAGE_SIZE, order: 'desc' });
    return [...new Set(versions.flatMap(({ tags }) => tags))];
  } catch (error) {
    if (error instanceof PaperspaceError) return [];
    throw error;
  }
}

/**
 * Calls `use` with the ID of the version that a text refers to. A text in the form of an ID is used without being read
 * first; only after a 404 is it looked up as a tag.
 */
export function withVersionId<T>(
  client: PaperspaceClient,
  datasetId: string,
  version: string,
  use: (versionId: string) => Promise<T>,
): Promise<T> {
  return findVersion(client, datasetId, version, use, (found) => use(found.version));
}

/** Reads the version that a text refers to: an ID, a tag or `latest`. A tag costs no second request. */
export function readVersion(client: PaperspaceClient, datasetId: string, version: string): Promise<Version> {
  const getVersion = (versionId: string): Promise<Version> => client.getVersion(datasetId, versionId);
  return findVersion(client, datasetId, version, getVersion, async (found) => found);
}

/**
 * Calls `byId` with a text in the form of an ID, and otherwise, or after a 404, `byVersion` with the version that a
 * list has for it. If no version holds the text as a tag either, the API's own 404 is thrown.
 */
async function findVersion<T>(
  client: PaperspaceClient,
  datasetId: string,
  version: string,
  byId: (versionId: string) => Promise<T>,
  byVersion: (found: Version) => Promise<T>,
): Promise<T> {
  if (version === LATEST) return byVersion(await latestVersion(client, datasetId));
  if (!isVersionId(version)) return byVersion(await versionByTag(client, datasetId, version));
  try {
    return await byId(version);
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
    const holders = await unlessGone(() => holdersOf(client, datasetId, version));
    const holder = onlyHolder(holders ?? [], datasetId, version);
    if (holder === undefined) throw error;
    return byVersion(holder);
  }
}
