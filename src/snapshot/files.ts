import type { LocalFile, Manifest } from '../files/index.ts';
import { RefusedError } from '../net/errors.ts';
import { type FileAccess, findSources, openFiles, planText, transferred, transferText } from '../operations/access.ts';
import type { Outputs } from '../operations/outputs.ts';
import type { Services } from '../operations/services.ts';
import type { Step } from '../operations/step.ts';
import type { Version } from '../paperspace/schema.ts';
import { markOf, type SnapshotMark } from '../paperspace/snapshot-mark.ts';

interface FileInputs {
  readonly destination: string;
  readonly incremental: boolean;
  readonly concurrency: number;
  readonly 's3-endpoint': URL | undefined;
  readonly 's3-region': string | undefined;
  readonly 'storage-prefix': string;
}

/** What a version's mark says about its files. */
export type FileMark = NonNullable<SnapshotMark['files']>;

/** A draft whose files are all there and verified. */
export interface Filled {
  readonly mark: FileMark;
  readonly outputs: Outputs;
}

/** The files of a snapshot: of this machine, and what has to happen to them. */
export class SnapshotFiles {
  readonly #step: Step;
  readonly #services: Services;
  readonly #files: readonly LocalFile[];
  readonly #inputs: FileInputs;
  readonly #datasetId: string;
  #access: FileAccess | undefined;

  constructor(step: Step, services: Services, datasetId: string, files: readonly LocalFile[], inputs: FileInputs) {
    this.#step = step;
    this.#services = services;
    this.#datasetId = datasetId;
    this.#files = files;
    this.#inputs = inputs;
  }

  /** Opens the storage, so that what is missing for that is found out before a draft is created in vain. */
  async prepare(): Promise<void> {
    await this.#open();
  }

  async #open(): Promise<FileAccess> {
    this.#access ??= await openFiles(this.#services, this.#inputs);
    return this.#access;
  }

  /** Makes the draft hold these files and no others, and verifies that it does. */
  async fill(draft: Version): Promise<Filled> {
    const access = await this.#open();
    const options = {
      files: this.#files,
      draft: access.locate(draft),
      sources: await findSources(this.#services, access, this.#datasetId, this.#inputs.incremental),
      destination: this.#inputs.destination,
    };
    const { syncVersion } = await import('../files/index.ts');
    const result = await syncVersion(access.storage, options);
    this.#step.log.info(`Draft ${this.#datasetId}:${draft.version} has ${transferText(result)}`);
    return { mark: markOfManifest(result.manifest), outputs: await transferred(this.#services, result) };
  }

  /** Makes sure that a committed version of the same key was made of these files, by the digest of the manifest. */
  async compare(version: Version, key: string): Promise<Outputs> {
    const { hashLocalFiles } = await import('../files/index.ts');
    const { clock, random, signal } = this.#services;
    const { log } = this.#step;
    const { concurrency } = this.#inputs;
    const retryContext = { clock, log, random, signal, retries: 0 };
    const manifest = await hashLocalFiles({ retryContext, concurrency }, this.#files);
    refuseOtherFiles(version, key, manifest.digest);
    const { files, bytes } = manifest;
    const none = { uploaded: 0, copied: 0, removed: 0 };
    return transferred(this.#services, { ...none, files, bytes, unchanged: files, manifest });
  }

  /** What filling the draft would do; undefined stands for a draft that does not exist yet. */
  async plan(draft: Version | undefined): Promise<string> {
    const access = await this.#open();
    const { planWholeVersion } = await import('../files/index.ts');
    const plan = await planWholeVersion(access.storage, {
      files: this.#files,
      draft: draft === undefined ? undefined : access.locate(draft),
      sources: await findSources(this.#services, access, this.#datasetId, this.#inputs.incremental),
      destination: this.#inputs.destination,
    });
    return planText(plan, true);
  }
}

/**
 * Throws a {@link RefusedError} where a committed version of the key was made of other files than these: two jobs that
 * share a key would otherwise lose data without a word.
 */
export function refuseOtherFiles({ datasetId, version, metadata }: Version, key: string, digest: string): void {
  const committed = markOf(metadata).files?.digest;
  if (committed === digest) return;
  throw new RefusedError(
    `Version ${datasetId}:${version} is committed for the key ${key}, but with other files: its manifest has the SHA-256 ${committed ?? '(none)'}, these files make ${digest}`,
    'Two jobs or steps may share a key: give each its own `key`. If the data is meant to be new, it needs a new release, or another `key`.',
  );
}

function markOfManifest({ digest, files, bytes }: Manifest): FileMark {
  return { digest, count: files, bytes };
}
