import { warnIfTagsDiffer } from '../paperspace/tags.ts';
import { defineOperation } from './operation.ts';
import { versionOutputNames } from './outputs.ts';
import { reportDryRun, reportVersion } from './report.ts';

export const updateVersion = defineOperation({
  name: 'update-version',
  calls: '`PUT /datasets/{id}/versions/{version}`; with `metadata`, a GET before it',
  purpose: 'message, metadata and tags of a version',
  target: 'version',
  required: [],
  optional: ['message', 'metadata', 'tags', 'dry-run'],
  outputs: versionOutputNames,
  check: ({ message, metadata, tags }) =>
    message === undefined && metadata === undefined && tags === undefined
      ? [{ input: 'message', message: 'is missing, and so are `metadata` and `tags`: nothing would change' }]
      : [],
  run: async (step, { target, message, metadata, tags, 'dry-run': dryRun }, { paperspace }) => {
    const { datasetId } = target;
    if (dryRun) {
      const fields = Object.entries({ message, metadata, tags }).filter(([, value]) => value !== undefined);
      const changes = fields.map(([field, value]) => `${field} to ${JSON.stringify(value)}`).join(', ');
      return reportDryRun(step, `set the ${changes} of version ${target.ref}`, target.outputs);
    }
    const update = async () => {
      if (metadata === undefined) {
        return target.withId((version) => paperspace.updateVersion(datasetId, version, { message, tags }));
      }
      // The API's PUT may replace the metadata: what is there, the action's own keys above all, is sent with what is new.
      const read = await target.read();
      const merged = { ...read.metadata, ...metadata };
      return paperspace.updateVersion(datasetId, read.version, { message, tags, metadata: merged });
    };
    const updated = await update();
    if (tags !== undefined) warnIfTagsDiffer(step.log, updated, tags);
    return reportVersion(step, 'updated', `Updated version ${target.describe(updated)}`, updated, target.outputs);
  },
});
