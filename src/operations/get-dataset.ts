import { resolveDataset } from '../paperspace/references.ts';
import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { reportDataset } from './report.ts';
import { noVersion } from './target.ts';

export const getDataset = defineOperation({
  name: 'get-dataset',
  calls: '`GET /datasets/{id}`; by name, the list instead',
  purpose: 'a dataset',
  required: ['dataset'],
  optional: [],
  outputs: datasetOutputNames,
  checks: [noVersion],
  run: async (context, { dataset: reference }) => {
    const resolved = await resolveDataset(context.paperspace, reference.dataset);
    const dataset = resolved.dataset ?? (await context.paperspace.getDataset(resolved.id));
    return reportDataset(context, 'found', `Found dataset ${dataset.id}`, dataset);
  },
});
