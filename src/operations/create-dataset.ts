import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { reportDataset, reportDryRun } from './report.ts';

export const createDataset = defineOperation({
  name: 'create-dataset',
  calls: '`POST /datasets`',
  purpose: 'a new dataset',
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
    return reportDataset(step, 'created', `Created dataset ${dataset.id}`, dataset);
  },
});
