export { compareVersions, compareWithLocalFiles } from './compare-versions.ts';
export type { Change, ChangeKind, ChangeSummary } from './differences.ts';
export {
  type DownloadOptions,
  type DownloadPlan,
  type DownloadResult,
  downloadFiles,
  planDownload,
} from './download-version.ts';
export * from './errors.ts';
export { compileKeyFilter, type KeyFilter } from './globs.ts';
export type { LocalFile } from './local/local-file.ts';
export {
  checksumsText,
  createManifest,
  type Manifest,
  type ManifestEntry,
  manifestText,
  measure,
  type Tally,
} from './manifest.ts';
export type { PlannedFile } from './plan.ts';
export { hashLocalFiles, type PlanOptions, planVersion, planWholeVersion, type VersionPlan } from './plan-version.ts';
export { checkAccess, openStorage, type Storage, type StorageKeys, type StorageOptions } from './s3/client.ts';
export { findCredentials } from './s3/credentials.ts';
export { StorageRequestError } from './s3/errors.ts';
export { listFolders, type StoredObject } from './s3/listing.ts';
export type { Endpoint, EndpointSource } from './s3/location.ts';
export { folderPrefix, locateVersion, type VersionLocation } from './s3/location.ts';
export { listManifestParts, mergeManifestParts, removeFromManifest } from './stored-manifest.ts';
export { type SyncOptions, type SyncResult, syncVersion, uploadFiles, type WholeSyncResult } from './sync.ts';
export { type Audit, auditVersion, type Depth, writeMissingManifest } from './verify.ts';
export {
  deleteFiles,
  deleteFolder,
  listFiles,
  measureFolder,
  type Selection,
} from './version-files.ts';
