import * as v from 'valibot';
import { type Fetch, readAhead } from '../net/read-ahead.ts';
import { checksumsText, compareKeys, type StoredEntry, storedManifest } from './manifest.ts';
import { noBatches } from './merge.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { isAbsent } from './s3/errors.ts';
import type { Receiver } from './s3/exchange.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { getObject, type ObjectPlace, putObject, readObject } from './s3/objects.ts';
import { asLines, splitLines } from './s3/responses.ts';

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

/**
 * Reads the manifest that lies beside a version's files. None, or a broken one, is an empty map: the files then count
 * as known by size and ETag alone. A broken one is also a warning.
 *
 * @throws StorageRequestError where it cannot be read
 */
export async function readStoredManifest(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
): Promise<ReadonlyMap<string, StoredEntry>> {
  try {
    return await readObject(storage, { bucket, key: manifestKey }, parseLines);
  } catch (error) {
    if (isAbsent(error)) return new Map();
    if (!v.isValiError(error)) throw error;
    storage.retryContext.log.warning(brokenText(bucket, manifestKey));
    return new Map();
  }
}

/** How much of a manifest is read at a time, in bytes. */
const RANGE = 1024 * 1024;

/** A manifest that lies beside a version's files, read in the order of its keys. */
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

  /** Finds the manifest of a version; undefined where there is none. */
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
   * Reads the entries, a MiB at a time. A line that is invalid or out of order ends them with a warning: the files from
   * there on count as known by size and ETag alone.
   *
   * @throws StorageRequestError where it cannot be read, or was replaced meanwhile
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
      this.#storage.retryContext.log.warning(brokenText(this.#place.bucket, this.#place.key));
      return;
    }
  }
}

function readRanges(storage: Storage, place: ObjectPlace, { size, etag }: StoredObject): AsyncIterable<Buffer> {
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

function brokenText(bucket: string, manifestKey: string): string {
  return `The manifest s3://${bucket}/${manifestKey} is invalid and was ignored.`;
}

function parseLines(): Receiver<Map<string, StoredEntry>> {
  const entries = new Map<string, StoredEntry>();
  const addLine = (line: string): void => {
    const entry = v.parse(lineSchema, line);
    entries.set(entry.key, entry);
  };
  return asLines(addLine, () => entries);
}

/**
 * Writes the manifest beside a version's files. Those that the storage gave no ETag are left out, since nothing would
 * tell later whether they are still the same.
 *
 * @throws StorageRequestError
 */
export async function writeStoredManifest(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  entries: readonly StoredEntry[],
): Promise<void> {
  const body = storedManifest(entries.filter(({ etag }) => etag !== ''));
  await putObject(storage, { bucket, key: manifestKey }, { body });
}

/**
 * Writes the SHA256SUMS file beside a version's files, for people and tools that do not know the manifest.
 *
 * @throws StorageRequestError
 */
export async function writeChecksums(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  entries: readonly StoredEntry[],
): Promise<void> {
  const key = manifestKey.replace(/manifest\.jsonl$/, 'SHA256SUMS');
  await putObject(storage, { bucket, key }, { body: Buffer.from(checksumsText(entries)) });
}
