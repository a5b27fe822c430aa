import * as v from 'valibot';
import { type StoredEntry, storedManifestText } from './manifest.ts';
import { splitLines } from './s3/body.ts';
import type { Storage } from './s3/client.ts';
import type { VersionLocation } from './s3/location.ts';
import { putContent, readContent } from './s3/object-requests.ts';
import { isAbsent } from './s3/request.ts';

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
    return await readContent(storage, { operation: 'GetObject', bucket, key: manifestKey }, (body) =>
      parseLines(splitLines(body)),
    );
  } catch (error) {
    if (isAbsent(error)) return new Map();
    if (!v.isValiError(error)) throw error;
    storage.retryContext.log.warning(`The manifest s3://${bucket}/${manifestKey} is broken and is not used.`);
    return new Map();
  }
}

async function parseLines(lines: AsyncIterable<string>): Promise<Map<string, StoredEntry>> {
  const entries = new Map<string, StoredEntry>();
  for await (const line of lines) {
    const entry = v.parse(lineSchema, line);
    entries.set(entry.key, entry);
  }
  return entries;
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
  const body = Buffer.from(storedManifestText(entries.filter(({ etag }) => etag !== '')));
  await putContent(storage, { operation: 'PutObject', bucket, key: manifestKey }, { body });
}
