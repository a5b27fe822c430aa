import * as v from 'valibot';
import { type Storage, withSignal } from './client.ts';
import { StorageRequestError } from './errors.ts';
import { bareEtag } from './etag.ts';
import { sendForXml } from './request.ts';
import { elements } from './xml.ts';

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

const flag = v.pipe(
  v.optional(v.string(), 'false'),
  v.transform((text) => text === 'true'),
);
const count = v.pipe(v.optional(v.string(), '0'), v.transform(Number), v.safeInteger(), v.minValue(0));

const pageSchema = v.object({
  EncodingType: v.optional(v.string()),
  IsTruncated: flag,
  NextContinuationToken: v.optional(v.string()),
  Contents: elements(v.object({ Key: v.string(), Size: count, ETag: v.optional(v.string(), '') })),
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
      if (next !== undefined && seen.has(next)) throw repeatedPage('ListObjectsV2', bucket, prefix);
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

/** Returns all of {@link listObjects} by key. */
export async function listAll(storage: Storage, bucket: string, prefix: string): Promise<Map<string, StoredObject>> {
  const objects = new Map<string, StoredObject>();
  for await (const object of listObjects(storage, bucket, prefix)) objects.set(object.key, object);
  return objects;
}

async function fetchPage(storage: Storage, bucket: string, prefix: string, token: string | undefined): Promise<Page> {
  const query = {
    'list-type': '2',
    prefix,
    // Without this encoding, keys with control characters would make a response that is no XML.
    'encoding-type': 'url',
    ...(token === undefined ? {} : { 'continuation-token': token }),
  };
  const request = { operation: 'ListObjectsV2', bucket, key: prefix, query } as const;
  const page = await sendForXml(storage, request, ['ListBucketResult'], pageSchema);
  const objects = page.Contents.map(({ Key, Size, ETag }) => ({
    key: decodeKey(Key, page.EncodingType).slice(prefix.length),
    size: Size,
    etag: bareEtag(ETag),
  })).filter(({ key, size }) => size > 0 || (key !== '' && !key.endsWith('/')));
  return { objects, next: page.IsTruncated ? page.NextContinuationToken : undefined };
}

/** Returns a key as a list has it. The encoding `url`, where the storage says that it used it, is that of forms. */
function decodeKey(key: string, encoding: string | undefined): string {
  if (encoding !== 'url') return key;
  try {
    return decodeURIComponent(key.replaceAll('+', '%20'));
  } catch {
    // It says so and does not do it.
    return key;
  }
}

/** An upload that was begun and neither completed nor aborted. */
export interface UnfinishedUpload {
  /** The whole key. */
  readonly key: string;
  readonly id: string;
}

/** A service that does not know such uploads takes the request for one for the objects. */
const uploadsRoots = ['ListMultipartUploadsResult', 'ListBucketResult'];

const uploadsSchema = v.object({
  EncodingType: v.optional(v.string()),
  IsTruncated: flag,
  NextKeyMarker: v.optional(v.string()),
  NextUploadIdMarker: v.optional(v.string(), ''),
  Upload: elements(v.object({ Key: v.string(), UploadId: v.string() })),
});

/**
 * Lists the multipart uploads under `prefix` that were begun and neither completed nor aborted.
 *
 * @throws StorageRequestError
 */
export async function listUploads(storage: Storage, bucket: string, prefix: string): Promise<UnfinishedUpload[]> {
  const found: UnfinishedUpload[] = [];
  let markers: Readonly<Record<string, string>> = {};
  for (;;) {
    const query = { uploads: '', prefix, 'encoding-type': 'url', ...markers };
    const request = { operation: 'ListMultipartUploads', bucket, key: prefix, query } as const;
    const page = await sendForXml(storage, request, uploadsRoots, uploadsSchema);
    found.push(...page.Upload.map(({ Key, UploadId }) => ({ key: decodeKey(Key, page.EncodingType), id: UploadId })));
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return found;
    const next = {
      'key-marker': decodeKey(page.NextKeyMarker, page.EncodingType),
      'upload-id-marker': page.NextUploadIdMarker,
    };
    if (JSON.stringify(next) === JSON.stringify(markers)) throw repeatedPage(request.operation, bucket, prefix);
    markers = next;
  }
}

function repeatedPage(
  operation: 'ListObjectsV2' | 'ListMultipartUploads',
  bucket: string,
  key: string,
): StorageRequestError {
  return new StorageRequestError(
    { operation, bucket, key },
    {},
    'the storage answered with the same page of the list again',
  );
}
