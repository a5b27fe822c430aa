import { allOrNothing, forEachConcurrently } from '../net/concurrency.ts';
import { type ChangeSummary, compareFiles, type FileState } from './differences.ts';
import { VerificationError } from './errors.ts';
import { FileHasher, HASHES_AT_A_TIME } from './local/hashing.ts';
import { checkFiles, type LocalFile } from './local/local-file.ts';
import { createManifest, type Manifest, type ManifestEntry, measure } from './manifest.ts';
import { inBatches, type Pair } from './merge.ts';
import { hashesToCompare, PackedFiles, type PlannedFile, planFile, plannedState } from './plan.ts';
import { type Progress, withProgress } from './progress.ts';
import { type Storage, withSignal } from './s3/client.ts';
import { StorageRequestError } from './s3/errors.ts';
import { folderPrefix, type VersionLocation } from './s3/location.ts';
import { readInOrder, storedFiles } from './stored-files.ts';
import type { Scope } from './verify.ts';

export interface PlanOptions {
  /** Files with full keys, including the destination, sorted by key. */
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
}

type VersionFiles = PackedFiles<FileState>;

const NOTHING: VersionFiles = new PackedFiles([]);

/**
 * Plans, file by file, how to make a draft contain local files, by comparing them with the draft and with the versions to
 * copy from. Changes nothing.
 */
export class Planner {
  /** Keys under the destination that are not among the files. */
  readonly extraneous: readonly string[];
  readonly #draft: VersionFiles;
  readonly #sources: readonly VersionFiles[];
  /** The version to report the changes from. */
  readonly #before: VersionFiles;
  readonly #files: readonly LocalFile[];
  /** What is planned for the files, except those that are copied from the version to report the changes from. */
  readonly #planned = new Map<string, FileState>();
  readonly #hasher = new FileHasher();

  private constructor(
    files: readonly LocalFile[],
    extraneous: readonly string[],
    draft: VersionFiles,
    sources: readonly VersionFiles[],
  ) {
    this.#files = files;
    this.extraneous = extraneous;
    this.#draft = draft;
    this.#sources = sources;
    this.#before = sources[0] ?? NOTHING;
  }

  /**
   * Lists the stored files. An unreadable source causes a warning: the files can still be uploaded.
   *
   * @param scope `all` if the draft is to contain exactly these files
   * @throws VerificationError if it then has files outside the destination, which must not be removed
   * @throws KeysError, StorageRequestError
   */
  static async open(storage: Storage, options: PlanOptions, scope: Scope): Promise<Planner> {
    const { files, draft, sources, destination } = options;
    checkFiles(files, draft?.prefix ?? '');
    const [inDraft, ...inSources] = await allOrNothing<[VersionFiles, ...VersionFiles[]]>(
      storage.retryContext.signal,
      (signal) => readVersion(withSignal(storage, signal), files, draft),
      ...sources.map((source) => (signal: AbortSignal) => {
        const inner = withSignal(storage, signal);
        return readVersion(inner, files, source).catch((error: unknown) => ignoreUnreadable(inner.retryContext, error));
      }),
    );
    const others = inDraft.notLocal().map(({ key }) => key);
    const folder = folderPrefix(destination);
    const foreign = others.filter((key) => !key.startsWith(folder));
    if (scope === 'all' && foreign.length > 0)
      throw new VerificationError(foreign.map((key) => ({ kind: 'unexpected', key })));
    const extraneous = others.filter((key) => key.startsWith(folder));
    return new Planner(files, extraneous, inDraft, inSources);
  }

  /**
   * Returns what to do with a file. Reads it only if there is a stored file with its key and size.
   *
   * @throws FileChangedError
   */
  async plan(file: LocalFile, signal: AbortSignal, progress?: Progress): Promise<PlannedFile> {
    const wanted = hashesToCompare(file, this.#draft, this.#sources);
    if (wanted === undefined) {
      progress?.addFile();
      progress?.addBytes(file.size);
    }
    const hashes = wanted && (await this.#hasher.hash(file, wanted, signal, progress));
    const planned = planFile(file, hashes, this.#draft, this.#sources);
    const isSame = planned.action === 'copied' && planned.source === 0;
    if (this.#before !== NOTHING && !isSame) this.#planned.set(file.key, plannedState(planned));
    return planned;
  }

  /**
   * Returns the changes of the planned files from the first source, based on the plan alone; undefined if there is none
   * that can be read. A file to upload is one whose content the source does not have under its key.
   */
  async changes(): Promise<ChangeSummary | undefined> {
    return this.#before === NOTHING ? undefined : compareFiles(inBatches(this.#pairs()));
  }

  *#pairs(): Generator<Pair<FileState>> {
    for (const { key } of this.#files) {
      const before = this.#before.get(key);
      const after = this.#planned.get(key) ?? before;
      if (after !== undefined) yield before === undefined ? [undefined, after] : [before, after];
    }
    for (const removed of this.#before.notLocal()) yield [removed, undefined];
  }
}

/**
 * Plans the changes that make a draft contain the files. Changes nothing.
 *
 * @throws FileChangedError, and like {@link Planner.open}
 */
export async function planVersion(storage: Storage, options: PlanOptions, scope: Scope): Promise<VersionPlan> {
  const planner = await Planner.open(storage, options, scope);
  const planned: PlannedFile[] = [];
  await readEach(storage, 'Comparing', options.files, async (file, index, ...context) => {
    planned[index] = await planner.plan(file, ...context);
  });
  return { files: planned, extraneous: planner.extraneous };
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
  const hasher = new FileHasher();
  const entries: ManifestEntry[] = [];
  await readEach(storage, 'Reading', files, async (file, _index, ...context) => {
    const { sha256 } = await hasher.hash(file, { md5: false, composed: false }, ...context);
    entries.push({ key: file.key, size: file.size, sha256 });
  });
  return createManifest(entries);
}

/** Reads files concurrently, and logs the progress that `read` reports. */
async function readEach(
  { retryContext: { clock, log, signal } }: Pick<Storage, 'retryContext'>,
  what: string,
  files: readonly LocalFile[],
  read: (file: LocalFile, index: number, signal: AbortSignal, progress: Progress) => Promise<void>,
): Promise<void> {
  await withProgress({ what, ...measure(files), clock, log }, (progress) =>
    forEachConcurrently(files.entries(), HASHES_AT_A_TIME, signal, ([index, file], inner) =>
      read(file, index, inner, progress),
    ),
  );
}

async function readVersion(
  storage: Storage,
  files: readonly LocalFile[],
  location: VersionLocation | undefined,
): Promise<VersionFiles> {
  if (location === undefined) return NOTHING;
  return readInOrder(storage, location, '', async (version) => {
    const content = new PackedFiles<FileState>(files);
    for await (const batch of storedFiles(version)) for (const file of batch) content.add(file);
    return content;
  });
}

/** Treats a version that cannot be read as one without files. Throws all other errors. */
function ignoreUnreadable({ log, signal }: Storage['retryContext'], error: unknown): VersionFiles {
  signal.throwIfAborted();
  if (!(error instanceof StorageRequestError) || error.status === undefined) throw error;
  log.warning(`The files of another version cannot be read, so nothing is copied from it: ${error.message}`);
  return NOTHING;
}
