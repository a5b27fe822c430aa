import type { ChangeSummary, LocalFile, VersionLocation, WholeSyncResult } from '../files/index.ts';
import type { Version } from '../paperspace/schema.ts';
import type { FileMark } from '../paperspace/snapshot-mark.ts';
import type { SnapshotFiles } from '../snapshot/snapshot-run.ts';
import {
  amountText,
  type FileAccess,
  findSources,
  openFiles,
  planText,
  type StorageInputs,
  transferText,
  writeTransferOutputs,
} from './access.ts';
import type { OptionalInputs } from './inputs.ts';
import type { Outputs, Services, Step } from './step.ts';

type FileInputs = StorageInputs & OptionalInputs<'destination' | 'incremental'>;

/** The local files of a snapshot, and the storage to upload them to. */
export class ScannedFiles implements SnapshotFiles {
  readonly #step: Step;
  readonly #services: Services;
  readonly #datasetId: string;
  readonly #files: readonly LocalFile[];
  readonly #inputs: FileInputs;
  /** The current state of the files: the completed transfer, or that none was needed. */
  outputs: Outputs = {};
  /** The result of filling the draft; undefined if nothing was filled. */
  transfer: WholeSyncResult | undefined;
  #access: FileAccess | undefined;
  #committed: readonly VersionLocation[] | undefined;
  #digest: string | undefined;

  constructor(step: Step, services: Services, datasetId: string, files: readonly LocalFile[], inputs: FileInputs) {
    this.#step = step;
    this.#services = services;
    this.#datasetId = datasetId;
    this.#files = files;
    this.#inputs = inputs;
  }

  /**
   * Opens the storage, and verifies access to it with one signed request: in the folder of the newest committed
   * version, if files are copied from it.
   */
  async prepare(): Promise<void> {
    const access = await this.#open();
    const { checkAccess } = await import('../files/index.ts');
    this.#committed = await findSources(this.#services, access, this.#datasetId, this.#inputs.incremental);
    await checkAccess(access.storage, this.#committed[0]);
  }

  async fill(draft: Version, others: readonly Version[]): Promise<FileMark> {
    const access = await this.#open();
    const { syncVersion } = await import('../files/index.ts');
    const result = await syncVersion(access.storage, {
      files: this.#files,
      draft: access.locate(draft),
      sources: await this.#sources(access, others),
      destination: this.#inputs.destination,
    });
    this.#step.log.info(`Draft ${this.#datasetId}:${draft.version} has ${amountText(result)}: ${transferText(result)}`);
    this.transfer = result;
    this.outputs = await writeTransferOutputs(this.#services, result);
    const { digest, files, bytes } = result.manifest;
    this.#digest = digest;
    return { digest, count: files, bytes };
  }

  async digest(): Promise<string> {
    this.#digest ??= await this.#hash();
    return this.#digest;
  }

  async #hash(): Promise<string> {
    const { hashLocalFiles } = await import('../files/index.ts');
    const { clock, random, signal } = this.#services;
    const retryContext = { clock, log: this.#step.log, random, signal, retries: 0 };
    const manifest = await hashLocalFiles({ retryContext }, this.#files);
    const { files, bytes, digest } = manifest;
    const none = { uploaded: 0, copied: 0 };
    this.outputs = await writeTransferOutputs(this.#services, { ...none, files, bytes, unchanged: files, manifest });
    return digest;
  }

  /** Describes what filling the draft would do; undefined stands for a draft that does not exist yet. */
  async plan(draft: Version | undefined, others: readonly Version[]): Promise<string> {
    await this.prepare();
    const access = await this.#open();
    const { planVersion } = await import('../files/index.ts');
    const options = {
      files: this.#files,
      draft: draft === undefined ? undefined : access.locate(draft),
      sources: await this.#sources(access, others),
      destination: this.#inputs.destination,
    };
    return planText(await planVersion(access.storage, options, 'all'), true);
  }

  /** Compares the files with those of the newest committed version. */
  async changes(): Promise<ChangeSummary> {
    const access = await this.#open();
    const { compareWithLocalFiles } = await import('../files/index.ts');
    const { incremental } = this.#inputs;
    const known = incremental ? this.#committed : undefined;
    const [newest] = known ?? (await findSources(this.#services, access, this.#datasetId, true));
    const before = newest === undefined ? undefined : { location: newest, isCommitted: true };
    return compareWithLocalFiles(access.storage, before, this.#files);
  }

  async #sources(access: FileAccess, others: readonly Version[]) {
    const { incremental } = this.#inputs;
    const committed = this.#committed ?? (await findSources(this.#services, access, this.#datasetId, incremental));
    return incremental ? [...committed, ...others.map((other) => access.locate(other))] : committed;
  }

  async #open(): Promise<FileAccess> {
    this.#access ??= await openFiles(this.#services, this.#inputs);
    return this.#access;
  }
}
