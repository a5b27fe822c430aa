import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { forEachConcurrently } from '../../net/concurrency.ts';
import { DeletionError, type DeletionFailure } from '../errors.ts';
import type { Folder } from '../upload.ts';
import { type Storage, withSignal } from './client.ts';
import { request } from './request.ts';

/** S3's limit of keys in one DeleteObjects. */
const MAX_KEYS = 1000;

const answerSchema = v.object({
  Errors: v.optional(
    v.array(
      v.object({
        Key: v.optional(v.string(), ''),
        Code: v.optional(v.string(), ''),
        Message: v.optional(v.string(), ''),
      }),
    ),
    [],
  ),
});

/**
 * Deletes objects, a thousand a request; one that is not there counts as deleted.
 *
 * @param keys relative to the folder's prefix
 * @throws DeletionError naming every object that the storage kept
 * @throws StorageRequestError
 */
export async function deleteObjects(storage: Storage, folder: Folder, keys: readonly string[]): Promise<void> {
  const { concurrency, retryContext } = storage;
  const failures: DeletionFailure[] = [];
  await forEachConcurrently(batchesOf(keys), concurrency, retryContext.signal, async (batch, signal) => {
    failures.push(...(await deleteBatch(withSignal(storage, signal), folder, batch)));
  });
  if (failures.length > 0) throw new DeletionError(failures);
}

/** Control characters have no place in XML, so that keys with them go one by one, in the request's path. */
function* batchesOf(keys: readonly string[]): Generator<readonly string[]> {
  const special = (key: string): boolean => /[\p{Cc}\ufffe\uffff]/u.test(key);
  const plain = keys.filter((key) => !special(key));
  for (let start = 0; start < plain.length; start += MAX_KEYS) yield plain.slice(start, start + MAX_KEYS);
  for (const key of keys.filter(special)) yield [key];
}

async function deleteBatch(
  storage: Storage,
  { bucket, prefix }: Folder,
  batch: readonly string[],
): Promise<DeletionFailure[]> {
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) {
    const key = prefix + only;
    await request(storage, { operation: 'DeleteObject', bucket, key }, (client, options) =>
      client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), options),
    );
    return [];
  }
  const input = { Bucket: bucket, Delete: { Quiet: true, Objects: batch.map((key) => ({ Key: prefix + key })) } };
  const answer = await request(storage, { operation: 'DeleteObjects', bucket, key: prefix }, (client, options) =>
    client.send(new DeleteObjectsCommand(input), options),
  );
  return v.parse(answerSchema, answer).Errors.map(({ Key, Code, Message }) => ({
    key: Key.slice(prefix.length),
    code: Code,
    message: Message,
  }));
}
