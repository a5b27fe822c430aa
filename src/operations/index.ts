/** The registry: every value of the input `operation`, in the order of the README's table. */
import type { Operation, Registry } from './operation.ts';

/** A step loads the module of its own operation alone. */
const loaders: Readonly<Record<string, () => Promise<Operation>>> = {
  'list-datasets': async () => (await import('./datasets.ts')).listDatasets,
  'create-dataset': async () => (await import('./datasets.ts')).createDataset,
  'get-dataset': async () => (await import('./datasets.ts')).getDataset,
  'update-dataset': async () => (await import('./datasets.ts')).updateDataset,
  'delete-dataset': async () => (await import('./datasets.ts')).deleteDataset,
  'list-versions': async () => (await import('./versions.ts')).listVersions,
  'create-version': async () => (await import('./versions.ts')).createVersion,
  'get-version': async () => (await import('./versions.ts')).getVersion,
  'update-version': async () => (await import('./versions.ts')).updateVersion,
  'delete-version': async () => (await import('./versions.ts')).deleteVersion,
  'set-tags': async () => (await import('./versions.ts')).setTags,
  commit: async () => (await import('./commit.ts')).commit,
  snapshot: async () => (await import('./snapshot.ts')).snapshot,
  promote: async () => (await import('./versions.ts')).promote,
  prune: async () => (await import('./prune.ts')).prune,
  'upload-files': async () => (await import('./files.ts')).uploadFiles,
  'list-files': async () => (await import('./files.ts')).listFiles,
  diff: async () => (await import('./diff.ts')).diff,
  'download-files': async () => (await import('./files.ts')).downloadFiles,
  verify: async () => (await import('./files.ts')).verify,
  'delete-files': async () => (await import('./files.ts')).deleteFiles,
};

export const registry: Registry = new Map(Object.entries(loaders));
