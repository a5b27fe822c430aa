import { describe, expect, test } from '@jest/globals';
import { seed } from '../../emulator/seed.ts';
import { AmbiguousError, NotFoundError } from '../../src/paperspace/errors.ts';
import {
  holdersOf,
  isDatasetId,
  isVersionId,
  latestVersion,
  newestVersions,
  parseReference,
  readVersion,
  resolveDataset,
  versionByTag,
  withVersionId,
} from '../../src/paperspace/references.ts';
import { emulated } from './emulated-client.ts';
import { gathered } from './listed-pages.ts';
import { DATASET_ID } from './samples.ts';

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('the form of a reference', () => {
  test.each([
    ['faces', { dataset: 'faces' }],
    [' faces ', { dataset: 'faces' }],
    ['faces:latest', { dataset: 'faces', version: 'latest' }],
    ['faces : v1 ', { dataset: 'faces', version: 'v1' }],
    ['team: faces:v1', { dataset: 'team: faces', version: 'v1' }],
    [`${DATASET_ID}:fo5rp4m`, { dataset: DATASET_ID, version: 'fo5rp4m' }],
  ])('%j is read', (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  test.each(['', ' ', ':', 'faces:', ':v1', ' : ', 'faces: '])('%j is none', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });
});

test('an id of a dataset is known by its form', () => {
  const others = [
    'dst364npcw6cco',
    'dst364npcw6ccokk',
    'DST364npcw6ccok',
    'xst364npcw6ccok',
    ' dst364npcw6ccok',
    'faces',
  ];

  expect(isDatasetId(DATASET_ID)).toBe(true);
  expect(others.filter(isDatasetId)).toEqual([]);
});

test('an id of a version is known by its form, and some tags have it', () => {
  expect(['fo5rp4m', 'staging', 'nightly', '0000000'].filter(isVersionId)).toHaveLength(4);
  expect(['fo5rp4', 'fo5rp4mm', 'FO5RP4M', 'v1.2.3x', 'latest'].filter(isVersionId)).toEqual([]);
});

describe('a dataset', () => {
  test('by its id costs no request', async () => {
    const { client, requests } = emulated();

    expect(await resolveDataset(client, DATASET_ID)).toEqual({ id: DATASET_ID });
    expect(requests()).toEqual([]);
  });

  test('by its name is looked up among the private ones', async () => {
    const { client, paperspace, requests } = emulated();
    const dataset = paperspace.addDataset({ name: 'faces' });
    paperspace.addDataset({ name: 'faces', isPublic: true });
    paperspace.addDataset({ name: 'Faces' });

    expect(await resolveDataset(client, 'faces')).toEqual({ id: dataset.id, dataset });
    expect(requests()).toEqual(['GET /datasets?limit=120&orderBy=dtCreated&order=desc']);
  });

  test('by its name is found on any page', async () => {
    const { client, paperspace, requests } = emulated();
    const [oldest] = seed(paperspace, { datasets: 250 });

    expect(await resolveDataset(client, 'seeded-1')).toEqual({ id: oldest?.id, dataset: oldest });
    expect(requests()).toHaveLength(3);
  });

  test('by a name that nothing has is an error that says where it was looked for', async () => {
    const { client } = emulated();

    const error = await caught(resolveDataset(client, 'faces'));

    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      message: 'There is no dataset named "faces" among the private datasets of this key',
    });
  });

  test('by a name that two have is an error with both ids, on whatever pages they are', async () => {
    const { client, paperspace } = emulated();
    const older = paperspace.addDataset({ name: 'faces' });
    seed(paperspace, { datasets: 130, startMs: Date.UTC(2026, 4, 1) });
    const newer = paperspace.addDataset({ name: 'faces', createdMs: Date.UTC(2027, 0, 1) });

    const error = await caught(resolveDataset(client, 'faces'));

    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error).toMatchObject({ ids: [newer.id, older.id] });
  });
});

/** A dataset with versions, oldest first. */
function given(options: Parameters<typeof emulated>[0] = {}) {
  const world = emulated(options);
  const { id } = world.paperspace.addDataset({ name: 'faces' });
  const add = (fields: Parameters<typeof world.paperspace.addVersion>[1] = {}) =>
    world.paperspace.addVersion(id, fields);
  return { ...world, id, add, versions: `GET /datasets/${id}/versions` };
}

const NEWEST = 'limit=120&orderBy=dtCreated&order=desc';

describe('latest', () => {
  test('is the newest committed version, whatever drafts are newer', async () => {
    const { client, id, add, requests, versions } = given();
    add({ isCommitted: true });
    const newest = add({ isCommitted: true });
    add();

    expect(await latestVersion(client, id)).toEqual(newest);
    expect(requests()).toEqual([`${versions}?${NEWEST}`]);
  });

  test('is looked for behind pages full of drafts, and no further', async () => {
    const { client, id, add, requests } = given();
    for (let number = 0; number < 130; number += 1) add({ isCommitted: true });
    const newest = add({ isCommitted: true });
    for (let number = 0; number < 119; number += 1) add();
    expect(await latestVersion(client, id)).toEqual(newest);
    expect(requests()).toHaveLength(1);

    add();

    expect(await latestVersion(client, id)).toEqual(newest);
    expect(requests()).toHaveLength(3);
  });

  test('is an error where nothing is committed', async () => {
    const { client, id, add } = given();
    add();

    await expect(latestVersion(client, id)).rejects.toThrow(`There is no committed version of dataset ${id}`);
  });
});

test('the newest versions come first, and may be read ahead', async () => {
  const { client, id, add } = given();
  const [one, two] = [add(), add()];

  expect(await gathered(newestVersions(client, id, { ahead: true }))).toEqual([two, one]);
});

describe('a tag', () => {
  test('leads to its holder with one request', async () => {
    const { client, id, add, requests, versions } = given();
    const holder = add({ tags: ['production', 'v1'] });
    add({ tags: ['v2'] });

    expect(await versionByTag(client, id, 'production')).toEqual(holder);
    expect(requests()).toEqual([`${versions}?${NEWEST}&tags=production`]);
  });

  test('is compared whole where the filter of the API is a loose one', async () => {
    const { client, id, add } = given({ answers: { tagsFilterMatch: 'prefix' } });
    const holder = add({ tags: ['v1'] });
    add({ tags: ['v1.1'] });

    expect(await holdersOf(client, id, 'v1')).toEqual([holder]);
    expect(await versionByTag(client, id, 'v1')).toEqual(holder);
    await expect(versionByTag(client, id, 'v')).rejects.toThrow(NotFoundError);
  });

  test('that several hold is an error with their ids, and all of them are known', async () => {
    const { client, id, add } = given({ answers: { tagHolder: 'stays' } });
    const older = add({ tags: ['production'] });
    const newer = add({ tags: ['production'] });

    expect(await holdersOf(client, id, 'production')).toEqual([newer, older]);
    expect(await caught(versionByTag(client, id, 'production'))).toMatchObject({
      name: 'AmbiguousError',
      ids: [newer.version, older.version],
    });
  });

  test('that nobody holds is an error that names it', async () => {
    const { client, id } = given();

    await expect(versionByTag(client, id, 'production')).rejects.toThrow(
      `There is no version or tag "production" in dataset ${id}`,
    );
    expect(await holdersOf(client, id, 'production')).toEqual([]);
  });

  test('that is encoded in a query arrives as it is', async () => {
    const { client, id, add } = given();
    const holder = add({ tags: ['größe=1&x + y'] });

    expect(await versionByTag(client, id, 'größe=1&x + y')).toEqual(holder);
  });
});

/** Both ways to a version: reading it, and doing something with its id. */
const ways = [
  ['readVersion', readVersion],
  [
    'withVersionId',
    (...[client, id, version]: Parameters<typeof readVersion>) =>
      withVersionId(client, id, version, (versionId) => client.getVersion(id, versionId)),
  ],
] as const;

describe.each(ways)('%s', (name, find) => {
  const readsAgain = name === 'withVersionId';

  test('takes an id as it is', async () => {
    const { client, id, add, requests, versions } = given();
    const version = add();

    expect(await find(client, id, version.version)).toEqual(version);
    expect(requests()).toEqual([`${versions}/${version.version}`]);
  });

  test.each(['latest', 'v1'])('finds %s in the list', async (reference) => {
    const { client, id, add, requests } = given();
    const version = add({ isCommitted: true, tags: ['v1'] });

    expect(await find(client, id, reference)).toEqual(version);
    expect(requests()).toHaveLength(readsAgain ? 2 : 1);
  });

  test('looks for a tag where nothing has what looks like an id', async () => {
    const { client, id, add, requests, versions } = given();
    const version = add({ tags: ['nightly'] });

    expect(await find(client, id, 'nightly')).toEqual(version);
    expect(requests().slice(0, 2)).toEqual([`${versions}/nightly`, `${versions}?${NEWEST}&tags=nightly`]);
  });

  test('throws the 404 of the API where neither an id nor a tag is there', async () => {
    const { client, id, requests } = given();

    await expect(find(client, id, 'nightly')).rejects.toThrow(`Version nightly of dataset ${id} not found`);
    expect(requests()).toHaveLength(2);
  });

  test('throws the first 404 of the API where the dataset is not there', async () => {
    const { client, requests } = given();

    await expect(find(client, DATASET_ID, 'nightly')).rejects.toMatchObject({
      operation: 'get version',
      problem: { status: 404 },
    });
    expect(requests()).toHaveLength(2);
  });

  test('says so where several hold the tag that looks like an id', async () => {
    const { client, id, add } = given({ answers: { tagHolder: 'stays' } });
    add({ tags: ['nightly'] });
    add({ tags: ['nightly'] });

    await expect(find(client, id, 'nightly')).rejects.toThrow(AmbiguousError);
  });

  test('throws at once what is no 404', async () => {
    const { client, id, emulator, requests } = given();
    emulator.addFault({ kind: 'status', status: 403 });

    await expect(find(client, id, 'nightly')).rejects.toMatchObject({ problem: { status: 403 } });
    expect(requests()).toHaveLength(1);
  });

  test('throws what is no 404 of the tag look-up too', async () => {
    const { client, id, emulator, requests } = given();
    emulator.addFault({ kind: 'status', status: 403, nth: 2 });

    await expect(find(client, id, 'nightly')).rejects.toMatchObject({ problem: { status: 403 } });
    expect(requests()).toHaveLength(2);
  });
});
