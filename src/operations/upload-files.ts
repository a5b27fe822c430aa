import type { SyncResult } from '../files/index.ts';
import {
  amountText,
  findSources,
  openFiles,
  planText,
  refuseCommitted,
  scan,
  scanInputs,
  storageInputs,
  transferOutputs,
  transferred,
  transferText,
} from './access.ts';
import { defineOperation } from './operation.ts';
import { reportDryRun, versionFacts } from './report.ts';
import { versionOutputNames, versionOutputs } from './step.ts';

export const uploadFiles = defineOperation({
  name: 'upload-files',
  calls: 'GET, then S3',
  purpose: 'add files to a draft, which other jobs can fill at the same time',
  target: 'version',
  required: ['path'],
  optional: [...scanInputs, ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, ...transferOutputs],
  run: async (step, { target, path, destination, incremental, 'dry-run': dryRun, ...inputs }, services) => {
    const files = await scan(step, services, path, { destination, ...inputs });
    const access = await openFiles(services, inputs);
    const { planVersion, uploadFiles: upload } = await import('../files/index.ts');
    const version = await target.read();
    refuseCommitted(version, 'no files can be added to it');
    step.output({ ...target.outputs, ...versionOutputs(version) });
    const options = {
      files,
      draft: access.locate(version),
      sources: await findSources(services, access, target.datasetId, incremental),
      destination,
    };
    if (dryRun) {
      const plan = await planVersion(access.storage, options);
      return reportDryRun(step, planText(plan, false), {});
    }
    const result = await upload(access.storage, options);
    const sent = await transferred(services, result);
    await step.result({ ...result, manifest: result.manifest.digest });
    step.output(sent);
    await step.summary(versionFacts(version, sent));
    return {
      outcome: result.uploaded + result.copied > 0 ? 'updated' : files.length > 0 ? 'unchanged' : 'none',
      headline: describeUpload(`draft ${target.describe(version)}`, result),
    };
  },
});

function describeUpload(draft: string, result: SyncResult): string {
  if (result.files === 0) return `No files to add to ${draft}`;
  if (result.uploaded + result.copied === 0) return `Unchanged: ${draft} already has the ${amountText(result)}`;
  return `Added ${amountText(result)} to ${draft}: ${transferText(result)}`;
}
