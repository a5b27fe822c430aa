import { readVersion, resolveDataset } from '../paperspace/references.ts';
import { filterOf, openFiles, refuseCommitted, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames, versionOutputs } from './outputs.ts';
import { reportDryRun } from './report.ts';
import { requiredVersion } from './target.ts';

const MAX_SHOWN = 100;

export const deleteFiles = defineOperation({
  name: 'delete-files',
  calls: 'GET, then S3',
  purpose: 'delete the files of a draft that match `path`',
  required: ['dataset', 'path'],
  optional: ['version', 'destination', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes'],
  checks: [(inputs) => void requiredVersion(inputs), ({ path }) => void filterOf(path)],
  run: async (context, { path, destination, 'dry-run': dryRun, ...inputs }) => {
    const access = await openFiles(context, inputs);
    const resolved = await resolveDataset(context.paperspace, inputs.dataset.dataset);
    const version = await readVersion(context.paperspace, resolved.id, requiredVersion(inputs));
    refuseCommitted(version, 'deleted');
    const location = access.locate(version);
    const filter = filterOf(path);
    const found = await access.library.listFiles(access.storage, location, { destination, filter });
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    const outputs = { ...resolvedOutputs(resolved), ...versionOutputs(version), files: found.length, bytes };
    const ref = `${resolved.id}:${version.version}`;
    for (const { key, size } of found.slice(0, MAX_SHOWN)) context.log.info(`- ${key} (${size} bytes)`);
    if (dryRun) return reportDryRun(context, `delete ${found.length} files of draft ${ref}`, outputs);
    const keys = found.map(({ key }) => key);
    await access.library.deleteFiles(access.storage, location, keys);
    for (const key of keys) await context.result.item(key);
    const headline = `Deleted ${found.length} files of draft ${ref}`;
    return { outcome: found.length > 0 ? 'deleted' : 'none', headline, outputs, summary: [] };
  },
});
