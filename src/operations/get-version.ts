import { readVersion, resolveDataset } from '../paperspace/references.ts';
import { defineOperation } from './operation.ts';
import { resolvedOutputs, versionOutputNames } from './outputs.ts';
import { reportVersion } from './report.ts';
import { requiredVersion } from './target.ts';

export const getVersion = defineOperation({
  name: 'get-version',
  calls: '`GET /datasets/{id}/versions/{version}`; by tag or `latest`, the list instead',
  purpose: 'a version by its id, a tag or `latest`',
  required: ['dataset'],
  optional: ['version'],
  outputs: versionOutputNames,
  checks: [(inputs) => void requiredVersion(inputs)],
  run: async (context, inputs) => {
    const resolved = await resolveDataset(context.paperspace, inputs.dataset.dataset);
    const { id } = resolved;
    const version = await readVersion(context.paperspace, id, requiredVersion(inputs));
    const name = resolvedOutputs(resolved);
    return reportVersion(context, 'found', `Found version ${id}:${version.version}`, version, name);
  },
});
