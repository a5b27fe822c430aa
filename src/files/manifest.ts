import { createHash } from 'node:crypto';

/** One file of a version. */
export interface ManifestEntry {
  /** Relative to the version's folder of files. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The same as it lies in the storage, so that it is known whether the object there is still that file. */
export interface StoredEntry extends ManifestEntry {
  /** Without quotes. */
  readonly etag: string;
}

/** A version's files as text: one JSON object a line, sorted by key. The same files make the same bytes. */
export interface Manifest {
  readonly text: string;
  /** The SHA-256 of the text, in hexadecimal. */
  readonly digest: string;
  readonly files: number;
  readonly bytes: number;
}

/** The manifest of a set of files, in any order. */
export function createManifest(entries: readonly ManifestEntry[]): Manifest {
  const texts = [...textsOf(entries, ({ key, size, sha256 }) => JSON.stringify({ key, size, sha256 }))];
  const digest = createHash('sha256');
  for (const text of texts) digest.update(text);
  return {
    text: texts.join(''),
    digest: digest.digest('hex'),
    files: entries.length,
    bytes: entries.reduce((sum, { size }) => sum + size, 0),
  };
}

/** The bytes of the manifest that lies beside the files. */
export function storedManifest(entries: readonly StoredEntry[]): Buffer {
  const texts = textsOf(entries, ({ key, size, sha256, etag }) => JSON.stringify({ key, size, sha256, etag }));
  return Buffer.concat(Array.from(texts, (text) => Buffer.from(text)));
}

/** What a line of a SHA256SUMS file is about. */
type Checksum = Pick<ManifestEntry, 'key' | 'sha256'>;

/** Returns the SHA256SUMS file of a set of files, in any order. */
export function checksumsText(entries: readonly Checksum[]): string {
  return [...textsOf(entries, checksumLine)].join('');
}

/** Returns the SHA256SUMS file of the files that the text of a manifest lists. */
export function checksumsOf({ text }: Pick<Manifest, 'text'>): string {
  return text.replace(/[^\n]+/g, (line) => checksumLine(JSON.parse(line)));
}

/**
 * Returns a line as `sha256sum` of GNU coreutils writes and checks it. A backslash, a line feed and a carriage return in
 * a name are escaped, and a backslash before the digest says so. A file named `-` would mean the standard input.
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
function checksumLine({ key, sha256 }: Checksum): string {
  const name = key === '-' ? './-' : key;
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}`;
}

const LINES_AT_A_TIME = 1000;

/** Yields the lines in order, many at a time: a string for each of them would take more memory than the manifest. */
function* textsOf<T extends { readonly key: string }>(
  entries: readonly T[],
  line: (entry: T) => string,
): Generator<string> {
  const sorted = entries.toSorted((a, b) => compareKeys(a.key, b.key));
  for (let start = 0; start < sorted.length; start += LINES_AT_A_TIME) {
    const some = sorted.slice(start, start + LINES_AT_A_TIME);
    yield some.map((entry) => `${line(entry)}\n`).join('');
  }
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
