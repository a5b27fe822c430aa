/** The job summary of a snapshot. */
import type { WholeSyncResult } from '../files/index.ts';
import { formatBytes, formatDuration, formatExactBytes, formatInteger, formatUsage } from '../net/format.ts';
import type { Version } from '../paperspace/schema.ts';
import { changeTables, changeText, hasNoChanges } from './diff.ts';
import { SizeSeries } from './report.ts';
import type { EventLink, Outputs, SummaryBlock, VersionChanges } from './step.ts';

/** The result of a snapshot. */
export interface SnapshotFacts {
  readonly version: Version;
  /** The newest versions of the dataset, the newest first. */
  readonly newest: readonly Version[];
  readonly outputs: Outputs;
  readonly links: readonly EventLink[];
  /** The result of the transfer; undefined if none was needed. */
  readonly transfer: Pick<WholeSyncResult, 'changes' | 'durations' | 'uploadedBytes'> | undefined;
  /** Durations of the file scan and of the whole step, in milliseconds. */
  readonly scanMs: number;
  readonly totalMs: number;
}

/** Returns the blocks of the summary: the version, the changes, the durations, and how to use the version. */
export function snapshotBlocks(facts: SnapshotFacts): SummaryBlock[] {
  const sizes = new SizeSeries();
  for (const version of facts.newest) sizes.add(version);
  return [versionBlock(facts), ...changeSection(facts), ...timeSection(facts), usageBlock(facts), ...sizes.chart()];
}

function versionBlock({ version, outputs, links }: SnapshotFacts): SummaryBlock {
  const { files, bytes } = outputs;
  return {
    kind: 'facts',
    facts: [
      ['Reference', `${version.datasetId}:${version.version}`],
      ['State', version.isCommitted ? 'committed' : 'draft'],
      ['Tags', version.tags.join(', ')],
      ['Message', version.message ?? ''],
      ['Files', files === undefined ? '' : formatInteger(files)],
      ['Size', bytes === undefined ? formatUsage(version.usageBytes) : formatExactBytes(bytes)],
      ['Manifest SHA-256', outputs['manifest-digest'] ?? ''],
      ...links.map(({ label, text, url }) => [label, { text, url }] as const),
    ],
  };
}

function changeSection(facts: SnapshotFacts): SummaryBlock[] {
  const changes = facts.transfer?.changes;
  if (changes === undefined) return [];
  const before = previousName(facts);
  const name = before === undefined ? 'the previous version' : `version ${before}`;
  if (hasNoChanges(changes)) return [{ kind: 'note', text: `No files changed since ${name}.` }];
  return changeTables(changes, `Changes since ${name}`);
}

/** Returns a tag or the ID of the committed version before the snapshot. */
function previousName({ version, newest }: Pick<SnapshotFacts, 'version' | 'newest'>): string | undefined {
  const before = newest.find((one) => one.isCommitted && one.version !== version.version);
  return before?.tags[0] ?? before?.version;
}

/** Returns the changes for the release notes; undefined if they are not known. */
export function changesForNotes(
  facts: Pick<SnapshotFacts, 'version' | 'newest' | 'transfer'>,
): VersionChanges | undefined {
  const changes = facts.transfer?.changes;
  return changes === undefined
    ? undefined
    : { since: previousName(facts), text: changeText(changes, { withSizes: true }) };
}

function timeSection({ transfer, scanMs, totalMs }: SnapshotFacts): SummaryBlock[] {
  if (transfer === undefined) return [];
  const { durations, uploadedBytes } = transfer;
  const { listing, transferring, verifying } = durations;
  const rate =
    uploadedBytes > 0 && transferring > 0 ? ` (${formatBytes((1000 * uploadedBytes) / transferring)}/s uploaded)` : '';
  const rest = Math.max(0, totalMs - scanMs - listing - transferring - verifying);
  return [
    {
      kind: 'facts',
      caption: 'Time',
      facts: [
        ['Scan files', formatDuration(scanMs)],
        ['List stored files', formatDuration(listing)],
        ['Compare, upload and copy', `${formatDuration(transferring)}${rate}`],
        ['Verify', formatDuration(verifying)],
        ['API calls and commit', formatDuration(rest)],
        ['Total', formatDuration(totalMs)],
      ],
    },
  ];
}

/** A tag can move, but is easiest to read; without one, the reference by IDs is used. */
function usageBlock({ version, outputs }: SnapshotFacts): SummaryBlock {
  const dataset = outputs['dataset-name'];
  const [tag] = version.tags;
  const ref =
    dataset === undefined || tag === undefined ? `${version.datasetId}:${version.version}` : `${dataset}:${tag}`;
  const value = /^[\w./-]+:[\w./-]+$/.test(ref) ? ref : JSON.stringify(ref);
  const [operation, ...lines] = version.isCommitted ? ['download-files', 'path: data'] : ['commit'];
  return {
    kind: 'code',
    caption: 'Usage in a later step',
    text: ['with:', `  operation: ${operation}`, `  dataset: ${value}`, ...lines.map((line) => `  ${line}`)].join('\n'),
  };
}
