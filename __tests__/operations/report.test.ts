import { describe, expect, test } from '@jest/globals';
import {
  reportDataset,
  reportDryRun,
  reportVersion,
  versionFacts,
  warnIfTagsDiffer,
} from '../../src/operations/report.ts';
import { datasetOutputs, type Outputs, type SummaryBlock, versionOutputs } from '../../src/operations/step.ts';
import type { Dataset } from '../../src/paperspace/schema.ts';
import { RecordingLog, RecordingStep } from '../support/recording.ts';
import { DATASET_ID, sampleDataset, sampleVersion, VERSION_ID } from '../support/responses.ts';

const REF = `${DATASET_ID}:${VERSION_ID}`;

describe('the outputs', () => {
  test('of a dataset are its ID and its name if it has one', () => {
    expect(datasetOutputs(sampleDataset())).toEqual({ 'dataset-id': DATASET_ID, 'dataset-name': 'faces' });
    expect(datasetOutputs(sampleDataset({ name: null }))).toEqual({ 'dataset-id': DATASET_ID });
  });

  test('of a version are all known fields, without those that are null', () => {
    const bare = { 'dataset-id': DATASET_ID, version: VERSION_ID, ref: REF, tags: [], 'is-committed': false };

    expect(versionOutputs(sampleVersion())).toEqual(bare);
    expect(versionOutputs(sampleVersion({ url: 's3://b/v', message: '', usageBytes: '0' }))).toEqual({
      ...bare,
      url: 's3://b/v',
      message: '',
      'usage-bytes': '0',
    });
  });
});

describe('a report', () => {
  test('on a dataset has the response as its result', async () => {
    const step = new RecordingStep(new RecordingLog());
    const dataset = sampleDataset();

    expect(step.ended(await reportDataset(step, 'found', 'Found', dataset))).toEqual({
      outcome: 'found',
      headline: `Found dataset faces (${DATASET_ID})`,
      outputs: datasetOutputs(dataset),
      summary: [{ kind: 'facts', facts: expect.arrayContaining([['ID', DATASET_ID]]) }],
    });
    expect(step.results).toEqual([dataset]);
  });

  test('on a version has more outputs if more is known', async () => {
    const step = new RecordingStep(new RecordingLog());
    const version = sampleVersion();

    expect(step.ended(await reportVersion(step, 'created', 'Made it', version))).toMatchObject({
      outputs: versionOutputs(version),
    });
    expect(step.ended(await reportVersion(step, 'created', 'Made it', version, { files: 3 }))).toEqual({
      outcome: 'created',
      headline: 'Made it',
      outputs: { ...versionOutputs(version), files: 3 },
      summary: [versionFacts(version, { files: 3 })],
    });
    expect(step.results).toEqual([version, version]);
  });

  test('on a dry run states what would be done and that nothing was changed', async () => {
    const step = new RecordingStep(new RecordingLog());

    expect(step.ended(await reportDryRun(step, 'delete it', { version: VERSION_ID }))).toEqual({
      outcome: 'none',
      headline: 'Dry run: would delete it',
      outputs: { version: VERSION_ID },
      summary: [{ kind: 'note', text: 'Nothing was changed.' }],
    });
    expect(step.results).toEqual([{ 'dry-run': true, would: 'delete it' }]);
  });
});

describe('the facts of a summary', () => {
  test('of a dataset', async () => {
    const created = ['Created', '2026-03-18 12:00 UTC'];
    const factsOf = async (fields: Partial<Dataset>) => {
      const step = new RecordingStep(new RecordingLog());
      return step.ended(await reportDataset(step, 'found', 'Found', sampleDataset(fields))).summary;
    };

    expect(await factsOf({ description: 'd', isPublic: true, storageProviderId: 'sp1' })).toEqual([
      {
        kind: 'facts',
        facts: [
          ['Dataset', 'faces'],
          ['ID', DATASET_ID],
          ['Description', 'd'],
          ['Public', 'yes'],
          ['Storage provider', 'sp1'],
          created,
        ],
      },
    ]);
    expect(await factsOf({ name: null })).toEqual([
      {
        kind: 'facts',
        facts: [
          ['Dataset', '(no name)'],
          ['ID', DATASET_ID],
          ['Description', ''],
          ['Public', 'no'],
          ['Storage provider', ''],
          created,
        ],
      },
    ]);
  });

  test('of a version', () => {
    const full = sampleVersion({ isCommitted: true, tags: ['a', 'b'], message: 'm', usageBytes: '7', url: 's3://b/v' });

    expect(known(versionFacts(full))).toEqual({
      Reference: REF,
      State: 'committed',
      Tags: 'a, b',
      Message: 'm',
      URL: 's3://b/v',
      Created: '2026-03-18 12:00 UTC',
      Size: '7 bytes',
    });
    expect(known(versionFacts(sampleVersion()))).toEqual({
      Reference: REF,
      State: 'draft',
      Created: '2026-03-18 12:00 UTC',
    });
  });

  test('of a version with files have the counts of the step instead of the reported size', () => {
    const facts = (outputs: Outputs) => known(versionFacts(sampleVersion({ usageBytes: '0' }), outputs));
    const outputs = { files: 3, bytes: 2048, 'files-uploaded': 1, 'files-copied': 2, 'files-unchanged': 0 };

    expect(facts({ ...outputs, 'manifest-digest': 'abc' })).toMatchObject({
      Files: '3',
      Size: '2.0 KiB (2,048 bytes)',
      Uploaded: '1',
      Copied: '2',
      Unchanged: '0',
      'Manifest SHA-256': 'abc',
    });
    expect(facts({ files: 0 })).toMatchObject({ Files: '0' });
  });
});

test('tags are compared regardless of their order', () => {
  const log = new RecordingLog();

  warnIfTagsDiffer(log, sampleVersion({ tags: ['a', 'b'] }), ['b', 'a']);
  expect(log.warnings).toEqual([]);

  warnIfTagsDiffer(log, sampleVersion({ tags: [] }), ['a']);
  expect(log.warnings).toEqual([expect.stringMatching(/should have tag `a`, but the API reports no tags$/)]);
});

/** Returns the facts that are shown, by their labels. */
function known(block: SummaryBlock): Record<string, unknown> {
  if (block.kind !== 'facts') throw new Error(`${block.kind} has no facts`);
  return Object.fromEntries(block.facts.filter(([, value]) => value !== ''));
}
