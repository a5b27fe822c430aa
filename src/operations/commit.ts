import { RefusedError } from '../net/errors.ts';
import { commitVersion } from '../paperspace/drafts.ts';
import type { Version } from '../paperspace/schema.ts';
import { warnIfTagsDiffer } from '../paperspace/tags.ts';
import { type FileAccess, openFiles, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { type Outputs, versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';

export const commit = defineOperation({
  name: 'commit',
  calls: '`PUT /datasets/{id}/versions/{version}`',
  purpose: 'make a version immutable, and tag it in the same call; already committed is success',
  target: 'version',
  required: [],
  optional: ['tags', 'expect-files', 'expect-bytes', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'files', 'bytes'],
  run: async (step, { target, tags, 'dry-run': dryRun, ...inputs }, services) => {
    const { paperspace } = services;
    const { datasetId } = target;
    const expected = { files: inputs['expect-files'], bytes: inputs['expect-bytes'] };
    const isMeasured = expected.files !== undefined || expected.bytes !== undefined;
    const read = isMeasured ? await target.read() : undefined;
    const measured = read === undefined ? {} : await expectFiles(await openFiles(services, inputs), read, expected);
    const outputs = { ...target.outputs, ...measured };
    if (dryRun) {
      const tagged = tags === undefined ? '' : ` with the tags ${tags.join(', ')}`;
      const ref = read === undefined ? target.ref : `${datasetId}:${read.version}`;
      return reportDryRun(step, `commit version ${ref}${tagged}`, outputs);
    }
    const commitId = (versionId: string) => commitVersion(paperspace, datasetId, versionId, { tags });
    const { version, already } = await (read === undefined ? target.withId(commitId) : commitId(read.version));
    if (tags !== undefined) warnIfTagsDiffer(step.log, version, tags);
    const headline = already
      ? `Version ${target.describe(version)} was committed already`
      : `Committed version ${target.describe(version)}`;
    return reportVersion(step, already ? 'unchanged' : 'updated', headline, version, outputs);
  },
});

interface Expectation {
  readonly files: number | undefined;
  readonly bytes: number | undefined;
}

/** Counts what lies in a version's folder. Throws a {@link RefusedError} where it is not what is expected. */
async function expectFiles(access: FileAccess, version: Version, expected: Expectation): Promise<Outputs> {
  const { measureVersion } = await import('../files/index.ts');
  const { files, bytes } = await measureVersion(access.storage, access.locate(version));
  const wrong = [
    expected.files === undefined || expected.files === files ? [] : [`${files} files, not ${expected.files}`],
    expected.bytes === undefined || expected.bytes === bytes ? [] : [`${bytes} bytes, not ${expected.bytes}`],
  ].flat();
  if (wrong.length === 0) return { files, bytes };
  throw new RefusedError(
    `Version ${version.datasetId}:${version.version} ${version.isCommitted ? 'is already committed, but' : 'was not committed because it'} holds ${wrong.join(' and ')}`,
    'Check the jobs that upload files: one may have failed, or uploaded other files.',
  );
}
