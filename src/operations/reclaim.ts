/** The storage of versions that are deleted: how much it is, and its deletion. */
import type { Tally } from '../files/diff.ts';
import { type KnownVersion, reclaimableFolder } from '../files/reclaim.ts';
import type { Storage } from '../files/s3/client.ts';
import type { Folder } from '../files/s3/location.ts';
import { ActionError, CancelledError, PartialFailure } from '../net/errors.ts';
import { formatBytes, formatCount } from '../net/format.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { newestVersions } from '../paperspace/references.ts';
import type { InputName } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import { reportDryRun } from './report.ts';
import type { Services } from './services.ts';
import type { Report, Step } from './step.ts';

/** The inputs of everything that deletes storage with versions. */
export const reclaimInputs = [
  'delete-files',
  's3-endpoint',
  's3-region',
  'concurrency',
] as const satisfies readonly InputName[];

interface ReclaimInputs {
  readonly 's3-endpoint': URL | undefined;
  readonly 's3-region': string | undefined;
  readonly concurrency: number;
}

/** What was deleted, or would be, or why nothing of it may be. */
export type Freed = Tally | { readonly reason: string };

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

  /** Opens the storage, and lists the versions of the dataset unless they are given. */
  static async open(
    services: Services,
    inputs: ReclaimInputs,
    datasetId: string,
    known?: readonly KnownVersion[],
  ): Promise<Reclaimer> {
    const storage = await services.openStorage({
      endpoint: inputs['s3-endpoint'],
      region: inputs['s3-region'],
      concurrency: inputs.concurrency,
    });
    return new Reclaimer(services, storage, datasetId, known ?? (await listKnown(services, datasetId)));
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

/** Lists all versions of a dataset, and keeps of each no more than the rules need. */
export async function listKnown({ paperspace }: Services, datasetId: string): Promise<KnownVersion[]> {
  const known: KnownVersion[] = [];
  for await (const { version, url } of newestVersions(paperspace, datasetId, { ahead: true })) {
    known.push({ version, url });
  }
  return known;
}

/** Returns `12 files (1.2 GiB)`, or why the files stay. */
export function freedText(freed: Freed): string {
  if ('reason' in freed) return `no files: ${freed.reason}`;
  return `${formatCount(freed.files, 'file')} (${formatBytes(freed.bytes)})`;
}

/** Adds up what was deleted. */
export function totalFreed(all: readonly Freed[]): Tally {
  const total = { files: 0, bytes: 0 };
  for (const freed of all) {
    if ('reason' in freed) continue;
    total.files += freed.files;
    total.bytes += freed.bytes;
  }
  return total;
}

/** Says what deleting a version or a dataset would do, with its files where they are to be deleted too. */
export async function reportDryDeletion(
  step: Step,
  subject: string,
  outputs: Outputs,
  reclaimer: Reclaimer | undefined,
  versions: readonly KnownVersion[],
): Promise<Report> {
  if (reclaimer === undefined) return reportDryRun(step, `delete ${subject}`, outputs);
  for (const version of versions) reclaimer.forget(version);
  const freed: Freed[] = [];
  for (const version of versions) {
    const one = await reclaimer.measure(version);
    step.log.info(`- version ${version.version}: ${freedText(one)}`);
    freed.push(one);
  }
  const total = totalFreed(freed);
  return reportDryRun(step, `delete ${subject} and ${freedText(total)}`, { ...outputs, ...total });
}

/**
 * Reports that a version or a dataset was deleted, after deleting the files of its versions where they go with it.
 *
 * @throws FilesLeftError, or a PartialFailure where several versions have files left
 */
export async function reportDeletion(
  step: Step,
  subject: string,
  reclaimer: Reclaimer | undefined,
  versions: readonly KnownVersion[],
): Promise<Report> {
  if (reclaimer === undefined) return { outcome: 'deleted', headline: `Deleted ${subject}` };
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
  const total = totalFreed(freed);
  step.output(total);
  const [first] = failures;
  if (first !== undefined && versions.length === 1) throw first;
  if (first !== undefined) {
    throw new PartialFailure(
      `The files of ${failures.length} of ${versions.length} versions were not all deleted`,
      failures,
    );
  }
  return { outcome: 'deleted', headline: `Deleted ${subject} and ${freedText(total)}` };
}
