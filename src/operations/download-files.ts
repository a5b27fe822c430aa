import type { DownloadResult } from '../files/index.ts';
import { formatBytes, formatCount } from '../net/format.ts';
import { amountText, openFiles, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { versionOutputNames, versionOutputs } from './outputs.ts';
import { reportDryRun, versionFacts } from './report.ts';

export const downloadFiles = defineOperation({
  name: 'download-files',
  calls: 'GET, then S3',
  purpose: 'write the files of a version into the folder `path`',
  target: 'version',
  required: ['path'],
  optional: ['destination', 'clean', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes', 'files-unchanged'],
  takes: { path: 'the folder to write into' },
  check: ({ path }) =>
    path.length === 1 ? [] : [{ input: 'path', message: `takes the folder to write into, got ${path.length} lines` }],
  run: async (step, { target, path: [folder = ''], destination, clean, 'dry-run': dryRun, ...inputs }, services) => {
    const access = await openFiles(services, inputs);
    const { planDownload, downloadFiles: download } = await import('../files/index.ts');
    const version = await target.read();
    step.output({ ...target.outputs, ...versionOutputs(version) });
    const options = { version: access.locate(version), destination, folder, clean, platform: services.platform };
    if (dryRun) {
      const { files, bytes, extraneous } = await planDownload(access.storage, options);
      const gone = extraneous.files.length;
      const deletes = gone === 0 ? '' : ` and delete ${formatCount(gone, 'file')} there`;
      const would = `download ${amountText({ files: files.length, bytes })} into ${folder}${deletes}`;
      return reportDryRun(step, would, { files: files.length, bytes });
    }
    const result = await download(access.storage, options);
    await step.result(result);
    const outputs = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
    step.output(outputs);
    await step.summary(versionFacts(version, outputs));
    return {
      outcome: result.files > 0 ? 'found' : 'none',
      headline: `Downloaded version ${target.describe(version)}: ${downloadText(result)}`,
    };
  },
});

/** Says what a download did: `3 of 5 files (1.2 GiB in all), 2 unchanged`. */
function downloadText(result: DownloadResult): string {
  const { files, bytes, downloaded, unchanged, removed } = result;
  const all = unchanged === 0;
  const rest = [
    all ? [] : [`${unchanged} unchanged`],
    removed === 0 ? [] : [`${formatCount(removed, 'other file')} deleted`],
  ];
  const amount = all
    ? amountText(result)
    : `${downloaded} of ${formatCount(files, 'file')} (${formatBytes(bytes)} in all)`;
  return [amount, ...rest.flat()].join(', ');
}
