import { createHash } from 'node:crypto';

/** The number of some files, and their total size in bytes. */
export interface Tally {
  readonly files: number;
  readonly bytes: number;
}

/** Counts files and adds up their sizes. */
export function measure(files: Iterable<{ readonly size: number }>): Tally {
  const tally = { files: 0, bytes: 0 };
  for (const { size } of files) {
    tally.files += 1;
    tally.bytes += size;
  }
  return tally;
}

/** One file of a version. */
export interface ManifestEntry {
  /** Relative to the version's folder of files. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** An entry with the ETag of the stored object, which shows whether the object has changed. */
export interface StoredEntry extends ManifestEntry {
  /** Without quotes. */
  readonly etag: string;
}

/** A version's files, sorted by key. The same files have the same digest. */
export interface Manifest extends Tally {
  readonly entries: Iterable<ManifestEntry>;
  /** The SHA-256 of {@link manifestText}, in hexadecimal. */
  readonly digest: string;
}

/** Returns the manifest of a set of files, in any order. */
export function createManifest(files: readonly ManifestEntry[]): Manifest {
  return describeManifest(sortByKey(files));
}

/** Returns the manifest of files that are sorted by key. */
export function describeManifest(entries: Iterable<ManifestEntry>): Manifest {
  const digest = createHash('sha256');
  for (const text of manifestText(entries)) digest.update(text);
  return { entries, digest: digest.digest('hex'), ...measure(entries) };
}

/** Yields the text of a manifest: a JSON object per line. As in the other texts, a piece is valid until the next. */
export function manifestText(entries: Iterable<ManifestEntry>): Generator<Uint8Array> {
  return encodeLines(entries, ({ key, size, sha256 }) => JSON.stringify({ key, size, sha256 }));
}

/**
 * Yields the text of the manifest that is stored next to the files, which also has the ETags.
 *
 * @param total the number and total size of the entries, if they are all files of the version: the first line
 */
export function* storedManifestText(entries: Iterable<StoredEntry>, total: Tally | undefined): Generator<Uint8Array> {
  if (total !== undefined) yield encoder.encode(`${JSON.stringify({ files: total.files, bytes: total.bytes })}\n`);
  yield* encodeLines(entries, ({ key, size, sha256, etag }) => JSON.stringify({ key, size, sha256, etag }));
}

/** The file that a line of SHA256SUMS describes. */
type Checksum = Pick<ManifestEntry, 'key' | 'sha256'>;

/** Yields the text of the SHA256SUMS file of a set of files. */
export function checksumsText(entries: Iterable<Checksum>): Generator<Uint8Array> {
  return encodeLines(entries, checksumLine);
}

/**
 * Returns a line as `sha256sum` of GNU coreutils writes and checks it. A backslash, a line feed and a carriage return
 * in a name are escaped, which a backslash before the digest indicates. A file named `-` would mean the standard input.
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
function checksumLine({ key, sha256 }: Checksum): string {
  const name = key === '-' ? './-' : key;
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}`;
}

const encoder = new TextEncoder();
const PIECE_BYTES = 64 * 1024;

/** Encodes a line for each entry into one buffer. As strings, the lines may take more memory than the entries. */
function* encodeLines<T>(entries: Iterable<T>, lineOf: (entry: T) => string): Generator<Uint8Array> {
  const piece = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  for (const entry of entries) {
    let rest = `${lineOf(entry)}\n`;
    for (;;) {
      const { read, written } = encoder.encodeInto(rest, piece.subarray(filled));
      filled += written;
      if (read === rest.length) break;
      rest = rest.slice(read);
      yield piece.subarray(0, filled);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** Returns items sorted as S3 sorts them. */
export function sortByKey<T extends { readonly key: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => compareKeys(a.key, b.key));
}

/**
 * Orders keys by the bytes of their UTF-8, as S3 does. JavaScript's own order is that of UTF-16, in which characters
 * beyond U+FFFF (two surrogates) come before U+E000 to U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
