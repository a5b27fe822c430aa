import * as v from 'valibot';
import { checksumsText, type StoredEntry, storedManifest } from './manifest.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { isAbsent } from './s3/errors.ts';
import type { Receiver } from './s3/exchange.ts';
import { listObjects, type StoredObject } from './s3/listing.ts';
import type { VersionLocation } from './s3/location.ts';
import { getObject, type ObjectPlace, putObject, readObject } from './s3/objects.ts';
import { asLines, splitLines } from './s3/receivers.ts';

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

/** Finds the manifest that lies beside a version's files; undefined where there is none. */
export async function findStoredManifest(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
): Promise<StoredObject | undefined> {
  for await (const object of listObjects(storage, bucket, manifestKey)) {
    if (object.key === '') return object;
  }
  return undefined;
}

/**
 * Reads a manifest that {@link findStoredManifest} found, a MiB at a time, in the order of its keys. A broken line
 * ends it with a warning: the files from there on count as known by size and ETag alone.
 *
 * @throws StorageRequestError where it cannot be read, or was replaced meanwhile
 */
export async function* storedEntries(
  storage: Storage,
  { bucket, manifestKey }: VersionLocation,
  manifest: StoredObject,
): AsyncGenerator<StoredEntry> {
  const ranges = readRanges(storage, { bucket, key: manifestKey }, manifest);
  for await (const line of splitLines(ranges)) {
    const parsed = v.safeParse(lineSchema, line);
    if (!parsed.success) return storage.retryContext.log.warning(brokenText(bucket, manifestKey));
    yield parsed.output;
  }
}

/** Reads the next range while the one before is worked on. */
async function* readRanges(storage: Storage, place: ObjectPlace, { size, etag }: StoredObject): AsyncGenerator<Buffer> {
  const done = new AbortController();
  const inner = withSignal(storage, AbortSignal.any([storage.retryContext.signal, done.signal]));
  const read = async (start: number): Promise<Buffer> => {
    const range = Buffer.allocUnsafe(Math.min(RANGE, size - start));
    await getObject(inner, place, { etag, start }, range);
    return range;
  };
  let upcoming: Promise<Buffer> | undefined;
  try {
    for (let start = 0; start < size; start += RANGE) {
      const range = await (upcoming ?? read(start));
      upcoming = start + RANGE < size ? read(start + RANGE) : undefined;
      // Its failure is thrown when its turn comes; without this it would count as unhandled until then.
      upcoming?.catch(() => undefined);
      yield range;
    }
  } finally {
    // Ends the request for a range that nobody waits for any more.
    done.abort();
    await upcoming?.catch(() => undefined);
  }
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
