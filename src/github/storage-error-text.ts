import {
  DamagedFileError,
  DeletionError,
  FileChangedError,
  FolderError,
  KeysError,
  type StorageOperation,
  StorageRequestError,
  StorageSettingsError,
  StorageUrlError,
  VerificationError,
} from '../files/errors.ts';
import { NetworkError, networkHint } from '../net/errors.ts';

/** What happened to the storage or to files, and what to do about it. */
export interface StorageErrorText {
  readonly title: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** The text of an error of the storage; undefined for any other. */
export function storageErrorText(error: unknown): StorageErrorText | undefined {
  if (error instanceof StorageRequestError) return requestText(error);
  const simple = simpleTexts.find(([kind]) => error instanceof kind);
  if (simple === undefined || !Error.isError(error)) return undefined;
  const [, title, hint] = simple;
  return { title, message: `${title}: ${error.message}`, hint };
}

const simpleTexts: readonly (readonly [
  kind: abstract new (...parameters: never[]) => Error,
  title: string,
  hint: string,
])[] = [
  [
    StorageUrlError,
    'The files of the version cannot be reached',
    "The dataset's storage provider gives no S3 address for them: files need a storage provider of your own, an S3-compatible bucket that is set up in Paperspace.",
  ],
  [
    StorageSettingsError,
    'The storage is not set up',
    "Set them in the step's `env`, or use a credentials action before it, with the keys of the bucket behind the dataset's storage provider.",
  ],
  [FolderError, 'A folder is not usable', 'Look at `destination`, `storage-prefix` and `path`.'],
  [
    FileChangedError,
    'A file changed',
    'Nothing may write to the files while they are read: run this step after what makes them.',
  ],
  [KeysError, 'Files and names do not fit', 'Rename the files, or choose others with `path`.'],
  [DeletionError, 'Some files could not be deleted', 'The credentials need s3:DeleteObject on the bucket.'],
  [
    VerificationError,
    'The version does not hold what it should, and is not committed',
    'Run the job again: what is missing is sent again. Files outside `destination` are never removed: use `delete-files` for them.',
  ],
  [
    DamagedFileError,
    'A file is damaged',
    'The file in the storage is not the one that was committed: download another version.',
  ],
];

const verbs: Readonly<Record<StorageOperation, string>> = {
  AbortMultipartUpload: 'abort the upload of',
  CompleteMultipartUpload: 'complete the upload of',
  CopyObject: 'copy to',
  CreateMultipartUpload: 'begin the upload of',
  DeleteObject: 'delete',
  DeleteObjects: 'delete files under',
  GetObject: 'read',
  HeadObject: 'look at',
  ListMultipartUploads: 'list unfinished uploads under',
  ListObjectsV2: 'list',
  PutObject: 'upload',
  UploadPart: 'upload a part of',
  UploadPartCopy: 'copy a part to',
};

function requestText(error: StorageRequestError): StorageErrorText {
  const { status, code, requestId, cause } = error;
  const title = `Failed to ${verbs[error.operation]} s3://${error.bucket}/${error.key}`;
  const known = [
    status === undefined ? undefined : `HTTP ${status}`,
    code,
    requestId === undefined ? undefined : `request ${requestId}`,
  ].filter((part) => part !== undefined);
  const detail = known.length === 0 ? '' : ` (${known.join(', ')})`;
  const hint = cause instanceof NetworkError ? networkHint(cause.kind, '`s3-endpoint`') : hintFor(status, code);
  return { title, message: `${title}: ${error.message}${detail}`, hint };
}

const codeHints: Readonly<Record<string, string>> = {
  NoSuchBucket: "The bucket of the version's url is not there: look at `s3-endpoint` and `s3-region`.",
  InvalidAccessKeyId: 'The storage does not know AWS_ACCESS_KEY_ID: use the keys of the bucket, not the API key.',
  SignatureDoesNotMatch: 'AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID.',
  ExpiredToken: 'The credentials expired: get new ones right before this step, or for a longer time.',
  RequestTimeTooSkewed: "The runner's clock is wrong.",
  PermanentRedirect: 'The bucket is in another region: set `s3-region`.',
  AuthorizationHeaderMalformed: 'The bucket is in another region: set `s3-region`.',
  SlowDown: 'The storage asks for fewer requests, even after the retries: lower `concurrency`.',
  NoSuchUpload: 'Another run may be filling the same draft: keep runs apart with `concurrency:`.',
};

function hintFor(status: number | undefined, code: string | undefined): string | undefined {
  const hint = codeHints[code ?? ''];
  if (hint !== undefined) return hint;
  if (status === 403) return 'The credentials may not do this: they need to list, read and write the bucket.';
  if (status !== undefined && status >= 500)
    return 'The storage failed, even after the retries: run the job again later.';
  return undefined;
}
