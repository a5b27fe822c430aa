/** Describes the changes between two versions for outputs, logs, summaries and comments. */
import type { Change, ChangeKind, ChangeSummary } from '../files/differences.ts';
import { formatBytes, formatCount } from '../net/format.ts';
import type { Outputs, SummaryBlock } from './step.ts';

export function changeOutputs({ added, changed, removed, renamed, basis }: ChangeSummary): Outputs {
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
export function changeLine(change: Change): string {
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
    'Compared by size and ETag, because at least one version has no manifest: renamed files count as added and removed.',
  mixed: 'Compared by SHA-256 where both manifests list the file, and otherwise by size and ETag.',
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
  const row = (label: string, { files, bytes }: { files: number; bytes: number }): readonly string[] => [
    label,
    files.toLocaleString('en-US'),
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
