import { type ChangeSummary, compareFiles, type FileState } from './diff.ts';
import type { FileHashes, HashesWanted } from './local/hashing.ts';
import type { LocalFile } from './local/local-file.ts';
import { compareKeys, type StoredEntry } from './manifest.ts';
import { mergeByKey, oneBatch } from './merge.ts';
import type { StoredObject } from './s3/listing.ts';
import { etagForm, partCount } from './s3/parts.ts';

/** What lies in a version: what the storage lists, and what the manifest beside it says about that. */
export interface VersionContent {
  readonly objects: ReadonlyMap<string, StoredObject>;
  readonly manifest: ReadonlyMap<string, StoredEntry>;
}

export type PlannedFile =
  /** Already in the draft. */
  | { readonly action: 'unchanged'; readonly file: LocalFile; readonly object: StoredObject; readonly sha256: string }
  /** The same in another version: copied inside the storage. */
  | {
      readonly action: 'copied';
      readonly file: LocalFile;
      readonly object: StoredObject;
      readonly sha256: string;
      /** The index of the source that holds it. */
      readonly source: number;
    }
  | { readonly action: 'uploaded'; readonly file: LocalFile };

/** An object that could be the file, going by its key and size. */
interface Candidate {
  readonly object: StoredObject;
  /** From the manifest, where the object still is what the manifest is about. */
  readonly sha256: string | undefined;
}

/**
 * Which hashes of a file decide what happens to it; undefined where none does, since no object of its size has its
 * key, or none that can be compared.
 */
export function hashesToCompare(
  file: LocalFile,
  draft: VersionContent,
  sources: readonly VersionContent[],
): HashesWanted | undefined {
  const candidates = [draft, ...sources]
    .map((content) => candidateIn(content, file))
    .filter((found) => found !== undefined);
  const forms = candidates.flatMap(({ object, sha256 }) => (sha256 === undefined ? [etagForm(object.etag)] : []));
  const md5 = forms.some(({ kind }) => kind === 'md5');
  const composed = forms.some((form) => form.kind === 'composed' && form.parts === partCount(file.size));
  const known = candidates.some(({ sha256 }) => sha256 !== undefined);
  return md5 || composed || known ? { md5, composed } : undefined;
}

/** What is to be done about a file, given the hashes that {@link hashesToCompare} asked for. The first source counts. */
export function planFile(
  file: LocalFile,
  hashes: FileHashes | undefined,
  draft: VersionContent,
  sources: readonly VersionContent[],
): PlannedFile {
  if (hashes === undefined) return { action: 'uploaded', file };
  const { sha256 } = hashes;
  const inDraft = candidateIn(draft, file);
  if (inDraft !== undefined && isSame(inDraft, hashes))
    return { action: 'unchanged', file, object: inDraft.object, sha256 };
  for (const [source, content] of sources.entries()) {
    const candidate = candidateIn(content, file);
    if (candidate !== undefined && isSame(candidate, hashes))
      return { action: 'copied', file, object: candidate.object, sha256, source };
  }
  return { action: 'uploaded', file };
}

function candidateIn({ objects, manifest }: VersionContent, { key, size }: LocalFile): Candidate | undefined {
  const object = objects.get(key);
  if (object === undefined || object.size !== size) return undefined;
  const entry = manifest.get(key);
  const holds = entry !== undefined && entry.etag === object.etag && entry.size === object.size;
  return { object, sha256: holds ? entry.sha256 : undefined };
}

function isSame({ object, sha256 }: Candidate, hashes: FileHashes): boolean {
  if (sha256 !== undefined) return sha256 === hashes.sha256;
  return object.etag !== '' && (object.etag === hashes.md5 || object.etag === hashes.composed);
}

/** How many bytes have to pass through this machine for a plan, and how many inside the storage. */
export function workOf(files: readonly PlannedFile[]): { files: number; bytes: number } {
  const moving = files.filter(({ action }) => action !== 'unchanged');
  return { files: moving.length, bytes: moving.reduce((sum, { file }) => sum + file.size, 0) };
}

/** Objects of a draft that are not among the files: under the destination, to be removed; elsewhere, not ours. */
export function sortOut(
  draft: VersionContent,
  files: readonly LocalFile[],
  destination: string,
): { readonly extraneous: string[]; readonly foreign: string[] } {
  const meant = new Set(files.map(({ key }) => key));
  const others = [...draft.objects.keys()].filter((key) => !meant.has(key));
  return {
    extraneous: others.filter((key) => key.startsWith(destination)),
    foreign: others.filter((key) => !key.startsWith(destination)),
  };
}

/**
 * Compares the planned files with an earlier version, from what the plan knows already. A file to upload is one whose
 * content the earlier version does not have under its key.
 */
export function planChanges(files: readonly PlannedFile[], before: VersionContent): Promise<ChangeSummary> {
  const earlier = sortedByKey(before.objects.values(), ({ key }) => key).map((object) => earlierFile(object, before));
  const planned = sortedByKey(files, ({ file }) => file.key).map(plannedFile);
  return compareFiles(mergeByKey(oneBatch(earlier), oneBatch(planned)));
}

function earlierFile({ key, size, etag }: StoredObject, { manifest }: VersionContent): FileState {
  const entry = manifest.get(key);
  const isKnown = entry?.etag === etag && entry.size === size;
  return { key, size, etag, sha256: isKnown ? entry.sha256 : undefined };
}

function plannedFile(planned: PlannedFile): FileState {
  const { key, size } = planned.file;
  if (planned.action === 'uploaded') return { key, size, etag: '', sha256: undefined };
  return { key, size, etag: planned.object.etag, sha256: planned.sha256 };
}

function sortedByKey<T>(items: Iterable<T>, keyOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}
