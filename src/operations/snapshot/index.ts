import { isRefusal } from '../../paperspace/errors.ts';
import { LATEST, resolveDataset } from '../../paperspace/references.ts';
import type { Version } from '../../paperspace/schema.ts';
import { RefusedError } from '../errors.ts';
import { PROVENANCE } from '../metadata.ts';
import { type Context, defineOperation, type Report } from '../operation.ts';
import { type Outcome, type Outputs, resolvedOutputs, versionOutputNames } from '../outputs.ts';
import { reportDryRun, reportVersion } from '../report.ts';
import { noVersion } from '../target.ts';
import { addMissingTags, commitWithTags } from './commit.ts';
import { type Holding, obtain } from './draft.ts';
import type { SnapshotRun } from './run.ts';
import { searchKey } from './search.ts';
import { settleKey } from './settle.ts';

export const snapshot = defineOperation({
  name: 'snapshot',
  calls: 'find, create, files, one PUT that commits and tags, look',
  purpose: 'a whole, committed, tagged version, exactly once per key',
  required: ['dataset'],
  optional: ['message', 'tags', 'metadata', 'provenance', 'key', 'job-index', 'commit', 'on-failure', 'dry-run'],
  outputs: versionOutputNames,
  checks: [noVersion],
  run: async (context, { dataset, commit, ...inputs }) => {
    const tags = inputs.tags ?? defaultTags(context);
    const resolved = await resolveDataset(context.paperspace, dataset.dataset);
    const name = resolvedOutputs(resolved);
    context.publish(name);
    const run: SnapshotRun = {
      context,
      datasetId: resolved.id,
      key: inputs.key ?? `${context.event.key}/${inputs['job-index']}`,
      tags,
      message: inputs.message ?? context.event.message,
      metadata: { ...inputs.metadata, ...(inputs.provenance ? { [PROVENANCE]: context.event.provenance } : {}) },
      onFailure: inputs['on-failure'],
      attempts: new Set(),
    };
    // A key that the user chose can be of any age.
    const oldestMs = inputs.key === undefined ? context.event.oldestMs : undefined;
    if (inputs['dry-run']) return dryRun(run, oldestMs, commit, name);
    for (let round = 1; ; round += 1) {
      try {
        return await takeSnapshot(run, oldestMs, commit, name);
      } catch (error) {
        if (!isRefusal(error, 404) || round === MOST_ROUNDS) throw error;
        context.log.info('The version is gone: another process took it for a leftover. Looking again from the start');
      }
    }
  },
});

/** How often a snapshot starts again after its draft was deleted by somebody else. */
const MOST_ROUNDS = 3;

async function takeSnapshot(
  run: SnapshotRun,
  oldestMs: number | undefined,
  commit: boolean,
  name: Outputs,
): Promise<Report> {
  const holding = await obtain(run, oldestMs);
  if (holding.kind === 'committed') return adopt(run, holding.version, name);
  if (commit) return commitDraft(run, holding, name);
  const headline = `Draft ${run.datasetId}:${holding.version.version} is ready for later steps`;
  return reportVersion(run.context, holding.outcome, headline, holding.version, name);
}

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

async function dryRun(run: SnapshotRun, oldestMs: number | undefined, commit: boolean, name: Outputs): Promise<Report> {
  const { committed, drafts } = await searchKey(run, oldestMs);
  const tagged = run.tags.length === 0 ? '' : ` with the tags ${run.tags.join(', ')}`;
  const end = commit ? ` and commit it${tagged}` : '';
  if (committed[0] !== undefined) {
    return reportDryRun(run.context, `change nothing: ${run.datasetId}:${committed[0].version} is this snapshot`, name);
  }
  if (drafts[0] !== undefined) {
    return reportDryRun(run.context, `go on with draft ${run.datasetId}:${drafts[0].version}${end}`, name);
  }
  return reportDryRun(run.context, `create a draft of dataset ${run.datasetId}${end}`, name);
}

/** The key's version is there already: only tags that it lacks are put right. */
async function adopt(run: SnapshotRun, found: Version, name: Outputs): Promise<Report> {
  const tagged = await addMissingTags(run, found);
  const { version } = await settleKey(run, tagged, tagged);
  const outcome: Outcome = tagged === found ? 'unchanged' : 'updated';
  const headline = `Version ${run.datasetId}:${version.version} is this snapshot already`;
  return reportVersion(run.context, outcome, headline, version, name);
}

async function commitDraft(run: SnapshotRun, holding: Holding & { kind: 'draft' }, name: Outputs): Promise<Report> {
  const { context } = run;
  const draft = holding.version;
  context.log.notice(
    `Version ${run.datasetId}:${draft.version} gets no files from this step, since \`path\` is not given`,
  );
  const committed = await commitWithTags(run, draft);
  context.log.info(`Committed version ${run.datasetId}:${committed.version}`);
  const { version, yielded } = await settleKey(run, committed, draft);
  const headline = `Version ${run.datasetId}:${version.version} is committed`;
  return reportVersion(context, yielded ? 'unchanged' : holding.outcome, headline, version, name);
}
