/** The requests of S3 that this library makes. */
export type StorageOperation =
  | 'AbortMultipartUpload'
  | 'CompleteMultipartUpload'
  | 'CopyObject'
  | 'CreateMultipartUpload'
  | 'DeleteObject'
  | 'DeleteObjects'
  | 'GetObject'
  | 'HeadObject'
  | 'ListMultipartUploads'
  | 'ListObjectsV2'
  | 'PutObject'
  | 'UploadPart'
  | 'UploadPartCopy';

/** What a request was about. `key` is the whole key or, for a listing, the prefix. */
export interface StorageSubject {
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;
}

export interface StorageFailure {
  /** The HTTP status; undefined where no answer came. */
  readonly status?: number | undefined;
  /** S3's error code, such as `NoSuchKey`; undefined where no answer came. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** What a `Retry-After` header asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** A request that the storage refused, or that got no whole answer; the latter has a `NetworkError` as its cause. */
export class StorageRequestError extends Error {
  override readonly name = 'StorageRequestError';
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(subject: StorageSubject, failure: StorageFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.operation = subject.operation;
    this.bucket = subject.bucket;
    this.key = subject.key;
    this.status = failure.status;
    this.code = failure.code;
    this.requestId = failure.requestId;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

/** A version whose `url` is not one of S3, so that its files cannot be reached. */
export class StorageUrlError extends Error {
  override readonly name = 'StorageUrlError';
  readonly url: string | null;

  constructor(url: string | null) {
    super(url === null ? 'the version has no storage url' : `the version's storage url ${url} is not an s3:// url`);
    this.url = url;
  }
}

/** Settings without which no request can be signed. `missing` names the environment variables that usually hold them. */
export class StorageSettingsError extends Error {
  override readonly name = 'StorageSettingsError';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`the storage needs ${missing.join(' and ')}`);
    this.missing = missing;
  }
}

/** A folder inside a version (`destination`, `storage-prefix`) that is no plain relative folder. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly folder: string;

  constructor(folder: string, reason: string) {
    super(`the folder ${JSON.stringify(folder)} ${reason}`);
    this.folder = folder;
  }
}

/** A local file that changed while it was read, so that what was read is no state that it ever had. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
  readonly path: string;

  constructor(path: string) {
    super(`the file ${path} changed while it was read`);
    this.path = path;
  }
}

export interface KeyProblem {
  readonly key: string;
  readonly reason: string;
}

/** Keys that cannot become files, or files that cannot become keys, all at once. */
export class KeysError extends Error {
  override readonly name = 'KeysError';
  readonly problems: readonly KeyProblem[];

  constructor(problems: readonly KeyProblem[]) {
    super(summarise(problems, ({ key, reason }) => `${JSON.stringify(key)} ${reason}`));
    this.problems = problems;
  }
}

export interface DeletionFailure {
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

/** Objects that the storage did not delete, though it answered the request. */
export class DeletionError extends Error {
  override readonly name = 'DeletionError';
  readonly failures: readonly DeletionFailure[];

  constructor(failures: readonly DeletionFailure[]) {
    super(
      summarise(failures, ({ key, code, message }) => `${JSON.stringify(key)} was not deleted: ${message} (${code})`),
    );
    this.failures = failures;
  }
}

/** How what lies in the storage differs from what was meant to lie there. */
export type Difference =
  | { readonly kind: 'missing'; readonly key: string }
  | { readonly kind: 'unexpected'; readonly key: string }
  | { readonly kind: 'size'; readonly key: string; readonly expected: number; readonly found: number }
  | { readonly kind: 'etag'; readonly key: string; readonly expected: string; readonly found: string };

/** A version that does not hold what it should. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    super(summarise(differences, describeDifference));
    this.differences = differences;
  }
}

/** A downloaded file that is not what the manifest says. The file was not kept. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
  readonly key: string;
  readonly expected: string;
  readonly found: string;

  constructor(key: string, expected: string, found: string) {
    super(`the SHA-256 of ${JSON.stringify(key)} is ${found}, the manifest has ${expected}`);
    this.key = key;
    this.expected = expected;
    this.found = found;
  }
}

function describeDifference(difference: Difference): string {
  const key = JSON.stringify(difference.key);
  switch (difference.kind) {
    case 'missing':
      return `${key} is missing`;
    case 'unexpected':
      return `${key} does not belong there`;
    case 'size':
      return `${key} has ${difference.found} bytes, not ${difference.expected}`;
    case 'etag':
      return `${key} has the ETag ${difference.found}, not ${difference.expected}`;
  }
}

const SHOWN = 10;

function summarise<T>(items: readonly T[], describe: (item: T) => string): string {
  const shown = items.slice(0, SHOWN).map(describe).join('; ');
  return items.length > SHOWN ? `${shown}; and ${items.length - SHOWN} more` : shown;
}
