/** The operations on the files of a version. */
import { createHash } from 'node:crypto';
import { compileKeyFilter } from '../files/globs.ts';
import type { DownloadResult, SyncResult } from '../files/index.ts';
import { RefusedError } from '../net/errors.ts';
import { formatBytes, formatCount } from '../net/format.ts';
import type { Version } from '../paperspace/schema.ts';
import {
  amountText,
  findSources,
  globProblems,
  openVersion,
  planText,
  scan,
  scanInputs,
  storageInputs,
  transferOutputs,
  transferText,
  writeTransferOutputs,
} from './access.ts';
import { defineOperation } from './operation.ts';
import { reportDryRun, reportList, versionFacts } from './report.ts';
import { type Outputs, versionOutputNames } from './step.ts';

export const uploadFiles = defineOperation({
  name: 'upload-files',
  calls: 'GET; with `incremental`, the list; then S3',
  purpose: 'add files to a draft, which other jobs can fill at the same time',
  target: 'version',
  required: ['path'],
  optional: [...scanInputs, ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, ...transferOutputs],
  run: async (step, { target, path, destination, incremental, 'dry-run': dryRun, ...inputs }, services) => {
    const files = await scan(step, services, path, { destination, ...inputs });
    const { planVersion, uploadFiles: upload } = await import('../files/index.ts');
    const opened = await openVersion(step, services, target, inputs, 'no files can be added to it');
    const { storage, version, location } = opened;
    const sources = await findSources(services, opened, target.datasetId, incremental);
    const options = { files, draft: location, sources, destination };
    if (dryRun) return reportDryRun(step, planText(await planVersion(storage, options, 'among-others'), false), {});
    const result = await upload(storage, options);
    const sent = await writeTransferOutputs(services, result);
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

export const listFiles = defineOperation({
  name: 'list-files',
  calls: 'GET, then S3',
  purpose: 'list the files of a version',
  target: 'version',
  optional: ['path', 'destination', ...storageInputs],
  outputs: [...versionOutputNames, 'count', 'files', 'bytes', 'next-page'],
  check: ({ path = [] }) => globProblems('path', () => compileKeyFilter(path)),
  run: async (step, { target, path = [], destination, ...inputs }, services) => {
    const { listFiles: listStored, measure } = await import('../files/index.ts');
    const { storage, location } = await openVersion(step, services, target, inputs);
    const filter = path.length === 0 ? undefined : compileKeyFilter(path);
    const found = await listStored(storage, location, { destination, filter });
    return reportList(step, {
      noun: 'file',
      pages: [{ items: found, hasMore: false }],
      columns: { File: ({ key }) => key, Bytes: ({ size }) => String(size) },
      outputs: measure(found),
    });
  },
});

const MAX_SHOWN = 100;

export const deleteFiles = defineOperation({
  name: 'delete-files',
  calls: 'GET, then S3',
  purpose: 'delete the files of a draft that match `path`',
  target: 'version',
  required: ['path'],
  optional: ['destination', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes'],
  check: ({ path }) => globProblems('path', () => compileKeyFilter(path)),
  run: async (step, { target, path, destination, 'dry-run': dryRun, ...inputs }, services) => {
    const files = await import('../files/index.ts');
    const opened = await openVersion(step, services, target, inputs, 'its files cannot be deleted');
    const { storage, version, location } = opened;
    const found = await files.listFiles(storage, location, { destination, filter: compileKeyFilter(path) });
    const total = files.measure(found);
    step.output(total);
    for (const { key, size } of found.slice(0, MAX_SHOWN)) step.log.info(`- ${key} (${formatBytes(size)})`);
    const amount = amountText(total);
    const ref = `${target.datasetId}:${version.version}`;
    if (dryRun) return reportDryRun(step, `delete ${amount} from draft ${ref}`, {});
    const keys = found.map(({ key }) => key);
    await files.removeFromManifest(storage, location, keys);
    await files.deleteFiles(storage, location, keys);
    await step.appendResult(keys);
    const draft = `draft ${target.describe(version)}`;
    return found.length > 0
      ? { outcome: 'deleted', headline: `Deleted ${amount} from ${draft}` }
      : { outcome: 'none', headline: `No files of ${draft} match \`path\`` };
  },
});

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
    const { checksumsText, planDownload, downloadFiles: download } = await import('../files/index.ts');
    const { storage, version, location } = await openVersion(step, services, target, inputs);
    step.output(cacheKey(version, [inputs['storage-prefix'], destination, include ?? []]));
    const filter = include === undefined ? undefined : compileKeyFilter(include);
    const { platform } = services;
    const options = { version: location, destination, filter, folder, clean, platform };
    if (inputs['dry-run']) {
      const { files, bytes, extraneous } = await planDownload(storage, options);
      const gone = extraneous.files.length;
      const deletes = gone === 0 ? '' : ` and delete ${formatCount(gone, 'other file')}`;
      const would = `download ${amountText({ files: files.length, bytes })} into ${folder}${deletes}`;
      return reportDryRun(step, would, { files: files.length, bytes });
    }
    const { checksums, ...result } = await download(storage, options);
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

export const verify = defineOperation({
  name: 'verify',
  calls: 'GET, then S3',
  purpose: 'compare the files of a version with its manifest, and fail if they differ',
  target: 'version',
  optional: ['depth', 'write-manifest', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'count', 'files', 'bytes'],
  run: async (step, { target, depth, 'write-manifest': writes, 'dry-run': dryRun, ...inputs }, services) => {
    const { AuditError, auditVersion, writeMissingManifest } = await import('../files/index.ts');
    const { storage, version, location } = await openVersion(step, services, target, inputs);
    const { differences, ...measured } = await auditVersion(storage, location, depth);
    step.output({ ...measured, count: differences?.length ?? 0 });
    await step.summary(versionFacts(version, measured));
    const described = `version ${target.describe(version)}`;
    if (differences === undefined) {
      if (!writes) throw noManifest(version);
      if (dryRun) return reportDryRun(step, `write a manifest for ${described}: ${amountText(measured)}`, {});
      await writeMissingManifest(storage, location);
      return { outcome: 'updated', headline: `Wrote a manifest for ${described}: ${amountText(measured)}` };
    }
    await step.appendResult(differences);
    if (differences.length > 0) throw new AuditError(`${version.datasetId}:${version.version}`, differences);
    const how = depth === 'full' ? 'SHA-256' : 'size and ETag';
    return { outcome: 'unchanged', headline: `Verified ${described}: ${amountText(measured)}, by ${how}` };
  },
});

function noManifest({ datasetId, version }: Version): RefusedError {
  return new RefusedError(
    `Version ${datasetId}:${version} has no manifest, so its files cannot be verified`,
    'Set `write-manifest: true` to read the files once and write a manifest of what is stored now.',
  );
}
