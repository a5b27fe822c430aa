import { RefusedError } from '../net/errors.ts';
import { LATEST } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { newAttempt, PROVENANCE } from '../paperspace/snapshot-mark.ts';
import { missingTags, otherThan } from '../paperspace/version-changes.ts';
import { decide } from '../snapshot/decide.ts';
import { observe } from '../snapshot/observe.ts';
import { type SnapshotRun, START, type Taken } from '../snapshot/snapshot-run.ts';
import { takeSnapshot } from '../snapshot/take.ts';
import { scan, scanInputs, storageInputs, transferOutputs } from './access.ts';
import { changeBlocks } from './diff.ts';
import type { OptionalInputs } from './inputs.ts';
import { defineOperation } from './operation.ts';
import { describeTags, reportDryRun } from './report.ts';
import { ScannedFiles } from './snapshot-files.ts';
import { changesForNotes, snapshotBlocks } from './snapshot-summary.ts';
import {
  type EventFacts,
  type Outputs,
  type Report,
  type Services,
  type Step,
  type SummaryBlock,
  versionOutputNames,
  versionOutputs,
} from './step.ts';

export const snapshot = defineOperation({
  name: 'snapshot',
  calls:
    'list and tag lookups; with `incremental`, another list; POST; list; file transfers (S3); list; one PUT that commits and tags; list and tag lookups',
  purpose: 'create a complete, committed, tagged version, exactly once per key',
  target: 'dataset',
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
    'skip-if-unchanged',
    ...scanInputs,
    ...storageInputs,
    'dry-run',
    'comment',
    'release-notes',
    'github-token',
  ],
  outputs: [...versionOutputNames, ...transferOutputs],
  check: ({ path, commit, comment, 'dry-run': dryRun, 'allow-empty': allowEmpty }) => {
    if (comment && !dryRun) return [{ input: 'comment', message: 'requires `dry-run: true` with `snapshot`' }];
    if (path !== undefined || !commit || allowEmpty) return [];
    const message =
      'is missing, so the snapshot would have no files. Set `path`, or `commit: false` to fill the draft in later steps';
    return [{ input: 'path', message }];
  },
  run: async (step, { target, commit, path, ...inputs }, services) => {
    const { event, clock } = services;
    const startMs = clock.now();
    const tags = inputs.tags ?? defaultTags(event);
    const found = path === undefined ? undefined : await scan(step, services, path, inputs);
    const scanMs = clock.now() - startMs;
    const { datasetId } = target;
    step.output(target.outputs);
    if (found?.length === 0 && commit && !inputs['allow-empty']) {
      return { outcome: 'none', headline: 'No files found, so no version was created' };
    }
    const files = found === undefined ? undefined : new ScannedFiles(step, services, datasetId, found, inputs);
    const eventKey = `${event.key}/${inputs['job-index']}`;
    const run: SnapshotRun = {
      paperspace: services.paperspace,
      log: step.log,
      datasetId,
      key: inputs.key ?? eventKey,
      origin: { run: event.run, runAttempt: event.runAttempt, step: eventKey },
      tags,
      message: inputs.message ?? event.message,
      metadata: { ...inputs.metadata, ...(inputs.provenance ? { [PROVENANCE]: event.provenance } : {}) },
      commit,
      skipIfUnchanged: inputs['skip-if-unchanged'],
      // A key that the user chose can be of any age.
      oldestMs: inputs.key === undefined ? event.oldestMs : undefined,
      files,
      announceDraft: () => {
        const attempt = newAttempt();
        services.announceDraft({ datasetId, attempt, onFailure: inputs['on-failure'] });
        return attempt;
      },
      publishDraft: ({ version }) => step.output({ version, ref: `${datasetId}:${version}` }),
    };
    if (inputs['dry-run']) {
      const report = await describeSnapshot(step, run, files, target.outputs);
      if (inputs.comment) await commentOnChanges(step, services, inputs, files, report.headline);
      return report;
    }
    const taken = await takeSnapshot(run);
    const { version, newest } = taken;
    const outputs = { ...target.outputs, ...files?.outputs };
    const totalMs = clock.now() - startMs;
    const transfer = files?.transfer;
    const blocks = snapshotBlocks({ version, newest, outputs, links: event.links, transfer, scanMs, totalMs });
    const report = await reportSnapshot(step, taken, target.describe(version), outputs, blocks);
    if (files === undefined && commit) step.log.notice('No `path` given; no files uploaded');
    if (inputs['release-notes']) {
      await services.updateReleaseNotes(inputs['github-token'], changesForNotes({ version, newest, transfer }));
    }
    return report;
  },
});

/** Returns the tag of a release or a tag push. Git allows tags that the API cannot take. */
function defaultTags(event: EventFacts): readonly string[] {
  if (event.tag === undefined) return [];
  if (event.tag === LATEST || event.tag.includes(',')) {
    throw new RefusedError(
      `The tag ${JSON.stringify(event.tag)} cannot be the tag of a version: \`${LATEST}\` and commas are reserved`,
      'Set `tags` for this step.',
    );
  }
  return [event.tag];
}

async function reportSnapshot(
  step: Step,
  { version, outcome }: Taken,
  name: string,
  known: Outputs,
  blocks: readonly SummaryBlock[],
): Promise<Report> {
  step.output({ ...versionOutputs(version), ...known });
  await step.summary(...blocks);
  await step.result(version);
  if (!version.isCommitted) return { outcome, headline: `Draft ${name} is ready for later steps` };
  const isNew = outcome === 'created' || outcome === 'resumed';
  return { outcome, headline: isNew ? `Committed version ${name}` : `Snapshot already exists: version ${name}` };
}

/** Describes what a run would do, and fails for every error that can be detected in advance. */
async function describeSnapshot(
  step: Step,
  run: SnapshotRun,
  files: ScannedFiles | undefined,
  known: Outputs,
): Promise<Report> {
  const seen = await observe(run, START);
  // A real run deletes its leftover drafts first.
  const action = decide(run, START, { ...seen, usable: [] });
  if (action.kind === 'refuse') throw action.error;
  const [version] = seen.committed;
  if (version !== undefined) return describeAdoption(step, run, version, { ...known, ...files?.outputs });
  const [draft] = seen.usable;
  const others = draft === undefined ? seen.drafts : otherThan(draft, seen.drafts);
  const tagged = run.tags.length === 0 ? '' : ` with ${describeTags(run.tags)}`;
  const steps = [
    draft === undefined
      ? `create a draft of dataset ${run.datasetId}`
      : `resume draft ${run.datasetId}:${draft.version}`,
    await files?.plan(draft, others),
    run.commit ? `commit it${tagged}` : undefined,
  ];
  const would = steps.filter((one) => one !== undefined).join('; ');
  return reportDryRun(step, would, draft === undefined ? known : { ...known, ...versionOutputs(draft) });
}

/** Shows in the summary and in a comment on the pull request how the files differ from the newest committed version. */
async function commentOnChanges(
  step: Step,
  services: Services,
  inputs: OptionalInputs<'github-token' | 'job-index'>,
  files: ScannedFiles | undefined,
  headline: string,
): Promise<void> {
  const changes = await files?.changes();
  const blocks = changes === undefined ? [] : changeBlocks(changes);
  await step.summary(...blocks);
  await services.updateComment({ token: inputs['github-token'], jobIndex: inputs['job-index'], headline, blocks });
}

async function describeAdoption(step: Step, run: SnapshotRun, version: Version, known: Outputs): Promise<Report> {
  const missing = missingTags(run.tags, version.tags);
  const change = missing.length === 0 ? 'change nothing' : `add ${describeTags(missing)}`;
  const would = `${change}, because the snapshot already exists as version ${run.datasetId}:${version.version}`;
  return reportDryRun(step, would, { ...known, ...versionOutputs(version) });
}
