import * as v from 'valibot';
import { inTurn } from '../../net/concurrency.ts';
import { OrderError } from '../errors.ts';
import { type Boundary, noBatches } from '../merge.ts';
import { type Storage, sendForXml, withSignal } from './client.ts';
import { type StorageOperation, StorageRequestError } from './errors.ts';
import type { Folder } from './location.ts';
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

interface Page {
  /** With the time when they were written, in milliseconds since the epoch; NaN if the storage does not report it. */
  readonly objects: readonly (StoredObject & { readonly modifiedMs: number })[];
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
 * Lists the objects of a folder, in the storage's order, a page of up to 1,000 objects at a time. Empty objects whose
 * key ends in `/` are left out: some tools create them as folder placeholders. Keys are relative to the folder.
 *
 * @param within a folder inside it, to list alone: empty, or ending in `/`
 * @param boundaries make the list faster
 * @throws OrderError if the storage does not list the boundaries in order
 * @throws StorageRequestError
 */
export async function* listObjects(
  storage: Storage,
  folder: Folder,
  within = '',
  boundaries?: AsyncIterator<Boundary>,
): AsyncGenerator<readonly StoredObject[]> {
  for await (const { objects } of listPages(storage, folder, { prefix: folder.prefix + within }, boundaries)) {
    const files: StoredObject[] = [];
    for (const { key, size, etag } of objects) {
      if (size > 0 || (key !== '' && !key.endsWith('/'))) files.push({ key, size, etag });
    }
    yield files;
  }
}

/**
 * Lists the names of the folders right under a prefix, without the slash at their end.
 *
 * @throws StorageRequestError
 */
export async function* listFolders(storage: Storage, folder: Folder): AsyncGenerator<string> {
  for await (const { folders } of listPages(storage, folder, { delimiter: '/' })) yield* folders;
}

type Query = Readonly<Record<string, string>>;

/** The part of a list after one boundary, up to and including the key of the next; undefined are the ends of the list. */
interface Segment {
  readonly start: Boundary | undefined;
  readonly end: Promise<Boundary | undefined>;
}

/** More segments at the same time are hardly faster, and each keeps a page in memory. */
const MAX_SEGMENTS = 4;

async function* segmentsBetween(boundaries: AsyncIterator<Boundary>): AsyncGenerator<Segment> {
  let start: Boundary | undefined;
  do {
    const end = boundaries.next().then(({ done, value }) => (done === true ? undefined : value));
    // Not every reader of a segment awaits its end.
    end.catch(() => undefined);
    yield { start, end };
    start = await end;
  } while (start !== undefined);
}

/**
 * Lists every object of a folder with its time, including folder placeholders.
 *
 * @param query restricts the list
 * @throws OrderError, StorageRequestError, like {@link listObjects}
 */
export async function* listPages(
  storage: Storage,
  folder: Folder,
  query: Query = {},
  boundaries: AsyncIterator<Boundary> = noBatches(),
): AsyncGenerator<Page> {
  const { limit, retryContext } = storage;
  const max = (): number => Math.min(MAX_SEGMENTS, limit.current);
  const read = (segment: Segment, signal: AbortSignal): AsyncGenerator<Page> =>
    readSegment(folder, segment, (more) => fetchPage(withSignal(storage, signal), folder, { ...query, ...more }));
  for await (const page of inTurn(retryContext.signal, segmentsBetween(boundaries), max, read)) {
    yield page;
    // Nothing is stored after it, even if more keys are known.
    if (page.next === undefined) return;
  }
}

type FetchPage = (more: Query) => Promise<Page>;

/** Reads the pages of a segment. If the key at its end is not stored, these are all further pages of the list. */
async function* readSegment(folder: Folder, { start, end }: Segment, fetch: FetchPage): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let page = await (start === undefined ? fetch({}) : fetchAfter(folder, start, fetch));
  while (page.next !== undefined) {
    const last = await end;
    const length = page.objects.findLastIndex(({ key }) => key === last?.key) + 1;
    yield length === 0 ? page : { ...page, objects: page.objects.slice(0, length) };
    if (length > 0) return;
    if (seen.has(page.next)) throw repeatedPage('ListObjectsV2', folder);
    seen.add(page.next);
    page = await fetch({ 'continuation-token': page.next });
  }
  yield page;
}

/**
 * Fetches the first page of a segment. The boundary's key must be on it: that proves that the page continues where the
 * segment before ends. A storage may ignore `start-after`, misread it, or refuse it, as directory buckets of S3 do.
 */
async function fetchAfter({ prefix }: Folder, { key, previous }: Boundary, fetch: FetchPage): Promise<Page> {
  const page = await fetch({ 'start-after': prefix + previous }).catch((error: unknown) => {
    const isRefused = error instanceof StorageRequestError && (error.status === 400 || error.status === 501);
    throw isRefused ? new OrderError(error.message) : error;
  });
  const position = page.objects.findIndex((object) => object.key === key) + 1;
  if (position > 0) return { ...page, objects: page.objects.slice(position) };
  throw new OrderError(`the storage does not list ${JSON.stringify(key)} after ${JSON.stringify(previous)}`);
}

async function fetchPage(storage: Storage, { bucket, prefix }: Folder, more: Query): Promise<Page> {
  // Without the encoding, keys with control characters would make the response invalid XML.
  const query = { 'list-type': '2', prefix, 'encoding-type': 'url', ...more };
  const request = { operation: 'ListObjectsV2', bucket, key: query.prefix, query } as const;
  let contents: v.InferOutput<typeof contentsSchema>[] = [];
  const beginContents = (): XmlItems => {
    contents = [];
    return { name: 'Contents', take: (content) => void contents.push(v.parse(contentsSchema, content)) };
  };
  const page = await sendForXml(storage, request, ['ListBucketResult'], pageSchema, beginContents);
  const nameOf = (listed: string): string => {
    const key = decodeKey(listed, page.EncodingType);
    if (key.startsWith(query.prefix)) return key.slice(prefix.length);
    const reason = `the storage listed ${JSON.stringify(key)}, which does not begin with the prefix`;
    throw new StorageRequestError(request, {}, reason);
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
    if (JSON.stringify(next) === JSON.stringify(markers)) throw repeatedPage(request.operation, { bucket, prefix });
    markers = next;
  }
}

function repeatedPage(operation: StorageOperation, { bucket, prefix }: Folder): StorageRequestError {
  const reason = 'the storage returned the same page of the list twice';
  return new StorageRequestError({ operation, bucket, key: prefix }, {}, reason);
}
