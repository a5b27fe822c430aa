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
  const text = toLines(entries, ({ key, size, sha256 }) => ({ key, size, sha256 }));
  return {
    text,
    digest: createHash('sha256').update(text).digest('hex'),
    files: entries.length,
    bytes: entries.reduce((sum, { size }) => sum + size, 0),
  };
}

/** The text of the manifest that lies beside the files. */
export function storedManifestText(entries: readonly StoredEntry[]): string {
  return toLines(entries, ({ key, size, sha256, etag }) => ({ key, size, sha256, etag }));
}

function toLines<T extends ManifestEntry>(entries: readonly T[], pick: (entry: T) => object): string {
  const sorted = entries.toSorted((a, b) => compareKeys(a.key, b.key));
  return sorted.map((entry) => `${JSON.stringify(pick(entry))}\n`).join('');
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
