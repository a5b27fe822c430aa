import { allOrNothing, forEachConcurrently } from '../net/concurrency.ts';
import type { ChangeSummary } from './differences.ts';
import { VerificationError } from './errors.ts';
import { type FileHashes, HASHES_AT_A_TIME, type HashesWanted, hashFile } from './local/hashing.ts';
import { checkFiles, type LocalFile } from './local/local-file.ts';
import { createManifest, type Manifest, type ManifestEntry } from './manifest.ts';
import {
  findOtherKeys,
  hashesToCompare,
  type PlannedFile,
  planChanges,
  planFile,
  type VersionContent,
} from './plan.ts';
import { withProgress } from './progress.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { StorageRequestError } from './s3/errors.ts';
import { folderPrefix, type VersionLocation } from './s3/location.ts';
import { readFiles } from './stored-files.ts';

export interface PlanOptions {
  /** Files with full keys, including the destination. */
  readonly files: readonly LocalFile[];
  /** Undefined if there is none yet: everything is then copied or uploaded. */
  readonly draft: VersionLocation | undefined;
  /** The versions that unchanged files are copied from, in order of preference. */
  readonly sources: readonly VersionLocation[];
  /** The folder inside the version that contains all files. */
  readonly destination: string;
}

/** The changes that make a draft contain the files. */
export interface VersionPlan {
  readonly files: readonly PlannedFile[];
  /** Keys under the destination that are not among the files. */
  readonly extraneous: readonly string[];
  /** Keys elsewhere in the draft. */
  readonly foreign: readonly string[];
}

const NOTHING: VersionContent = new Map();

/**
 * Compares the files with the draft and the versions to copy from, and reads only files with a stored counterpart of
 * the same key and size. Changes nothing. An unreadable source causes a warning: the files can still be uploaded.
 *
 * @throws KeysError, FileChangedError, StorageRequestError
 */
export async function planVersion(storage: Storage, options: PlanOptions): Promise<VersionPlan> {
  return (await planWithSources(storage, options)).plan;
}

interface SourcedPlan {
  readonly plan: VersionPlan;
  readonly inSources: readonly VersionContent[];
}

async function planWithSources(storage: Storage, options: PlanOptions): Promise<SourcedPlan> {
  const { files, draft, sources } = options;
  const destination = folderPrefix(options.destination);
  checkFiles(files, draft?.prefix ?? '');
  const [inDraft, ...inSources] = await allOrNothing<[VersionContent, ...VersionContent[]]>(
    storage.retryContext.signal,
    (signal) => readVersion(withSignal(storage, signal), draft),
    ...sources.map((source) => (signal: AbortSignal) => readSource(withSignal(storage, signal), source)),
  );
  const planned = await planFiles(storage, files, inDraft, inSources);
  return { plan: { files: planned, ...findOtherKeys(inDraft, files, destination) }, inSources };
}

/** A plan for a draft that must contain exactly these files. */
export interface WholeVersionPlan extends VersionPlan {
  /** The changes from the first source; undefined if there is none or it could not be read. */
  readonly changes: ChangeSummary | undefined;
}

/**
 * Like {@link planVersion} for a draft that must contain exactly these files.
 *
 * @throws VerificationError if the draft has files outside the destination, which must not be removed
 */
export async function planWholeVersion(storage: Storage, options: PlanOptions): Promise<WholeVersionPlan> {
  const { plan, inSources } = await planWithSources(storage, options);
  if (plan.foreign.length > 0) throw new VerificationError(plan.foreign.map((key) => ({ kind: 'unexpected', key })));
  const [before = NOTHING] = inSources;
  return { ...plan, changes: before === NOTHING ? undefined : await planChanges(plan.files, before) };
}

/**
 * Returns the manifest of these files without accessing the storage.
 *
 * @throws FileChangedError
 */
export async function hashLocalFiles(
  storage: Pick<Storage, 'retryContext'>,
  files: readonly LocalFile[],
): Promise<Manifest> {
  const wanted = files.map((file) => ({ file, md5: false, composed: false }));
  const entries: ManifestEntry[] = [];
  await hashAll(storage, 'Reading', wanted, ({ file: { key, size } }, { sha256 }) => {
    entries.push({ key, size, sha256 });
  });
  return createManifest(entries);
}

async function readVersion(storage: Storage, location: VersionLocation | undefined): Promise<VersionContent> {
  if (location === undefined) return NOTHING;
  const files = await readFiles(storage, location);
  return new Map(files.map((file) => [file.key, file]));
}

async function readSource(storage: Storage, location: VersionLocation): Promise<VersionContent> {
  try {
    return await readVersion(storage, location);
  } catch (error) {
    const { log, signal } = storage.retryContext;
    signal.throwIfAborted();
    if (!(error instanceof StorageRequestError) || error.status === undefined) throw error;
    log.warning(`The files of another version cannot be read, so nothing is copied from it: ${error.message}`);
    return NOTHING;
  }
}

async function planFiles(
  storage: Storage,
  files: readonly LocalFile[],
  draft: VersionContent,
  sources: readonly VersionContent[],
): Promise<PlannedFile[]> {
  const planned: PlannedFile[] = [];
  const comparable: FileToHash[] = [];
  for (const [index, file] of files.entries()) {
    const wanted = hashesToCompare(file, draft, sources);
    planned.push({ action: 'uploaded', file });
    if (wanted !== undefined) comparable.push({ index, file, ...wanted });
  }
  await hashAll(storage, 'Comparing', comparable, ({ index, file }, hashes) => {
    planned[index] = planFile(file, hashes, draft, sources);
  });
  return planned;
}

interface FileToHash extends HashesWanted {
  /** Its index among all files. */
  readonly index: number;
  readonly file: LocalFile;
}

/** Hashes files concurrently, and calls `onHashed` for each, in any order. */
async function hashAll<T extends HashesWanted & { readonly file: LocalFile }>(
  { retryContext: { clock, log, signal } }: Pick<Storage, 'retryContext'>,
  what: string,
  wanted: readonly T[],
  onHashed: (wanted: T, hashes: FileHashes) => void,
): Promise<void> {
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  await withProgress({ what, files: wanted.length, bytes, clock, log }, (progress) =>
    forEachConcurrently(wanted, HASHES_AT_A_TIME, signal, async (one, inner) => {
      onHashed(one, await hashFile(one.file, one, inner, progress));
    }),
  );
}
