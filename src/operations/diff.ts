/** The operation `diff`, and the description of changes, which `snapshot` has too. */
import type { Change, ChangeKind, ChangeSummary, ComparedVersion, Tally } from '../files/index.ts';
import { formatBytes, formatCount, formatInteger } from '../net/format.ts';
import type { PaperspaceClient } from '../paperspace/client.ts';
import { newestVersions, readVersion } from '../paperspace/references.ts';
import type { Version } from '../paperspace/schema.ts';
import { type OpenVersion, openVersion, type ScanInputs, scan, storageInputs } from './access.ts';
import type { OptionalInputs } from './inputs.ts';
import { defineOperation, type VersionTarget } from './operation.ts';
import { type Outputs, type Report, type Services, type Step, type SummaryBlock, versionOutputNames } from './step.ts';

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
  calls: 'GET; with `against`, a second GET; without `against` and `path`, the list; then S3',
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

type DiffInputs = OptionalInputs<(typeof diffInputs)[number]>;

/** Compares, and reports in the result, the outputs, the summary and the comment on the pull request. */
async function compareAndReport(
  { step, services, target }: Omit<Comparison, 'opened'>,
  inputs: DiffInputs,
): Promise<Report> {
  const opened = await openVersion(step, services, target, inputs);
  const comparison = { step, services, target, opened };
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

interface Comparison {
  readonly step: Step;
  readonly services: Services;
  readonly target: VersionTarget;
  readonly opened: OpenVersion;
}

interface Compared {
  readonly summary: ChangeSummary;
  /** The two sides of the comparison, as the beginning of a sentence. */
  readonly subject: string;
}

async function compareWithEarlier(
  { step, services, target, opened }: Comparison,
  { against, destination }: DiffInputs,
): Promise<Compared> {
  const { compareVersions } = await import('../files/index.ts');
  const { storage, version } = opened;
  const earlier = await versionToCompare(services.paperspace, version, against);
  const before = earlier === undefined ? undefined : compared(opened, earlier);
  const options = { destination, onChange: changeReporter(step) };
  const summary = await compareVersions(storage, before, compared(opened, version), options);
  const name = `version ${target.describe(version)}`;
  if (earlier === undefined) return { summary, subject: `All files of ${name} (no earlier version)` };
  return { summary, subject: `From version ${target.describe(earlier)} to ${name}` };
}

async function compareWithPath(
  { step, services, target, opened }: Comparison,
  path: readonly string[],
  inputs: ScanInputs,
): Promise<Compared> {
  const { compareWithLocalFiles } = await import('../files/index.ts');
  const files = await scan(step, services, path, inputs);
  const options = { destination: inputs.destination, onChange: changeReporter(step) };
  const { storage, version } = opened;
  const summary = await compareWithLocalFiles(storage, compared(opened, version), files, options);
  return { summary, subject: `From version ${target.describe(version)} to the files of \`path\`` };
}

function compared({ locate }: OpenVersion, version: Version): ComparedVersion {
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

function changeOutputs({ added, changed, removed, renamed, basis }: ChangeSummary): Outputs {
  return {
    added: added.files,
    changed: changed.files,
    removed: removed.files,
    renamed: renamed.files,
    'compared-by': basis,
  };
}

const kinds: readonly (readonly [kind: ChangeKind, label: string])[] = [
  ['added', 'Added'],
  ['changed', 'Changed'],
  ['removed', 'Removed'],
  ['renamed', 'Renamed'],
];

export function hasNoChanges(summary: ChangeSummary): boolean {
  return kinds.every(([kind]) => summary[kind].files === 0);
}

/** Returns the counts in one line, such as `3 files added, 1 file renamed`, or with sizes `3 files added (1.2 GiB)`. */
export function changeText(summary: ChangeSummary, { withSizes = false } = {}): string {
  const counts = kinds
    .filter(([kind]) => summary[kind].files > 0)
    .map(([kind]) => {
      const { files, bytes } = summary[kind];
      return `${formatCount(files, 'file')} ${kind}${withSizes ? ` (${formatBytes(bytes)})` : ''}`;
    });
  return counts.length === 0 ? 'no changes' : counts.join(', ');
}

/** Returns one change in one line, such as `renamed a.txt -> b.txt (1.2 GiB)`. */
function changeLine(change: Change): string {
  return `${change.change} ${pathText(change)} (${sizeText(change)})`;
}

function pathText(change: Change): string {
  return change.change === 'renamed' ? `${change.previousKey} -> ${change.key}` : change.key;
}

function sizeText(change: Change): string {
  const size = formatBytes(change.size);
  return change.change === 'changed' ? `${formatBytes(change.previousSize)} -> ${size}` : size;
}

const basisTexts = {
  sha256: 'Compared by SHA-256.',
  'size-and-etag':
    'Compared by size and ETag, because no file has a known SHA-256 on both sides: renamed files may count as added and removed.',
  mixed: 'Compared by SHA-256 where it is known on both sides, and otherwise by size and ETag.',
} as const;

/** Returns the changes for a summary or comment: the counts with sizes, the ten largest changes, and the basis. */
export function changeBlocks(summary: ChangeSummary): SummaryBlock[] {
  const { basis, renamesLimited } = summary;
  const limited =
    'Too many files were added and removed to detect every renamed file. Some renamed files count as added and removed.';
  return [
    ...changeTables(summary, 'Changes'),
    { kind: 'note', text: basisTexts[basis] },
    ...(renamesLimited ? [{ kind: 'note', text: limited } as const] : []),
  ];
}

/** Returns the counts with their sizes, and the ten largest changes by name with the number of the others. */
export function changeTables(summary: ChangeSummary, caption: string): SummaryBlock[] {
  const { before, after, largest } = summary;
  const row = (label: string, { files, bytes }: Tally): readonly string[] => [
    label,
    formatInteger(files),
    formatBytes(bytes),
  ];
  const counts = [
    ...kinds.filter(([kind]) => summary[kind].files > 0).map(([kind, label]) => row(label, summary[kind])),
    row('Total before', before),
    row('Total now', after),
  ];
  const others = kinds.reduce((sum, [kind]) => sum + summary[kind].files, 0) - largest.length;
  const rest = others > 0 ? [['', `and ${formatCount(others, 'more change')}`, '']] : [];
  return [
    { kind: 'table', caption, columns: ['Change', 'Files', 'Size'], rows: counts, omitted: 0 },
    {
      kind: 'table',
      caption: 'Largest changes',
      columns: ['Change', 'File', 'Size'],
      rows: [...largest.map((change) => [change.change, pathText(change), sizeText(change)]), ...rest],
      omitted: 0,
    },
  ];
}
