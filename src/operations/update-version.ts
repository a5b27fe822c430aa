import { readVersion, resolveDataset, withVersionId } from '../paperspace/references.ts';
import type { Metadata, Version } from '../paperspace/schema.ts';
import { InputError } from './errors.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';
import { warnWhereTagsDiffer } from './set-tags.ts';
import { requiredVersion } from './target.ts';

export const updateVersion = defineOperation({
  name: 'update-version',
  calls: '`PUT /datasets/{id}/versions/{version}`; with `metadata`, a GET before it',
  purpose: 'message, metadata and tags of a version',
  required: ['dataset'],
  optional: ['version', 'message', 'metadata', 'tags', 'dry-run'],
  outputs: versionOutputNames,
  checks: [
    (inputs) => void requiredVersion(inputs),
    ({ message, metadata, tags }) => {
      if (message !== undefined || metadata !== undefined || tags !== undefined) return;
      const problem = 'is missing, and so are `metadata` and `tags`: nothing would change';
      throw new InputError([{ input: 'message', message: problem }]);
    },
  ],
  run: async (context, { message, metadata, tags, 'dry-run': dryRun, ...target }) => {
    const { paperspace, log } = context;
    const resolved = await resolveDataset(paperspace, target.dataset.dataset);
    const { id } = resolved;
    const name = resolvedOutputs(resolved);
    const wanted = requiredVersion(target);
    if (dryRun) {
      const fields = Object.entries({ message, metadata, tags }).filter(([, value]) => value !== undefined);
      const what = fields.map(([field, value]) => `${field} to ${JSON.stringify(value)}`).join(', ');
      return reportDryRun(context, `set the ${what} of version ${id}:${wanted}`, name);
    }
    const updated = await (metadata === undefined
      ? withVersionId(paperspace, id, wanted, (version) => paperspace.updateVersion(id, version, { message, tags }))
      : mergeMetadata(await readVersion(paperspace, id, wanted), metadata, (version, merged) =>
          paperspace.updateVersion(id, version, { message, tags, metadata: merged }),
        ));
    if (tags !== undefined) warnWhereTagsDiffer(log, updated, tags);
    return reportVersion(context, 'updated', `Updated version ${id}:${updated.version}`, updated, name);
  },
});

/** The API's PUT may replace the metadata: what is there, the action's own keys above all, is sent with what is new. */
function mergeMetadata(
  read: Version,
  metadata: Metadata,
  update: (version: string, merged: Metadata) => Promise<Version>,
): Promise<Version> {
  return update(read.version, { ...read.metadata, ...metadata });
}
