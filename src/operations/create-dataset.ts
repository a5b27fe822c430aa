import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { reportDataset, reportDryRun } from './report.ts';

export const createDataset = defineOperation({
  name: 'create-dataset',
  calls: '`POST /datasets`',
  purpose: 'a new dataset',
  required: ['name'],
  optional: ['description', 'public', 'storage-provider-id', 'dry-run'],
  outputs: datasetOutputNames,
  run: async (context, { name, description, public: isPublic, 'storage-provider-id': storageProviderId, ...rest }) => {
    if (rest['dry-run']) {
      const visibility = isPublic ? 'public' : 'private';
      return reportDryRun(context, `create the ${visibility} dataset ${name}`, { 'dataset-name': name });
    }
    const created = await context.paperspace.createDataset({ name, isPublic, description, storageProviderId });
    const dataset = created.value;
    if (created.repeated) {
      context.log.warning(
        `An answer was lost while dataset ${name} was created, and the request was sent again: look whether there is a second dataset of this name beside ${dataset.id}`,
      );
    }
    return reportDataset(context, 'created', `Created dataset ${dataset.id}`, dataset);
  },
});
