/** Deletes versions and datasets, with or without the files that their versions have in the storage. */
import type { Folder, Storage, Tally } from '../files/index.ts';
import { attemptEach, separateErrors } from '../net/concurrency.ts';
import { ActionError, CancelledError, messageOf, PartialFailure } from '../net/errors.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { items } from '../paperspace/paging.ts';
import { isVersionId, newestVersions } from '../paperspace/references.ts';
import { amountText } from './access.ts';
import { type KnownVersion, reclaimableFolder } from './deletion-rules.ts';
import type { OptionalInputs, reclaimInputs } from './inputs.ts';
import { reportDryRun } from './report.ts';
import type { Report, Services, Step, StorageSettings } from './step.ts';

/** Lists all versions of a dataset, and keeps only the fields that the rules need. */
async function listKnown({ paperspace }: Services, datasetId: string): Promise<KnownVersion[]> {
  const known: KnownVersion[] = [];
  for await (const { version, url } of newestVersions(paperspace, datasetId, { ahead: true })) {
    known.push({ version, url });
  }
  return known;
}

/** Other datasets that the API key can see, and their versions, whose files may be stored in the same folder. */
interface OtherDatasets {
  readonly datasets: readonly string[];
  /** Each is named by its reference, because two datasets can have a version with the same ID. */
  readonly versions: readonly KnownVersion[];
}

async function listOthers(services: Services, datasetId: string): Promise<OtherDatasets> {
  const datasets: string[] = [];
  const versions: KnownVersion[] = [];
  for await (const { id } of items('datasets', (page) => services.paperspace.listDatasets(page))) {
    if (id === datasetId) continue;
    datasets.push(id);
    const known = (await unlessGone(() => listKnown(services, id))) ?? [];
    for (const { version, url } of known) versions.push({ version: `${id}:${version}`, url });
  }
  return { datasets, versions };
}

/** A version to delete, or a dataset with all of its versions. */
interface Target {
  readonly datasetId: string;
  readonly versionId?: string | undefined;
}

type DeletionInputs = OptionalInputs<(typeof reclaimInputs)[number] | 'dry-run'>;

/**
 * Deletes a version or a dataset, and then the files of its versions if requested.
 *
 * @throws FilesLeftError, or a PartialFailure if several versions have files left
 */
export async function deleteAndReport(
  step: Step,
  services: Services,
  inputs: DeletionInputs,
  { datasetId, versionId }: Target,
): Promise<Report> {
  const { paperspace } = services;
  const isDryRun = inputs['dry-run'];
  const ref = versionId === undefined ? datasetId : `${datasetId}:${versionId}`;
  const subject = `${versionId === undefined ? 'dataset' : 'version'} ${ref}`;
  const outputs = { 'dataset-id': datasetId, ...(versionId === undefined ? {} : { version: versionId, ref }) };
  const deleteFiles = inputs['delete-files'] ? await findFiles(services, inputs, { datasetId, versionId }) : undefined;
  if (!isDryRun) {
    const remove = () =>
      versionId === undefined ? paperspace.deleteDataset(datasetId) : paperspace.deleteVersion(datasetId, versionId);
    await step.result(await remove());
    step.output(outputs);
  }
  const total = await deleteFiles?.(step, isDryRun);
  const what = total === undefined ? subject : `${subject} and ${freedText(total)}`;
  if (isDryRun) return reportDryRun(step, `delete ${what}`, { ...outputs, ...total });
  step.output({ ...total });
  return { outcome: 'deleted', headline: `Deleted ${what}` };
}

/** Finds the files of a version or of a dataset, before it is deleted. Returns a function that then deletes them. */
async function findFiles(services: Services, inputs: StorageSettings, { datasetId, versionId }: Target) {
  const known = await listKnown(services, datasetId);
  const reclaimer = await Reclaimer.open(services, inputs, datasetId, known);
  const versions = versionId === undefined ? known : [await services.paperspace.getVersion(datasetId, versionId)];
  return async (step: Step, isDryRun: boolean): Promise<Tally> => {
    if (isDryRun && versionId === undefined) reclaimer.assumeDatasetDeleted();
    const { done, failures } = separateErrors(await reclaimer.reclaimAll(step, versions, isDryRun));
    const [first] = failures;
    if (first === undefined) return totalFreed(done);
    if (isDryRun || versions.length === 1) throw first;
    const message = `Some files of ${failures.length} of ${versions.length} versions were not deleted`;
    throw new PartialFailure(message, failures);
  };
}

/** The files that were or would be deleted, or the reason why they stay. */
export type Freed = Tally | { readonly reason: string };

/** Returns `12 files (1.2 GiB)`, or why the files stay. */
export function freedText(freed: Freed): string {
  return 'reason' in freed ? `no files: ${freed.reason}` : amountText(freed);
}

/** Adds up the deleted files and bytes. */
export function totalFreed(all: readonly Freed[]): Tally {
  const total = { files: 0, bytes: 0 };
  for (const freed of all) {
    if ('reason' in freed) continue;
    total.files += freed.files;
    total.bytes += freed.bytes;
  }
  return total;
}

/** A deleted version whose files were not all deleted with it. */
export class FilesLeftError extends ActionError {
  constructor(message: string, hint: string, cause: unknown) {
    super(`${message}: ${messageOf(cause)}`, { title: 'Files left in the storage', hint, cause });
  }
}

/** Deletes the storage of a dataset's versions, each after the API deleted the version. */
export class Reclaimer {
  readonly storage: Storage;
  readonly datasetId: string;
  readonly #services: Services;
  /** The versions that the API listed and whose deletion it has not confirmed since. */
  readonly #known: Map<string, KnownVersion>;
  readonly #others: OtherDatasets;
  /** The versions that a dry run assumes to be deleted. */
  readonly #assumedDeleted = new Set<string>();
  #isDatasetAssumedDeleted = false;

  private constructor(
    services: Services,
    storage: Storage,
    datasetId: string,
    known: readonly KnownVersion[],
    others: OtherDatasets,
  ) {
    this.#services = services;
    this.storage = storage;
    this.datasetId = datasetId;
    this.#others = others;
    this.#known = new Map(known.map((version) => [version.version, version]));
  }

  /**
   * Opens the storage.
   *
   * @param known all versions of the dataset, as the API lists them
   */
  static async open(
    services: Services,
    inputs: StorageSettings,
    datasetId: string,
    known: readonly KnownVersion[],
  ): Promise<Reclaimer> {
    const storage = await services.openStorage(inputs);
    return new Reclaimer(services, storage, datasetId, known, await listOthers(services, datasetId));
  }

  get known(): readonly KnownVersion[] {
    return [...this.#known.values()];
  }

  /** Lists the versions of the dataset again, in addition to what the API listed before. */
  async listAgain(): Promise<void> {
    for (const version of await listKnown(this.#services, this.datasetId)) this.#known.set(version.version, version);
  }

  /** Assumes in a dry run that the dataset is deleted, and with it its drafts that lists do not show. */
  assumeDatasetDeleted(): void {
    this.#isDatasetAssumedDeleted = true;
  }

  /** Returns the folder of a version, unless a rule keeps it. */
  folderOf(version: KnownVersion): { readonly folder: Folder } | { readonly reason: string } {
    return reclaimableFolder(version, [...this.#known.values(), ...this.#others.versions]);
  }

  /** Returns whether the API has a version with this ID, in this dataset or another. Lists may hide drafts. */
  async isKnown(version: string): Promise<boolean> {
    const { paperspace } = this.#services;
    const own = this.#isDatasetAssumedDeleted || this.#assumedDeleted.has(version) ? [] : [this.datasetId];
    for (const datasetId of [...own, ...this.#others.datasets]) {
      if ((await unlessGone(() => paperspace.getVersion(datasetId, version))) !== undefined) return true;
    }
    return false;
  }

  /**
   * Deletes the files of versions that the API deleted, or measures them in a dry run. All deletions are confirmed
   * first: a version that the API still returns protects its folder from the deletion of the others.
   *
   * @returns for each version what was or would be deleted, or a FilesLeftError
   */
  async reclaimAll(step: Step, versions: readonly KnownVersion[], isDryRun: boolean): Promise<(Freed | Error)[]> {
    const { signal } = this.#services;
    const { limit } = this.storage;
    const confirm = (version: KnownVersion) => this.#confirmDeleted(version, isDryRun);
    const errors = await attemptEach(versions, limit, signal, confirm);
    return attemptEach([...versions.entries()], limit, signal, async ([index, version]) => {
      const error = errors[index];
      if (error !== undefined) throw error;
      return this.#reclaim(step, version, isDryRun);
    });
  }

  /** Verifies by the API that a deleted version no longer exists. Until then the version protects its folder. */
  async #confirmDeleted({ version }: KnownVersion, isDryRun: boolean): Promise<void> {
    try {
      const { paperspace } = this.#services;
      if (isDryRun) this.#assumedDeleted.add(version);
      else if ((await unlessGone(() => paperspace.getVersion(this.datasetId, version))) !== undefined) {
        throw new Error('the API still returns the version');
      }
      this.#known.delete(version);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const message = `The files of version ${this.datasetId}:${version} were not deleted`;
      const hint = 'If the version no longer exists, `prune` with `orphans: true` deletes its files.';
      throw new FilesLeftError(message, hint, error);
    }
  }

  async #reclaim({ log }: Step, version: KnownVersion, isDryRun: boolean): Promise<Freed> {
    const ref = `${this.datasetId}:${version.version}`;
    const found = this.folderOf(version);
    const freed = 'reason' in found ? found : await this.#freeVersionFolder(ref, found.folder, isDryRun);
    if (isDryRun) log.info(`- version ${version.version}: ${freedText(freed)}`);
    else if ('reason' in freed) log.warning(`The files of version ${ref} were not deleted: ${freed.reason}`);
    else log.info(`Deleted ${freedText(freed)} from version ${ref}`);
    return freed;
  }

  async #freeVersionFolder(ref: string, folder: Folder, isDryRun: boolean): Promise<Freed> {
    try {
      return await this.freeFolder(folder, isDryRun);
    } catch (error) {
      if (error instanceof CancelledError || isDryRun) throw error;
      const hint = `Delete s3://${folder.bucket}/${folder.prefix} with an S3 client, or run \`prune\` with \`orphans: true\` while the dataset exists.`;
      throw new FilesLeftError(`Version ${ref} was deleted, but not all of its files were`, hint, error);
    }
  }

  /**
   * Deletes a folder, or measures it in a dry run, unless it contains a version, such as a draft that lists do not
   * show.
   */
  async freeFolder(folder: Folder, isDryRun: boolean): Promise<Freed> {
    const { deleteFolder, listFolders, measureFolder } = await import('../files/index.ts');
    for await (const name of listFolders(this.storage, folder)) {
      if (isVersionId(name) && (await this.isKnown(name))) {
        return { reason: `version ${name} has its files in the same folder` };
      }
    }
    if (!isDryRun) return deleteFolder(this.storage, folder);
    const { files, bytes } = await measureFolder(this.storage, folder);
    return { files, bytes };
  }
}
