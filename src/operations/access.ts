import type {
  LocalFile,
  PlannedFile,
  Storage,
  SyncResult,
  Tally,
  VersionLocation,
  VersionPlan,
} from '../files/index.ts';
import { messageOf, RefusedError } from '../net/errors.ts';
import { formatBytes, formatCount, formatDuration } from '../net/format.ts';
import { NotFoundError } from '../paperspace/errors.ts';
import { latestVersion } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { InputError, type InputName, type InputProblem, type OptionalInputs } from './inputs.ts';
import type { VersionTarget } from './operation.ts';
import { type OutputName, type Outputs, type Services, type Step, versionOutputs } from './step.ts';

/** The inputs of operations that access the storage. */
export const storageInputs = [
  's3-endpoint',
  's3-region',
  'storage-prefix',
  'concurrency',
] as const satisfies readonly InputName[];

/** The inputs of operations that read local files, in addition to `path`. */
export const scanInputs = [
  'destination',
  'if-no-files-found',
  'include-hidden-files',
  'incremental',
] as const satisfies readonly InputName[];

/** The outputs of operations that send files. */
export const transferOutputs = [
  'files',
  'bytes',
  'files-uploaded',
  'files-copied',
  'files-unchanged',
  'manifest-path',
  'manifest-digest',
  'checksums-path',
] as const satisfies readonly OutputName[];

export type StorageInputs = OptionalInputs<(typeof storageInputs)[number]>;

/** The inputs that {@link scan} reads. */
export type ScanInputs = OptionalInputs<'destination' | 'if-no-files-found' | 'include-hidden-files'>;

/** An open storage, and a function that locates the files of a version. */
export interface FileAccess {
  readonly storage: Storage;
  locate(version: Pick<Version, 'url'>): VersionLocation;
}

/** Opens the storage. Sends nothing yet. */
export async function openFiles(services: Services, inputs: StorageInputs): Promise<FileAccess> {
  const { locateVersion } = await import('../files/index.ts');
  const storage = await services.openStorage(inputs);
  return { storage, locate: ({ url }) => locateVersion(url, inputs['storage-prefix']) };
}

/** A version whose files an operation reads or changes. */
export interface OpenVersion extends FileAccess {
  readonly version: Version;
  readonly location: VersionLocation;
}

/**
 * Opens the storage, reads the version, and sets its outputs.
 *
 * @param refusal why a committed version is refused, as the end of a sentence; undefined accepts one
 * @throws RefusedError if the version is committed and must not be
 */
export async function openVersion(
  step: Step,
  services: Services,
  target: VersionTarget,
  inputs: StorageInputs,
  refusal?: string,
): Promise<OpenVersion> {
  const access = await openFiles(services, inputs);
  const version = await target.read();
  if (version.isCommitted && refusal !== undefined) {
    throw new RefusedError(
      `Version ${version.datasetId}:${version.version} is committed, so ${refusal}`,
      'Create a new version, or take a snapshot.',
    );
  }
  step.output({ ...target.outputs, ...versionOutputs(version) });
  return { ...access, version, location: access.locate(version) };
}

/** Returns the problems with the globs of an input, found by compiling them. */
export function globProblems(input: InputName, compile: () => unknown): InputProblem[] {
  try {
    compile();
    return [];
  } catch (error) {
    return [{ input, message: `contains an invalid glob: ${messageOf(error)}` }];
  }
}

/**
 * Finds the files that `path` selects.
 *
 * @throws InputError if there are none and `if-no-files-found` does not allow that
 */
export async function scan(
  { log }: Step,
  services: Services,
  path: readonly string[],
  inputs: ScanInputs,
): Promise<readonly LocalFile[]> {
  const { files, explainNoMatch } = await services.scan({
    patterns: path.join('\n'),
    includeHiddenFiles: inputs['include-hidden-files'],
    destination: inputs.destination,
  });
  if (files.length > 0) {
    const { measure } = await import('../files/index.ts');
    log.info(`Found ${amountText(measure(files))}`);
    return files;
  }
  if (inputs['if-no-files-found'] === 'ignore') return files;
  const message = `matches no files (${path.join(', ')}). ${await explainNoMatch()}`;
  if (inputs['if-no-files-found'] === 'error') throw new InputError([{ input: 'path', message }]);
  log.warning(`Input \`path\` ${message}`);
  return files;
}

/**
 * Returns the versions that unchanged files can be copied from: the newest committed one, or none if `incremental` is
 * false or no version is committed.
 */
export async function findSources(
  { paperspace }: Services,
  access: FileAccess,
  datasetId: string,
  incremental: boolean,
): Promise<readonly VersionLocation[]> {
  if (!incremental) return [];
  const { StorageUrlError } = await import('../files/index.ts');
  try {
    return [access.locate(await latestVersion(paperspace, datasetId))];
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof StorageUrlError) return [];
    throw error;
  }
}

/** Writes the manifest and the SHA256SUMS file of a transfer, and returns the outputs. */
export async function writeTransferOutputs(
  { writeFile }: Services,
  result: Pick<SyncResult, 'files' | 'bytes' | 'uploaded' | 'copied' | 'unchanged' | 'manifest'>,
): Promise<Outputs> {
  const { files, bytes, uploaded, copied, unchanged, manifest } = result;
  const { checksumsText, manifestText } = await import('../files/index.ts');
  return {
    files,
    bytes,
    'files-uploaded': uploaded,
    'files-copied': copied,
    'files-unchanged': unchanged,
    'manifest-path': await writeFile('manifest.jsonl', manifestText(manifest.entries)),
    'manifest-digest': manifest.digest,
    'checksums-path': await writeFile('SHA256SUMS', checksumsText(manifest.entries)),
  };
}

/** Describes a number of files and their size: `2 files (1.2 GiB)`. */
export function amountText({ files, bytes }: Tally): string {
  return `${formatCount(files, 'file')} (${formatBytes(bytes)})`;
}

/** Describes the result and speed of a transfer: `1 uploaded, 0 copied, 2 unchanged in 12 s (45.0 MiB/s)`. */
export function transferText({ uploaded, copied, unchanged, removed, ...result }: SyncResult): string {
  const gone = removed === 0 ? '' : `, ${removed} removed`;
  const { listing, transferring, verifying } = result.durations;
  const took = formatDuration(listing + transferring + verifying);
  const rate =
    result.uploadedBytes > 0 && transferring > 0
      ? ` (${formatBytes((1000 * result.uploadedBytes) / transferring)}/s)`
      : '';
  return `${uploaded} uploaded, ${copied} copied, ${unchanged} unchanged${gone} in ${took}${rate}`;
}

/** Describes in one line what a plan would do. */
export function planText({ files, extraneous }: VersionPlan, removes: boolean): string {
  const count = (action: PlannedFile['action']): number => files.filter((file) => file.action === action).length;
  const gone = removes && extraneous.length > 0 ? ` and remove ${extraneous.length}` : '';
  return `upload ${formatCount(count('uploaded'), 'file')}, copy ${count('copied')}, leave ${count('unchanged')} unchanged${gone}`;
}
