import { readVersion, resolveDataset } from '../paperspace/references.ts';
import { openFiles, storageInputs } from './access.ts';
import { InputError } from './errors.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames, versionOutputs } from './outputs.ts';
import { reportDryRun, versionFacts } from './report.ts';
import { requiredVersion } from './target.ts';

export const downloadFiles = defineOperation({
  name: 'download-files',
  calls: 'GET, then S3',
  purpose: 'write the files of a version into the folder `path`',
  required: ['dataset', 'path'],
  optional: ['version', 'destination', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes', 'files-unchanged'],
  checks: [(inputs) => void requiredVersion(inputs), (inputs) => void oneFolder(inputs.path)],
  run: async (context, { path, destination, 'dry-run': dryRun, ...inputs }) => {
    const folder = oneFolder(path);
    const access = await openFiles(context, inputs);
    const resolved = await resolveDataset(context.paperspace, inputs.dataset.dataset);
    const version = await readVersion(context.paperspace, resolved.id, requiredVersion(inputs));
    const outputs = { ...resolvedOutputs(resolved), ...versionOutputs(version) };
    context.publish(outputs);
    const options = { version: access.locate(version), destination, folder, platform: context.platform };
    if (dryRun) {
      const plan = await access.library.planDownload(access.storage, options);
      const would = `download ${plan.files.length} files with ${plan.bytes} bytes into ${folder}`;
      return reportDryRun(context, would, { ...outputs, files: plan.files.length, bytes: plan.bytes });
    }
    const result = await access.library.downloadFiles(access.storage, options);
    await context.result.value(result);
    const got = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
    return {
      outcome: result.files > 0 ? 'found' : 'none',
      headline: `Downloaded ${result.downloaded} of ${result.files} files of version ${resolved.id}:${version.version}; the others were there already`,
      outputs: { ...outputs, ...got },
      summary: [versionFacts(version, got)],
    };
  },
});

function oneFolder(path: readonly string[]): string {
  const [folder] = path;
  if (folder !== undefined && path.length === 1) return folder;
  throw new InputError([{ input: 'path', message: `takes one folder here, got ${path.length} lines` }]);
}
