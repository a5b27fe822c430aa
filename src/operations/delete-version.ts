import { defineOperation } from './operation.ts';
import { reportDryRun } from './report.ts';

export const deleteVersion = defineOperation({
  name: 'delete-version',
  calls: '`DELETE /datasets/{id}/versions/{version}`',
  purpose: 'delete a version, by ids alone',
  target: 'version-id',
  required: [],
  optional: ['dry-run'],
  outputs: ['dataset-id', 'version', 'ref'],
  run: async (step, { target: { datasetId, versionId }, 'dry-run': dryRun }, { paperspace }) => {
    const ref = `${datasetId}:${versionId}`;
    const outputs = { 'dataset-id': datasetId, version: versionId, ref };
    if (dryRun) return reportDryRun(step, `delete version ${ref}`, outputs);
    await step.result(await paperspace.deleteVersion(datasetId, versionId));
    step.output(outputs);
    await step.summary({ kind: 'facts', facts: [['Reference', ref]] });
    return { outcome: 'deleted', headline: `Deleted version ${ref}` };
  },
});
