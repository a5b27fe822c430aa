/** The functions that operations call for the files of a version. Loaded on demand, because many steps need no files. */
export { type ComparedVersion, compareVersions, compareWithLocalFiles } from './compare-versions.ts';
export type { Change, ChangeKind, ChangeSummary } from './differences.ts';
export { type DownloadResult, downloadFiles, planDownload } from './download-version.ts';
export { AuditError, StorageUrlError } from './errors.ts';
export type { LocalFile } from './local/local-file.ts';
export { type Scan, type ScanOptions, scanFiles } from './local/scan.ts';
export { checksumsText, type Manifest, manifestText, measure, type Tally } from './manifest.ts';
export type { PlannedFile } from './plan.ts';
export { hashLocalFiles, planVersion, type VersionPlan } from './plan-version.ts';
export { checkAccess, openStorage, type Storage } from './s3/client.ts';
export { findCredentials } from './s3/credentials.ts';
export { listFolders, type StoredObject } from './s3/listing.ts';
export { type Endpoint, type Folder, locateVersion, type VersionLocation } from './s3/location.ts';
export { listManifestParts, mergeManifestParts, removeFromManifest } from './stored-manifest.ts';
export { type SyncResult, syncVersion, uploadFiles, type WholeSyncResult } from './sync.ts';
export { auditVersion, writeMissingManifest } from './verify.ts';
export { deleteFiles, deleteFolder, listFiles, measureFolder } from './version-files.ts';
