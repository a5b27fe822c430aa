import { describe, expect, test } from '@jest/globals';
import type { ChangeSummary } from '../../src/files/index.ts';
import { changesForNotes, type SnapshotFacts, snapshotBlocks } from '../../src/operations/snapshot-summary.ts';
import { DATASET_ID, sampleVersion, VERSION_ID } from '../support/responses.ts';

const MIB = 1024 ** 2;
const nothing = { files: 0, bytes: 0 };
const unchanged: ChangeSummary = {
  added: nothing,
  changed: nothing,
  removed: nothing,
  renamed: nothing,
  before: { files: 2, bytes: 2 * MIB },
  after: { files: 2, bytes: 2 * MIB },
  largest: [],
  basis: 'sha256',
  renamesLimited: false,
};
const version = sampleVersion({ isCommitted: true, tags: ['v2'], message: 'Spring data' });
const before = sampleVersion({ version: 'before1', isCommitted: true, tags: ['v1'] });
const facts: SnapshotFacts = {
  version,
  newest: [version, before],
  outputs: { 'dataset-name': 'faces', files: 3, bytes: 3 * MIB, 'manifest-digest': 'abc' },
  links: [{ label: 'Commit', text: '0123abc', url: 'https://github.com/acme/faces/commit/0123abc' }],
  transfer: undefined,
  scanMs: 500,
  totalMs: 75_000,
};
const transfer = (changes: ChangeSummary | undefined): SnapshotFacts => ({
  ...facts,
  transfer: {
    changes,
    uploadedBytes: 120 * MIB,
    durations: { listing: 1_500, transferring: 60_000, verifying: 2_000 },
  },
});

describe('the summary of a snapshot', () => {
  test('names the version, its files and its origin', () => {
    expect(snapshotBlocks(facts)[0]).toEqual({
      kind: 'facts',
      facts: [
        ['Reference', `${DATASET_ID}:${VERSION_ID}`],
        ['State', 'committed'],
        ['Tags', 'v2'],
        ['Message', 'Spring data'],
        ['Files', '3'],
        ['Size', '3.0 MiB (3,145,728 bytes)'],
        ['Manifest SHA-256', 'abc'],
        ['Commit', { text: '0123abc', url: 'https://github.com/acme/faces/commit/0123abc' }],
      ],
    });
  });

  test('shows the changes since the previous version: the largest by name, and the number of the others', () => {
    const added = { change: 'added', key: 'a.csv', size: MIB } as const;
    const changes = { ...unchanged, added: { files: 12, bytes: 12 * MIB }, largest: Array(10).fill(added) };

    const blocks = snapshotBlocks(transfer(changes));

    expect(blocks).toContainEqual({
      kind: 'table',
      caption: 'Changes since version v1',
      columns: ['Change', 'Files', 'Size'],
      rows: [
        ['Added', '12', '12.0 MiB'],
        ['Total before', '2', '2.0 MiB'],
        ['Total now', '2', '2.0 MiB'],
      ],
      omitted: 0,
    });
    expect(blocks).toContainEqual(
      expect.objectContaining({
        caption: 'Largest changes',
        rows: expect.arrayContaining([['', 'and 2 more changes', '']]),
      }),
    );
  });

  test('reports that nothing changed, and omits unknown changes', () => {
    const captions = (given: SnapshotFacts) => JSON.stringify(snapshotBlocks(given));

    expect(snapshotBlocks(transfer(unchanged))).toContainEqual({
      kind: 'note',
      text: 'No files changed since version v1.',
    });
    expect(captions(transfer(undefined))).not.toContain('hange');
    expect(captions({ ...transfer(unchanged), newest: [version] })).toContain(
      'No files changed since the previous version.',
    );
  });

  test('shows the durations and the rate of the upload', () => {
    expect(snapshotBlocks(transfer(undefined))).toContainEqual({
      kind: 'facts',
      caption: 'Time',
      facts: [
        ['Scan files', '0.5 s'],
        ['List stored files', '1.5 s'],
        ['Compare, upload and copy', '1 min (2.0 MiB/s uploaded)'],
        ['Verify', '2.0 s'],
        ['API calls and commit', '11 s'],
        ['Total', '1 min 15 s'],
      ],
    });
  });

  test.each([
    ['by name and tag', {}, {}, 'faces:v2'],
    ['by IDs if it has no tag', { tags: [] }, {}, `${DATASET_ID}:${VERSION_ID}`],
    ['in quotes if YAML would read it otherwise', {}, { 'dataset-name': 'my faces #1' }, '"my faces #1:v2"'],
  ])('says how to use the version: %s', (_how, fields, outputs, ref) => {
    const given = { ...facts, version: { ...version, ...fields }, outputs: { ...facts.outputs, ...outputs } };

    expect(snapshotBlocks(given)).toContainEqual({
      kind: 'code',
      caption: 'Usage in a later step',
      text: `with:\n  operation: download-files\n  dataset: ${ref}\n  path: data`,
    });
  });

  test('shows how to commit a draft', () => {
    expect(snapshotBlocks({ ...facts, version: { ...version, isCommitted: false } })).toContainEqual(
      expect.objectContaining({ text: 'with:\n  operation: commit\n  dataset: faces:v2' }),
    );
  });
});

describe('the changes in the release notes', () => {
  test('are the counts and sizes of the summary, and the version before by its tag', () => {
    const changes = {
      ...unchanged,
      added: { files: 12, bytes: 12 * MIB },
      changed: { files: 1, bytes: MIB },
      removed: { files: 2, bytes: 300 },
      renamed: { files: 3, bytes: 20 },
    };
    expect(changesForNotes(transfer(changes))).toEqual({
      since: 'v1',
      text: '12 files added (12.0 MiB), 1 file changed (1.0 MiB), 2 files removed (300 bytes), 3 files renamed (20 bytes)',
    });
  });

  test('report that nothing changed, and name the previous version only if it is known', () => {
    expect(changesForNotes({ ...transfer(unchanged), newest: [version] })).toEqual({
      since: undefined,
      text: 'no changes',
    });
    const untagged = sampleVersion({ version: 'before1', isCommitted: true });
    expect(changesForNotes({ ...transfer(unchanged), newest: [version, untagged] })?.since).toBe('before1');
  });

  test('are omitted if they are not known', () => {
    expect(changesForNotes(transfer(undefined))).toBeUndefined();
    expect(changesForNotes(facts)).toBeUndefined();
  });
});
