import type { PaperspaceClient } from '../paperspace/client.ts';
import { PaperspaceError } from '../paperspace/errors.ts';
import { readVersion, resolveDataset, withVersionId } from '../paperspace/references.ts';
import type { Version, VersionChange } from '../paperspace/schema.ts';
import { type FileAccess, openFiles, storageInputs } from './access.ts';
import { RefusedError } from './errors.ts';
import { defineOperation } from './operation.ts';
import { type Outputs, resolvedOutputs, versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';
import { warnWhereTagsDiffer } from './set-tags.ts';
import { requiredVersion } from './target.ts';

export const commit = defineOperation({
  name: 'commit',
  calls: '`PUT /datasets/{id}/versions/{version}`',
  purpose: 'make a version immutable, and tag it in the same call; already committed is success',
  required: ['dataset'],
  optional: ['version', 'tags', 'expect-files', 'expect-bytes', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes'],
  checks: [(inputs) => void requiredVersion(inputs)],
  run: async (context, { tags, 'dry-run': dryRun, ...inputs }) => {
    const { paperspace, log } = context;
    const resolved = await resolveDataset(paperspace, inputs.dataset.dataset);
    const { id } = resolved;
    const name = resolvedOutputs(resolved);
    const expected = { files: inputs['expect-files'], bytes: inputs['expect-bytes'] };
    let wanted = requiredVersion(inputs);
    let measured: Outputs = {};
    if (expected.files !== undefined || expected.bytes !== undefined) {
      const read = await readVersion(paperspace, id, wanted);
      measured = await expectFiles(await openFiles(context, inputs), read, expected);
      wanted = read.version;
    }
    if (dryRun) {
      const tagged = tags === undefined ? '' : ` with the tags ${tags.join(', ')}`;
      return reportDryRun(context, `commit version ${id}:${wanted}${tagged}`, { ...name, ...measured });
    }
    const { version, already } = await withVersionId(paperspace, id, wanted, (versionId) =>
      commitVersion(paperspace, id, versionId, { tags }),
    );
    if (tags !== undefined) warnWhereTagsDiffer(log, version, tags);
    const headline = `Version ${id}:${version.version} ${already ? 'was committed already' : 'is committed'}`;
    return reportVersion(context, already ? 'unchanged' : 'updated', headline, version, { ...name, ...measured });
  },
});

/** What a commit changes in the same call. */
export type CommitChange = Pick<VersionChange, 'tags' | 'metadata'>;

/**
 * Commits a version and sets its tags in one call. A refusal of a version that reads back committed is success
 * (`already`), and tags that it lacks are then set alone.
 */
export async function commitVersion(
  paperspace: PaperspaceClient,
  datasetId: string,
  versionId: string,
  { tags, metadata }: CommitChange,
): Promise<{ readonly version: Version; readonly already: boolean }> {
  try {
    const change = { isCommitted: true, tags, metadata };
    return { version: await paperspace.updateVersion(datasetId, versionId, change), already: false };
  } catch (error) {
    if (!isConflict(error)) throw error;
    const read = await paperspace.getVersion(datasetId, versionId);
    if (!read.isCommitted) throw error;
    const complete = tags === undefined || tags.every((tag) => read.tags.includes(tag));
    const version = complete ? read : await paperspace.updateVersion(datasetId, versionId, { tags });
    return { version, already: true };
  }
}

/** The reference does not say how a second commit is refused: anything but "no access" and "not there" may be it. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof PaperspaceError) || error.problem.kind !== 'refused') return false;
  const { status } = error.problem;
  return status >= 400 && status < 500 && ![401, 403, 404, 429].includes(status);
}

interface Expectation {
  readonly files: number | undefined;
  readonly bytes: number | undefined;
}

/** Counts what lies in a version's folder. Throws a {@link RefusedError} where it is not what is expected. */
async function expectFiles(access: FileAccess, version: Version, expected: Expectation): Promise<Outputs> {
  const { files, bytes } = await access.library.measureVersion(access.storage, access.locate(version));
  const wrong = [
    expected.files === undefined || expected.files === files ? [] : [`${files} files, not ${expected.files}`],
    expected.bytes === undefined || expected.bytes === bytes ? [] : [`${bytes} bytes, not ${expected.bytes}`],
  ].flat();
  if (wrong.length === 0) return { files, bytes };
  throw new RefusedError(
    `Version ${version.datasetId}:${version.version} is not committed, since it holds ${wrong.join(' and ')}`,
    'Look at the jobs that upload: one of them may have failed, or have had other files.',
  );
}
