import { SizeSeries } from '../operations/chart.ts';
import { type Outcome, type Outputs, versionOutputs } from '../operations/outputs.ts';
import { reportDryRun, reportVersion, versionFacts } from '../operations/report.ts';
import type { Report } from '../operations/step.ts';
import { isRefusal } from '../paperspace/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { addMissingTags, commitWithTags, markFiles } from './commit.ts';
import { type Holding, obtain, yieldToTwin } from './draft.ts';
import type { Filled } from './files.ts';
import { whileBeating } from './heartbeat.ts';
import type { SnapshotRun } from './run.ts';
import { searchKey } from './search.ts';
import { type Settlement, settleKey } from './settle.ts';

/** How often a snapshot starts again after its draft was deleted by somebody else. */
const MAX_ROUNDS = 3;

/** Takes the snapshot, from whatever an earlier attempt or another run left. */
export async function takeSnapshot(run: SnapshotRun): Promise<Report> {
  for (let round = 1; ; round += 1) {
    try {
      const report = await takeOnce(run);
      if (report !== undefined) return report;
    } catch (error) {
      if (!isRefusal(error, 404) || round === MAX_ROUNDS) throw error;
    }
    run.step.log.info('The draft is gone, deleted by another process: looking again from the start');
  }
}

/** Undefined: look again from the start. */
async function takeOnce(run: SnapshotRun): Promise<Report | undefined> {
  let holding: Holding | undefined = await obtain(run);
  while (holding !== undefined) {
    if (holding.kind === 'committed') return adopt(run, holding.version);
    const draft: Version = holding.version;
    const { files } = run;
    const filled: Filled | undefined =
      files === undefined ? undefined : await whileBeating(run, draft, () => files.fill(draft));
    if (!run.commit) return leaveDraft(run, holding, filled);
    // Filling takes time, in which another run may have committed.
    const next: Holding | undefined = filled === undefined ? holding : await yieldToTwin(run, draft, holding.outcome);
    if (next?.kind === 'draft' && next.version.version === draft.version) return commitDraft(run, holding, filled);
    holding = next;
  }
  return undefined;
}

/** Says what {@link takeSnapshot} would do. */
export async function describeSnapshot(run: SnapshotRun): Promise<Report> {
  const { committed, drafts } = await searchKey(run);
  const [version] = committed;
  if (version !== undefined) {
    const outputs = await run.files?.compare(version, run.key);
    const lacking = run.tags.filter((tag) => !version.tags.includes(tag));
    const change = lacking.length === 0 ? 'change nothing' : `add the tags ${lacking.join(', ')}`;
    const would = `${change}: version ${run.datasetId}:${version.version} is this snapshot already`;
    return reportDryRun(run.step, would, { ...run.known, ...versionOutputs(version), ...outputs });
  }
  const [draft] = drafts;
  const tagged = run.tags.length === 0 ? '' : ` with the tags ${run.tags.join(', ')}`;
  const steps = [
    draft === undefined
      ? `create a draft of dataset ${run.datasetId}`
      : `go on with draft ${run.datasetId}:${draft.version}`,
    await run.files?.plan(draft),
    run.commit ? `commit it${tagged}` : undefined,
  ];
  const known = draft === undefined ? run.known : { ...run.known, ...versionOutputs(draft) };
  return reportDryRun(run.step, steps.filter((step) => step !== undefined).join('; '), known);
}

/** The key's version is there already: its files must be the same, and only tags that it lacks are put right. */
async function adopt(run: SnapshotRun, found: Version): Promise<Report> {
  const fileOutputs = await run.files?.compare(found, run.key);
  const tagged = await addMissingTags(run, found);
  const settlement = await settleKey(run, tagged, tagged);
  const outcome = tagged === found ? 'unchanged' : 'updated';
  const headline = `Version ${run.datasetId}:${settlement.version.version} is this snapshot already`;
  return report(run, outcome, headline, settlement, fileOutputs);
}

async function leaveDraft(
  run: SnapshotRun,
  { outcome, version }: Holding & { kind: 'draft' },
  filled: Filled | undefined,
): Promise<Report> {
  const marked = filled === undefined ? version : await markFiles(run, version, filled.mark);
  const headline = `Draft ${run.datasetId}:${version.version} is ready for later steps`;
  return reportVersion(run.step, outcome, headline, marked, { ...run.known, ...filled?.outputs });
}

async function commitDraft(
  run: SnapshotRun,
  { outcome, version: draft }: Holding & { kind: 'draft' },
  filled: Filled | undefined,
): Promise<Report> {
  const { log } = run.step;
  const ref = `${run.datasetId}:${draft.version}`;
  if (filled === undefined) log.notice(`Version ${ref} gets no files from this step, since \`path\` is not given`);
  const committed = await commitWithTags(run, draft, filled?.mark);
  log.info(`Committed version ${ref}`);
  const settlement = await settleKey(run, committed, draft);
  const headline = `Version ${run.datasetId}:${settlement.version.version} is committed`;
  return report(run, settlement.yielded ? 'unchanged' : outcome, headline, settlement, filled?.outputs);
}

async function report(
  run: SnapshotRun,
  outcome: Outcome,
  headline: string,
  { version, newest }: Settlement,
  fileOutputs: Outputs = {},
): Promise<Report> {
  const sizes = new SizeSeries();
  for (const one of newest) sizes.add(one);
  const known = { ...run.known, ...fileOutputs };
  run.step.output({ ...versionOutputs(version), ...known });
  await run.step.summary(versionFacts(version, known), ...sizes.chart());
  await run.step.result(version);
  return { outcome, headline };
}
