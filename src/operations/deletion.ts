/** Deletes versions and datasets, with or without the files that their versions have in the storage. */
import type { Tally } from '../files/manifest.ts';
import { isVersionName, type KnownVersion, reclaimableFolder } from '../files/reclaim.ts';
import type { Storage } from '../files/s3/client.ts';
import type { Folder } from '../files/s3/location.ts';
import { ActionError, CancelledError, PartialFailure } from '../net/errors.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { items } from '../paperspace/paging.ts';
import { newestVersions } from '../paperspace/references.ts';
import { type Freed, freedText, totalFreed } from './access.ts';
import type { OptionalInputs, reclaimInputs } from './inputs.ts';
import { reportDryRun } from './report.ts';
import type { Outputs, Report, Services, Step, StorageSettings } from './step.ts';

/** Lists all versions of a dataset, and keeps only the fields that the rules need. */
export async function listKnown({ paperspace }: Services, datasetId: string): Promise<KnownVersion[]> {
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

/** The deletion of a version or of a dataset. */
interface Deletion {
  readonly datasetId: string;
  /** The name of the deleted object, as shown to users: `version dst364npcw6ccok:fo5rp4m`. */
  readonly subject: string;
  readonly outputs: Outputs;
  /** Deletes it by the API. */
  readonly remove: () => Promise<unknown>;
  /** Returns the versions that are deleted by it, of all that the API lists. */
  readonly versions: (known: readonly KnownVersion[]) => Promise<readonly KnownVersion[]>;
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
  if (inputs['dry-run']) {
    for (const version of versions) reclaimer.forget(version);
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

/**
 * Deletes the files of versions that the API deleted. A failure does not stop the rest. All deletions are confirmed
 * first: a version that the API still returns protects its folder from the deletion of the others.
 */
async function reclaimAll(step: Step, reclaimer: Reclaimer, versions: readonly KnownVersion[]): Promise<Tally> {
  const confirmed: KnownVersion[] = [];
  const freed: Freed[] = [];
  const failures: FilesLeftError[] = [];
  const attempt = async (action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof FilesLeftError)) throw error;
      failures.push(error);
    }
  };
  for (const version of versions) {
    await attempt(async () => {
      await reclaimer.confirmDeleted(version);
      confirmed.push(version);
    });
  }
  for (const version of confirmed) await attempt(async () => void freed.push(await reclaimer.reclaim(step, version)));
  const [first] = failures;
  if (first === undefined) return totalFreed(freed);
  if (versions.length === 1) throw first;
  const message = `Some files of ${failures.length} of ${versions.length} versions were not deleted`;
  throw new PartialFailure(message, failures);
}

/** A deleted version whose files were not all deleted with it. */
export class FilesLeftError extends ActionError {
  override readonly name = 'FilesLeftError';

  constructor(message: string, hint: string, cause: unknown) {
    const why = Error.isError(cause) ? cause.message : String(cause);
    super(`${message}: ${why}`, { title: 'Files left in the storage', hint, cause });
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

  /** Removes a version that was or would be deleted, so that its folder is no longer protected. */
  forget({ version }: KnownVersion): void {
    this.#known.delete(version);
  }

  /** Returns the folder of a version, unless a rule keeps it. */
  folderOf(version: KnownVersion): { readonly folder: Folder } | { readonly reason: string } {
    return reclaimableFolder(version, [...this.#known.values(), ...this.#others.versions]);
  }

  /** Measures what {@link reclaim} would delete. */
  async measure(version: KnownVersion): Promise<Freed> {
    const found = this.folderOf(version);
    if ('reason' in found) return found;
    const { measureFolder } = await import('../files/index.ts');
    const { files, bytes } = await measureFolder(this.storage, found.folder);
    return { files, bytes };
  }

  /** Returns whether the API has a version with this ID, in this dataset or another. Lists may hide drafts. */
  async isKnown(version: string): Promise<boolean> {
    const { paperspace } = this.#services;
    for (const datasetId of [this.datasetId, ...this.#others.datasets]) {
      if ((await unlessGone(() => paperspace.getVersion(datasetId, version))) !== undefined) return true;
    }
    return false;
  }

  /**
   * Verifies by the API that a deleted version no longer exists. Until then the version protects its folder.
   *
   * @throws FilesLeftError
   */
  async confirmDeleted(version: KnownVersion): Promise<void> {
    try {
      const { paperspace } = this.#services;
      if ((await unlessGone(() => paperspace.getVersion(this.datasetId, version.version))) !== undefined) {
        throw new Error('the API still returns the version');
      }
      this.forget(version);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const message = `The files of version ${this.datasetId}:${version.version} were not deleted`;
      const hint = 'If the version no longer exists, `prune` with `orphans: true` deletes its files.';
      throw new FilesLeftError(message, hint, error);
    }
  }

  /**
   * Deletes the files of a version whose deletion is confirmed.
   *
   * @throws FilesLeftError
   */
  async reclaim({ log }: Step, version: KnownVersion): Promise<Freed> {
    const ref = `${this.datasetId}:${version.version}`;
    const found = this.folderOf(version);
    const freed = 'reason' in found ? found : await this.#deleteFiles(ref, found.folder);
    if ('reason' in freed) log.warning(`The files of version ${ref} were not deleted: ${freed.reason}`);
    else log.info(`Deleted ${freedText(freed)} from version ${ref}`);
    return freed;
  }

  async #deleteFiles(ref: string, folder: Folder): Promise<Freed> {
    try {
      return await this.deleteFolder(folder);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const hint = `Delete s3://${folder.bucket}/${folder.prefix} with an S3 client, or run \`prune\` with \`orphans: true\` while the dataset exists.`;
      throw new FilesLeftError(`Version ${ref} was deleted, but not all of its files were`, hint, error);
    }
  }

  /** Deletes a folder, unless it contains a version, such as a draft that lists do not show. */
  async deleteFolder(folder: Folder): Promise<Freed> {
    const { deleteFolder, listFolders } = await import('../files/index.ts');
    for await (const name of listFolders(this.storage, folder.bucket, folder.prefix)) {
      if (isVersionName(name) && (await this.isKnown(name))) {
        return { reason: `version ${name} has its files in the same folder` };
      }
    }
    return deleteFolder(this.storage, folder);
  }
}
