/** The storage of versions that are deleted: how much it is, and its deletion. Loaded only where it is asked for. */
import type { Tally } from '../files/diff.ts';
import { type KnownVersion, reclaimableFolder } from '../files/reclaim.ts';
import type { Storage } from '../files/s3/client.ts';
import type { Folder } from '../files/s3/location.ts';
import { ActionError, CancelledError, PartialFailure } from '../net/errors.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { type Freed, freedText, type ReclaimInputs, totalFreed } from './freed.ts';
import type { Services } from './services.ts';
import type { Step } from './step.ts';

/** A version whose files were not all deleted with it. */
export class FilesLeftError extends ActionError {
  override readonly name = 'FilesLeftError';

  constructor(ref: string, { bucket, prefix }: Folder, cause: unknown) {
    const why = Error.isError(cause) ? cause.message : String(cause);
    super(`Version ${ref} was deleted, but not all of its files were: ${why}`, {
      title: 'Files left in the storage',
      hint: `Delete s3://${bucket}/${prefix} with an S3 client. While the dataset exists, \`prune\` with \`orphans: true\` does so too.`,
      cause,
    });
  }
}

/** Deletes the storage of a dataset's versions, each after the API deleted the version. */
export class Reclaimer {
  readonly storage: Storage;
  readonly datasetId: string;
  readonly #services: Services;
  /** The versions that the API listed and that were not deleted since. */
  readonly #known: Map<string, KnownVersion>;

  private constructor(services: Services, storage: Storage, datasetId: string, known: readonly KnownVersion[]) {
    this.#services = services;
    this.storage = storage;
    this.datasetId = datasetId;
    this.#known = new Map(known.map((version) => [version.version, version]));
  }

  /**
   * Opens the storage.
   *
   * @param known all versions of the dataset, as the API lists them
   */
  static async open(
    services: Services,
    inputs: ReclaimInputs,
    datasetId: string,
    known: readonly KnownVersion[],
  ): Promise<Reclaimer> {
    const storage = await services.openStorage({
      endpoint: inputs['s3-endpoint'],
      region: inputs['s3-region'],
      concurrency: inputs.concurrency,
    });
    return new Reclaimer(services, storage, datasetId, known);
  }

  get known(): readonly KnownVersion[] {
    return [...this.#known.values()];
  }

  /** Says that the API deleted a version, so that its folder protects no other. */
  forget({ version }: KnownVersion): void {
    this.#known.delete(version);
  }

  /** Returns the folder of a version, unless a rule says that it must stay. */
  folderOf(version: KnownVersion): { readonly folder: Folder } | { readonly reason: string } {
    return reclaimableFolder(version, this.#known.values());
  }

  /** Measures what {@link reclaim} would delete. */
  async measure(version: KnownVersion): Promise<Freed> {
    const found = this.folderOf(version);
    if ('reason' in found) return found;
    const { measureFolder } = await import('../files/index.ts');
    const { files, bytes } = await measureFolder(this.storage, found.folder);
    return { files, bytes };
  }

  /**
   * Deletes the files of a version that the API deleted, once the API says that it does not know the version any more.
   *
   * @throws FilesLeftError
   */
  async reclaim({ log }: Step, version: KnownVersion): Promise<Freed> {
    const ref = `${this.datasetId}:${version.version}`;
    this.forget(version);
    const found = this.folderOf(version);
    if ('reason' in found) {
      log.warning(`The files of version ${ref} were not deleted: ${found.reason}`);
      return found;
    }
    const { paperspace } = this.#services;
    try {
      if ((await unlessGone(() => paperspace.getVersion(this.datasetId, version.version))) !== undefined) {
        throw new Error('the API still has the version');
      }
      const { deleteFolder } = await import('../files/index.ts');
      const freed = await deleteFolder(this.storage, found.folder);
      log.info(`Deleted ${freedText(freed)} of version ${ref}`);
      return freed;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      throw new FilesLeftError(ref, found.folder, error);
    }
  }
}

/** Measures what {@link reclaimAll} would delete. */
export async function measureAll(step: Step, reclaimer: Reclaimer, versions: readonly KnownVersion[]): Promise<Tally> {
  for (const version of versions) reclaimer.forget(version);
  const freed: Freed[] = [];
  for (const version of versions) {
    const one = await reclaimer.measure(version);
    step.log.info(`- version ${version.version}: ${freedText(one)}`);
    freed.push(one);
  }
  return totalFreed(freed);
}

/**
 * Deletes the files of versions that the API deleted.
 *
 * @throws FilesLeftError, or a PartialFailure where several versions have files left
 */
export async function reclaimAll(step: Step, reclaimer: Reclaimer, versions: readonly KnownVersion[]): Promise<Tally> {
  for (const version of versions) reclaimer.forget(version);
  const freed: Freed[] = [];
  const failures: FilesLeftError[] = [];
  for (const version of versions) {
    try {
      freed.push(await reclaimer.reclaim(step, version));
    } catch (error) {
      if (!(error instanceof FilesLeftError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first === undefined) return totalFreed(freed);
  if (versions.length === 1) throw first;
  const message = `The files of ${failures.length} of ${versions.length} versions were not all deleted`;
  throw new PartialFailure(message, failures);
}
