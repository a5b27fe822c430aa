import { isDeepStrictEqual } from 'node:util';
import { forEachConcurrently } from '../net/concurrency.ts';
import { CancelledError } from '../net/errors.ts';
import { isRefusal } from '../paperspace/errors.ts';
import { newestVersions, resolveDataset } from '../paperspace/references.ts';
import { SizeSeries } from './chart.ts';
import { InputError, PartialFailure } from './errors.ts';
import { type Context, defineOperation, type Report, type SummaryBlock } from './operation.ts';
import { datasetOutputNames, type Outputs, resolvedOutputs } from './outputs.ts';
import { type Candidate, planPrune } from './prune-plan.ts';
import { noVersion } from './target.ts';

export const prune = defineOperation({
  name: 'prune',
  calls: 'the list, then a GET and a DELETE for each version that goes',
  purpose: 'retention',
  required: ['dataset'],
  optional: ['keep-last', 'older-than', 'drafts-older-than', 'prune-tags', 'concurrency', 'dry-run'],
  outputs: [...datasetOutputNames, 'count', 'versions'],
  checks: [noVersion, someRule],
  run: async (context, { dataset, concurrency, ...inputs }) => {
    const { paperspace, clock } = context;
    const resolved = await resolveDataset(paperspace, dataset.dataset);
    const versions: Candidate[] = [];
    for await (const version of newestVersions(paperspace, resolved.id, { ahead: true })) {
      versions.push(candidate(version));
    }
    const rules = {
      keepLast: inputs['keep-last'],
      olderThanMs: inputs['older-than'],
      draftsOlderThanMs: inputs['drafts-older-than'],
      canDelete: await tagMatcher(inputs['prune-tags'] ?? []),
    };
    const plan = planPrune(versions, rules, clock.now());
    const name = resolvedOutputs(resolved);
    await announcePlan(context, name, plan, versions.length);
    const ends = inputs['dry-run']
      ? plan.map((version): End => [version, 'would go'])
      : await deleteAll(context, resolved.id, plan, concurrency);
    return finish(context, ends, versions, name);
  },
});

function someRule(inputs: {
  readonly 'keep-last'?: number | undefined;
  readonly 'older-than'?: number | undefined;
  readonly 'drafts-older-than'?: number | undefined;
}): void {
  const committedRule = inputs['keep-last'] ?? inputs['older-than'];
  if (committedRule === undefined && inputs['drafts-older-than'] === undefined) {
    const message = 'is missing, and so are `older-than` and `drafts-older-than`: at least one rule must be given';
    throw new InputError([{ input: 'keep-last', message }]);
  }
}

/** Only what is needed is kept of each version, so that a long list stays small. */
function candidate({ version, isCommitted, tags, dtCreated, dtModified, usageBytes }: Candidate): Candidate {
  return { version, isCommitted, tags, dtCreated, dtModified, usageBytes };
}

/** The glob library is loaded only where there are globs. */
async function tagMatcher(globs: readonly string[]): Promise<(tag: string) => boolean> {
  if (globs.length === 0) return () => false;
  const { Minimatch } = await import('minimatch');
  const patterns = globs.map((glob) => new Minimatch(glob, { dot: true, nocomment: true, nonegate: true }));
  return (tag) => patterns.some((pattern) => pattern.match(tag));
}

const MAX_PLAN_LINES = 100;

async function announcePlan(
  { log, publish, preview }: Context,
  name: Outputs,
  plan: readonly Candidate[],
  all: number,
): Promise<void> {
  const headline = `Of ${all} versions, ${plan.length} are to go`;
  log.info(headline);
  for (const version of plan.slice(0, MAX_PLAN_LINES)) log.info(`- ${describe(version)}`);
  if (plan.length > MAX_PLAN_LINES) log.info(`- and ${plan.length - MAX_PLAN_LINES} more`);
  publish({ ...name, count: plan.length, versions: plan.map(({ version }) => version) });
  await preview(headline, [
    endsTable(
      'Plan',
      plan.map((version): End => [version, 'is to go']),
    ),
  ]);
}

function describe({ version, isCommitted, tags, dtCreated }: Candidate): string {
  const tagged = tags.length === 0 ? '' : `, ${tags.join(', ')}`;
  return `${version} (${isCommitted ? 'committed' : 'draft'}${tagged}, created ${dtCreated})`;
}

const DELETED = 'deleted';
const GONE = 'was gone already';
type End = readonly [version: Candidate, end: string];

/** Deletes side by side. One that fails does not stop the rest; at the end all failures are thrown together. */
async function deleteAll(
  context: Context,
  datasetId: string,
  plan: readonly Candidate[],
  concurrency: number,
): Promise<End[]> {
  const ends: End[] = [];
  const failures: Error[] = [];
  await forEachConcurrently(plan.entries(), concurrency, context.signal, async ([index, planned]) => {
    try {
      ends[index] = [planned, await deleteUnlessChanged(context, datasetId, planned)];
    } catch (error) {
      if (error instanceof CancelledError || !Error.isError(error)) throw error;
      failures.push(error);
    }
  });
  if (failures.length > 0) {
    throw new PartialFailure(`${failures.length} of ${plan.length} versions could not be deleted`, failures);
  }
  return ends;
}

/** Reads a version back just before it is deleted, and leaves it alone where it is not as the plan has it. */
async function deleteUnlessChanged(
  { paperspace, log }: Context,
  datasetId: string,
  planned: Candidate,
): Promise<string> {
  const ref = `${datasetId}:${planned.version}`;
  try {
    const now = await paperspace.getVersion(datasetId, planned.version);
    if (isChanged(now, planned)) {
      log.warning(`Version ${ref} changed since the plan was made, and is left alone`);
      return 'left alone: changed meanwhile';
    }
    await paperspace.deleteVersion(datasetId, planned.version);
    log.info(`Deleted version ${ref}`);
    return DELETED;
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
    return GONE;
  }
}

/** The age of a draft is when it was last touched: one that was touched since the plan has a live job. */
function isChanged(now: Candidate, { isCommitted, tags, dtModified }: Candidate): boolean {
  if (now.isCommitted !== isCommitted || !isDeepStrictEqual(now.tags, tags)) return true;
  return !isCommitted && now.dtModified !== dtModified;
}

async function finish(
  { result }: Context,
  ends: readonly End[],
  all: readonly Candidate[],
  name: Outputs,
): Promise<Report> {
  for (const [version, end] of ends) await result.item({ ...version, end });
  const deleted = ends.filter(([, end]) => end === DELETED).length;
  const headline =
    deleted > 0
      ? `Deleted ${deleted} of ${all.length} versions`
      : `${ends.length} of ${all.length} versions are to go, none was deleted`;
  return {
    outcome: deleted > 0 ? 'deleted' : 'none',
    headline,
    outputs: { ...name, count: ends.length, versions: ends.map(([{ version }]) => version) },
    summary: [endsTable(headline, ends), ...sizeChart(all, ends)],
  };
}

/** Draws what is left. */
function sizeChart(all: readonly Candidate[], ends: readonly End[]): SummaryBlock[] {
  const gone = new Set(ends.filter(([, end]) => end === DELETED || end === GONE).map(([{ version }]) => version));
  const sizes = new SizeSeries();
  for (const version of all) if (!gone.has(version.version)) sizes.add(version);
  return sizes.chart();
}

function endsTable(caption: string, ends: readonly End[]): SummaryBlock {
  const rows = ends
    .slice(0, MAX_PLAN_LINES)
    .map(([{ version, tags, dtCreated }, end]) => [version, tags.join(', '), dtCreated, end]);
  return {
    kind: 'table',
    caption,
    columns: ['Version', 'Tags', 'Created', 'End'],
    rows,
    omitted: ends.length - rows.length,
  };
}
