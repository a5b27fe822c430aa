import { defineOperation } from './operation.ts';
import { reportDryRun } from './report.ts';
import { noVersion, requiredDatasetId } from './target.ts';

export const deleteDataset = defineOperation({
  name: 'delete-dataset',
  calls: '`DELETE /datasets/{id}`',
  purpose: 'delete a dataset, by its id alone',
  required: ['dataset'],
  optional: ['dry-run'],
  outputs: ['dataset-id'],
  checks: [noVersion, (inputs) => void requiredDatasetId(inputs)],
  run: async (context, inputs) => {
    const id = requiredDatasetId(inputs);
    const outputs = { 'dataset-id': id };
    if (inputs['dry-run']) return reportDryRun(context, `delete dataset ${id}`, outputs);
    await context.result.value(await context.paperspace.deleteDataset(id));
    const headline = `Deleted dataset ${id}`;
    return { outcome: 'deleted', headline, outputs, summary: [{ kind: 'facts', facts: [['Id', id]] }] };
  },
});
