import { compileKeyFilter } from '../files/globs.ts';
import { globProblems, openFiles, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { reportList } from './report.ts';
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
