import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { type Fetch, readAhead } from '../net/concurrency.ts';
import { ManifestError } from './errors.ts';
import { checksumsText, compareKeys, measure, type StoredEntry, storedManifestText, type Tally } from './manifest.ts';
import { noBatches } from './merge.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { listAll, type StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { type FinishedPart, uploadPart, writeInParts } from './s3/multipart.ts';
import { getObject, type ObjectPlace, putObject } from './s3/objects.ts';
import { PART_SIZE, partsOf } from './s3/parts.ts';
import { splitLines } from './s3/responses.ts';

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
    const found = await listAll(storage, bucket, manifestKey.replace(/jsonl$/, ''));
    const object = found.get('jsonl');
    if (object === undefined) return undefined;
    const hasParts = [...found.keys()].some((key) => key.startsWith('d/'));
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
    const parser = new LineParser();
    for await (const lines of splitLines(readRanges(this.#storage, this.#place, this.#object))) {
      yield parser.parse(lines);
      if (!parser.isValid) break;
    }
    this.#isBroken = !parser.isValid || !parser.hasTotal;
    if (!this.#isBroken) return;
    const url = `s3://${this.#place.bucket}/${this.#place.key}`;
    if (ifInvalid === 'throw') throw new ManifestError(url);
    this.#storage.retryContext.log.warning(`The manifest ${url} is invalid and was ignored.`);
  }
}

/** Parses the lines of a manifest in their order. */
class LineParser {
  /** Whether all lines were valid so far, and in the order of their keys. */
  isValid = true;
  #isFirst = true;
  #previousKey: string | undefined;
  #total: Tally | undefined;
  readonly #found = { files: 0, bytes: 0 };

  /** Whether there were as many entries as the first line says, if it does. */
  get hasTotal(): boolean {
    return this.#total === undefined || isDeepStrictEqual(this.#found, this.#total);
  }

  /** Returns the entries of further lines, up to the first invalid one. */
  parse(lines: readonly string[]): StoredEntry[] {
    const entries: StoredEntry[] = [];
    for (const line of lines) {
      const total = this.#isFirst ? v.safeParse(totalSchema, line) : undefined;
      this.#isFirst = false;
      if (total?.success) {
        this.#total = total.output;
        continue;
      }
      const { success, output } = v.safeParse(entrySchema, line);
      this.isValid = success && (this.#previousKey === undefined || compareKeys(this.#previousKey, output.key) < 0);
      if (!success || !this.isValid) break;
      this.#previousKey = output.key;
      this.#found.files += 1;
      this.#found.bytes += output.size;
      entries.push(output);
    }
    return entries;
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

/**
 * Writes the manifest next to a version's files. Omits files that the storage gave no ETag, because changes to them
 * could not be detected later.
 *
 * @param entries sorted by key
 * @param isComplete whether these are all files of the version
 * @throws StorageRequestError
 */
export async function writeStoredManifest(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  entries: readonly StoredEntry[],
  { isComplete }: { readonly isComplete: boolean },
): Promise<void> {
  const known = entries.filter(({ etag }) => etag !== '');
  const total = isComplete && known.length === entries.length ? measure(known) : undefined;
  await putText(storage, { bucket, key: manifestKey }, () => storedManifestText(known, total));
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
