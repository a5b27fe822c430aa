/** The five endpoints for datasets. */
import type * as v from 'valibot';
import type { Dataset, DeletedDataset, Page } from '../src/paperspace/schema.ts';
import { Shelf, type StoredDataset } from './catalog.ts';
import { type Context, toDate } from './context.ts';
import { pageOf } from './pages.ts';
import { drawFreeId } from './random.ts';
import { Refusal } from './refusals.ts';
import type { datasetChangeSchema, datasetListSchema, newDatasetSchema } from './requests.ts';

/** Fields of a dataset that tests and seeds create without a request. */
export interface DatasetFields {
  /** Drawn at random if absent. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly isPublic?: boolean | undefined;
  readonly description?: string | null | undefined;
  readonly storageProviderId?: string | undefined;
  /** Another team's datasets are read-only if public and hidden otherwise. */
  readonly teamId?: string | undefined;
  /** Milliseconds since the Unix epoch; now if absent. */
  readonly createdMs?: number | undefined;
}

export function addDataset(context: Context, fields: DatasetFields): StoredDataset {
  const { catalog, clock, random } = context;
  const createdMs = fields.createdMs ?? clock.now();
  const dataset: StoredDataset = {
    id: fields.id ?? drawFreeId(random, 'ds', 13, (id) => catalog.has(id)),
    name: fields.name,
    description: fields.description ?? null,
    isPublic: fields.isPublic ?? false,
    storageProviderId: fields.storageProviderId ?? context.storageProviderId,
    teamId: fields.teamId ?? context.teamId,
    createdMs,
    modifiedMs: createdMs,
    sequence: catalog.nextSequence(),
    shelf: new Shelf(),
  };
  catalog.add(dataset);
  return dataset;
}

export function listDatasets(context: Context, query: v.InferOutput<typeof datasetListSchema>): Page<Dataset> {
  const wantsPublic = query.privacy === 'PUBLIC';
  const belongs = (dataset: StoredDataset): boolean =>
    dataset.isPublic === wantsPublic &&
    isReadable(context, dataset) &&
    (query.teamId === undefined || dataset.teamId === query.teamId);
  const filters = ['datasets', query.privacy, query.teamId ?? ''];
  return pageOf(context, context.catalog.timeline, query, filters, belongs, showDataset);
}

export function createDataset(context: Context, fields: v.InferOutput<typeof newDatasetSchema>): Dataset {
  refuseTakenName(context, fields.name);
  return showDataset(addDataset(context, fields));
}

export function getDataset(context: Context, id: string): Dataset {
  return showDataset(readableDataset(context, id));
}

export function updateDataset(
  context: Context,
  id: string,
  change: v.InferOutput<typeof datasetChangeSchema>,
): Dataset {
  const dataset = ownDataset(context, id);
  if (change.name !== undefined && change.name !== dataset.name) refuseTakenName(context, change.name);
  dataset.name = change.name ?? dataset.name;
  if (change.description !== undefined) dataset.description = change.description;
  dataset.modifiedMs = context.clock.now();
  return showDataset(dataset);
}

/** Deletes a dataset and its versions. Stored objects remain. */
export function deleteDataset(context: Context, id: string): DeletedDataset {
  context.catalog.remove(ownDataset(context, id));
  return { id };
}

/** Returns a dataset that the key may read; throws a 404 otherwise. */
export function readableDataset(context: Context, id: string): StoredDataset {
  const dataset = context.catalog.get(id);
  if (dataset === undefined || !isReadable(context, dataset)) throw new Refusal(404, `Dataset ${id} not found`);
  return dataset;
}

/** Returns a dataset that the key may change; throws a 404, or a 403 if it is read-only. */
export function ownDataset(context: Context, id: string): StoredDataset {
  const dataset = readableDataset(context, id);
  if (dataset.teamId !== context.teamId) throw new Refusal(403, `Dataset ${id} belongs to another team`);
  return dataset;
}

export function showDataset(dataset: StoredDataset): Dataset {
  return {
    id: dataset.id,
    name: dataset.name,
    description: dataset.description,
    isPublic: dataset.isPublic,
    storageProviderId: dataset.storageProviderId,
    teamId: dataset.teamId,
    dtCreated: toDate(dataset.createdMs),
    dtModified: toDate(dataset.modifiedMs),
  };
}

function isReadable(context: Context, dataset: StoredDataset): boolean {
  return dataset.isPublic || dataset.teamId === context.teamId;
}

function refuseTakenName({ answers, catalog, teamId }: Context, name: string): void {
  if (!answers.uniqueNames || catalog.named(name, teamId).length === 0) return;
  throw new Refusal(409, `A dataset named ${name} exists`, [{ path: 'name', message: 'is taken' }]);
}
