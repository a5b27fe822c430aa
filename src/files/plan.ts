import { type ChangeSummary, compareFiles, type FileState } from './differences.ts';
import type { FileHashes, HashesWanted } from './local/hashing.ts';
import type { LocalFile } from './local/local-file.ts';
import { type StoredEntry, sortByKey } from './manifest.ts';
import { inBatches, mergeByKey } from './merge.ts';
import { hashesIn } from './s3/parts.ts';

/** The files of a version by key. */
export type VersionContent = ReadonlyMap<string, FileState>;

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
    return { action: 'unchanged', file, stored: entryOf(inDraft, hashes) };
  }
  for (const [source, content] of sources.entries()) {
    const stored = candidateIn(content, file);
    if (stored !== undefined && isSame(stored, hashes)) {
      return { action: 'copied', file, stored: entryOf(stored, hashes), source };
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

/** Returns the same object if it has a SHA-256, as most do: another one for each file would take much memory. */
function entryOf(stored: FileState, { sha256 }: FileHashes): StoredEntry {
  return hasDigest(stored) ? stored : { ...stored, sha256 };
}

function hasDigest(file: FileState): file is StoredEntry {
  return file.sha256 !== undefined;
}

/** Returns the keys of a draft that are not among the files: `foreign` ones are outside the destination. */
export function findOtherKeys(
  draft: VersionContent,
  files: readonly LocalFile[],
  destination: string,
): { readonly extraneous: string[]; readonly foreign: string[] } {
  const others = new Set(draft.keys());
  for (const { key } of files) others.delete(key);
  return {
    extraneous: [...others].filter((key) => key.startsWith(destination)),
    foreign: [...others].filter((key) => !key.startsWith(destination)),
  };
}

/**
 * Compares planned files with an earlier version, based on the plan alone. A file to upload is one whose content the
 * earlier version does not have under its key.
 *
 * @param planned what {@link plannedState} returned for each
 */
export function planChanges(planned: readonly FileState[], before: VersionContent): Promise<ChangeSummary> {
  return compareFiles(mergeByKey(inBatches(sortByKey([...before.values()])), inBatches(sortByKey(planned))));
}

/** Returns what is known about a planned file without reading it again. */
export function plannedState(planned: PlannedFile): FileState {
  if (planned.action !== 'uploaded') return planned.stored;
  const { key, size } = planned.file;
  return { key, size, etag: '', sha256: undefined };
}
