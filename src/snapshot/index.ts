import { scan, scanInputs, storageInputs, transferOutputs } from '../operations/access.ts';
import { RefusedError } from '../operations/errors.ts';
import { PROVENANCE } from '../operations/metadata.ts';
import { type Context, defineOperation } from '../operations/operation.ts';
import { resolvedOutputs, versionOutputNames } from '../operations/outputs.ts';
import { noVersion } from '../operations/target.ts';
import { LATEST, resolveDataset } from '../paperspace/references.ts';
import { SnapshotFiles } from './files.ts';
import type { SnapshotRun } from './run.ts';
import { describeSnapshot, takeSnapshot } from './take.ts';

export const snapshot = defineOperation({
  name: 'snapshot',
  calls: 'find, POST, look for a twin, files (S3), one PUT that commits and tags, look at the tags',
  purpose: 'a whole, committed, tagged version, exactly once per key',
  required: ['dataset'],
  optional: [
    'message',
    'tags',
    'metadata',
    'provenance',
    'key',
    'job-index',
    'commit',
    'on-failure',
    'path',
    ...scanInputs,
    ...storageInputs,
    'dry-run',
    'release-notes',
    'github-token',
  ],
  outputs: [...versionOutputNames, ...transferOutputs],
  checks: [noVersion],
  run: async (context, { dataset, commit, path, ...inputs }) => {
    const tags = inputs.tags ?? defaultTags(context);
    const files = path === undefined ? undefined : await scan(context, path, inputs);
    const resolved = await resolveDataset(context.paperspace, dataset.dataset);
    context.publish(resolvedOutputs(resolved));
    const run: SnapshotRun = {
      context,
      datasetId: resolved.id,
      known: resolvedOutputs(resolved),
      key: inputs.key ?? `${context.event.key}/${inputs['job-index']}`,
      // A key that the user chose can be of any age.
      oldestMs: inputs.key === undefined ? context.event.oldestMs : undefined,
      tags,
      message: inputs.message ?? context.event.message,
      metadata: { ...inputs.metadata, ...(inputs.provenance ? { [PROVENANCE]: context.event.provenance } : {}) },
      onFailure: inputs['on-failure'],
      commit,
      files: files === undefined ? undefined : new SnapshotFiles(context, resolved.id, files, inputs),
      attempts: new Set(),
    };
    return inputs['dry-run'] ? describeSnapshot(run) : takeSnapshot(run);
  },
});

/** The tag of a release or a tag push. Git allows tags that the API cannot take. */
function defaultTags({ event }: Context): readonly string[] {
  if (event.tag === undefined) return [];
  if (event.tag === LATEST || event.tag.includes(',')) {
    throw new RefusedError(
      `The tag ${JSON.stringify(event.tag)} cannot be the tag of a version: \`${LATEST}\` and commas have a meaning of their own`,
      'Give `tags` for this step.',
    );
  }
  return [event.tag];
}
