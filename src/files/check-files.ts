import { type KeyProblem, KeysError } from './errors.ts';
import type { LocalFile } from './local/local-file.ts';
import { MAX_OBJECT_BYTES } from './s3/parts.ts';

/**
 * The maximum length of a key in S3, in bytes of UTF-8:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
const MAX_KEY_BYTES = 1024;

/**
 * Checks that every file can be stored as an object of its own.
 *
 * @param prefix the prefix of the keys in the storage
 * @throws KeysError with all files that cannot
 */
export function checkFiles(files: readonly LocalFile[], prefix: string): void {
  const paths = new Map<string, string>();
  const problems: KeyProblem[] = [];
  for (const { key, path, size } of files) {
    const other = paths.get(key);
    if (other !== undefined) problems.push({ key, reason: `is the key of both ${other} and ${path}` });
    paths.set(key, path);
    const length = Buffer.byteLength(prefix + key);
    if (length > MAX_KEY_BYTES)
      problems.push({ key, reason: `has ${length} bytes, but the maximum is ${MAX_KEY_BYTES}` });
    if (size > MAX_OBJECT_BYTES) problems.push({ key, reason: `has ${size} bytes, but the maximum is 5 TiB` });
  }
  if (problems.length > 0) throw new KeysError(problems);
}
