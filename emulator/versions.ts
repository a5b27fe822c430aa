/** The five endpoints for versions. A refused request changes nothing. */
import type * as v from 'valibot';
import type { DeletedVersion, Page, Version } from '../src/paperspace/schema.ts';
import type { StoredDataset, StoredVersion } from './catalog.ts';
import { type Context, toDate } from './context.ts';
import { ownDataset, readableDataset } from './datasets.ts';
import { pageOf } from './pages.ts';
import { drawFreeId } from './random.ts';
import { Refusal } from './refusals.ts';
import { type newVersionSchema, parseTags, type versionChangeSchema, type versionListSchema } from './requests.ts';
import { giveTags, refuseHeldTags, tagFilter } from './tags.ts';

/** Fields of a version that tests and seeds create without a request. */
export interface VersionFields {
  /** Drawn at random if absent. */
  readonly id?: string | undefined;
  /** Where its files lie, null for nowhere; the folder named after it among those of its dataset if absent. */
  readonly url?: string | null | undefined;
  readonly message?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly isCommitted?: boolean | undefined;
  /** Milliseconds since the Unix epoch; now if absent. */
  readonly createdMs?: number | undefined;
}

export function addVersion(context: Context, dataset: StoredDataset, fields: VersionFields): StoredVersion {
  const id = fields.id ?? drawFreeId(context.random, '', 7, (drawn) => dataset.shelf.has(drawn));
  const createdMs = fields.createdMs ?? context.clock.now();
  const version: StoredVersion = {
    datasetId: dataset.id,
    id,
    url:
      fields.url === undefined
        ? `s3://${context.bucket}/${dataset.teamId}/datasets/${dataset.id}/versions/${id}`
        : fields.url,
    userId: context.userId,
    isCommitted: fields.isCommitted ?? false,
    message: fields.message ?? null,
    metadata: fields.metadata ?? null,
    tags: [],
    usageBytes: null,
    createdMs,
    modifiedMs: createdMs,
    sequence: context.catalog.nextSequence(),
  };
  dataset.shelf.add(version);
  giveTags(context, dataset.shelf, version, fields.tags ?? [], createdMs);
  return version;
}

export function listVersions(
  context: Context,
  datasetId: string,
  query: v.InferOutput<typeof versionListSchema>,
): Page<Version> {
  const { shelf } = readableDataset(context, datasetId);
  const isWanted = tagFilter(context.answers, parseTags(query.tags ?? ''));
  const belongs = (version: StoredVersion): boolean =>
    (version.isCommitted || context.answers.draftsInLists) && isWanted(version);
  return pageOf(context, shelf.timeline, query, ['versions', datasetId, query.tags ?? ''], belongs, showVersion);
}

export function createVersion(
  context: Context,
  datasetId: string,
  fields: v.InferOutput<typeof newVersionSchema>,
): Version {
  const dataset = ownDataset(context, datasetId);
  refuseHeldTags(context.answers, dataset.shelf, fields.tags ?? []);
  return showVersion(addVersion(context, dataset, fields));
}

export async function getVersion(context: Context, datasetId: string, id: string): Promise<Version> {
  const version = storedVersion(readableDataset(context, datasetId), id);
  await measure(context, version);
  return showVersion(version);
}

export async function updateVersion(
  context: Context,
  datasetId: string,
  id: string,
  change: v.InferOutput<typeof versionChangeSchema>,
): Promise<Version> {
  const { shelf, version } = ownVersion(context, datasetId, id);
  refuseChange(context, version, change);
  refuseHeldTags(context.answers, shelf, change.tags ?? [], version);
  const now = context.clock.now();
  version.isCommitted = change.isCommitted ?? version.isCommitted;
  version.message = change.message ?? version.message;
  if (change.metadata !== undefined) version.metadata = changedMetadata(context, version, change.metadata);
  if (change.tags !== undefined) giveTags(context, shelf, version, change.tags, now);
  version.modifiedMs = now;
  await measure(context, version);
  return showVersion(version);
}

/** Deletes a version. Stored objects remain. */
export function deleteVersion(context: Context, datasetId: string, id: string): DeletedVersion {
  const { shelf, version } = ownVersion(context, datasetId, id);
  shelf.remove(version);
  return { datasetId, version: id };
}

export function showVersion(version: StoredVersion): Version {
  return {
    datasetId: version.datasetId,
    version: version.id,
    isCommitted: version.isCommitted,
    message: version.message,
    metadata: version.metadata,
    tags: [...version.tags],
    url: version.url,
    usageBytes: version.usageBytes === null ? null : String(version.usageBytes),
    userId: version.userId,
    dtCreated: toDate(version.createdMs),
    dtModified: toDate(version.modifiedMs),
  };
}

function ownVersion(context: Context, datasetId: string, id: string) {
  const dataset = ownDataset(context, datasetId);
  return { shelf: dataset.shelf, version: storedVersion(dataset, id) };
}

function storedVersion(dataset: StoredDataset, id: string): StoredVersion {
  const version = dataset.shelf.get(id);
  if (version === undefined) throw new Refusal(404, `Version ${id} of dataset ${dataset.id} not found`);
  return version;
}

function refuseChange(
  { answers }: Context,
  version: StoredVersion,
  change: v.InferOutput<typeof versionChangeSchema>,
): void {
  if (!version.isCommitted) return;
  if (change.isCommitted === false) {
    throw new Refusal(400, `Version ${version.id} is committed, and a commit cannot be undone`);
  }
  if (change.isCommitted === true && answers.commitTwice === 'error') {
    throw new Refusal(409, `Version ${version.id} is already committed`);
  }
  if (answers.editCommitted === 'allowed') return;
  if (change.message !== undefined || change.metadata !== undefined) {
    throw new Refusal(400, `Version ${version.id} is committed: only its tags can change`);
  }
}

function changedMetadata(
  { answers }: Context,
  version: StoredVersion,
  metadata: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return answers.putMetadata === 'merge' ? { ...version.metadata, ...metadata } : metadata;
}

/** Lists show the last known usage, since measuring it for each item would be slow. */
async function measure({ usageBytes }: Context, version: StoredVersion): Promise<void> {
  if (usageBytes !== undefined && version.url !== null) version.usageBytes = await usageBytes(version.url);
}
