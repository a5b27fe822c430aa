import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { StorageRequestError } from '../errors.ts';
import { type Storage, withSignal } from './client.ts';
import { bareEtag } from './etag.ts';
import { request } from './request.ts';

/** An object as the storage lists it. */
export interface StoredObject {
  /** Relative to the prefix that was listed. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes; empty where the storage gives none. */
  readonly etag: string;
}

interface Page {
  readonly objects: readonly StoredObject[];
  readonly next: string | undefined;
}

const pageSchema = v.object({
  EncodingType: v.optional(v.string()),
  IsTruncated: v.optional(v.boolean(), false),
  NextContinuationToken: v.optional(v.string()),
  Contents: v.optional(
    v.array(v.object({ Key: v.string(), Size: v.optional(v.number(), 0), ETag: v.optional(v.string(), '') })),
    [],
  ),
});

/**
 * Lists what lies under `prefix`, in the storage's order, 1,000 objects a request. The next page is asked for while
 * the one before is worked on, never more than that. Empty objects whose key ends in `/` are left out: they are how
 * some tools keep a folder, not files.
 *
 * @throws StorageRequestError
 */
export async function* listObjects(storage: Storage, bucket: string, prefix: string): AsyncGenerator<StoredObject> {
  const done = new AbortController();
  const inner = withSignal(storage, AbortSignal.any([storage.retryContext.signal, done.signal]));
  const seen = new Set<string>();
  let upcoming: Promise<Page> | undefined = fetchPage(inner, bucket, prefix, undefined);
  try {
    while (upcoming !== undefined) {
      const { objects, next }: Page = await upcoming;
      if (next !== undefined && seen.has(next)) throw repeatedPage(bucket, prefix);
      if (next !== undefined) seen.add(next);
      upcoming = next === undefined ? undefined : fetchPage(inner, bucket, prefix, next);
      // Its failure is thrown when its turn comes; without this it would count as unhandled until then.
      upcoming?.catch(() => undefined);
      yield* objects;
    }
  } finally {
    // Ends the request for a page that nobody waits for any more.
    done.abort();
    await upcoming?.catch(() => undefined);
  }
}

/** All of {@link listObjects} by key. */
export async function listAll(storage: Storage, bucket: string, prefix: string): Promise<Map<string, StoredObject>> {
  const objects = new Map<string, StoredObject>();
  for await (const object of listObjects(storage, bucket, prefix)) objects.set(object.key, object);
  return objects;
}

async function fetchPage(storage: Storage, bucket: string, prefix: string, token: string | undefined): Promise<Page> {
  // Without this encoding, keys with control characters would make an answer that is no XML.
  const input = { Bucket: bucket, Prefix: prefix, EncodingType: 'url', ContinuationToken: token } as const;
  const answer = await request(storage, { operation: 'ListObjectsV2', bucket, key: prefix }, (client, options) =>
    client.send(new ListObjectsV2Command(input), options),
  );
  const page = v.parse(pageSchema, answer);
  const objects = page.Contents.map(({ Key, Size, ETag }) => ({
    key: decodeKey(Key, page.EncodingType).slice(prefix.length),
    size: Size,
    etag: bareEtag(ETag),
  })).filter(({ key, size }) => size > 0 || (key !== '' && !key.endsWith('/')));
  return { objects, next: page.IsTruncated ? page.NextContinuationToken : undefined };
}

/** A key as a list has it. The encoding `url`, where the storage says that it used it, is that of forms. */
export function decodeKey(key: string, encoding: string | undefined): string {
  return encoding === 'url' ? decodeURIComponent(key.replaceAll('+', '%20')) : key;
}

function repeatedPage(bucket: string, prefix: string): StorageRequestError {
  return new StorageRequestError(
    { operation: 'ListObjectsV2', bucket, key: prefix },
    {},
    'the storage answered with the same page of the list again',
  );
}
