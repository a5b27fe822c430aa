import { defineOperation } from './operation.ts';
import { reportDryRun } from './report.ts';
import { requiredDatasetId, requiredVersionId } from './target.ts';

export const deleteVersion = defineOperation({
  name: 'delete-version',
  calls: '`DELETE /datasets/{id}/versions/{version}`',
  purpose: 'delete a version, by ids alone',
  required: ['dataset'],
  optional: ['version', 'dry-run'],
  outputs: ['dataset-id', 'version', 'ref'],
  checks: [(inputs) => void requiredDatasetId(inputs), (inputs) => void requiredVersionId(inputs)],
  run: async (context, inputs) => {
    const datasetId = requiredDatasetId(inputs);
    const version = requiredVersionId(inputs);
    const ref = `${datasetId}:${version}`;
    const outputs = { 'dataset-id': datasetId, version, ref };
    if (inputs['dry-run']) return reportDryRun(context, `delete version ${ref}`, outputs);
    await context.result.value(await context.paperspace.deleteVersion(datasetId, version));
    const headline = `Deleted version ${ref}`;
    return { outcome: 'deleted', headline, outputs, summary: [{ kind: 'facts', facts: [['Reference', ref]] }] };
  },
});
