import { describe, expect, test } from '@jest/globals';
import { registry } from '../../src/operations/index.ts';
import { loadAll } from '../../src/operations/operation.ts';
import { temporaryFolder } from '../support/folders.ts';
import { startJob } from '../support/job.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const operations = await loadAll(registry);

const bed = useS3Bed();

const DRAFT = 'DATASET:DRAFT';
const COMMITTED = 'DATASET:COMMITTED';

/** Each operation that can run dry, with its inputs and what it says it would do; `DATASET` and so on are filled in. */
const cases: readonly (readonly [operation: string, inputs: Readonly<Record<string, string>>, would: RegExp])[] = [
  ['create-dataset', { name: 'faces' }, /^create the private dataset faces$/],
  ['create-dataset', { name: 'faces', public: 'true' }, /^create the public dataset faces$/],
  ['update-dataset', { dataset: 'DATASET', description: 'null' }, /^update dataset DATASET: set description to null$/],
  ['delete-dataset', { dataset: 'DATASET' }, /^delete dataset DATASET$/],
  ['create-version', { dataset: 'DATASET' }, /^create a draft of dataset DATASET with the message "Spring data"$/],
  ['update-version', { dataset: DRAFT, message: 'm' }, /^update version DATASET:DRAFT: set message to "m"$/],
  ['delete-version', { dataset: DRAFT }, /^delete version DATASET:DRAFT$/],
  ['set-tags', { dataset: DRAFT, tags: 'a,b' }, /^replace the tags of version DATASET:DRAFT with tags `a`, `b`$/],
  ['set-tags', { dataset: DRAFT, tags: 'a', 'tags-mode': 'add' }, /^add tag `a` to version DATASET:DRAFT$/],
  ['set-tags', { dataset: DRAFT, tags: 'a', 'tags-mode': 'remove' }, /^remove tag `a` from version DATASET:DRAFT$/],
  ['set-tags', { dataset: DRAFT, 'tags-mode': 'clear' }, /^remove all tags from version DATASET:DRAFT$/],
  ['commit', { dataset: DRAFT, tags: 'a' }, /^commit version DATASET:DRAFT with tag `a`$/],
  [
    'snapshot',
    { dataset: 'DATASET', path: 'FOLDER' },
    /^create a draft of dataset DATASET; .*commit it with tag `v1\.2\.3`$/,
  ],
  ['promote', { dataset: COMMITTED, tags: 'production' }, /^move tag `production` to version DATASET:COMMITTED$/],
  ['upload-files', { dataset: DRAFT, path: 'FOLDER' }, /1 file/],
  ['download-files', { dataset: COMMITTED, path: 'FOLDER/down' }, /./],
  ['delete-files', { dataset: DRAFT, path: '**' }, /./],
];

describe('a dry run', () => {
  test('is tested for every operation that supports it', () => {
    const able = operations.filter(({ optional }) => optional.includes('dry-run')).map(({ name }) => name);

    expect([...new Set(cases.map(([operation]) => operation)), 'prune', 'verify'].sort()).toEqual([...able].sort());
  });

  test.each(cases)('of %s with %j describes the change and changes nothing', async (operation, inputs, would) => {
    const { step, dataset, emulator } = await startJob({ bed, usageBytes: undefined });
    const draft = emulator.paperspace.addVersion(dataset).version;
    const committed = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v0'] }).version;
    const folder = temporaryFolder({ 'a.csv': 'a' });
    const state = async () => [
      emulator.paperspace.datasets(),
      emulator.paperspace.versions(dataset),
      await bed.keys(''),
    ];
    const before = await state();
    const names = { DATASET: dataset, DRAFT: draft, COMMITTED: committed, FOLDER: folder };
    const fill = (text: string): string =>
      Object.entries(names).reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
    const filled = Object.entries(inputs).map(([name, value]) => [name, fill(value)] as const);

    const { exit, requests, lines, outputs } = await step({
      operation,
      'dry-run': 'true',
      ...Object.fromEntries(filled),
    });

    const said = lines.filter((line) => line.startsWith('Dry run: would '));
    expect(exit).toBe(0);
    expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
    expect(await state()).toEqual(before);
    expect(said).toEqual([expect.stringMatching(new RegExp(fill(would.source).replace(/^\^/, '^Dry run: would ')))]);
    expect(outputs.outcome).toBe('none');
  });

  test('of prune lists the versions to delete and deletes nothing', async () => {
    const { step, dataset, emulator } = await startJob();
    const old = emulator.paperspace.addVersion(dataset, { isCommitted: true, createdMs: 0 });
    emulator.paperspace.addVersion(dataset, { isCommitted: true });

    const { exit, requests, outputs } = await step({
      operation: 'prune',
      dataset,
      'keep-last': '1',
      'dry-run': 'true',
    });

    expect(exit).toBe(0);
    expect(requests).toEqual([expect.stringMatching(/^GET /)]);
    expect(outputs).toMatchObject({ outcome: 'none', versions: JSON.stringify([old.version]) });
    expect(emulator.paperspace.versions(dataset)).toHaveLength(2);
  });

  test('of verify writes no manifest', async () => {
    const { step, dataset, emulator } = await startJob({ bed });
    const version = emulator.paperspace.addVersion(dataset, { isCommitted: true });
    await bed.put(version, { 'rose.csv': 'rose' });
    const before = await bed.keys('');

    const inputs = { operation: 'verify', dataset: `${dataset}:${version.version}`, 'write-manifest': 'true' };
    const { exit, outputs } = await step({ ...inputs, 'dry-run': 'true' });

    expect([exit, outputs.outcome]).toEqual([0, 'none']);
    expect(await bed.keys('')).toEqual(before);
  });

  test('of a single call sends no request when an ID is given', async () => {
    const { step, dataset } = await startJob();
    const version = `${dataset}:fo5rp4m`;

    const dry = { 'dry-run': 'true' };
    const steps = [
      await step({ operation: 'delete-dataset', dataset, ...dry }),
      await step({ operation: 'create-version', dataset, ...dry }),
      await step({ operation: 'delete-version', dataset: version, ...dry }),
      await step({ operation: 'commit', dataset: version, ...dry }),
    ];

    expect(steps.map(({ exit, requests }) => [exit, requests])).toEqual(steps.map(() => [0, []]));
    for (const { summary } of steps) expect(summary).toContain('<p>Nothing was changed.</p>');
  });

  test('resolves a name and outputs the ID', async () => {
    const { step, dataset, emulator } = await startJob();

    const { requests, outputs } = await step({ operation: 'create-version', dataset: 'flowers', 'dry-run': 'true' });

    expect(requests).toEqual(['GET /datasets?limit=120&orderBy=dtCreated&order=desc']);
    expect(outputs).toMatchObject({ 'dataset-id': dataset, 'dataset-name': 'flowers' });
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });

  test('announces no draft to the post step', async () => {
    const { step, dataset } = await startJob();

    const { state } = await step({ operation: 'create-version', dataset, 'dry-run': 'true' });

    expect(state).toEqual({ 'main-ran': 'true' });
  });
});
