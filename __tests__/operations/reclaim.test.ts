/** The storage of versions that are deleted: `delete-files` and `orphans`. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../emulator/faults.ts';
import { PartialFailure } from '../../src/net/errors.ts';
import { FilesLeftError } from '../../src/operations/deletion.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { MemoryStorage } from '../support/memory-storage.ts';
import { World } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let storage: MemoryStorage;
let world: World;
beforeEach(() => {
  storage = new MemoryStorage();
  world = new World({ bucket: 'shared', services: storage.files('/nowhere') });
});

/** Adds a version of a number of days with two files, a manifest beside them, and a folder that a tool keeps. */
function addVersion(ageDays: number, datasetId = world.dataset, id?: string): Version {
  const createdMs = world.clock.now() - ageDays * DAY_MS;
  const version = world.paperspace.addVersion(datasetId, { id, isCommitted: true, createdMs });
  fill(folderOf(version));
  return version;
}

function fill(folder: string, writtenMs = 0): void {
  for (const key of ['data/', 'data/roses', 'data/sub/tulips', 'data.manifest.jsonl']) {
    storage.put(folder + key, key.endsWith('/') ? '' : 'flowers', writtenMs);
  }
}

function folderOf({ url }: Pick<Version, 'url'>): string {
  return `${url?.slice('s3://shared/'.length)}/`;
}

/** The number of objects under a folder. */
const objectsIn = (folder: string): number =>
  [...storage.objects.keys()].filter((key) => key.startsWith(folder)).length;
const isKnown = ({ version }: Version): boolean => world.version(version) !== undefined;

describe('delete-version with delete-files', () => {
  test('deletes the whole folder of the version after the API deleted the version, and nothing else', async () => {
    const [deleted, kept] = [addVersion(2), addVersion(1)];
    storage.put(`${folderOf(deleted).slice(0, -1)}x/data/roses`, 'the folder of another ID');
    const known: boolean[] = [];
    storage.onDelete = () => void known.push(isKnown(deleted));

    const { outcome, headline, outputs } = await world.run('delete-version', {
      version: deleted.version,
      'delete-files': 'true',
    });

    expect(outcome).toBe('deleted');
    expect(headline).toBe(`Deleted version ${world.dataset}:${deleted.version} and 4 files (21 bytes)`);
    expect(outputs).toMatchObject({ files: 4, bytes: 21 });
    expect(known).toEqual([false, false, false, false]);
    expect([objectsIn(folderOf(deleted)), objectsIn(folderOf(kept)), storage.objects.size]).toEqual([0, 4, 5]);
  });

  test('leaves the storage alone without `delete-files`', async () => {
    const { version } = addVersion(1);
    await world.run('delete-version', { version });
    expect(storage.objects.size).toBe(4);
  });

  test('reports in a dry run how much would be freed, and changes nothing', async () => {
    const { version } = addVersion(1);
    const inputs = { version, 'delete-files': 'true', 'dry-run': 'true' };

    const { outcome, headline, outputs } = await world.run('delete-version', inputs);

    expect(outcome).toBe('none');
    expect(headline).toBe(`Dry run: would delete version ${world.dataset}:${version} and 4 files (21 bytes)`);
    expect(outputs).toMatchObject({ files: 4, bytes: 21 });
    expect([storage.objects.size, world.versions().length]).toEqual([4, 1]);
  });

  test('deletes no files if the API does not delete the version', async () => {
    const { version } = addVersion(1);
    const faults = [{ kind: 'status', status: 403, method: 'DELETE', times: 'always' } as const];
    await world.failure('delete-version', { version, 'delete-files': 'true' }, { faults });
    expect(storage.objects.size).toBe(4);
  });

  test('deletes no files if the API confirms the deletion but still returns the version', async () => {
    const { version } = addVersion(1);
    const answer = JSON.stringify({ datasetId: world.dataset, version });
    const faults = [{ kind: 'wrong-shape', method: 'DELETE', json: JSON.parse(answer) } as const];

    const error = await world.failure('delete-version', { version, 'delete-files': 'true' }, { faults });

    expect(String(error)).toContain('the API still returns the version');
    expect(storage.objects.size).toBe(4);
  });

  test('reports the remaining files and their folder if the storage fails after the API deleted the version', async () => {
    const deleted = addVersion(1);
    storage.onDelete = () => {
      throw new Error('the storage failed');
    };

    const error = await world.failure('delete-version', { version: deleted.version, 'delete-files': 'true' });

    expect(error).toBeInstanceOf(FilesLeftError);
    expect(error).toMatchObject({
      message: expect.stringContaining(
        `Version ${world.dataset}:${deleted.version} was deleted, but not all of its files`,
      ),
      hint: expect.stringContaining(`s3://shared/${folderOf(deleted)}`),
    });
  });
});

/** Adds a version whose files lie in the folder of another. */
function nest(
  outer: Pick<Version, 'url'>,
  fields: { isCommitted: boolean; datasetId?: string; below?: string },
): Version {
  const { datasetId = world.dataset, isCommitted, below = '' } = fields;
  const id = 'nested1';
  const nested = world.paperspace.addVersion(datasetId, {
    id,
    isCommitted,
    url: `${outer.url}/${below}${id}`,
  });
  fill(folderOf(nested));
  return nested;
}

describe('files in the folder of another version', () => {
  test.each([
    ['a hidden draft of the dataset', false, false],
    ['a hidden draft of another dataset', false, true],
    ['a committed version of another dataset', true, true],
  ])('keep the folder if they are those of %s', async (_what, isCommitted, isOther) => {
    world = new World({ bucket: 'shared', services: storage.files('/nowhere'), answers: { draftsInLists: false } });
    const outer = addVersion(1);
    const { version } = outer;
    const other = world.paperspace.addDataset({ name: 'trees' });
    const datasetId = isOther ? other.id : world.dataset;
    const nested = nest(outer, { isCommitted, datasetId });

    const { outputs } = await world.run('delete-version', { version, 'delete-files': 'true' });

    expect(outputs).toMatchObject({ files: 0, bytes: 0 });
    expect(objectsIn(folderOf(nested))).toBe(4);
    expect(world.log.all.join('\n')).toMatch(/version .*nested1 has its files in the same folder/);
  });

  test('keep the folder while the API still has their version, although it said that it deleted the dataset', async () => {
    const outer = addVersion(1);
    const nested = nest(outer, { isCommitted: true, below: 'archive/' });
    const path = `/datasets/${world.dataset}/versions/${outer.version}`;
    const faults: FaultInput[] = [
      { kind: 'wrong-shape', method: 'DELETE', json: { id: world.dataset } },
      { kind: 'status', status: 404, method: 'GET', path, times: 'always' },
    ];

    const error = await world.failure('delete-dataset', { 'delete-files': 'true' }, { faults });

    expect(String(error)).toContain('1 of 2 versions');
    expect(isKnown(nested)).toBe(true);
    expect(objectsIn(folderOf(nested))).toBe(4);
  });
});

describe('a dry run reports the files that the real run deletes', () => {
  test.each([
    ['delete-version', { version: 'outer00', 'delete-files': 'true' }, 0],
    // The draft is deleted with the dataset.
    ['delete-dataset', { 'delete-files': 'true' }, 16],
    ['prune', { 'keep-last': '1', 'delete-files': 'true' }, 4],
  ] as const)('%s with a hidden draft in the folder of a version', async (operation, inputs, files) => {
    world = new World({ bucket: 'shared', services: storage.files('/nowhere'), answers: { draftsInLists: false } });
    const outer = addVersion(3, world.dataset, 'outer00');
    nest(outer, { isCommitted: false });
    addVersion(2);
    addVersion(1);

    const dry = await world.run(operation, { ...inputs, 'dry-run': 'true' });
    const real = await world.run(operation, inputs);

    expect([dry.outputs.files, real.outputs.files]).toEqual([files, files]);
    expect(dry.outputs.bytes).toBe(real.outputs.bytes);
  });

  test('prune with orphans: a hidden draft in the folder of an orphan', async () => {
    world = new World({ bucket: 'shared', services: storage.files('/nowhere'), answers: { draftsInLists: false } });
    const orphan = { url: addVersion(1).url?.replace(/[^/]+$/, 'orphan1') ?? '' };
    fill(folderOf(orphan), world.clock.now() - 2 * HOUR_MS);
    nest(orphan, { isCommitted: false });

    const dry = await world.run('prune', { orphans: 'true', 'dry-run': 'true' });
    const real = await world.run('prune', { orphans: 'true' });

    expect([dry.outputs.files, real.outputs.files]).toEqual([0, 0]);
    expect(world.log.all.filter((line) => line.includes('Skipped the folder'))).toHaveLength(2);
  });
});

describe('delete-dataset with delete-files', () => {
  test('deletes the folders of all its versions, and those of no other dataset', async () => {
    addVersion(2);
    addVersion(1);
    const other = world.paperspace.addDataset({ name: 'trees' });
    const kept = addVersion(1, other.id);

    const { headline, outputs } = await world.run('delete-dataset', { 'delete-files': 'true' });

    expect(headline).toBe(`Deleted dataset ${world.dataset} and 8 files (42 bytes)`);
    expect(outputs).toMatchObject({ files: 8, bytes: 42 });
    expect([objectsIn(folderOf(kept)), storage.objects.size]).toEqual([4, 4]);
  });

  test('reports in a dry run how much would be freed', async () => {
    addVersion(2);
    addVersion(1);
    const { outputs } = await world.run('delete-dataset', { 'delete-files': 'true', 'dry-run': 'true' });
    expect(outputs).toMatchObject({ files: 8, bytes: 42 });
    expect([storage.objects.size, world.versions().length]).toEqual([8, 2]);
  });

  test('deletes the files of the other versions if the storage keeps those of one, and fails', async () => {
    const [stuck, other] = [addVersion(2), addVersion(1)];
    storage.onDelete = (key) => {
      if (key.startsWith(folderOf(stuck))) throw new Error('the storage failed');
    };
    const error = await world.failure('delete-dataset', { 'delete-files': 'true' });
    expect(error).toBeInstanceOf(PartialFailure);
    expect(objectsIn(folderOf(other))).toBe(0);
  });
});

describe('prune with delete-files', () => {
  test('deletes the folders of the versions that it deletes', async () => {
    const versions = [addVersion(4), addVersion(3), addVersion(2), addVersion(1)];

    const { headline, outputs, summary } = await world.run('prune', { 'keep-last': '2', 'delete-files': 'true' });

    expect(headline).toMatch(/^Deleted 2 of 4 versions .*; 8 files \(42 bytes\) deleted from the storage$/);
    expect(outputs).toMatchObject({ count: 2, files: 8, bytes: 42 });
    expect(summary.find(({ kind }) => kind === 'table')).toMatchObject({
      columns: ['Version', 'Tags', 'Size', 'Created', 'Result', 'Storage'],
      rows: [expect.arrayContaining(['deleted', '4 files (21 bytes)']), expect.anything()],
    });
    expect(world.results).toMatchObject([{ freed: { files: 4, bytes: 21 } }, { freed: { files: 4 } }]);
    expect(versions.map((version) => objectsIn(folderOf(version)))).toEqual([0, 0, 4, 4]);
  });

  test('reports in a dry run how much each version would free', async () => {
    addVersion(2);
    addVersion(1);
    const inputs = { 'keep-last': '1', 'delete-files': 'true', 'dry-run': 'true' };

    const { headline, outputs, summary } = await world.run('prune', inputs);

    expect(headline).toMatch(
      /^Dry run: would delete 1 of 2 .*; 4 files \(21 bytes\) would be deleted from the storage$/,
    );
    expect(outputs).toMatchObject({ files: 4, bytes: 21 });
    expect(summary.find(({ kind }) => kind === 'table')).toMatchObject({
      rows: [expect.arrayContaining(['would be deleted', '4 files (21 bytes)'])],
    });
    expect(storage.objects.size).toBe(8);
  });

  test('keeps a version that was modified since planning, with its files', async () => {
    const [old] = [addVersion(2), addVersion(1)];
    const path = `/datasets/${world.dataset}/versions/${old.version}`;
    const headers = { authorization: `Bearer ${world.emulator.apiKey}`, 'content-type': 'application/json' };
    const tag = (): void =>
      void world.paperspace.answer({ method: 'PUT', path, headers, body: JSON.stringify({ tags: 'kept' }) });

    const { outputs } = await world.run('prune', { 'keep-last': '1', 'delete-files': 'true' }, { before: { 2: tag } });

    expect(outputs).toMatchObject({ files: 0, bytes: 0 });
    expect(storage.objects.size).toBe(8);
  });
});

describe('prune with orphans', () => {
  /** Leaves the folder of a version that the API deleted some hours ago. */
  function leaveOrphan(hoursAgo: number, name = 'orphan1', beside = world.versions()[0]): string {
    const folder = folderOf({ url: beside?.url ?? null }).replace(/[^/]+\/$/, `${name}/`);
    fill(folder, world.clock.now() - hoursAgo * HOUR_MS);
    return folder;
  }

  test('deletes only the folders of versions that the API does not return', async () => {
    const version = addVersion(1);
    const [old, young, foreign] = [leaveOrphan(2), leaveOrphan(0.9, 'orphan2'), leaveOrphan(9, 'Backups')];

    const { outcome, headline, outputs, summary } = await world.run('prune', { orphans: 'true' });

    expect(outcome).toBe('deleted');
    expect(headline).toMatch(/^Kept the only version .*; 4 files \(21 bytes\) deleted from the storage$/);
    expect(outputs).toMatchObject({ count: 0, files: 4, bytes: 21 });
    expect(summary).toContainEqual(expect.objectContaining({ rows: [[`s3://shared/${old}`, '4 files (21 bytes)']] }));
    expect([old, young, foreign, folderOf(version)].map(objectsIn)).toEqual([0, 4, 4, 4]);
  });

  test('reports in a dry run what it would delete', async () => {
    addVersion(1);
    const folder = leaveOrphan(2);
    const { outcome, headline } = await world.run('prune', { orphans: 'true', 'dry-run': 'true' });
    expect(outcome).toBe('none');
    expect(headline).toMatch(/^Dry run: would keep .*; 4 files \(21 bytes\) would be deleted from the storage$/);
    expect(objectsIn(folder)).toBe(4);
  });

  test('keeps a draft that lists do not show', async () => {
    world = new World({ bucket: 'shared', services: storage.files('/nowhere'), answers: { draftsInLists: false } });
    addVersion(2);
    const draft = world.add({});
    fill(folderOf(draft));

    await world.run('prune', { orphans: 'true' });

    expect(objectsIn(folderOf(draft))).toBe(4);
  });

  test('keeps a folder that is written to during the search', async () => {
    addVersion(1);
    const folder = leaveOrphan(2);
    const write = (): void => storage.put(`${folder}data/new`, 'new', world.clock.now());

    const { outputs } = await world.run('prune', { orphans: 'true' }, { before: { 5: write } });

    expect(outputs).toMatchObject({ files: 0 });
    expect(objectsIn(folder)).toBe(5);
    expect(world.log.all.join('\n')).toContain('it is in use again');
  });

  test('keeps the folder of a version that the API returns again right before the deletion', async () => {
    addVersion(1);
    const folder = leaveOrphan(2);
    const appear = (): void => void world.add({ id: 'orphan1' });

    const { outputs } = await world.run('prune', { orphans: 'true' }, { before: { 5: appear } });

    expect(outputs).toMatchObject({ files: 0 });
    expect(objectsIn(folder)).toBe(4);
    expect(world.log.all.join('\n')).toContain('it is in use again');
  });

  test('keeps the folder of a version that both lists show, and that a wrong response denies', async () => {
    const [version, other] = [addVersion(2), addVersion(1)];
    const faults = [
      {
        kind: 'status',
        status: 404,
        method: 'GET',
        path: `/datasets/${world.dataset}/versions/${version.version}`,
        times: 'always',
      } as const,
    ];
    await world.run('prune', { orphans: 'true' }, { faults });
    expect([version, other].map((one) => objectsIn(folderOf(one)))).toEqual([4, 4]);
  });

  test('does not search the folder of another dataset, even if a version of this one is stored there', async () => {
    addVersion(1);
    const { id } = world.paperspace.addDataset({ name: 'trees' });
    const tree = addVersion(1, id);
    const orphan = leaveOrphan(9, 'orphan3', tree);
    const url = tree.url?.replace(tree.version, 'strayed') ?? '';
    world.add({ id: 'strayed', isCommitted: true, url });

    await world.run('prune', { orphans: 'true' });

    expect([orphan, folderOf(tree)].map(objectsIn)).toEqual([4, 4]);
  });

  test('searches only next to the versions of the dataset', async () => {
    addVersion(1);
    const trees = world.paperspace.addDataset({ name: 'trees' });
    const [tree] = [addVersion(1, trees.id)];
    const other = leaveOrphan(9, 'orphan3', tree);
    await world.run('prune', { orphans: 'true' });
    expect(objectsIn(other)).toBe(4);
  });

  test('finds none if no version of the dataset has a storage URL', async () => {
    await world.run('prune', { orphans: 'true' });
    expect(world.log.all.join('\n')).toContain('Did not search for orphaned folders: no version has a storage URL');
  });

  test('keeps the files of versions that this run deletes without `delete-files`', async () => {
    const [old] = [addVersion(2), addVersion(1)];
    await world.run('prune', { 'keep-last': '1', orphans: 'true' });
    expect(objectsIn(folderOf(old))).toBe(4);
    await world.run('prune', { orphans: 'true' });
    expect(objectsIn(folderOf(old))).toBe(0);
  });
});
