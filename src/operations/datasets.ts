/** The operations on a dataset itself, one call of the API each. */
import { formatTime } from '../net/format.ts';
import { pages } from '../paperspace/paging.ts';
import type { Dataset } from '../paperspace/schema.ts';
import { deleteAndReport } from './deletion.ts';
import { reclaimInputs } from './freed.ts';
import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { describeChange, ListReport, reportDataset, reportDryRun } from './report.ts';

export const listDatasets = defineOperation({
  name: 'list-datasets',
  calls: '`GET /datasets`, a page a call',
  purpose: 'list datasets',
  target: 'none',
  required: [],
  optional: ['limit', 'after', 'order', 'privacy', 'team-id'],
  outputs: ['count', 'next-page'],
  run: async (step, { limit, after, order, privacy, 'team-id': teamId }, { paperspace }) => {
    const list = new ListReport<Dataset>(step, ['Name', 'ID', 'Public', 'Created'], (dataset) => [
      dataset.name ?? '',
      dataset.id,
      dataset.isPublic ? 'yes' : 'no',
      formatTime(dataset.dtCreated),
    ]);
    const fetch = (page: { after: string | undefined; limit: number }) =>
      paperspace.listDatasets({ ...page, order, privacy, teamId });
    for await (const page of pages('datasets', fetch, { after, limit: limit || undefined, ahead: true })) {
      await list.addPage(page);
    }
    return list.finish('dataset', {});
  },
});

export const createDataset = defineOperation({
  name: 'create-dataset',
  calls: '`POST /datasets`',
  purpose: 'create a dataset',
  target: 'none',
  required: ['name'],
  optional: ['description', 'public', 'storage-provider-id', 'dry-run'],
  outputs: datasetOutputNames,
  run: async (step, { name, description, public: isPublic, ...inputs }, { paperspace }) => {
    if (inputs['dry-run']) {
      const visibility = isPublic ? 'public' : 'private';
      return reportDryRun(step, `create the ${visibility} dataset ${name}`, { 'dataset-name': name });
    }
    const storageProviderId = inputs['storage-provider-id'];
    const created = await paperspace.createDataset({ name, isPublic, description, storageProviderId });
    const dataset = created.value;
    if (created.repeated) {
      step.log.warning(
        `A response was lost while dataset ${name} was created, and the request was sent again. Check whether there is a second dataset of this name beside ${dataset.id}`,
      );
    }
    return reportDataset(step, 'created', 'Created', dataset);
  },
});

export const getDataset = defineOperation({
  name: 'get-dataset',
  calls: '`GET /datasets/{id}`; by name, the list instead',
  purpose: 'read a dataset',
  target: 'dataset',
  required: [],
  optional: [],
  outputs: datasetOutputNames,
  run: async (step, { target }) => reportDataset(step, 'found', 'Found', await target.readDataset()),
});

export const updateDataset = defineOperation({
  name: 'update-dataset',
  calls: '`PUT /datasets/{id}`',
  purpose: 'change the name and the description of a dataset',
  target: 'dataset',
  required: [],
  optional: ['name', 'description', 'dry-run'],
  outputs: datasetOutputNames,
  check: ({ name, description }) =>
    name === undefined && description === undefined
      ? [{ input: 'name', message: 'is missing, and so is `description`: nothing would change' }]
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
  purpose: 'delete a dataset, named by its ID alone',
  target: 'dataset-id',
  required: [],
  optional: [...reclaimInputs, 'dry-run'],
  outputs: ['dataset-id', 'files', 'bytes'],
  run: (step, { target: { datasetId }, ...inputs }, services) =>
    deleteAndReport(step, services, inputs, {
      datasetId,
      subject: `dataset ${datasetId}`,
      outputs: { 'dataset-id': datasetId },
      remove: () => services.paperspace.deleteDataset(datasetId),
      versions: async (known) => known,
    }),
});
