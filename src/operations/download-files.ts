import { createHash } from 'node:crypto';
import { compileKeyFilter } from '../files/globs.ts';
import type { DownloadResult } from '../files/index.ts';
import { formatBytes, formatCount } from '../net/format.ts';
import type { Version } from '../paperspace/schema.ts';
import { amountText, globProblems, openFiles, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { reportDryRun, versionFacts } from './report.ts';
import { type Outputs, versionOutputNames, versionOutputs } from './step.ts';

export const downloadFiles = defineOperation({
  name: 'download-files',
  calls: 'GET, then S3',
  purpose: 'write the files of a version into the folder `path`',
  target: 'version',
  required: ['path'],
  optional: ['include', 'destination', 'clean', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes', 'files-unchanged', 'checksums-path', 'cache-key'],
  accepts: { path: 'the folder to write into' },
  check: ({ path, include = [] }) => [
    ...(path.length === 1 ? [] : [{ input: 'path', message: `must be one folder, not ${path.length} lines` }]),
    ...globProblems('include', () => compileKeyFilter(include)),
  ],
  run: async (step, { target, path: [folder = ''], include, destination, clean, ...inputs }, services) => {
    const access = await openFiles(services, inputs);
    const { checksumsText, planDownload, downloadFiles: download } = await import('../files/index.ts');
    const version = await target.read();
    const selection = [inputs['storage-prefix'], destination, include ?? []];
    step.output({ ...target.outputs, ...versionOutputs(version), ...cacheKey(version, selection) });
    const filter = include === undefined ? undefined : compileKeyFilter(include);
    const { platform } = services;
    const options = { version: access.locate(version), destination, filter, folder, clean, platform };
    if (inputs['dry-run']) {
      const { files, bytes, extraneous } = await planDownload(access.storage, options);
      const gone = extraneous.files.length;
      const deletes = gone === 0 ? '' : ` and delete ${formatCount(gone, 'other file')}`;
      const would = `download ${amountText({ files: files.length, bytes })} into ${folder}${deletes}`;
      return reportDryRun(step, would, { files: files.length, bytes });
    }
    const { checksums, ...result } = await download(access.storage, options);
    if (result.files === 0 && include !== undefined) step.log.warning('No files of the version match `include`');
    await step.result(result);
    const outputs = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
    step.output(outputs);
    if (checksums.length > 0) {
      step.output({ 'checksums-path': await services.writeFile('SHA256SUMS', checksumsText(checksums)) });
    }
    await step.summary(versionFacts(version, outputs));
    return {
      outcome: result.files > 0 ? 'found' : 'none',
      headline: `Downloaded version ${target.describe(version)}: ${downloadText(result)}`,
    };
  },
});

/**
 * Returns a key for a cache of the selected files. A draft has none, because its files may change. The key holds
 * no comma, which actions/cache refuses.
 */
function cacheKey({ datasetId, version, isCommitted }: Version, selection: readonly unknown[]): Outputs {
  if (!isCommitted) return {};
  const digest = createHash('sha256').update(JSON.stringify(selection)).digest('hex').slice(0, 16);
  return { 'cache-key': `paperspace-${datasetId}-${version}-${digest}` };
}

/** Describes what a download did: `3 of 5 files (1.2 GiB in total), 2 unchanged`. */
function downloadText(result: Omit<DownloadResult, 'checksums'>): string {
  const { files, bytes, downloaded, unchanged, removed } = result;
  const all = unchanged === 0;
  const rest = [
    all ? [] : [`${unchanged} unchanged`],
    removed === 0 ? [] : [`${formatCount(removed, 'other file')} deleted`],
  ];
  const amount = all
    ? amountText(result)
    : `${downloaded} of ${formatCount(files, 'file')} (${formatBytes(bytes)} in total)`;
  return [amount, ...rest.flat()].join(', ');
}
