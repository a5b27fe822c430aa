import { isDeepStrictEqual } from 'node:util';
import { compileGlob, type Matcher } from '../files/globs.ts';
import { attemptEach, type Concurrency, separateErrors } from '../net/concurrency.ts';
import { PartialFailure } from '../net/errors.ts';
import { formatCount, formatInteger, formatTime, formatUsage } from '../net/format.ts';
import { unlessGone } from '../paperspace/errors.ts';
import { newestVersions } from '../paperspace/references.ts';
import { globProblems } from './access.ts';
import { type Freed, freedText, Reclaimer, totalFreed } from './deletion.ts';
import { type Candidate, describeKept, type PrunePlan, planPrune } from './deletion-rules.ts';
import { reclaimInputs } from './inputs.ts';
import { type DatasetTarget, defineOperation } from './operation.ts';
import { deleteOrphans, type OrphanResult, orphanTable } from './orphans.ts';
import { SizeSeries } from './report.ts';
import { datasetOutputNames, type Report, type Services, type Step, type SummaryBlock } from './step.ts';

export const prune = defineOperation({
  name: 'prune',
  calls: 'the list, then a GET and a DELETE for each version to delete',
  purpose: 'delete old versions and drafts by retention rules',
  target: 'dataset',
  optional: ['keep-last', 'older-than', 'drafts-older-than', 'prune-tags', 'orphans', ...reclaimInputs, 'dry-run'],
  outputs: [...datasetOutputNames, 'count', 'versions', 'files', 'bytes'],
  check: (inputs) => {
    const rule = inputs['keep-last'] ?? inputs['older-than'] ?? inputs['drafts-older-than'];
    const message =
      'is missing, and so are `older-than`, `drafts-older-than` and `orphans: true`. Set at least one of them';
    const missing = rule === undefined && !inputs.orphans ? [{ input: 'keep-last', message } as const] : [];
    return [...missing, ...globProblems('prune-tags', () => tagMatcher(inputs['prune-tags'] ?? []))];
  },
  run: async (step, { target, ...inputs }, services) => {
    const versions = await listCandidates(services, target.datasetId);
    const rules = {
      keepLast: inputs['keep-last'],
      olderThanMs: inputs['older-than'],
      draftsOlderThanMs: inputs['drafts-older-than'],
      canDelete: tagMatcher(inputs['prune-tags'] ?? []),
    };
    const plan = planPrune(versions, rules, services.clock.now());
    const isDryRun = inputs['dry-run'];
    const prune = { step, services, target, versions, plan, kept: describeKept(plan, rules), isDryRun };
    await showPlan(prune);
    const usesStorage = inputs['delete-files'] || inputs.orphans;
    const reclaimer = usesStorage ? await Reclaimer.open(services, inputs, target.datasetId, versions) : undefined;
    const results = await deleteAll(prune, inputs.concurrency, inputs['delete-files'] ? reclaimer : undefined);
    const orphans = inputs.orphans && reclaimer ? await deleteOrphans(step, services, reclaimer, isDryRun) : [];
    if (usesStorage) step.output(totalFreed([...results, ...orphans].flatMap(({ freed }) => freed ?? [])));
    return report(prune, results, orphans);
  },
});

/** Lists all versions, and keeps only the fields that retention needs, so that a long list stays small. */
async function listCandidates({ paperspace }: Services, datasetId: string): Promise<Candidate[]> {
  const versions: Candidate[] = [];
  for await (const listed of newestVersions(paperspace, datasetId, { ahead: true })) {
    const { version, isCommitted, tags, dtCreated, dtModified, usageBytes, url } = listed;
    versions.push({ version, isCommitted, tags, dtCreated, dtModified, usageBytes, url });
  }
  return versions;
}

function tagMatcher(globs: readonly string[]): Matcher {
  const matchers = globs.map(compileGlob);
  return (tag) => matchers.some((matches) => matches(tag));
}

const MAX_PLAN_LINES = 100;

/** A planned prune and its dependencies. */
interface Prune {
  readonly step: Step;
  readonly services: Services;
  readonly target: DatasetTarget;
  /** All versions of the dataset. */
  readonly versions: readonly Candidate[];
  readonly plan: PrunePlan;
  /** The number of versions that each rule keeps, in words. */
  readonly kept: string;
  readonly isDryRun: boolean;
}

async function showPlan({ step, target, versions, plan, kept, isDryRun }: Prune): Promise<void> {
  const { deleted } = plan;
  step.output({ ...target.outputs, count: deleted.length, versions: deleted.map(({ version }) => version) });
  if (deleted.length === 0) return;
  // The headline of a dry run says the same.
  if (!isDryRun) step.log.info(`${deleted.length} of ${formatCount(versions.length, 'version')} will be deleted`);
  for (const version of deleted.slice(0, MAX_PLAN_LINES)) step.log.info(`- ${describe(version)}`);
  if (deleted.length > MAX_PLAN_LINES) step.log.info(`- and ${deleted.length - MAX_PLAN_LINES} more`);
  step.log.info(`Kept: ${kept}`);
  await step.summary(
    keptNote(kept),
    resultTable(deleted.map((version): Result => ({ version, result: 'not deleted yet' }))),
  );
}

function describe({ version, isCommitted, tags, dtCreated }: Candidate): string {
  const tagged = tags.length === 0 ? '' : `, ${tags.join(', ')}`;
  return `${version} (${isCommitted ? 'committed' : 'draft'}${tagged}, created ${formatTime(dtCreated)})`;
}

const WOULD_DELETE = 'would be deleted';
const DELETED = 'deleted';
const GONE = 'not found: already deleted';

/** The result of deleting a version, and its files if requested. */
interface Result {
  readonly version: Candidate;
  readonly result: string;
  readonly freed?: Freed | undefined;
}

/**
 * Deletes versions, and then the files of those that were deleted. A failure does not stop the rest; at the end all
 * failures are thrown together.
 *
 * @param reclaimer deletes the files, if requested
 */
async function deleteAll(prune: Prune, concurrency: Concurrency, reclaimer?: Reclaimer): Promise<Result[]> {
  const { step, services, plan, isDryRun } = prune;
  const { deleted: planned } = plan;
  const limit = services.limitConcurrency(concurrency);
  const { done, failures } = separateErrors(
    await attemptEach(planned, limit, services.signal, (version) => deleteIfUnmodified(prune, version)),
  );
  const gone = done.filter(({ result }) => result === (isDryRun ? WOULD_DELETE : DELETED));
  const versions = gone.map(({ version }) => version);
  const reclaimed = separateErrors((await reclaimer?.reclaimAll(step, versions, isDryRun)) ?? []);
  failures.push(...reclaimed.failures);
  if (failures.length > 0) {
    throw new PartialFailure(
      `Pruning failed for ${failures.length} of ${formatCount(planned.length, 'version')}`,
      failures,
    );
  }
  const freed = new Map(reclaimed.done.map((one, index) => [versions[index], one]));
  return done.map((result) => ({ ...result, freed: freed.get(result.version) }));
}

/** Deletes a version, unless it was modified since planning: it is read back just before. */
async function deleteIfUnmodified(prune: Prune, version: Candidate): Promise<Result> {
  const { step, services, target, isDryRun } = prune;
  if (isDryRun) return { version, result: WOULD_DELETE };
  const { paperspace } = services;
  const { datasetId } = target;
  const ref = `${datasetId}:${version.version}`;
  const now = await unlessGone(() => paperspace.getVersion(datasetId, version.version));
  if (now === undefined) return { version, result: GONE };
  if (isModified(now, version)) {
    step.log.warning(`Skipped version ${ref}: modified since planning`);
    return { version, result: 'skipped: modified since planning' };
  }
  const deleted = await unlessGone(() => paperspace.deleteVersion(datasetId, version.version));
  if (deleted === undefined) return { version, result: GONE };
  step.log.info(`Deleted version ${ref}`);
  return { version: { ...version, url: now.url }, result: DELETED };
}

/** Returns whether a version was modified since planning. A touched draft counts, because a job is filling it. */
function isModified(now: Candidate, { isCommitted, tags, dtModified }: Candidate): boolean {
  if (now.isCommitted !== isCommitted || !isDeepStrictEqual(now.tags, tags)) return true;
  return !isCommitted && now.dtModified !== dtModified;
}

async function report(prune: Prune, results: readonly Result[], orphans: readonly OrphanResult[]): Promise<Report> {
  const { step, versions, kept, isDryRun } = prune;
  await step.appendResult(
    results.map(({ version: { url: _url, ...version }, ...result }) => ({ ...version, ...result })),
  );
  await step.appendResult(orphans.map(({ orphan, freed }) => ({ ...orphan, result: 'orphan', freed })));
  const notes = kept === '' ? [] : [keptNote(kept)];
  await step.summary(
    ...notes,
    resultTable(results),
    ...orphanTable(orphans, isDryRun),
    ...sizeChart(versions, results),
  );
  const deleted = results.filter(({ result }) => result === DELETED).length;
  const isDone = !isDryRun && deleted + orphans.length > 0;
  const storage = storageText([...results, ...orphans], isDryRun);
  return { outcome: isDone ? 'deleted' : 'none', headline: `${versionsText(prune, deleted)}${storage}` };
}

function versionsText({ target, versions: all, plan, kept, isDryRun }: Prune, deleted: number): string {
  const total = all.length;
  const versions = `${formatCount(total, 'version')} of dataset ${target.label}`;
  const dryRun = isDryRun ? 'Dry run: would ' : '';
  if (total === 0) return `Dataset ${target.label} has no versions`;
  if (plan.deleted.length === 0) {
    const all = total === 1 ? `the only version of dataset ${target.label}` : `all ${versions}`;
    return `${isDryRun ? `${dryRun}keep` : 'Kept'} ${all}: ${kept}`;
  }
  if (isDryRun) return `${dryRun}delete ${plan.deleted.length} of ${versions}`;
  return `Deleted ${formatInteger(deleted)} of ${versions}`;
}

/** Describes the deleted files, if their deletion was requested. */
function storageText(results: readonly { readonly freed?: Freed | undefined }[], isDryRun: boolean): string {
  const freed = results.flatMap((result) => result.freed ?? []);
  if (freed.length === 0) return '';
  return `; ${freedText(totalFreed(freed))} ${isDryRun ? 'would be ' : ''}deleted from the storage`;
}

function keptNote(kept: string): SummaryBlock {
  return { kind: 'note', text: `Kept: ${kept}` };
}

/** Draws the sizes of the versions that remain. */
function sizeChart(all: readonly Candidate[], results: readonly Result[]): SummaryBlock[] {
  const isGone = (result: string): boolean => result === DELETED || result === GONE;
  const gone = new Set(results.filter(({ result }) => isGone(result)).map(({ version }) => version.version));
  const sizes = new SizeSeries();
  for (const version of all) if (!gone.has(version.version)) sizes.add(version);
  return sizes.chart();
}

function resultTable(results: readonly Result[]): SummaryBlock {
  const hasFiles = results.some(({ freed }) => freed !== undefined);
  const rows = results
    .slice(0, MAX_PLAN_LINES)
    .map(({ version: { version, tags, usageBytes, dtCreated }, result, freed }) => [
      version,
      tags.join(', '),
      formatUsage(usageBytes),
      formatTime(dtCreated),
      result,
      ...(hasFiles ? [freed === undefined ? '' : freedText(freed)] : []),
    ]);
  const columns = ['Version', 'Tags', 'Size', 'Created', 'Result', ...(hasFiles ? ['Storage'] : [])];
  return { kind: 'table', columns, rows, omitted: results.length - rows.length };
}
