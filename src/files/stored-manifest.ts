/** The manifest next to a version's files: what it has, how it is written, and the parts that jobs leave of it. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { inTurn } from '../net/concurrency.ts';
import { ManifestError } from './errors.ts';
import {
  checksumsText,
  compareKeys,
  measure,
  type StoredEntry,
  sortByKey,
  storedManifestText,
  type Tally,
} from './manifest.ts';
import { type Storage, withSignal } from './s3/client.ts';
import type { StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { putText } from './s3/multipart.ts';
import { getObject, type ObjectPlace } from './s3/objects.ts';
import { MIN_PART_SIZE, rangesOf } from './s3/parts.ts';
import { splitLines } from './s3/responses.ts';
import { deleteFiles, listFiles } from './version-files.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    key: v.string(),
    size: count,
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    etag: v.pipe(v.string(), v.nonEmpty()),
  }),
);
/** The first line of a manifest that has an entry for every file of the version. */
const totalSchema = v.pipe(v.string(), v.parseJson(), v.strictObject({ files: count, bytes: count }));
/** The number of bytes that always contain the line of the total. */
const TOTAL_BYTES = 64;

/** The number of bytes of a manifest that are read at a time. */
const RANGE = 1024 * 1024;
/** The number of bytes that are parsed at a time, so that few entries are in memory at once. */
const PIECE = 64 * 1024;
/** The number of ranges that are read at the same time. */
const MAX_RANGES = 4;

/** A manifest that is stored next to a version's files, read in the order of its keys. */
export class StoredManifest {
  readonly #storage: Storage;
  readonly #place: ObjectPlace;
  readonly #object: StoredObject;
  readonly #hasParts: boolean;
  #isBroken = false;

  private constructor(storage: Storage, place: ObjectPlace, object: StoredObject, hasParts: boolean) {
    this.#storage = storage;
    this.#place = place;
    this.#object = object;
    this.#hasParts = hasParts;
  }

  /** Finds the manifest of a version; undefined if there is none. */
  static async find(storage: Storage, { bucket, manifestKey }: VersionLocation): Promise<StoredManifest | undefined> {
    const found = await listFiles(storage, { bucket, prefix: manifestKey.replace(/jsonl$/, '') });
    const object = found.find(({ key }) => key === 'jsonl');
    if (object === undefined) return undefined;
    const hasParts = found.some(({ key }) => key.startsWith('d/'));
    return new StoredManifest(storage, { bucket, key: manifestKey }, object, hasParts);
  }

  /** Whether {@link entries} met an invalid line, or not as many entries as the first line says. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * Returns whether the manifest had an entry for every file of the version when it was written, and no job has added
   * files since.
   *
   * @throws StorageRequestError
   */
  async isComplete(): Promise<boolean> {
    const { size, etag } = this.#object;
    if (size === 0 || this.#hasParts) return false;
    const beginning = Buffer.alloc(Math.min(size, TOTAL_BYTES));
    await getObject(this.#storage, this.#place, { etag, start: 0 }, beginning);
    const [line] = beginning.toString().split('\n');
    return v.is(totalSchema, line);
  }

  /**
   * Reads the entries, 1 MiB at a time. A line that is invalid or out of order ends them, by default with a warning:
   * the files from there on are compared by size and ETag only.
   *
   * @throws ManifestError if it is invalid, on request
   * @throws StorageRequestError if it cannot be read, or was replaced meanwhile
   */
  async *entries(ifInvalid: 'warn' | 'throw' = 'warn'): AsyncGenerator<readonly StoredEntry[]> {
    const isValid = yield* parseEntries(splitLines(readRanges(this.#storage, this.#place, this.#object)));
    this.#isBroken = !isValid;
    if (!this.#isBroken) return;
    const url = `s3://${this.#place.bucket}/${this.#place.key}`;
    if (ifInvalid === 'throw') throw new ManifestError(url);
    this.#storage.retryContext.log.warning(
      `The manifest ${url} is invalid or incomplete. Anything after the first invalid line was ignored`,
    );
  }
}

/**
 * Yields the entries of a manifest, up to the first line that is invalid or out of order. Returns whether all are valid,
 * and as many as the first line says, if it does.
 */
async function* parseEntries(batches: AsyncIterable<readonly string[]>): AsyncGenerator<StoredEntry[], boolean> {
  const found = { files: 0, bytes: 0 };
  let total: Tally | undefined;
  let previous: StoredEntry | undefined;
  let isFirst = true;
  for await (const lines of batches) {
    const entries: StoredEntry[] = [];
    for (const line of lines) {
      const first = isFirst ? v.safeParse(totalSchema, line) : undefined;
      isFirst = false;
      if (first?.success) {
        total = first.output;
        continue;
      }
      const { success, output } = v.safeParse(entrySchema, line);
      if (!success || (previous !== undefined && compareKeys(previous.key, output.key) >= 0)) {
        yield entries;
        return false;
      }
      previous = output;
      found.files += 1;
      found.bytes += output.size;
      entries.push(output);
    }
    yield entries;
  }
  return total === undefined || isDeepStrictEqual(found, total);
}

function readRanges(storage: Storage, place: ObjectPlace, { size, etag }: StoredObject): AsyncIterable<Buffer> {
  const max = (): number => Math.min(MAX_RANGES, storage.limit.current);
  return inTurn(storage.retryContext.signal, rangesOf(size, RANGE), max, async function* (range, signal) {
    const buffer = Buffer.allocUnsafe(range.size);
    // All ranges must come from the same object.
    const extent = { etag: size <= RANGE ? '' : etag, start: range.start };
    await getObject(withSignal(storage, signal), place, extent, buffer);
    for (const piece of rangesOf(range.size, PIECE)) yield buffer.subarray(piece.start, piece.start + piece.size);
  });
}

/**
 * Writes the manifest of a version next to its files, and the SHA256SUMS file for people and tools that do not know the
 * manifest.
 *
 * @param entries sorted by key
 * @param isComplete whether these are all files of the version
 * @throws StorageRequestError
 */
export async function writeManifest(
  storage: Storage,
  location: VersionLocation,
  entries: Iterable<StoredEntry>,
  { isComplete }: { readonly isComplete: boolean },
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(MIN_PART_SIZE);
  await putManifest(storage, location, entries, isComplete, buffer);
  const key = location.manifestKey.replace(/manifest\.jsonl$/, 'SHA256SUMS');
  await putText(storage, { bucket: location.bucket, key }, () => checksumsText(entries), buffer);
}

/** Omits files that the storage gave no ETag, because changes to them could not be detected later. */
async function putManifest(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  entries: Iterable<StoredEntry>,
  isComplete: boolean,
  buffer?: Buffer,
): Promise<void> {
  const total = measure(entries);
  const isWhole = isComplete && measure(withEtag(entries)).files === total.files;
  const text = () => storedManifestText(withEtag(entries), isWhole ? total : undefined);
  await putText(storage, { bucket, key: manifestKey }, text, buffer);
}

function* withEtag(entries: Iterable<StoredEntry>): Generator<StoredEntry> {
  for (const entry of entries) if (entry.etag !== '') yield entry;
}

/** Returns the folder of the parts, which is stored next to the files like the manifest itself: `data.manifest.d/`. */
function partsPrefix({ manifestKey }: VersionLocation): string {
  return manifestKey.replace(/jsonl$/, 'd/');
}

/**
 * Writes the manifest of one job, a part of the version's. The jobs that fill a draft together each leave one, and the
 * commit merges them, so that nothing is read again to be hashed. Its name is the digest of the files, so that a job
 * that runs again replaces its own part.
 *
 * @throws StorageRequestError
 */
export async function writeManifestPart(
  storage: Storage,
  draft: VersionLocation,
  digest: string,
  entries: Iterable<StoredEntry>,
): Promise<void> {
  await putManifest(storage, partOf(draft, `${digest}.jsonl`), entries, false);
}

/**
 * Lists the parts that jobs left, by name.
 *
 * @throws StorageRequestError
 */
export async function listManifestParts(storage: Storage, draft: VersionLocation): Promise<string[]> {
  const parts = await listFiles(storage, { ...draft, prefix: partsPrefix(draft) });
  return parts.map(({ key }) => key);
}

/**
 * Merges parts into the manifest of a version and removes them. An entry is used if the object still has its size and
 * ETag; the last of several entries wins.
 *
 * @param objects the objects of the version
 * @returns the keys of the objects that no part describes
 * @throws DeletionError, StorageRequestError
 */
export async function mergeManifestParts(
  storage: Storage,
  draft: VersionLocation,
  parts: readonly string[],
  objects: readonly StoredObject[],
): Promise<string[]> {
  const stored = new Map(objects.map((object) => [object.key, object]));
  const merged = new Map<string, StoredEntry>();
  for (const location of [draft, ...parts.map((part) => partOf(draft, part))]) {
    const manifest = await StoredManifest.find(storage, location);
    if (manifest === undefined) continue;
    for await (const entries of manifest.entries()) {
      for (const entry of entries) {
        const object = stored.get(entry.key);
        if (object?.size === entry.size && object.etag === entry.etag) merged.set(entry.key, entry);
      }
    }
  }
  const entries = sortByKey([...merged.values()]);
  await writeManifest(storage, draft, entries, { isComplete: entries.length === objects.length });
  await deleteFiles(storage, { ...draft, prefix: partsPrefix(draft) }, parts);
  return objects.filter(({ key }) => !merged.has(key)).map(({ key }) => key);
}

/**
 * Removes files that are about to be deleted from the manifest of a draft, if there is one.
 *
 * @throws StorageRequestError
 */
export async function removeFromManifest(
  storage: Storage,
  draft: VersionLocation,
  keys: readonly string[],
): Promise<void> {
  const manifest = await StoredManifest.find(storage, draft);
  if (manifest === undefined || keys.length === 0) return;
  const removed = new Set(keys);
  const kept: StoredEntry[] = [];
  for await (const entries of manifest.entries()) kept.push(...entries.filter(({ key }) => !removed.has(key)));
  // The deletion may fail, and then other files are left.
  await writeManifest(storage, draft, kept, { isComplete: false });
}

/** Locates a part like a manifest. */
function partOf(draft: VersionLocation, name: string): VersionLocation {
  return { ...draft, manifestKey: partsPrefix(draft) + name };
}
