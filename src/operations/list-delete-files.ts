/** Lists and deletes the files of a version. */

import { compileKeyFilter } from '../files/globs.ts';
import { formatBytes } from '../net/format.ts';
import { amountText, globProblems, openFiles, refuseCommitted, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { reportDryRun, reportList } from './report.ts';
import { versionOutputNames, versionOutputs } from './step.ts';

export const listFiles = defineOperation({
  name: 'list-files',
  calls: 'GET, then S3',
  purpose: 'list the files of a version',
  target: 'version',
  optional: ['path', 'destination', ...storageInputs],
  outputs: [...versionOutputNames, 'count', 'files', 'bytes', 'next-page'],
  check: ({ path = [] }) => globProblems('path', () => compileKeyFilter(path)),
  run: async (step, { target, path = [], destination, ...inputs }, services) => {
    const access = await openFiles(services, inputs);
    const { listFiles: listStored } = await import('../files/index.ts');
    const version = await target.read();
    const filter = path.length === 0 ? undefined : compileKeyFilter(path);
    const found = await listStored(access.storage, access.locate(version), { destination, filter });
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    return reportList(step, {
      noun: 'file',
      pages: [{ items: found, hasMore: false }],
      columns: { File: ({ key }) => key, Bytes: ({ size }) => String(size) },
      outputs: { ...target.outputs, ...versionOutputs(version), files: found.length, bytes },
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
    const access = await openFiles(services, inputs);
    const { listFiles, deleteFiles: deleteKeys, removeFromManifest } = await import('../files/index.ts');
    const version = await target.read();
    refuseCommitted(version, 'its files cannot be deleted');
    const location = access.locate(version);
    const filter = compileKeyFilter(path);
    const found = await listFiles(access.storage, location, { destination, filter });
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    step.output({ ...target.outputs, ...versionOutputs(version), files: found.length, bytes });
    for (const { key, size } of found.slice(0, MAX_SHOWN)) step.log.info(`- ${key} (${formatBytes(size)})`);
    const amount = amountText({ files: found.length, bytes });
    const ref = `${target.datasetId}:${version.version}`;
    if (dryRun) return reportDryRun(step, `delete ${amount} from draft ${ref}`, {});
    const keys = found.map(({ key }) => key);
    await removeFromManifest(access.storage, location, keys);
    await deleteKeys(access.storage, location, keys);
    await step.appendResult(keys);
    const draft = `draft ${target.describe(version)}`;
    return found.length > 0
      ? { outcome: 'deleted', headline: `Deleted ${amount} from ${draft}` }
      : { outcome: 'none', headline: `No files of ${draft} match \`path\`` };
  },
});
