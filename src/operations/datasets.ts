/** The operations on a dataset itself, one call of the API each. */
import { formatTime } from '../net/format.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import type { Confirmed } from '../paperspace/confirm-change.ts';
import { isRefusal } from '../paperspace/errors.ts';
import { pages } from '../paperspace/paging.ts';
import { findDataset } from '../paperspace/references.ts';
import type { Dataset, NewDataset } from '../paperspace/schema.ts';
import { reclaimInputs } from './inputs.ts';
import { defineOperation } from './operation.ts';
import { describeChange, reportDataset, reportDryRun, reportList } from './report.ts';
import { datasetOutputNames, type Report, type Step } from './step.ts';

export const listDatasets = defineOperation({
  name: 'list-datasets',
  calls: '`GET /datasets`, one call per page',
  purpose: 'list datasets',
  target: 'none',
  optional: ['limit', 'after', 'order', 'privacy', 'team-id'],
  outputs: ['count', 'next-page'],
  run: async (step, { limit, after, order, privacy, 'team-id': teamId }, { paperspace }) => {
    const fetch = (page: { after: string | undefined; limit: number }) =>
      paperspace.listDatasets({ ...page, order, privacy, teamId });
    return reportList(step, {
      noun: 'dataset',
      pages: pages('datasets', fetch, { after, limit: limit || undefined, ahead: true }),
      columns: {
        Name: ({ name }) => name ?? '',
        ID: ({ id }) => id,
        Public: ({ isPublic }) => (isPublic ? 'yes' : 'no'),
        Created: ({ dtCreated }) => formatTime(dtCreated),
      },
      outputs: {},
    });
  },
});

export const createDataset = defineOperation({
  name: 'create-dataset',
  calls: '`POST /datasets`; with `if-exists: reuse`, the list first',
  purpose: 'create a dataset, or reuse the one with that name',
  target: 'none',
  required: ['name'],
  optional: ['description', 'public', 'if-exists', 'storage-provider-id', 'dry-run'],
  outputs: datasetOutputNames,
  check: (inputs) =>
    inputs['if-exists'] === 'reuse' && inputs.public
      ? [
          {
            input: 'if-exists',
            message: 'cannot be `reuse` with `public: true`: only private datasets can be found by name',
          },
        ]
      : [],
  run: async (step, { name, description, public: isPublic, ...inputs }, { paperspace }) => {
    const reuses = inputs['if-exists'] === 'reuse';
    const existing = reuses ? await findDataset(paperspace, name) : undefined;
    if (existing !== undefined) return reportReused(step, existing, inputs['storage-provider-id']);
    if (inputs['dry-run']) {
      const visibility = isPublic ? 'public' : 'private';
      return reportDryRun(step, `create the ${visibility} dataset ${name}`, { 'dataset-name': name });
    }
    const storageProviderId = inputs['storage-provider-id'];
    const created = await createOrFind(paperspace, { name, isPublic, description, storageProviderId }, reuses);
    if ('existing' in created) return reportReused(step, created.existing, storageProviderId);
    const dataset = created.value;
    if (created.repeated) {
      step.log.warning(
        `The response to the request to create dataset ${name} was lost, so the request was sent again. Check whether a second dataset with this name exists in addition to ${dataset.id}`,
      );
    }
    return reportDataset(step, 'created', 'Created', dataset);
  },
});

/** Creates a dataset, or finds the one that another job created since the list was read. */
async function createOrFind(
  paperspace: PaperspaceClient,
  fields: NewDataset,
  reuses: boolean,
): Promise<Confirmed<Dataset> | { readonly existing: Dataset }> {
  try {
    return await paperspace.createDataset(fields);
  } catch (error) {
    const existing = reuses && isRefusal(error, 409) ? await findDataset(paperspace, fields.name) : undefined;
    if (existing === undefined) throw error;
    return { existing };
  }
}

/** Reports a dataset that exists. It is not changed, so a warning lists its differences from the inputs. */
async function reportReused(step: Step, existing: Dataset, wanted: string | undefined): Promise<Report> {
  const { id, storageProviderId } = existing;
  if (wanted !== undefined && wanted !== storageProviderId) {
    step.log.warning(`Dataset ${id} uses storage provider ${storageProviderId ?? '(none)'}, not ${wanted}`);
  }
  return reportDataset(step, 'found', 'Reused', existing);
}

export const getDataset = defineOperation({
  name: 'get-dataset',
  calls: '`GET /datasets/{id}`; by name, the list instead',
  purpose: 'read a dataset',
  target: 'dataset',
  outputs: datasetOutputNames,
  run: async (step, { target }) => reportDataset(step, 'found', 'Found', await target.readDataset()),
});

export const updateDataset = defineOperation({
  name: 'update-dataset',
  calls: '`PUT /datasets/{id}`',
  purpose: 'change the name and the description of a dataset',
  target: 'dataset',
  optional: ['name', 'description', 'dry-run'],
  outputs: datasetOutputNames,
  check: ({ name, description }) =>
    name === undefined && description === undefined
      ? [{ input: 'name', message: 'is missing, and so is `description`. Set at least one of them' }]
      : [],
  run: async (step, { target: { datasetId }, name, description, 'dry-run': dryRun }, { paperspace }) => {
    if (dryRun) {
      const change = describeChange({ name, description });
      return reportDryRun(step, `update dataset ${datasetId}: ${change}`, { 'dataset-id': datasetId });
    }
    const dataset = await paperspace.updateDataset(datasetId, { name, description });
    return reportDataset(step, 'updated', 'Updated', dataset);
  },
});

export const deleteDataset = defineOperation({
  name: 'delete-dataset',
  calls: '`DELETE /datasets/{id}`',
  purpose: 'delete a dataset (by ID only)',
  target: 'dataset-id',
  optional: [...reclaimInputs, 'dry-run'],
  outputs: ['dataset-id', 'files', 'bytes'],
  run: async (step, { target, ...inputs }, services) => {
    const { deleteAndReport } = await import('./deletion.ts');
    return deleteAndReport(step, services, inputs, target);
  },
});
