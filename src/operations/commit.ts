import type { PaperspaceClient } from '../paperspace/client.ts';
import { PaperspaceError } from '../paperspace/errors.ts';
import { resolveDataset, withVersionId } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';
import { warnWhereTagsDiffer } from './set-tags.ts';
import { requiredVersion } from './target.ts';

export const commit = defineOperation({
  name: 'commit',
  calls: '`PUT /datasets/{id}/versions/{version}`',
  purpose: 'make a version immutable, and tag it in the same call; already committed is success',
  required: ['dataset'],
  optional: ['version', 'tags', 'dry-run'],
  outputs: versionOutputNames,
  checks: [(inputs) => void requiredVersion(inputs)],
  run: async (context, { tags, 'dry-run': dryRun, ...target }) => {
    const { paperspace, log } = context;
    const resolved = await resolveDataset(paperspace, target.dataset.dataset);
    const { id } = resolved;
    const name = resolvedOutputs(resolved);
    const wanted = requiredVersion(target);
    if (dryRun) {
      const tagged = tags === undefined ? '' : ` with the tags ${tags.join(', ')}`;
      return reportDryRun(context, `commit version ${id}:${wanted}${tagged}`, name);
    }
    const { version, already } = await withVersionId(paperspace, id, wanted, (versionId) =>
      commitVersion(paperspace, id, versionId, tags),
    );
    if (tags !== undefined) warnWhereTagsDiffer(log, version, tags);
    const headline = `Version ${id}:${version.version} ${already ? 'was committed already' : 'is committed'}`;
    return reportVersion(context, already ? 'unchanged' : 'updated', headline, version, name);
  },
});

/**
 * Commits a version and sets its tags in one call. A refusal of a version that reads back committed is success
 * (`already`), and tags that it lacks are then set alone.
 */
export async function commitVersion(
  paperspace: PaperspaceClient,
  datasetId: string,
  versionId: string,
  tags: readonly string[] | undefined,
): Promise<{ readonly version: Version; readonly already: boolean }> {
  try {
    return {
      version: await paperspace.updateVersion(datasetId, versionId, { isCommitted: true, tags }),
      already: false,
    };
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
  return (
    error.problem.status >= 400 && error.problem.status < 500 && ![401, 403, 404, 429].includes(error.problem.status)
  );
}
