import type { FileState } from './differences.ts';
import type { FileHashes, HashesWanted } from './local/hashing.ts';
import type { LocalFile } from './local/local-file.ts';
import { compareKeys, type StoredEntry } from './manifest.ts';
import { etagForm, hashesIn } from './s3/parts.ts';

/** The files of a version by key. */
export type VersionContent = Pick<PackedFiles<FileState>, 'get'>;

/** The length of a SHA-256 and an MD5 together, in bytes. */
const HASHES_LENGTH = 48;

/**
 * Files of a version, most of which are also local. Of these, only the hashes are kept, as bytes outside V8's heap: an
 * object for each would take five times the memory, and the heap grows by more than its objects.
 */
export class PackedFiles<T extends FileState> {
  readonly #local: readonly LocalFile[];
  /** The SHA-256 and the ETag of each local file, if it is an MD5. */
  readonly #hashes: Buffer;
  readonly #isPacked: Uint8Array;
  readonly #others = new Map<string, T>();

  /** @param local sorted by key */
  constructor(local: readonly LocalFile[]) {
    this.#local = local;
    this.#hashes = Buffer.alloc(local.length * HASHES_LENGTH);
    this.#isPacked = new Uint8Array(local.length);
  }

  /** Adds a file. Each key can be added once. */
  add(file: T): void {
    const { key, size, etag, sha256 } = file;
    const index = this.#indexOf(key);
    if (this.#local[index]?.size !== size || sha256 === undefined || etagForm(etag).kind !== 'md5') {
      this.#others.set(key, file);
    } else {
      this.#hashes.write(sha256 + etag, index * HASHES_LENGTH, 'hex');
      this.#isPacked[index] = 1;
    }
  }

  get(key: string): T | StoredEntry | undefined {
    return this.#others.get(key) ?? this.#unpack(this.#indexOf(key));
  }

  /** Yields the files that are also local, sorted by key. */
  *[Symbol.iterator](): Generator<T | StoredEntry> {
    for (const [index, { key }] of this.#local.entries()) {
      const file = this.#others.get(key) ?? this.#unpack(index);
      if (file !== undefined) yield file;
    }
  }

  /** Returns the files that are not local, in the order in which they were added. */
  notLocal(): T[] {
    return [...this.#others.values()].filter(({ key }) => this.#indexOf(key) === -1);
  }

  #unpack(index: number): StoredEntry | undefined {
    const file = this.#local[index];
    if (file === undefined || this.#isPacked[index] !== 1) return undefined;
    const start = index * HASHES_LENGTH;
    const hashes = this.#hashes.toString('hex', start, start + HASHES_LENGTH);
    return { key: file.key, size: file.size, sha256: hashes.slice(0, 64), etag: hashes.slice(64) };
  }

  /** Returns the index of a local file; -1 if there is none with this key. */
  #indexOf(key: string): number {
    let [low, high] = [0, this.#local.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(this.#local[middle]?.key ?? '', key) < 0) low = middle + 1;
      else high = middle;
    }
    return this.#local[low]?.key === key ? low : -1;
  }
}

export type PlannedFile =
  /** Already in the draft. */
  | { readonly action: 'unchanged'; readonly file: LocalFile; readonly stored: StoredEntry }
  /** In another version with the same content: copied inside the storage. */
  | {
      readonly action: 'copied';
      readonly file: LocalFile;
      readonly stored: StoredEntry;
      /** The index of the source that has it. */
      readonly source: number;
    }
  | { readonly action: 'uploaded'; readonly file: LocalFile };

/**
 * Returns which hashes of a file determine its action; undefined if none does, because no object with its key and size
 * exists or can be compared.
 */
export function hashesToCompare(
  file: LocalFile,
  draft: VersionContent,
  sources: readonly VersionContent[],
): HashesWanted | undefined {
  const candidates = [draft, ...sources]
    .map((content) => candidateIn(content, file))
    .filter((found) => found !== undefined);
  const byEtag = candidates.flatMap(({ etag, sha256 }) => (sha256 === undefined ? [hashesIn(etag, file.size)] : []));
  const md5 = byEtag.some((hashes) => hashes.md5);
  const composed = byEtag.some((hashes) => hashes.composed);
  const known = candidates.some(({ sha256 }) => sha256 !== undefined);
  return md5 || composed || known ? { md5, composed } : undefined;
}

/** Returns the action for a file, given the hashes of {@link hashesToCompare}. The first matching source wins. */
export function planFile(
  file: LocalFile,
  hashes: FileHashes | undefined,
  draft: VersionContent,
  sources: readonly VersionContent[],
): PlannedFile {
  if (hashes === undefined) return { action: 'uploaded', file };
  const inDraft = candidateIn(draft, file);
  if (inDraft !== undefined && isSame(inDraft, hashes)) {
    return { action: 'unchanged', file, stored: { ...inDraft, sha256: hashes.sha256 } };
  }
  for (const [source, content] of sources.entries()) {
    const stored = candidateIn(content, file);
    if (stored !== undefined && isSame(stored, hashes)) {
      return { action: 'copied', file, stored: { ...stored, sha256: hashes.sha256 }, source };
    }
  }
  return { action: 'uploaded', file };
}

/** Returns the object that could be the file, based on key and size. */
function candidateIn(content: VersionContent, { key, size }: LocalFile): FileState | undefined {
  const found = content.get(key);
  return found?.size === size ? found : undefined;
}

function isSame({ etag, sha256 }: FileState, hashes: FileHashes): boolean {
  if (sha256 !== undefined) return sha256 === hashes.sha256;
  return etag !== '' && (etag === hashes.md5 || etag === hashes.composed);
}

/** Returns what is known about a planned file without reading it again. */
export function plannedState(planned: PlannedFile): FileState {
  if (planned.action !== 'uploaded') return planned.stored;
  const { key, size } = planned.file;
  return { key, size, etag: '', sha256: undefined };
}
