import { resolveDataset } from '../paperspace/references.ts';
import { InputError } from './errors.ts';
import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { reportDataset, reportDryRun } from './report.ts';
import { noVersion } from './target.ts';

export const updateDataset = defineOperation({
  name: 'update-dataset',
  calls: '`PUT /datasets/{id}`',
  purpose: 'name and description of a dataset',
  required: ['dataset'],
  optional: ['name', 'description', 'dry-run'],
  outputs: datasetOutputNames,
  checks: [noVersion, someChange],
  run: async (context, { dataset: reference, name, description, 'dry-run': dryRun }) => {
    const { id } = await resolveDataset(context.paperspace, reference.dataset);
    if (dryRun) {
      const fields = Object.entries({ name, description }).filter(([, value]) => value !== undefined);
      const change = fields.map(([field, value]) => `${field} to ${JSON.stringify(value)}`).join(' and ');
      return reportDryRun(context, `set the ${change} of dataset ${id}`, { 'dataset-id': id });
    }
    const dataset = await context.paperspace.updateDataset(id, { name, description });
    return reportDataset(context, 'updated', `Updated dataset ${id}`, dataset);
  },
});

function someChange({
  name,
  description,
}: {
  name?: string | undefined;
  description?: string | null | undefined;
}): void {
  if (name !== undefined || description !== undefined) return;
  throw new InputError([{ input: 'name', message: 'is missing, and so is `description`: nothing would change' }]);
}
