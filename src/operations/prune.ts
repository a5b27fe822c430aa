import { isDeepStrictEqual } from 'node:util';
import { compileGlob, type Matcher } from '../files/globs.ts';
import { type Concurrency, forEachConcurrently } from '../net/concurrency.ts';
import { CancelledError, PartialFailure } from '../net/errors.ts';
import { formatCount, formatTime, formatUsage } from '../net/format.ts';
import { isRefusal } from '../paperspace/errors.ts';
import { newestVersions } from '../paperspace/references.ts';
import { globProblems } from './access.ts';
import { type DatasetTarget, defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import { type Candidate, describeKept, type PrunePlan, planPrune } from './prune-plan.ts';
import { SizeSeries } from './report.ts';
import type { Services } from './services.ts';
import type { Report, Step, SummaryBlock } from './step.ts';

export const prune = defineOperation({
  name: 'prune',
  calls: 'the list, then a GET and a DELETE for each version to delete',
  purpose: 'delete old versions and drafts by rules of retention',
  target: 'dataset',
  required: [],
  optional: ['keep-last', 'older-than', 'drafts-older-than', 'prune-tags', 'concurrency', 'dry-run'],
  outputs: [...datasetOutputNames, 'count', 'versions'],
  check: (inputs) => {
    const rule = inputs['keep-last'] ?? inputs['older-than'] ?? inputs['drafts-older-than'];
    const message = 'is missing, and so are `older-than` and `drafts-older-than`: at least one rule must be given';
    const missing = rule === undefined ? [{ input: 'keep-last', message } as const] : [];
    return [...missing, ...globProblems('prune-tags', () => tagMatcher(inputs['prune-tags'] ?? []))];
  },
  run: async (step, { target, concurrency, ...inputs }, services) => {
    const { paperspace, clock } = services;
    const versions: Candidate[] = [];
    for await (const version of newestVersions(paperspace, target.datasetId, { ahead: true })) {
      versions.push(candidate(version));
    }
    const rules = {
      keepLast: inputs['keep-last'],
      olderThanMs: inputs['older-than'],
      draftsOlderThanMs: inputs['drafts-older-than'],
      canDelete: tagMatcher(inputs['prune-tags'] ?? []),
    };
    const plan = planPrune(versions, rules, clock.now());
    const prune = {
      target,
      total: versions.length,
      plan,
      kept: describeKept(plan, rules),
      isDryRun: inputs['dry-run'],
    };
    await showPlan(step, prune);
    const results = prune.isDryRun
      ? plan.deleted.map((version): Result => [version, 'would be deleted'])
      : await deleteAll(step, services, target.datasetId, plan.deleted, concurrency);
    return report(step, prune, results, sizeChart(versions, results));
  },
});

/** Returns only what retention needs of a version, so that a long list stays small. */
function candidate({ version, isCommitted, tags, dtCreated, dtModified, usageBytes }: Candidate): Candidate {
  return { version, isCommitted, tags, dtCreated, dtModified, usageBytes };
}

function tagMatcher(globs: readonly string[]): Matcher {
  const matchers = globs.map(compileGlob);
  return (tag) => matchers.some((matches) => matches(tag));
}

const MAX_PLAN_LINES = 100;

/** What a prune is about to do. */
interface PlannedPrune {
  readonly target: DatasetTarget;
  /** Number of versions of the dataset. */
  readonly total: number;
  readonly plan: PrunePlan;
  /** How many versions are kept, and by which rule. */
  readonly kept: string;
  readonly isDryRun: boolean;
}

async function showPlan(step: Step, { target, total, plan, kept, isDryRun }: PlannedPrune): Promise<void> {
  const { deleted } = plan;
  step.output({ ...target.outputs, count: deleted.length, versions: deleted.map(({ version }) => version) });
  if (deleted.length === 0) return;
  step.log.info(`${deleted.length} of ${formatCount(total, 'version')} ${isDryRun ? 'would' : 'will'} be deleted`);
  for (const version of deleted.slice(0, MAX_PLAN_LINES)) step.log.info(`- ${describe(version)}`);
  if (deleted.length > MAX_PLAN_LINES) step.log.info(`- and ${deleted.length - MAX_PLAN_LINES} more`);
  step.log.info(`Kept: ${kept}`);
  await step.summary(keptNote(kept), resultTable(deleted.map((version): Result => [version, 'not deleted yet'])));
}

function describe({ version, isCommitted, tags, dtCreated }: Candidate): string {
  const tagged = tags.length === 0 ? '' : `, ${tags.join(', ')}`;
  return `${version} (${isCommitted ? 'committed' : 'draft'}${tagged}, created ${formatTime(dtCreated)})`;
}

const DELETED = 'deleted';
const GONE = 'not found: already deleted';
type Result = readonly [version: Candidate, result: string];

/** Deletes versions concurrently. One that fails does not stop the rest; at the end all failures are thrown together. */
async function deleteAll(
  step: Step,
  services: Services,
  datasetId: string,
  plan: readonly Candidate[],
  concurrency: Concurrency,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: Error[] = [];
  const limit = services.limitConcurrency(concurrency);
  await forEachConcurrently(plan.entries(), limit, services.signal, async ([index, planned]) => {
    const end = limit.begin();
    try {
      results[index] = [planned, await deleteIfUnmodified(step, services, datasetId, planned)];
    } catch (error) {
      if (error instanceof CancelledError || !Error.isError(error)) throw error;
      failures.push(error);
    } finally {
      end(0);
    }
  });
  if (failures.length > 0) {
    throw new PartialFailure(`${failures.length} of ${plan.length} versions could not be deleted`, failures);
  }
  return results;
}

/** Deletes a version, unless it was modified since planning: it is read back just before. */
async function deleteIfUnmodified(
  { log }: Step,
  { paperspace }: Services,
  datasetId: string,
  planned: Candidate,
): Promise<string> {
  const ref = `${datasetId}:${planned.version}`;
  try {
    const now = await paperspace.getVersion(datasetId, planned.version);
    if (isModified(now, planned)) {
      log.warning(`Skipped version ${ref}: modified since planning`);
      return 'skipped: modified since planning';
    }
    await paperspace.deleteVersion(datasetId, planned.version);
    log.info(`Deleted version ${ref}`);
    return DELETED;
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
    return GONE;
  }
}

/** Whether a version was changed since planning. A draft that was only touched counts too: a job is still filling it. */
function isModified(now: Candidate, { isCommitted, tags, dtModified }: Candidate): boolean {
  if (now.isCommitted !== isCommitted || !isDeepStrictEqual(now.tags, tags)) return true;
  return !isCommitted && now.dtModified !== dtModified;
}

async function report(
  step: Step,
  { target, total, plan, kept, isDryRun }: PlannedPrune,
  results: readonly Result[],
  chart: readonly SummaryBlock[],
): Promise<Report> {
  await step.appendResult(results.map(([version, result]) => ({ ...version, result })));
  await step.summary(...(kept === '' ? [] : [keptNote(kept)]), resultTable(results), ...chart);
  const versions = `${formatCount(total, 'version')} of dataset ${target.label}`;
  const dryRun = isDryRun ? 'Dry run: would ' : '';
  if (total === 0) return { outcome: 'none', headline: `Dataset ${target.label} has no versions` };
  if (plan.deleted.length === 0) {
    const all = total === 1 ? `the only version of dataset ${target.label}` : `all ${versions}`;
    return { outcome: 'none', headline: `${isDryRun ? `${dryRun}keep` : 'Kept'} ${all}: ${kept}` };
  }
  if (isDryRun) return { outcome: 'none', headline: `${dryRun}delete ${plan.deleted.length} of ${versions}` };
  const deleted = results.filter(([, result]) => result === DELETED).length;
  const headline = `Deleted ${deleted.toLocaleString('en-US')} of ${versions}`;
  return { outcome: deleted > 0 ? 'deleted' : 'none', headline };
}

function keptNote(kept: string): SummaryBlock {
  return { kind: 'note', text: `Kept: ${kept}` };
}

/** Draws the sizes of the versions that remain. */
function sizeChart(all: readonly Candidate[], results: readonly Result[]): SummaryBlock[] {
  const isGone = (result: string): boolean => result === DELETED || result === GONE;
  const gone = new Set(results.filter(([, result]) => isGone(result)).map(([{ version }]) => version));
  const sizes = new SizeSeries();
  for (const version of all) if (!gone.has(version.version)) sizes.add(version);
  return sizes.chart();
}

function resultTable(results: readonly Result[]): SummaryBlock {
  const rows = results
    .slice(0, MAX_PLAN_LINES)
    .map(([{ version, tags, usageBytes, dtCreated }, result]) => [
      version,
      tags.join(', '),
      formatUsage(usageBytes),
      formatTime(dtCreated),
      result,
    ]);
  const columns = ['Version', 'Tags', 'Size', 'Created', 'Result'];
  return { kind: 'table', columns, rows, omitted: results.length - rows.length };
}
