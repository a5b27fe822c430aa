import { type Difference, VerificationError } from './errors.ts';
import type { StoredEntry } from './manifest.ts';
import { mergeByKey, oneBatch, type Pair } from './merge.ts';
import type { Storage } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { Folder } from './s3/location.ts';
import { inOrder } from './stored-files.ts';

/** Whether the expected objects may be among other files, or must be the only ones. */
export type Scope = 'all' | 'among-others';

/**
 * Lists a version and verifies that it contains the expected files, with their sizes and the ETags that the storage
 * returned when they were written, and, if `scope` is `all`, nothing else.
 *
 * @param expected sorted by key; an empty ETag is one that the storage did not give
 * @throws VerificationError with all differences
 * @throws StorageRequestError
 */
export async function verifyObjects(
  storage: Storage,
  folder: Folder,
  expected: readonly StoredEntry[],
  scope: Scope,
): Promise<void> {
  const differences = await inOrder(storage, async (list) => {
    const found: Difference[] = [];
    for await (const pairs of mergeByKey(list(storage, folder, ''), oneBatch(expected))) {
      for (const pair of pairs) found.push(...compareEntry(pair));
    }
    return found.filter(({ kind }) => scope === 'all' || kind !== 'unexpected');
  });
  if (differences.length > 0) throw new VerificationError(differences);
}

/** Returns how an object differs from the expected one, by key, size and ETag: no difference or one. */
export function compareEntry([object, entry]: Pair<StoredObject, StoredEntry>): readonly Difference[] {
  if (object === undefined) return [{ kind: 'missing', key: entry.key }];
  const { key } = object;
  if (entry === undefined) return [{ kind: 'unexpected', key }];
  if (entry.size !== object.size) return [{ kind: 'size', key, expected: entry.size, found: object.size }];
  if (entry.etag === '' || entry.etag === object.etag) return [];
  return [{ kind: 'etag', key, expected: entry.etag, found: object.etag }];
}
