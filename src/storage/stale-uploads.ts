import { ListMultipartUploadsCommand, type ListMultipartUploadsCommandInput } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { type Storage, withSignal } from './client.ts';
import { StorageRequestError } from './errors.ts';
import { abandon } from './multipart.ts';
import { request } from './request.ts';
import { forEachConcurrently } from './transfer.ts';

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
 * Abandons the multipart uploads under `prefix` that an earlier attempt left, and that would be kept and billed for
 * ever. Who may not list them, or whose storage cannot, gets a warning: the files themselves are not concerned.
 *
 * @param ours whether an upload to this key (relative to the prefix) can only be one of our own
 */
export async function abandonStaleUploads(
  storage: Storage,
  bucket: string,
  prefix: string,
  ours: (key: string) => boolean,
): Promise<void> {
  const { log, signal } = storage.persistence;
  try {
    const stale = (await listUploads(storage, bucket, prefix)).filter(({ key }) => ours(key.slice(prefix.length)));
    if (stale.length > 0) log.info(`Abandoning ${stale.length} unfinished uploads of an earlier attempt`);
    await forEachConcurrently(stale, storage.concurrency, signal, ({ key, id }, inner) =>
      abandon(withSignal(storage, inner), { bucket, key }, id),
    );
  } catch (error) {
    if (!(error instanceof StorageRequestError)) throw error;
    log.warning(`Unfinished uploads of an earlier attempt, if any, were left behind: ${error.message}`);
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
    const decode = page.EncodingType === 'url' ? decodeURIComponent : (key: string) => key;
    found.push(...page.Uploads.map(({ Key, UploadId }) => ({ key: decode(Key.replaceAll('+', '%20')), id: UploadId })));
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return found;
    input.KeyMarker = decode(page.NextKeyMarker);
    input.UploadIdMarker = page.NextUploadIdMarker;
  }
}
