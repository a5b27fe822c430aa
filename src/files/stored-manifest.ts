import * as v from 'valibot';
import { type Fetch, readAhead } from '../net/read-ahead.ts';
import { checksumsText, compareKeys, type StoredEntry, storedManifestText } from './manifest.ts';
import { noBatches } from './merge.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { type FinishedPart, uploadPart, writeInParts } from './s3/multipart.ts';
import { getObject, type ObjectPlace, putObject } from './s3/objects.ts';
import { PART_SIZE, partsOf } from './s3/parts.ts';
import { splitLines } from './s3/responses.ts';

const lineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    key: v.string(),
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    etag: v.pipe(v.string(), v.nonEmpty()),
  }),
);

/** The number of bytes of a manifest that are read at a time. */
const RANGE = 1024 * 1024;

/** A manifest that is stored next to a version's files, read in the order of its keys. */
export class StoredManifest {
  readonly #storage: Storage;
  readonly #place: ObjectPlace;
  readonly #object: StoredObject;
  #isBroken = false;

  private constructor(storage: Storage, place: ObjectPlace, object: StoredObject) {
    this.#storage = storage;
    this.#place = place;
    this.#object = object;
  }

  /** Finds the manifest of a version; undefined if there is none. */
  static async find(storage: Storage, { bucket, manifestKey }: VersionLocation): Promise<StoredManifest | undefined> {
    for await (const objects of listObjects(storage, bucket, manifestKey)) {
      const object = objects.find(({ key }) => key === '');
      if (object !== undefined) return new StoredManifest(storage, { bucket, key: manifestKey }, object);
    }
    return undefined;
  }

  /** Whether {@link entries} met an invalid line. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * Reads the entries, 1 MiB at a time. A line that is invalid or out of order ends them with a warning: the files from
   * there on are compared by size and ETag only.
   *
   * @throws StorageRequestError if it cannot be read, or was replaced meanwhile
   */
  async *entries(): AsyncGenerator<readonly StoredEntry[]> {
    let previous: StoredEntry | undefined;
    for await (const lines of splitLines(readRanges(this.#storage, this.#place, this.#object))) {
      const entries: StoredEntry[] = [];
      for (const line of lines) {
        const { success, output } = v.safeParse(lineSchema, line);
        this.#isBroken = !success || (previous !== undefined && compareKeys(previous.key, output.key) >= 0);
        if (!success || this.#isBroken) break;
        previous = output;
        entries.push(output);
      }
      yield entries;
      if (!this.#isBroken) continue;
      this.#storage.retryContext.log.warning(brokenText(this.#place));
      return;
    }
  }
}

function readRanges(storage: Storage, place: ObjectPlace, object: StoredObject): AsyncIterable<Buffer> {
  const { size } = object;
  // All ranges must come from the same object.
  const etag = size <= RANGE ? '' : object.etag;
  const readFrom =
    (start: number): Fetch<Buffer> =>
    async (signal) => {
      const value = Buffer.allocUnsafe(Math.min(RANGE, size - start));
      await getObject(withSignal(storage, signal), place, { etag, start }, value);
      const end = start + value.length;
      return { value, next: end < size ? readFrom(end) : undefined };
    };
  return size === 0 ? noBatches() : readAhead(storage.retryContext.signal, readFrom(0));
}

function brokenText({ bucket, key }: ObjectPlace): string {
  return `The manifest s3://${bucket}/${key} is invalid and was ignored.`;
}

/**
 * Writes the manifest next to a version's files. Omits files that the storage gave no ETag, because changes to them
 * could not be detected later.
 *
 * @param entries sorted by key
 * @throws StorageRequestError
 */
export async function writeStoredManifest(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  entries: readonly StoredEntry[],
): Promise<void> {
  const known = entries.filter(({ etag }) => etag !== '');
  await putText(storage, { bucket, key: manifestKey }, () => storedManifestText(known));
}

/**
 * Writes the SHA256SUMS file next to a version's files, for people and tools that do not know the manifest.
 *
 * @param entries sorted by key
 * @throws StorageRequestError
 */
export async function writeChecksums(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  entries: readonly StoredEntry[],
): Promise<void> {
  const key = manifestKey.replace(/manifest\.jsonl$/, 'SHA256SUMS');
  await putText(storage, { bucket, key }, () => checksumsText(entries));
}

/** Writes a text that arrives in pieces. A long one is written in parts, so that no more than one is in memory. */
async function putText(storage: Storage, place: ObjectPlace, text: () => Iterable<string>): Promise<void> {
  let size = 0;
  for (const piece of text()) size += Buffer.byteLength(piece);
  const chunks = chunksOf(text(), Math.min(size, PART_SIZE));
  if (size <= PART_SIZE) {
    for (const body of size === 0 ? [Buffer.alloc(0)] : chunks) await putObject(storage, place, { body });
    return;
  }
  await writeInParts(storage, storage.retryContext.signal, { ...place, size }, async (upload, inner) => {
    const finished: FinishedPart[] = [];
    const parts = partsOf(size)[Symbol.iterator]();
    for (const body of chunks) {
      const part = parts.next();
      if (part.done !== true) finished.push(await uploadPart(inner, upload, part.value, { body }));
    }
    return finished;
  });
}

/** Encodes pieces of a text, and yields them in chunks of the same size. Each is only valid until the next. */
function* chunksOf(text: Iterable<string>, size: number): Generator<Buffer> {
  const chunk = Buffer.allocUnsafe(size);
  let filled = 0;
  for (const piece of text) {
    let bytes = Buffer.from(piece);
    while (filled + bytes.length >= size) {
      const fits = bytes.subarray(0, size - filled);
      chunk.set(fits, filled);
      yield chunk;
      filled = 0;
      bytes = bytes.subarray(fits.length);
      if (bytes.length === 0) break;
    }
    chunk.set(bytes, filled);
    filled += bytes.length;
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
