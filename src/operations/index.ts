/** The registry: every value of the input `operation`, in the order of the README's table. */
import { commit } from './commit.ts';
import { createDataset } from './create-dataset.ts';
import { createVersion } from './create-version.ts';
import { deleteDataset } from './delete-dataset.ts';
import { deleteVersion } from './delete-version.ts';
import { deleteFiles } from './files/delete-files.ts';
import { downloadFiles } from './files/download-files.ts';
import { listFiles } from './files/list-files.ts';
import { uploadFiles } from './files/upload-files.ts';
import { getDataset } from './get-dataset.ts';
import { getVersion } from './get-version.ts';
import { listDatasets } from './list-datasets.ts';
import { listVersions } from './list-versions.ts';
import type { Operation } from './operation.ts';
import { promote } from './promote.ts';
import { prune } from './prune.ts';
import { setTags } from './set-tags.ts';
import { snapshot } from './snapshot/index.ts';
import { updateDataset } from './update-dataset.ts';
import { updateVersion } from './update-version.ts';

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
  downloadFiles,
  deleteFiles,
];
