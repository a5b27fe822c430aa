import { readVersion, resolveDataset } from '../paperspace/references.ts';
import {
  findBase,
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
import { resolvedOutputs, versionOutputNames, versionOutputs } from './outputs.ts';
import { reportDryRun, versionFacts } from './report.ts';
import { requiredVersion } from './target.ts';

export const uploadFiles = defineOperation({
  name: 'upload-files',
  calls: 'GET, then S3',
  purpose: 'add files to a draft, beside what others add at the same time',
  required: ['dataset', 'path'],
  optional: ['version', ...scanInputs, ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, ...transferOutputs],
  checks: [(inputs) => void requiredVersion(inputs)],
  run: async (context, { path, destination, incremental, 'dry-run': dryRun, ...inputs }) => {
    const files = await scan(context, path, { destination, incremental, ...inputs });
    const access = await openFiles(context, inputs);
    const resolved = await resolveDataset(context.paperspace, inputs.dataset.dataset);
    const version = await readVersion(context.paperspace, resolved.id, requiredVersion(inputs));
    refuseCommitted(version, 'added to');
    const outputs = { ...resolvedOutputs(resolved), ...versionOutputs(version) };
    context.publish(outputs);
    const options = {
      files,
      draft: access.locate(version),
      base: await findBase(context, access, resolved.id, incremental),
      destination,
    };
    if (dryRun) {
      const plan = await access.library.planVersion(access.storage, options);
      return reportDryRun(context, planText(plan, false), outputs);
    }
    const result = await access.library.uploadFiles(access.storage, options);
    const sent = await transferred(context, result);
    await context.result.value({ ...result, manifest: result.manifest.digest });
    return {
      outcome: result.uploaded + result.copied > 0 ? 'updated' : files.length > 0 ? 'unchanged' : 'none',
      headline: `Draft ${resolved.id}:${version.version} has ${transferText(result)}`,
      outputs: { ...outputs, ...sent },
      summary: [versionFacts(version, sent)],
    };
  },
});
