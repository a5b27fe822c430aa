import { ListMultipartUploadsCommand, type ListMultipartUploadsCommandInput } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { forEachConcurrently } from '../../net/concurrency.ts';
import { StorageRequestError } from '../errors.ts';
import { type Storage, withSignal } from './client.ts';
import { decodeKey } from './listing.ts';
import { abandon } from './multipart.ts';
import { request } from './request.ts';

const pageSchema = v.object({
  EncodingType: v.optional(v.string()),
  IsTruncated: v.optional(v.boolean(), false),
  NextKeyMarker: v.optional(v.string()),
  NextUploadIdMarker: v.optional(v.string()),
  Uploads: v.optional(v.array(v.object({ Key: v.string(), UploadId: v.string() })), []),
});

interface StaleUpload {
  readonly key: string;
  readonly id: string;
}

/**
 * Abandons the multipart uploads under `prefix` that nobody goes on with: those of an earlier attempt, and those whose
 * beginning was not answered. They would be kept and billed for ever. To be called when one's own are complete. Who may not list them, or whose storage cannot, gets a warning: the files themselves are not concerned.
 *
 * @param ours whether an upload to this key (relative to the prefix) can only be one of our own
 */
export async function abandonStaleUploads(
  storage: Storage,
  bucket: string,
  prefix: string,
  ours: (key: string) => boolean,
): Promise<void> {
  const { log, signal } = storage.retryContext;
  try {
    const stale = (await listUploads(storage, bucket, prefix)).filter(({ key }) => ours(key.slice(prefix.length)));
    if (stale.length > 0) log.info(`Abandoning ${stale.length} unfinished uploads that were left behind`);
    await forEachConcurrently(stale, storage.concurrency, signal, ({ key, id }, inner) =>
      abandon(withSignal(storage, inner), { bucket, key }, id),
    );
  } catch (error) {
    if (!(error instanceof StorageRequestError)) throw error;
    log.warning(`Unfinished uploads, if any, were left behind: ${error.message}`);
  }
}

async function listUploads(storage: Storage, bucket: string, prefix: string): Promise<StaleUpload[]> {
  const found: StaleUpload[] = [];
  const subject = { operation: 'ListMultipartUploads', bucket, key: prefix } as const;
  const input: ListMultipartUploadsCommandInput = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' };
  for (;;) {
    const answer = await request(storage, subject, (client, options) =>
      client.send(new ListMultipartUploadsCommand(input), options),
    );
    const page = v.parse(pageSchema, answer);
    found.push(...page.Uploads.map(({ Key, UploadId }) => ({ key: decodeKey(Key, page.EncodingType), id: UploadId })));
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return found;
    input.KeyMarker = decodeKey(page.NextKeyMarker, page.EncodingType);
    input.UploadIdMarker = page.NextUploadIdMarker;
  }
}
