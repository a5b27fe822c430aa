import type { ComparedVersion } from '../files/compare-versions.ts';
import type { Change, ChangeSummary } from '../files/differences.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { newestVersions, readVersion } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { type FileAccess, openFiles, type ScanInputs, scan, storageInputs } from './access.ts';
import { changeBlocks, changeLine, changeOutputs, changeText, hasNoChanges } from './changes.ts';
import type { OptionalInputs } from './inputs.ts';
import { defineOperation, type VersionTarget } from './operation.ts';
import { type Report, type Services, type Step, versionOutputNames, versionOutputs } from './step.ts';

const diffInputs = [
  'against',
  'path',
  'destination',
  'if-no-files-found',
  'include-hidden-files',
  ...storageInputs,
  'comment',
  'github-token',
  'job-index',
] as const;

export const diff = defineOperation({
  name: 'diff',
  calls: 'GET of both versions, then S3',
  purpose: 'show what changed between two versions, or between a version and the files of `path`',
  target: 'version',
  optional: diffInputs,
  outputs: [...versionOutputNames, 'added', 'changed', 'removed', 'renamed', 'compared-by'],
  check: ({ against, path }) =>
    against === undefined || path === undefined
      ? []
      : [{ input: 'against', message: 'cannot be combined with `path`: `dataset` is the version to compare with' }],
  run: (step, { target, ...inputs }, services) => compareAndReport({ step, services, target }, inputs),
});

const MAX_LINES = 100;

/** A step that compares a version. */
interface DiffStep {
  readonly step: Step;
  readonly services: Services;
  readonly target: VersionTarget;
}

type DiffInputs = OptionalInputs<(typeof diffInputs)[number]>;

/** Compares, and reports in the result, the outputs, the summary and the comment on the pull request. */
async function compareAndReport({ step, services, target }: DiffStep, inputs: DiffInputs): Promise<Report> {
  const access = await openFiles(services, inputs);
  const version = await target.read();
  step.output({ ...target.outputs, ...versionOutputs(version) });
  const comparison = { step, services, access, target, version };
  const { summary, subject } = await (inputs.path === undefined
    ? compareWithEarlier(comparison, inputs)
    : compareWithPath(comparison, inputs.path, inputs));
  step.output(changeOutputs(summary));
  const blocks = changeBlocks(summary);
  await step.summary(...blocks);
  const headline = `${subject}: ${changeText(summary)}`;
  const { comment, 'github-token': token, 'job-index': jobIndex } = inputs;
  if (comment) await services.updateComment({ token, jobIndex, headline, blocks });
  return { outcome: hasNoChanges(summary) ? 'unchanged' : 'changed', headline };
}

interface Comparison extends DiffStep {
  readonly access: FileAccess;
  readonly version: Version;
}

interface Compared {
  readonly summary: ChangeSummary;
  /** The two sides of the comparison, as the beginning of a sentence. */
  readonly subject: string;
}

async function compareWithEarlier(
  { step, services, access, target, version }: Comparison,
  { against, destination }: DiffInputs,
): Promise<Compared> {
  const { compareVersions } = await import('../files/index.ts');
  const earlier = await versionToCompare(services.paperspace, version, against);
  const before = earlier === undefined ? undefined : compared(access, earlier);
  const options = { destination, onChange: changeReporter(step) };
  const summary = await compareVersions(access.storage, before, compared(access, version), options);
  const name = `version ${target.describe(version)}`;
  if (earlier === undefined) return { summary, subject: `All files of ${name} (no earlier version)` };
  return { summary, subject: `From version ${target.describe(earlier)} to ${name}` };
}

async function compareWithPath(
  { step, services, access, target, version }: Comparison,
  path: readonly string[],
  inputs: ScanInputs,
): Promise<Compared> {
  const { compareWithLocalFiles } = await import('../files/index.ts');
  const files = await scan(step, services, path, inputs);
  const options = { destination: inputs.destination, onChange: changeReporter(step) };
  const summary = await compareWithLocalFiles(access.storage, compared(access, version), files, options);
  return { summary, subject: `From version ${target.describe(version)} to the files of \`path\`` };
}

function compared({ locate }: FileAccess, version: Version): ComparedVersion {
  return { location: locate(version), isCommitted: version.isCommitted };
}

function changeReporter(step: Step): (change: Change) => Promise<void> {
  let lines = 0;
  return async (change) => {
    lines += 1;
    if (lines <= MAX_LINES) step.log.info(`- ${changeLine(change)}`);
    if (lines === MAX_LINES + 1) step.log.info('- and more: see the output result-path');
    await step.appendResult([change]);
  };
}

/** Reads the version that `against` names; without it, the newest committed version before this one, if any. */
async function versionToCompare(
  paperspace: PaperspaceClient,
  version: Version,
  against: string | undefined,
): Promise<Version | undefined> {
  if (against !== undefined) return readVersion(paperspace, version.datasetId, against);
  let isOlder = false;
  for await (const other of newestVersions(paperspace, version.datasetId)) {
    if (other.version === version.version) isOlder = true;
    // The list may omit drafts.
    else if (other.isCommitted && (isOlder || Date.parse(other.dtCreated) < Date.parse(version.dtCreated)))
      return other;
  }
  return undefined;
}
