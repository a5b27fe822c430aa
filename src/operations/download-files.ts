import { openFiles, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { versionOutputNames, versionOutputs } from './outputs.ts';
import { reportDryRun, versionFacts } from './report.ts';

export const downloadFiles = defineOperation({
  name: 'download-files',
  calls: 'GET, then S3',
  purpose: 'write the files of a version into the folder `path`',
  target: 'version',
  required: ['path'],
  optional: ['destination', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes', 'files-unchanged'],
  takes: { path: 'the folder to write into' },
  check: ({ path }) =>
    path.length === 1 ? [] : [{ input: 'path', message: `takes the folder to write into, got ${path.length} lines` }],
  run: async (step, { target, path: [folder = ''], destination, 'dry-run': dryRun, ...inputs }, services) => {
    const access = await openFiles(services, inputs);
    const { planDownload, downloadFiles: download } = await import('../files/index.ts');
    const version = await target.read();
    step.output({ ...target.outputs, ...versionOutputs(version) });
    const options = { version: access.locate(version), destination, folder, platform: services.platform };
    if (dryRun) {
      const { files, bytes } = await planDownload(access.storage, options);
      const would = `download ${files.length} files with ${bytes} bytes into ${folder}`;
      return reportDryRun(step, would, { files: files.length, bytes });
    }
    const result = await download(access.storage, options);
    await step.result(result);
    const outputs = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
    step.output(outputs);
    await step.summary(versionFacts(version, outputs));
    return {
      outcome: result.files > 0 ? 'found' : 'none',
      headline: `Downloaded ${result.downloaded} of ${result.files} files of version ${target.describe(version)}; the others were there already`,
    };
  },
});
