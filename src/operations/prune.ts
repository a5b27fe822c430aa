import { isDeepStrictEqual } from 'node:util';
import { compileGlob, type Matcher } from '../files/globs.ts';
import { forEachConcurrently } from '../net/concurrency.ts';
import { CancelledError, PartialFailure } from '../net/errors.ts';
import { isRefusal } from '../paperspace/errors.ts';
import { newestVersions } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { globProblems } from './access.ts';
import { SizeSeries } from './chart.ts';
import { defineOperation } from './operation.ts';
import { datasetOutputNames } from './outputs.ts';
import type { Services } from './services.ts';
import type { Report, Step, SummaryBlock } from './step.ts';
import type { DatasetTarget } from './target.ts';

export const prune = defineOperation({
  name: 'prune',
  calls: 'the list, then a GET and a DELETE for each version that goes',
  purpose: 'retention',
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
    await showPlan(step, target, plan, versions.length, inputs['dry-run']);
    const ends = inputs['dry-run']
      ? plan.map((version): End => [version, 'would be deleted'])
      : await deleteAll(step, services, target.datasetId, plan, concurrency);
    return report(step, ends, versions, inputs['dry-run']);
  },
});

/** The part of a version that retention looks at. */
export type Candidate = Pick<Version, 'version' | 'isCommitted' | 'tags' | 'dtCreated' | 'dtModified' | 'usageBytes'>;

/** The rules of retention. Durations are in milliseconds. */
export interface PruneRules {
  readonly keepLast: number | undefined;
  readonly olderThanMs: number | undefined;
  readonly draftsOlderThanMs: number | undefined;
  /** Whether a tag may go with its version. */
  readonly canDelete: (tag: string) => boolean;
}

/**
 * Returns the versions to delete. A committed one is deleted only where every given rule selects it, and never the newest;
 * a draft only by its own rule, by the time it was last modified. A tagged version is kept unless all of its tags may go.
 */
export function planPrune(versions: readonly Candidate[], rules: PruneRules, nowMs: number): Candidate[] {
  const newestFirst = versions.filter(({ isCommitted }) => isCommitted).sort(byAgeDescending);
  const committed = newestFirst.filter(
    (version, index) => index > 0 && canDeleteCommitted(version, index, rules, nowMs),
  );
  const drafts = versions.filter((version) => !version.isCommitted && canDeleteDraft(version, rules, nowMs));
  return [...committed, ...drafts].filter(({ tags }) => tags.every(rules.canDelete));
}

function canDeleteCommitted(
  version: Candidate,
  index: number,
  { keepLast, olderThanMs }: PruneRules,
  nowMs: number,
): boolean {
  if (keepLast === undefined && olderThanMs === undefined) return false;
  if (keepLast !== undefined && index < keepLast) return false;
  return olderThanMs === undefined || nowMs - Date.parse(version.dtCreated) > olderThanMs;
}

function canDeleteDraft(
  { dtCreated, dtModified }: Candidate,
  { draftsOlderThanMs }: PruneRules,
  nowMs: number,
): boolean {
  if (draftsOlderThanMs === undefined) return false;
  return nowMs - Math.max(Date.parse(dtCreated), Date.parse(dtModified)) > draftsOlderThanMs;
}

function byAgeDescending(a: Candidate, b: Candidate): number {
  return Date.parse(b.dtCreated) - Date.parse(a.dtCreated) || (a.version < b.version ? 1 : -1);
}

/** Only what is needed is kept of each version, so that a long list stays small. */
function candidate({ version, isCommitted, tags, dtCreated, dtModified, usageBytes }: Candidate): Candidate {
  return { version, isCommitted, tags, dtCreated, dtModified, usageBytes };
}

function tagMatcher(globs: readonly string[]): Matcher {
  const matchers = globs.map(compileGlob);
  return (tag) => matchers.some((matches) => matches(tag));
}

const MAX_PLAN_LINES = 100;

async function showPlan(
  step: Step,
  target: DatasetTarget,
  plan: readonly Candidate[],
  total: number,
  isDryRun: boolean,
): Promise<void> {
  const headline = `${plan.length} of ${total} versions ${isDryRun ? 'would' : 'will'} be deleted`;
  step.log.info(headline);
  for (const version of plan.slice(0, MAX_PLAN_LINES)) step.log.info(`- ${describe(version)}`);
  if (plan.length > MAX_PLAN_LINES) step.log.info(`- and ${plan.length - MAX_PLAN_LINES} more`);
  step.output({ ...target.outputs, count: plan.length, versions: plan.map(({ version }) => version) });
  await step.summary(
    { kind: 'note', text: headline },
    endsTable(
      headline,
      plan.map((version): End => [version, 'not deleted yet']),
    ),
  );
}

function describe({ version, isCommitted, tags, dtCreated }: Candidate): string {
  const tagged = tags.length === 0 ? '' : `, ${tags.join(', ')}`;
  return `${version} (${isCommitted ? 'committed' : 'draft'}${tagged}, created ${dtCreated})`;
}

const DELETED = 'deleted';
const GONE = 'not found: already deleted';
type End = readonly [version: Candidate, end: string];

/** Deletes versions concurrently. One that fails does not stop the rest; at the end all failures are thrown together. */
async function deleteAll(
  step: Step,
  services: Services,
  datasetId: string,
  plan: readonly Candidate[],
  concurrency: number,
): Promise<End[]> {
  const ends: End[] = [];
  const failures: Error[] = [];
  await forEachConcurrently(plan.entries(), concurrency, services.signal, async ([index, planned]) => {
    try {
      ends[index] = [planned, await deleteIfUnmodified(step, services, datasetId, planned)];
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

/** The age of a draft is when it was last touched: one that was touched since has a live job. */
function isModified(now: Candidate, { isCommitted, tags, dtModified }: Candidate): boolean {
  if (now.isCommitted !== isCommitted || !isDeepStrictEqual(now.tags, tags)) return true;
  return !isCommitted && now.dtModified !== dtModified;
}

async function report(step: Step, ends: readonly End[], all: readonly Candidate[], isDryRun: boolean): Promise<Report> {
  const deleted = ends.filter(([, end]) => end === DELETED).length;
  const headline = isDryRun
    ? `Dry run: would delete ${ends.length} of ${all.length} versions`
    : `Deleted ${deleted} of ${all.length} versions`;
  await step.appendResult(ends.map(([version, result]) => ({ ...version, result })));
  step.output({ count: ends.length, versions: ends.map(([{ version }]) => version) });
  await step.summary(endsTable(headline, ends), ...sizeChart(all, ends));
  return { outcome: deleted > 0 ? 'deleted' : 'none', headline };
}

/** Draws the sizes of the versions that remain. */
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
    columns: ['Version', 'Tags', 'Created', 'Result'],
    rows,
    omitted: ends.length - rows.length,
  };
}
