import { readVersion, resolveDataset } from '../paperspace/references.ts';
import { filterOf, openFiles, storageInputs } from './access.ts';
import { ListReport } from './listing.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames, versionOutputs } from './outputs.ts';
import { requiredVersion } from './target.ts';

export const listFiles = defineOperation({
  name: 'list-files',
  calls: 'GET, then S3',
  purpose: 'the files of a version',
  required: ['dataset'],
  optional: ['version', 'path', 'destination', ...storageInputs],
  outputs: [...versionOutputNames, 'count', 'files', 'bytes', 'next-page'],
  checks: [(inputs) => void requiredVersion(inputs), ({ path = [] }) => void filterOf(path)],
  run: async (context, { path = [], destination, ...inputs }) => {
    const access = await openFiles(context, inputs);
    const resolved = await resolveDataset(context.paperspace, inputs.dataset.dataset);
    const version = await readVersion(context.paperspace, resolved.id, requiredVersion(inputs));
    const filter = path.length === 0 ? undefined : filterOf(path);
    const location = access.locate(version);
    const found = await access.library.listFiles(access.storage, location, { destination, filter });
    const list = new ListReport<(typeof found)[number]>(context, ['File', 'Bytes'], ({ key, size }) => [
      key,
      String(size),
    ]);
    await list.addPage({ items: found, hasMore: false });
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    const known = { ...resolvedOutputs(resolved), ...versionOutputs(version) };
    return list.finish('files', { ...known, files: found.length, bytes });
  },
});
