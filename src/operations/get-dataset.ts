import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { reportDataset } from './report.ts';

export const getDataset = defineOperation({
  name: 'get-dataset',
  calls: '`GET /datasets/{id}`; by name, the list instead',
  purpose: 'a dataset',
  target: 'dataset',
  required: [],
  optional: [],
  outputs: datasetOutputNames,
  run: async (step, { target }) => {
    const dataset = await target.readDataset();
    return reportDataset(step, 'found', `Found dataset ${dataset.id}`, dataset);
  },
});
