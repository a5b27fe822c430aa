import { describe, expect, test } from '@jest/globals';
import { datasetOutputs, type Outputs, versionOutputs } from '../../src/operations/outputs.ts';
import { datasetFacts, reportDataset, reportDryRun, reportVersion, versionFacts } from '../../src/operations/report.ts';
import { RecordingLog, RecordingStep } from '../support/recording.ts';
import { DATASET_ID, sampleDataset, sampleVersion, VERSION_ID } from '../support/responses.ts';

const REF = `${DATASET_ID}:${VERSION_ID}`;

describe('what is put out', () => {
  test('of a dataset is its id, and its name where it has one', () => {
    expect(datasetOutputs(sampleDataset())).toEqual({ 'dataset-id': DATASET_ID, 'dataset-name': 'faces' });
    expect(datasetOutputs(sampleDataset({ name: null }))).toEqual({ 'dataset-id': DATASET_ID });
  });

  test('of a version is all that is known, and nothing where the API has null', () => {
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
  test('on a dataset has the answer for its result', async () => {
    const step = new RecordingStep(new RecordingLog());
    const dataset = sampleDataset();

    expect(step.ended(await reportDataset(step, 'found', 'Found it', dataset))).toEqual({
      outcome: 'found',
      headline: 'Found it',
      outputs: datasetOutputs(dataset),
      summary: [datasetFacts(dataset)],
    });
    expect(step.results).toEqual([dataset]);
  });

  test('on a version has more outputs where more is known', async () => {
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

  test('on a dry run says what would be done, and that nothing was', async () => {
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
  test('of a dataset', () => {
    const created = ['Created', '2026-03-18T12:00:00Z'];

    expect(datasetFacts(sampleDataset({ description: 'd', isPublic: true, storageProviderId: 'sp1' }))).toEqual({
      kind: 'facts',
      facts: [
        ['Dataset', 'faces'],
        ['ID', DATASET_ID],
        ['Description', 'd'],
        ['Public', 'yes'],
        ['Storage provider', 'sp1'],
        created,
      ],
    });
    expect(datasetFacts(sampleDataset({ name: null }))).toEqual({
      kind: 'facts',
      facts: [
        ['Dataset', '(no name)'],
        ['ID', DATASET_ID],
        ['Description', ''],
        ['Public', 'no'],
        ['Storage provider', ''],
        created,
      ],
    });
  });

  test('of a version', () => {
    const created = ['Created', '2026-03-18T12:00:00Z'];
    const full = sampleVersion({ isCommitted: true, tags: ['a', 'b'], message: 'm', usageBytes: '7', url: 's3://b/v' });

    expect(versionFacts(full)).toEqual({
      kind: 'facts',
      facts: [
        ['Reference', REF],
        ['State', 'committed'],
        ['Tags', 'a, b'],
        ['Message', 'm'],
        ['Bytes', '7'],
        ['URL', 's3://b/v'],
        created,
      ],
    });
    expect(versionFacts(sampleVersion())).toEqual({
      kind: 'facts',
      facts: [
        ['Reference', REF],
        ['State', 'draft'],
        ['Tags', ''],
        ['Message', ''],
        ['Bytes', ''],
        ['URL', ''],
        created,
      ],
    });
  });

  test('of a version, and of what a step did with its files', () => {
    const rows = (outputs: Outputs): unknown => versionFacts(sampleVersion(), outputs);
    const known = { files: 3, bytes: 24, 'files-uploaded': 1, 'files-copied': 2, 'files-unchanged': 0 };

    expect(rows({ ...known, 'manifest-digest': 'abc' })).toMatchObject({
      facts: expect.arrayContaining([
        ['Files', '3 (24 bytes)'],
        ['Uploaded', '1'],
        ['Copied', '2'],
        ['There already', '0'],
        ['SHA-256 of the manifest', 'abc'],
      ]),
    });
    expect(rows({ files: 0 })).toMatchObject({ facts: expect.arrayContaining([['Files', '0']]) });
  });
});
