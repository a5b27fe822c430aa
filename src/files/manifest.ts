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
  const texts = [...textsOf(entries, ({ key, size, sha256 }) => ({ key, size, sha256 }))];
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
  const texts = textsOf(entries, ({ key, size, sha256, etag }) => ({ key, size, sha256, etag }));
  return Buffer.concat(Array.from(texts, (text) => Buffer.from(text)));
}

const LINES_AT_A_TIME = 1000;

/** The lines in order, many at a time: a string for each of them would take more memory than the manifest. */
function* textsOf<T extends ManifestEntry>(entries: readonly T[], pick: (entry: T) => object): Generator<string> {
  const sorted = entries.toSorted((a, b) => compareKeys(a.key, b.key));
  for (let start = 0; start < sorted.length; start += LINES_AT_A_TIME) {
    const some = sorted.slice(start, start + LINES_AT_A_TIME);
    yield some.map((entry) => `${JSON.stringify(pick(entry))}\n`).join('');
  }
}

/**
 * Orders keys by the bytes of their UTF-8, as S3 does. JavaScript's own order is that of UTF-16, in which characters
 * beyond U+FFFF (two surrogates) come before U+E000 to U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
