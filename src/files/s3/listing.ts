import * as v from 'valibot';
import { type Fetch, readAhead } from '../../net/concurrency.ts';
import { type Storage, sendForXml, withSignal } from './client.ts';
import { StorageRequestError } from './errors.ts';
import { bareEtag, copyOf } from './parts.ts';
import { elements, type XmlItems } from './xml.ts';

/** An object as the storage lists it. */
export interface StoredObject {
  /** Relative to the prefix that was listed. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes; empty if the storage returns none. */
  readonly etag: string;
}

/** An object with the time at which it was written. */
export interface DatedObject extends StoredObject {
  /** In milliseconds since the epoch; NaN if the storage does not report it. */
  readonly modifiedMs: number;
}

interface Page {
  readonly objects: readonly DatedObject[];
  /** The names of the folders right under the prefix, if they were requested instead of their contents. */
  readonly folders: readonly string[];
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
  CommonPrefixes: elements(v.object({ Prefix: v.string() })),
});

const contentsSchema = v.object({
  Key: v.string(),
  Size: count,
  ETag: v.optional(v.string(), ''),
  LastModified: v.optional(v.string(), ''),
});

/**
 * Lists the objects under `prefix`, in the storage's order, a page of up to 1,000 objects at a time. Empty objects
 * whose key ends in `/` are left out: some tools create them as folder placeholders.
 *
 * @throws StorageRequestError
 */
export async function* listObjects(
  storage: Storage,
  bucket: string,
  prefix: string,
): AsyncGenerator<readonly StoredObject[]> {
  for await (const { objects } of listPages(storage, bucket, prefix)) {
    const files: StoredObject[] = [];
    for (const { key, size, etag } of objects) {
      if (size > 0 || (key !== '' && !key.endsWith('/'))) files.push({ key, size, etag });
    }
    yield files;
  }
}

/**
 * Lists every object under `prefix` with its time, including folder placeholders.
 *
 * @throws StorageRequestError
 */
export async function* listEverything(
  storage: Storage,
  bucket: string,
  prefix: string,
): AsyncGenerator<readonly DatedObject[]> {
  for await (const { objects } of listPages(storage, bucket, prefix)) yield objects;
}

/**
 * Lists the names of the folders right under `prefix`, without the slash at their end.
 *
 * @throws StorageRequestError
 */
export async function* listFolders(storage: Storage, bucket: string, prefix: string): AsyncGenerator<string> {
  for await (const { folders } of listPages(storage, bucket, prefix, { delimiter: '/' })) yield* folders;
}

/** Returns all of {@link listObjects} by key. */
export async function listAll(storage: Storage, bucket: string, prefix: string): Promise<Map<string, StoredObject>> {
  const all = new Map<string, StoredObject>();
  for await (const objects of listObjects(storage, bucket, prefix)) {
    for (const object of objects) all.set(object.key, object);
  }
  return all;
}

type Query = Readonly<Record<string, string>>;

function listPages(storage: Storage, bucket: string, prefix: string, more: Query = {}): AsyncGenerator<Page> {
  const seen = new Set<string>();
  const fetchFrom =
    (query: Query): Fetch<Page> =>
    async (signal) => {
      const page = await fetchPage(withSignal(storage, signal), bucket, prefix, query);
      const token = page.next;
      if (token === undefined) return { value: page, next: undefined };
      if (seen.has(token)) throw repeatedPage('ListObjectsV2', bucket, prefix);
      seen.add(token);
      return { value: page, next: fetchFrom({ ...more, 'continuation-token': token }) };
    };
  return readAhead(storage.retryContext.signal, fetchFrom(more));
}

async function fetchPage(storage: Storage, bucket: string, prefix: string, more: Query): Promise<Page> {
  // Without the encoding, keys with control characters would make the response invalid XML.
  const query = { 'list-type': '2', prefix, 'encoding-type': 'url', ...more };
  const request = { operation: 'ListObjectsV2', bucket, key: prefix, query } as const;
  let contents: v.InferOutput<typeof contentsSchema>[] = [];
  const beginContents = (): XmlItems => {
    contents = [];
    return { name: 'Contents', take: (content) => void contents.push(v.parse(contentsSchema, content)) };
  };
  const page = await sendForXml(storage, request, ['ListBucketResult'], pageSchema, beginContents);
  const nameOf = (listed: string): string => {
    const key = decodeKey(listed, page.EncodingType);
    if (!key.startsWith(prefix)) throw foreignKey(bucket, prefix, key);
    return key.slice(prefix.length);
  };
  const objects = contents.map(({ Key, Size, ETag, LastModified }) => ({
    key: copyOf(nameOf(Key)),
    size: Size,
    etag: bareEtag(ETag),
    modifiedMs: Date.parse(LastModified),
  }));
  const folders = page.CommonPrefixes.map(({ Prefix }) => copyOf(nameOf(Prefix).replace(/\/$/, '')));
  return { objects, folders, next: page.IsTruncated ? copyOf(page.NextContinuationToken ?? '') : undefined };
}

/** Returns a key as a list has it. The encoding `url`, if the storage reports it, is that of forms. */
function decodeKey(key: string, encoding: string | undefined): string {
  if (encoding !== 'url') return key;
  try {
    return decodeURIComponent(key.replaceAll('+', '%20'));
  } catch {
    // The storage reports the encoding but does not apply it.
    return key;
  }
}

/** An upload that was begun and neither completed nor aborted. */
export interface UnfinishedUpload {
  /** The full key. */
  readonly key: string;
  readonly id: string;
}

/** A service without support for such uploads treats the request as a list of the objects. */
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

function foreignKey(bucket: string, prefix: string, key: string): StorageRequestError {
  const reason = `the storage listed ${JSON.stringify(key)}, which does not begin with the prefix`;
  return new StorageRequestError({ operation: 'ListObjectsV2', bucket, key: prefix }, {}, reason);
}

function repeatedPage(
  operation: 'ListObjectsV2' | 'ListMultipartUploads',
  bucket: string,
  key: string,
): StorageRequestError {
  return new StorageRequestError(
    { operation, bucket, key },
    {},
    'the storage returned the same page of the list twice',
  );
}
