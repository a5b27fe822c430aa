import type { Storage } from './client.ts';
import { StorageRequestError } from './errors.ts';
import type { Folder } from './location.ts';
import { ignored } from './receivers.ts';
import { send } from './request.ts';

/**
 * Sends one signed request to find out whether the storage can be used with these settings: to be called before
 * anything is created that would be left behind if it cannot.
 *
 * With a folder (of any version of the dataset, such as the newest committed one) it asks for one key there, which
 * needs the bucket and the permission to list it. Without, no bucket is known: it asks for the list of buckets, which
 * shows that the endpoint answers and knows the keys. Keys that may not list buckets are known, so that this is no
 * failure; what they may do shows when the first file is sent.
 *
 * @throws StorageRequestError
 */
export async function checkAccess(storage: Storage, folder: Folder | undefined): Promise<void> {
  if (folder !== undefined) {
    const { bucket, prefix } = folder;
    const query = { 'list-type': '2', prefix, 'max-keys': '1' };
    return send(storage, { operation: 'ListObjectsV2', bucket, key: prefix, query }, () => ignored);
  }
  try {
    await send(storage, { operation: 'ListBuckets', bucket: '', key: '' }, () => ignored);
  } catch (error) {
    if (!(error instanceof StorageRequestError) || error.code !== 'AccessDenied') throw error;
  }
}
