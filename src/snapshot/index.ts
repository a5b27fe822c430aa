import { RefusedError } from '../net/errors.ts';
import { scan, scanInputs, storageInputs, transferOutputs } from '../operations/access.ts';
import { defineOperation } from '../operations/operation.ts';
import { versionOutputNames } from '../operations/outputs.ts';
import type { EventFacts } from '../operations/services.ts';
import { LATEST } from '../paperspace/references.ts';
import { PROVENANCE } from '../paperspace/snapshot-mark.ts';
import { SnapshotFiles } from './files.ts';
import type { SnapshotRun } from './run.ts';
import { describeSnapshot, takeSnapshot } from './take.ts';

export const snapshot = defineOperation({
  name: 'snapshot',
  calls: 'find, POST, look for a twin, files (S3), one PUT that commits and tags, look at the tags',
  purpose: 'a whole, committed, tagged version, exactly once per key',
  target: 'dataset',
  required: [],
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
    'allow-empty',
    ...scanInputs,
    ...storageInputs,
    'dry-run',
    'release-notes',
    'github-token',
  ],
  outputs: [...versionOutputNames, ...transferOutputs],
  check: ({ path, commit, 'allow-empty': allowEmpty }) => {
    if (path !== undefined || !commit || allowEmpty) return [];
    const message =
      'is empty, so this snapshot would hold no files. Set `path`, or `commit: false` to fill the draft in later steps';
    return [{ input: 'path', message }];
  },
  run: async (step, { target, commit, path, ...inputs }, services) => {
    const { event } = services;
    const tags = inputs.tags ?? defaultTags(event);
    const files = path === undefined ? undefined : await scan(step, services, path, inputs);
    const { datasetId } = target;
    step.output(target.outputs);
    if (files?.length === 0 && commit && !inputs['allow-empty']) {
      return { outcome: 'none', headline: 'No files found, so no version was created' };
    }
    const run: SnapshotRun = {
      step,
      services,
      datasetId,
      known: target.outputs,
      key: inputs.key ?? `${event.key}/${inputs['job-index']}`,
      // A key that the user chose can be of any age.
      oldestMs: inputs.key === undefined ? event.oldestMs : undefined,
      tags,
      message: inputs.message ?? event.message,
      metadata: { ...inputs.metadata, ...(inputs.provenance ? { [PROVENANCE]: event.provenance } : {}) },
      onFailure: inputs['on-failure'],
      commit,
      files: files === undefined ? undefined : new SnapshotFiles(step, services, datasetId, files, inputs),
      attempts: new Set(),
    };
    if (inputs['dry-run']) return describeSnapshot(run);
    const report = await takeSnapshot(run);
    if (inputs['release-notes']) await services.updateReleaseNotes(inputs['github-token']);
    return report;
  },
});

/** The tag of a release or a tag push. Git allows tags that the API cannot take. */
function defaultTags(event: EventFacts): readonly string[] {
  if (event.tag === undefined) return [];
  if (event.tag === LATEST || event.tag.includes(',')) {
    throw new RefusedError(
      `The tag ${JSON.stringify(event.tag)} cannot be the tag of a version: \`${LATEST}\` and commas have a meaning of their own`,
      'Give `tags` for this step.',
    );
  }
  return [event.tag];
}
