import type { StoredObject } from '../files/index.ts';
import { ActionError, RefusedError } from '../net/errors.ts';
import { formatCount } from '../net/format.ts';
import type { Version } from '../paperspace/schema.ts';
import { commitVersion } from '../paperspace/version-changes.ts';
import { type FileAccess, openFiles, storageInputs } from './access.ts';
import type { OptionalInputs } from './inputs.ts';
import { defineOperation } from './operation.ts';
import { describeTags, reportDryRun, reportVersion, warnIfTagsDiffer } from './report.ts';
import { type Outputs, type Services, type Step, versionOutputNames } from './step.ts';

export const commit = defineOperation({
  name: 'commit',
  calls: '`PUT /datasets/{id}/versions/{version}`; with access to the storage, GET and S3 first',
  purpose: 'make a version immutable and tag it in the same call; succeeds if it is already committed',
  target: 'version',
  optional: ['tags', 'expect-files', 'expect-bytes', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes'],
  run: async (step, { target, tags, 'dry-run': dryRun, ...inputs }, services) => {
    const { paperspace } = services;
    const { datasetId } = target;
    const read = usesStorage(services, inputs) ? await target.read() : undefined;
    const files = read === undefined ? NO_FILES : await prepareFiles(step, services, read, inputs);
    const outputs = { ...target.outputs, ...files.outputs };
    if (dryRun) {
      const tagged = tags === undefined ? '' : ` with ${describeTags(tags)}`;
      const ref = read === undefined ? target.ref : `${datasetId}:${read.version}`;
      return reportDryRun(step, `commit version ${ref}${tagged}`, outputs);
    }
    await files.writeManifest();
    const commitId = (versionId: string) => commitVersion(paperspace, datasetId, versionId, { tags });
    const { version, already } = await (read === undefined ? target.withId(commitId) : commitId(read.version));
    if (tags !== undefined) warnIfTagsDiffer(step.log, version, tags);
    const headline = already
      ? `Version ${target.describe(version)} was already committed`
      : `Committed version ${target.describe(version)}`;
    return reportVersion(step, already ? 'unchanged' : 'updated', headline, version, outputs);
  },
});

type CommitInputs = OptionalInputs<'expect-files' | 'expect-bytes' | (typeof storageInputs)[number]>;

function hasExpectations(inputs: CommitInputs): boolean {
  return inputs['expect-files'] !== undefined || inputs['expect-bytes'] !== undefined;
}

/** If the inputs do not involve the storage, a commit is one call of the API. */
function usesStorage({ hasStorageCredentials }: Services, inputs: CommitInputs): boolean {
  return hasExpectations(inputs) || inputs['s3-endpoint'] !== undefined || hasStorageCredentials;
}

/** The result of the check of the files, and the remaining work on them. */
interface CommitFiles {
  readonly outputs: Outputs;
  writeManifest(): Promise<void>;
}

const NO_FILES: CommitFiles = { outputs: {}, writeManifest: async () => undefined };

/**
 * Checks the files of a version and finds the manifests that upload jobs left. If the inputs do not mention the
 * files, the storage is optional: a failure there causes only a warning.
 *
 * @throws RefusedError if the version does not hold the expected files
 */
async function prepareFiles(step: Step, services: Services, read: Version, inputs: CommitInputs): Promise<CommitFiles> {
  if (hasExpectations(inputs)) {
    const { listFiles } = await import('../files/index.ts');
    const access = await openFiles(services, inputs);
    const objects = await listFiles(access.storage, access.locate(read));
    const outputs = await checkExpected(read, objects, inputs);
    return { outputs, writeManifest: await findManifests(step, access, read, objects) };
  }
  if (read.isCommitted || !read.url?.startsWith('s3://')) return NO_FILES;
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (services.signal.aborted || !(error instanceof ActionError)) throw error;
      const reason = `the manifests of the \`upload-files\` steps could not be merged: ${error.message}`;
      step.log.warning(`Version ${read.datasetId}:${read.version} will have no manifest because ${reason}`);
      return undefined;
    }
  };
  const write = await attempt(async () => findManifests(step, await openFiles(services, inputs), read));
  return { outputs: {}, writeManifest: async () => attempt(async () => write?.()) };
}

/** Compares the files of a version with the expected ones. */
async function checkExpected(
  version: Version,
  objects: readonly StoredObject[],
  inputs: CommitInputs,
): Promise<Outputs> {
  const { measure } = await import('../files/index.ts');
  const { files, bytes } = measure(objects);
  const { 'expect-files': expectedFiles = files, 'expect-bytes': expectedBytes = bytes } = inputs;
  const wrong = [
    expectedFiles === files ? [] : [`${formatCount(files, 'file')} instead of ${expectedFiles}`],
    expectedBytes === bytes ? [] : [`${formatCount(bytes, 'byte')} instead of ${expectedBytes}`],
  ].flat();
  if (wrong.length === 0) return { files, bytes };
  const ref = `${version.datasetId}:${version.version}`;
  const state = version.isCommitted ? 'is already committed, but' : 'was not committed because it';
  throw new RefusedError(
    `Version ${ref} ${state} has ${wrong.join(' and ')}`,
    'Check the jobs that upload files: one may have failed or uploaded different files.',
  );
}

/** Finds the manifests that upload jobs left next to a draft, and returns a function that merges them. */
async function findManifests(
  step: Step,
  { storage, locate }: FileAccess,
  version: Version,
  objects?: readonly StoredObject[],
): Promise<() => Promise<void>> {
  const { listFiles, listManifestParts, mergeManifestParts } = await import('../files/index.ts');
  const location = locate(version);
  const parts = version.isCommitted ? [] : await listManifestParts(storage, location);
  return async () => {
    if (parts.length === 0) return;
    const stored = objects ?? (await listFiles(storage, location));
    const unknown = await mergeManifestParts(storage, location, parts, stored);
    step.log.info(`Merged ${formatCount(parts.length, 'manifest')} from \`upload-files\` steps`);
    if (unknown.length > 0) {
      step.log.warning(
        `The manifest omits ${formatCount(unknown.length, 'file')} that no \`upload-files\` step uploaded, so downloads cannot verify the SHA-256 of every file. The first is ${JSON.stringify(unknown[0])}`,
      );
    }
  };
}
