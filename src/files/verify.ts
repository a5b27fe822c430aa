import { type Difference, VerificationError } from './errors.ts';
import type { Storage } from './s3/client.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';

/** What is meant to lie in the storage. An empty `etag` is one that the storage did not give. */
export interface Expected {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
}

/** Whether what is expected may lie among other files, or has to be all there is. */
export type Scope = 'all' | 'among-others';

/**
 * Lists a version and makes sure that it holds what it should: every file with its size and with the ETag that the
 * storage gave when it was written, and, where `scope` is `all`, nothing else.
 *
 * @throws VerificationError with all differences
 * @throws StorageRequestError
 */
export async function verifyObjects(
  storage: Storage,
  { bucket, prefix }: Folder,
  expected: readonly Expected[],
  scope: Scope,
): Promise<void> {
  const differences = await compareObjects(listObjects(storage, bucket, prefix), expected, scope);
  if (differences.length > 0) throw new VerificationError(differences);
}

/** Returns how objects differ from what is expected, by key, size and ETag. */
export async function compareObjects(
  listed: AsyncIterable<readonly StoredObject[]>,
  expected: readonly Expected[],
  scope: Scope,
): Promise<Difference[]> {
  const waiting = new Map(expected.map((one) => [one.key, one]));
  const differences: Difference[] = [];
  for await (const objects of listed) {
    for (const found of objects) {
      const wanted = waiting.get(found.key);
      waiting.delete(found.key);
      if (wanted !== undefined) differences.push(...compareObject(wanted, found));
      else if (scope === 'all') differences.push({ kind: 'unexpected', key: found.key });
    }
  }
  for (const key of waiting.keys()) differences.push({ kind: 'missing', key });
  return differences;
}

/** Returns how an object differs from what is expected, in a list of none or one. */
export function compareObject(wanted: Expected, found: StoredObject): Difference[] {
  const { key } = wanted;
  if (wanted.size !== found.size) return [{ kind: 'size', key, expected: wanted.size, found: found.size }];
  if (wanted.etag === '' || wanted.etag === found.etag) return [];
  return [{ kind: 'etag', key, expected: wanted.etag, found: found.etag }];
}
