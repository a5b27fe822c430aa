import { defineOperation } from './operation.ts';
import { versionOutputNames } from './outputs.ts';
import { reportVersion } from './report.ts';

export const getVersion = defineOperation({
  name: 'get-version',
  calls: '`GET /datasets/{id}/versions/{version}`; by tag or `latest`, the list instead',
  purpose: 'a version by its id, a tag or `latest`',
  target: 'version',
  required: [],
  optional: [],
  outputs: versionOutputNames,
  run: async (step, { target }) => {
    const version = await target.read();
    return reportVersion(step, 'found', `Found version ${target.describe(version)}`, version, target.outputs);
  },
});
