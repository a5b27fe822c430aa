import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { reportDataset, reportDryRun } from './report.ts';

export const updateDataset = defineOperation({
  name: 'update-dataset',
  calls: '`PUT /datasets/{id}`',
  purpose: 'name and description of a dataset',
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
      const fields = Object.entries({ name, description }).filter(([, value]) => value !== undefined);
      const change = fields.map(([field, value]) => `${field} to ${JSON.stringify(value)}`).join(' and ');
      return reportDryRun(step, `set the ${change} of dataset ${datasetId}`, { 'dataset-id': datasetId });
    }
    const dataset = await paperspace.updateDataset(datasetId, { name, description });
    return reportDataset(step, 'updated', `Updated dataset ${datasetId}`, dataset);
  },
});
