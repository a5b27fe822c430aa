/** One of each thing that the API gives, as the reference has it. */
import type { Dataset, Version } from '../../src/paperspace/schema.ts';

export const DATASET_ID = 'dst364npcw6ccok';
export const VERSION_ID = 'fo5rp4m';

export function sampleDataset(fields: Partial<Dataset> = {}): Dataset {
  return {
    id: DATASET_ID,
    name: 'faces',
    description: null,
    isPublic: false,
    storageProviderId: null,
    teamId: 't1',
    dtCreated: '2026-03-18T12:00:00Z',
    dtModified: '2026-03-18T12:00:00Z',
    ...fields,
  };
}

export function sampleVersion(fields: Partial<Version> = {}): Version {
  return {
    datasetId: DATASET_ID,
    version: VERSION_ID,
    isCommitted: false,
    message: null,
    metadata: null,
    tags: [],
    url: null,
    usageBytes: null,
    userId: null,
    dtCreated: '2026-03-18T12:00:00Z',
    dtModified: '2026-03-18T12:00:00Z',
    ...fields,
  };
}
