import { defineOperation } from './operation.ts';
import { reportDryRun } from './report.ts';

export const deleteDataset = defineOperation({
  name: 'delete-dataset',
  calls: '`DELETE /datasets/{id}`',
  purpose: 'delete a dataset, by its id alone',
  target: 'dataset-id',
  required: [],
  optional: ['dry-run'],
  outputs: ['dataset-id'],
  run: async (step, { target: { datasetId }, 'dry-run': dryRun }, { paperspace }) => {
    const outputs = { 'dataset-id': datasetId };
    if (dryRun) return reportDryRun(step, `delete dataset ${datasetId}`, outputs);
    await step.result(await paperspace.deleteDataset(datasetId));
    step.output(outputs);
    await step.summary({ kind: 'facts', facts: [['ID', datasetId]] });
    return { outcome: 'deleted', headline: `Deleted dataset ${datasetId}` };
  },
});
