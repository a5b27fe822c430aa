import type { PaperspaceClient } from './client.ts';
import { AmbiguousError, isRefusal, NotFoundError } from './errors.ts';
import { items } from './paging.ts';
import type { Dataset, Version } from './schema.ts';

/** `DATASET[:VERSION]` as the user wrote it. */
export interface Reference {
  /** An id or a name. */
  readonly dataset: string;
  /** A version id, a tag or `latest`. */
  readonly version?: string | undefined;
}

/** A dataset by its id; the dataset itself only where it had to be read to find the id. */
export interface ResolvedDataset {
  readonly id: string;
  readonly dataset?: Dataset | undefined;
}

/** The name that always means the newest committed version. */
export const LATEST = 'latest';

/** Whether the text has the form of a dataset's id: `ds` and thirteen of a-z0-9. */
export function isDatasetId(text: string): boolean {
  return /^ds[a-z0-9]{13}$/.test(text);
}

/** Whether the text has the form of a version's id, seven of a-z0-9. A tag such as `nightly` can look so too. */
export function isVersionId(text: string): boolean {
  return /^[a-z0-9]{7}$/.test(text);
}

/** Splits `DATASET[:VERSION]` at its last colon. Undefined where a part is empty. */
export function parseReference(text: string): Reference | undefined {
  const colon = text.lastIndexOf(':');
  if (colon === -1) return text.trim() === '' ? undefined : { dataset: text.trim() };
  const dataset = text.slice(0, colon).trim();
  const version = text.slice(colon + 1).trim();
  return dataset === '' || version === '' ? undefined : { dataset, version };
}

/**
 * The id that a reference's dataset means. An id costs no request; a name is looked up among the private datasets, all
 * of them, since two may share it. Throws a {@link NotFoundError} or an {@link AmbiguousError}.
 */
export async function resolveDataset(client: PaperspaceClient, idOrName: string): Promise<ResolvedDataset> {
  if (isDatasetId(idOrName)) return { id: idOrName };
  const found: Dataset[] = [];
  const all = items('datasets', (query) => client.listDatasets({ ...query, order: 'desc' }), { ahead: true });
  for await (const dataset of all) {
    if (dataset.name === idOrName) found.push(dataset);
  }
  const [dataset] = found;
  if (dataset === undefined) {
    throw new NotFoundError(`dataset named ${JSON.stringify(idOrName)}`, 'among the private datasets of this key');
  }
  if (found.length > 1) {
    throw new AmbiguousError(
      `The dataset name ${JSON.stringify(idOrName)}`,
      found.map(({ id }) => id),
    );
  }
  return { id: dataset.id, dataset };
}

/** The versions of a dataset, newest first, in pages read as they are needed. */
export function newestVersions(
  client: PaperspaceClient,
  datasetId: string,
  query: { readonly tags?: string; readonly ahead?: boolean } = {},
): AsyncGenerator<Version> {
  const { tags, ahead } = query;
  return items('versions', (page) => client.listVersions(datasetId, { ...page, order: 'desc', tags }), { ahead });
}

/** The newest committed version. Throws a {@link NotFoundError} where there is none. */
export async function latestVersion(client: PaperspaceClient, datasetId: string): Promise<Version> {
  for await (const version of newestVersions(client, datasetId)) {
    if (version.isCommitted) return version;
  }
  throw new NotFoundError('committed version', `of dataset ${datasetId}`);
}

/** All versions that hold exactly this tag. The API's filter may be a loose one, so what comes back is checked. */
export async function holdersOf(client: PaperspaceClient, datasetId: string, tag: string): Promise<Version[]> {
  const holders: Version[] = [];
  for await (const version of newestVersions(client, datasetId, { tags: tag })) {
    if (version.tags.includes(tag)) holders.push(version);
  }
  return holders;
}

/** The version that holds the tag. Throws a {@link NotFoundError} or an {@link AmbiguousError}. */
export async function versionByTag(client: PaperspaceClient, datasetId: string, tag: string): Promise<Version> {
  const holders = await holdersOf(client, datasetId, tag);
  const [holder] = holders;
  if (holder === undefined) throw new NotFoundError(`version or tag ${JSON.stringify(tag)}`, `in dataset ${datasetId}`);
  if (holders.length > 1) {
    throw new AmbiguousError(
      `The tag ${JSON.stringify(tag)} of dataset ${datasetId}`,
      holders.map(({ version }) => version),
    );
  }
  return holder;
}

/**
 * Does something with the version that a text means. What looks like an id is used as one, without reading it first;
 * only where the API answers 404 is it looked up as a tag, since a tag can look so too.
 */
export async function withVersionId<T>(
  client: PaperspaceClient,
  datasetId: string,
  version: string,
  use: (versionId: string) => Promise<T>,
): Promise<T> {
  if (version === LATEST) return use((await latestVersion(client, datasetId)).version);
  if (!isVersionId(version)) return use((await versionByTag(client, datasetId, version)).version);
  try {
    return await use(version);
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
    const holder = await tagHolderOr(client, datasetId, version, error);
    return use(holder.version);
  }
}

/** Reads the version that a text means: an id, a tag or `latest`. A tag costs no second request. */
export async function readVersion(client: PaperspaceClient, datasetId: string, version: string): Promise<Version> {
  if (version === LATEST) return latestVersion(client, datasetId);
  if (!isVersionId(version)) return versionByTag(client, datasetId, version);
  try {
    return await client.getVersion(datasetId, version);
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
    return tagHolderOr(client, datasetId, version, error);
  }
}

/** The tag's holder; where nothing has the tag either, the API's own 404 says more than "no such tag" would. */
async function tagHolderOr(
  client: PaperspaceClient,
  datasetId: string,
  tag: string,
  notFound: unknown,
): Promise<Version> {
  try {
    return await versionByTag(client, datasetId, tag);
  } catch (error) {
    if (error instanceof NotFoundError || isRefusal(error, 404)) throw notFound;
    throw error;
  }
}
