/** The registry: every value of the input `operation`, in the order of the README's table. */
import { commit } from './commit.ts';
import { createDataset, deleteDataset, getDataset, listDatasets, updateDataset } from './datasets.ts';
import { deleteFiles } from './delete-files.ts';
import { diff } from './diff.ts';
import { downloadFiles } from './download-files.ts';
import { listFiles } from './list-files.ts';
import type { Operation } from './operation.ts';
import { promote } from './promote.ts';
import { prune } from './prune.ts';
import { snapshot } from './snapshot.ts';
import { uploadFiles } from './upload-files.ts';
import { createVersion, deleteVersion, getVersion, listVersions, setTags, updateVersion } from './versions.ts';

export const operations: readonly Operation[] = [
  listDatasets,
  createDataset,
  getDataset,
  updateDataset,
  deleteDataset,
  listVersions,
  createVersion,
  getVersion,
  updateVersion,
  deleteVersion,
  setTags,
  commit,
  snapshot,
  promote,
  prune,
  uploadFiles,
  listFiles,
  diff,
  downloadFiles,
  deleteFiles,
];
