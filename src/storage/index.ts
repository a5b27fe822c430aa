export { openStorage, type Storage, type StorageCredentials, type StorageOptions } from './client.ts';
export {
  type DownloadOptions,
  type DownloadPlan,
  type DownloadResult,
  downloadFiles,
  planDownload,
} from './download-files.ts';
export * from './errors.ts';
export { compilePatterns, type KeyFilter } from './key-patterns.ts';
export type { StoredObject } from './listing.ts';
export type { LocalFile } from './local-file.ts';
export { folderPrefix, locateVersion, type VersionLocation } from './location.ts';
export { createManifest, type Manifest, type ManifestEntry } from './manifest.ts';
export type { PlannedFile } from './plan.ts';
export { hashLocalFiles, type PlanOptions, planVersion, planWholeVersion, type VersionPlan } from './plan-version.ts';
export { formatBytes } from './progress.ts';
export { type SyncOptions, type SyncResult, syncVersion, uploadFiles } from './sync-version.ts';
export { deleteFiles, listFiles, type Measure, measureVersion, type Selection } from './version-files.ts';
