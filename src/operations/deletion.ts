/** Deletes versions and datasets, with or without the files that their versions have in the storage. */
import type { Tally } from '../files/diff.ts';
import { type KnownVersion, reclaimableFolder } from '../files/reclaim.ts';
import type { Storage } from '../files/s3/client.ts';
import type { Folder } from '../files/s3/location.ts';
import type { Concurrency } from '../net/concurrency.ts';
import { ActionError, CancelledError, PartialFailure } from '../net/errors.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { newestVersions } from '../paperspace/references.ts';
import { amountText } from './access.ts';
import { reportDryRun } from './report.ts';
import type { Services } from './services.ts';
import type { Outputs, Report, Step } from './step.ts';

interface ReclaimInputs {
  readonly 's3-endpoint': URL | undefined;
  readonly 's3-region': string | undefined;
  readonly concurrency: Concurrency;
}

/** What was deleted or would be, or the reason why the files stay. */
export type Freed = Tally | { readonly reason: string };

/** Returns `12 files (1.2 GiB)`, or why the files stay. */
export function freedText(freed: Freed): string {
  return 'reason' in freed ? `no files: ${freed.reason}` : amountText(freed);
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

/** Lists all versions of a dataset, and keeps of each no more than the rules need. */
export async function listKnown({ paperspace }: Services, datasetId: string): Promise<KnownVersion[]> {
  const known: KnownVersion[] = [];
  for await (const { version, url } of newestVersions(paperspace, datasetId, { ahead: true })) {
    known.push({ version, url });
  }
  return known;
}

/** The deletion of a version or of a dataset. */
interface Deletion {
  readonly datasetId: string;
  /** The name of what is deleted, for people: `version dst364npcw6ccok:fo5rp4m`. */
  readonly subject: string;
  readonly outputs: Outputs;
  /** Deletes it by the API. */
  readonly remove: () => Promise<unknown>;
  /** Returns the versions that are deleted by it, of all that the API lists. */
  readonly versions: (known: readonly KnownVersion[]) => Promise<readonly KnownVersion[]>;
}

interface DeletionInputs extends ReclaimInputs {
  readonly 'delete-files': boolean;
  readonly 'dry-run': boolean;
}

/**
 * Deletes a version or a dataset, and then the files of its versions where they are to be deleted too.
 *
 * @throws FilesLeftError, or a PartialFailure where several versions have files left
 */
export async function deleteAndReport(
  step: Step,
  services: Services,
  inputs: DeletionInputs,
  deletion: Deletion,
): Promise<Report> {
  const { subject, outputs, remove } = deletion;
  if (inputs['delete-files']) return deleteWithFiles(step, services, inputs, deletion);
  if (inputs['dry-run']) return reportDryRun(step, `delete ${subject}`, outputs);
  await step.result(await remove());
  step.output(outputs);
  return { outcome: 'deleted', headline: `Deleted ${subject}` };
}

async function deleteWithFiles(
  step: Step,
  services: Services,
  inputs: DeletionInputs,
  { datasetId, subject, outputs, remove, versions: select }: Deletion,
): Promise<Report> {
  const known = await listKnown(services, datasetId);
  const reclaimer = await Reclaimer.open(services, inputs, datasetId, known);
  const versions = await select(known);
  for (const version of versions) reclaimer.forget(version);
  if (inputs['dry-run']) {
    const total = await measureAll(step, reclaimer, versions);
    return reportDryRun(step, `delete ${subject} and ${freedText(total)}`, { ...outputs, ...total });
  }
  await step.result(await remove());
  step.output(outputs);
  const total = await reclaimAll(step, reclaimer, versions);
  step.output(total);
  return { outcome: 'deleted', headline: `Deleted ${subject} and ${freedText(total)}` };
}

/** Measures what {@link reclaimAll} would delete. */
async function measureAll(step: Step, reclaimer: Reclaimer, versions: readonly KnownVersion[]): Promise<Tally> {
  const freed: Freed[] = [];
  for (const version of versions) {
    const one = await reclaimer.measure(version);
    step.log.info(`- version ${version.version}: ${freedText(one)}`);
    freed.push(one);
  }
  return totalFreed(freed);
}

/** Deletes the files of versions that the API deleted. A failure does not stop the rest. */
async function reclaimAll(step: Step, reclaimer: Reclaimer, versions: readonly KnownVersion[]): Promise<Tally> {
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
