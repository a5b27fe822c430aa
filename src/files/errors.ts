import { ActionError } from '../net/errors.ts';
import { formatCount, formatList } from '../net/format.ts';

/** A version whose `url` is not an S3 URL, so its files cannot be reached. */
export class StorageUrlError extends ActionError {
  constructor(url: string | null) {
    super(url === null ? 'The version has no storage URL' : `The version's storage URL ${url} is not an s3:// URL`, {
      title: 'No S3 address',
      hint: "The dataset's storage provider has no S3 address for the files. Use a dataset on a storage provider of your own: an S3-compatible bucket that is set up in Paperspace.",
    });
  }
}

/** Settings needed to sign requests. `missing` names the environment variables that usually provide them. */
export class StorageSettingsError extends ActionError {
  constructor(missing: readonly string[], options?: ErrorOptions) {
    super(`Access to the storage requires ${formatList(missing)}`, {
      title: 'Missing storage settings',
      hint: "Set what is missing in the step's `env`, or run a credentials action before this step. Use the keys of the bucket behind the dataset's storage provider.",
      ...options,
    });
  }
}

/** An invalid region, which cannot be part of a host name. */
export class RegionError extends ActionError {
  constructor(region: string) {
    super(`${JSON.stringify(region)} is not a region`, {
      title: 'Invalid storage region',
      hint: 'Check `s3-region` or the variable `AWS_REGION`. A region has a name such as `us-east-1`.',
    });
  }
}

/** A local file that changed while it was read, so the content may mix two states of the file. */
export class FileChangedError extends ActionError {
  constructor(path: string) {
    super(`The file ${path} changed while it was being read`, {
      title: 'File changed',
      hint: 'The files must not change while this step reads them. Run this step once the files are complete.',
    });
  }
}

/** A list that is not sorted by the UTF-8 bytes of its keys, as S3 sorts. */
export class OrderError extends ActionError {
  constructor(reason: string) {
    super(`Failed to compare the files: ${reason}`, {
      title: 'List of files is not sorted',
      hint: 'The storage must list objects in the order of S3, by the UTF-8 bytes of their keys.',
    });
  }
}

export interface KeyProblem {
  readonly key: string;
  readonly reason: string;
}

/** All keys that cannot become files, or files that cannot become keys. */
export class KeysError extends ActionError {
  readonly problems: readonly KeyProblem[];

  constructor(problems: readonly KeyProblem[]) {
    super(`Invalid file names: ${summarize(problems, ({ key, reason }) => `${JSON.stringify(key)} ${reason}`)}`, {
      title: 'Invalid file names',
      hint: 'Rename the files, or select others: with `path` for an upload, with `include` for a download.',
    });
    this.problems = problems;
  }
}

export interface DeletionFailure {
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

/** Objects that the storage reported as not deleted in a successful response. */
export class DeletionError extends ActionError {
  readonly failures: readonly DeletionFailure[];

  constructor(failures: readonly DeletionFailure[]) {
    const describe = ({ key, code, message }: DeletionFailure): string =>
      `${JSON.stringify(key)}: ${message} (${code})`;
    super(`Failed to delete ${formatCount(failures.length, 'file')}: ${summarize(failures, describe)}`, {
      title: 'Stored files not deleted',
      hint: 'The credentials need `s3:DeleteObject` on the bucket.',
    });
    this.failures = failures;
  }
}

/** A difference between the stored objects and the expected ones. */
export type Difference =
  | { readonly kind: 'missing'; readonly key: string }
  | { readonly kind: 'unexpected'; readonly key: string }
  | { readonly kind: 'size'; readonly key: string; readonly expected: number; readonly found: number }
  | { readonly kind: 'etag' | 'sha256'; readonly key: string; readonly expected: string; readonly found: string };

/** A version whose stored objects differ from the expected ones. */
export class VerificationError extends ActionError {
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    super(`The files in the storage differ from the expected files: ${summarize(differences, describeDifference)}`, {
      title: 'Verification failed',
      hint: 'Re-run the job to upload what is missing. Files outside `destination` are never removed; use the operation `delete-files` to delete them.',
    });
    this.differences = differences;
  }
}

/** A version that does not match its manifest. */
export class AuditError extends ActionError {
  readonly differences: readonly Difference[];

  constructor(ref: string, differences: readonly Difference[]) {
    super(`Version ${ref} does not match its manifest: ${summarize(differences, describeDifference)}`, {
      title: 'Verification failed',
      hint: 'Use another version, or create a new one from the original files. The file at `result-path` lists every difference.',
    });
    this.differences = differences;
  }
}

/** A manifest that was read instead of the list of the files, and that is invalid. */
export class ManifestError extends ActionError {
  constructor(url: string) {
    super(`Failed to compare the files: the manifest ${url} is invalid`, {
      title: 'Invalid manifest',
      hint: 'Run `verify` with `write-manifest: true` to read the files once and write a new manifest.',
    });
  }
}

/** A downloaded file that differs from the manifest. It was not kept. */
export class DamagedFileError extends ActionError {
  constructor(key: string, expected: string, found: string) {
    super(`The SHA-256 of ${JSON.stringify(key)} is ${found}, but the version's manifest says ${expected}`, {
      title: 'Damaged file',
      hint: 'The file in the storage is not the one that was committed. Download another version.',
    });
  }
}

function describeDifference(difference: Difference): string {
  const key = JSON.stringify(difference.key);
  switch (difference.kind) {
    case 'missing':
      return `${key} is missing`;
    case 'unexpected':
      return `${key} is unexpected`;
    case 'size':
      return `${key} is ${formatCount(difference.found, 'byte')}, not ${formatCount(difference.expected, 'byte')}`;
    case 'sha256':
      return `${key} has the SHA-256 ${difference.found}, not ${difference.expected}`;
    case 'etag':
      return `${key} has the ETag ${difference.found}, not ${difference.expected}`;
  }
}

const MAX_SHOWN = 10;

function summarize<T>(items: readonly T[], describe: (item: T) => string): string {
  const shown = items.slice(0, MAX_SHOWN).map(describe).join('; ');
  return items.length > MAX_SHOWN ? `${shown}; and ${items.length - MAX_SHOWN} more` : shown;
}

/** Paths that match `path` but cannot become files of a version. */
export class ScanError extends ActionError {
  readonly paths: readonly string[];

  constructor(paths: readonly string[], reason: string, options?: ErrorOptions) {
    const message = `${paths.map((path) => JSON.stringify(path)).join(', ')}: ${reason}`;
    super(message, { title: 'Files cannot be used', ...options });
    this.paths = paths;
  }
}
