/** The registry: every value of the input `operation`, in the order of the README's table. */

import { snapshot } from '../snapshot/index.ts';
import { commit } from './commit.ts';
import { createDataset } from './create-dataset.ts';
import { createVersion } from './create-version.ts';
import { deleteDataset } from './delete-dataset.ts';
import { deleteFiles } from './delete-files.ts';
import { deleteVersion } from './delete-version.ts';
import { downloadFiles } from './download-files.ts';
import { getDataset } from './get-dataset.ts';
import { getVersion } from './get-version.ts';
import { listDatasets } from './list-datasets.ts';
import { listFiles } from './list-files.ts';
import { listVersions } from './list-versions.ts';
import type { Operation } from './operation.ts';
import { promote } from './promote.ts';
import { prune } from './prune.ts';
import { setTags } from './set-tags.ts';
import { updateDataset } from './update-dataset.ts';
import { updateVersion } from './update-version.ts';
import { uploadFiles } from './upload-files.ts';

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
