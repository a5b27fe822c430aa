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
} from '../../src/paperspace/references.ts';
import { emulated, NEWEST, withVersions } from '../support/api.ts';
import { collect, DATASET_ID } from '../support/responses.ts';

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('the form of a reference', () => {
  test.each([
    ['faces', { dataset: 'faces' }],
    [' faces ', { dataset: 'faces' }],
    ['faces:latest', { dataset: 'faces', version: 'latest' }],
    ['faces : v1 ', { dataset: 'faces', version: 'v1' }],
    ['team: faces:v1', { dataset: 'team: faces', version: 'v1' }],
    [`${DATASET_ID}:fo5rp4m`, { dataset: DATASET_ID, version: 'fo5rp4m' }],
  ])('%j is parsed', (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  test.each(['', ' ', ':', 'faces:', ':v1', ' : ', 'faces: '])('%j is rejected', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });
});

test('a dataset ID is recognized by its form', () => {
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

test('a version ID is recognized by its form, which some tags share', () => {
  expect(['fo5rp4m', 'staging', 'nightly', 'backups', '0000000'].filter(isVersionId)).toHaveLength(5);
  expect(['fo5rp4', 'fo5rp4mm', 'FO5RP4M', 'v1.2.3x', 'latest', '', '.', '../abcd'].filter(isVersionId)).toEqual([]);
});

describe('a dataset', () => {
  test('needs no request by ID', async () => {
    const { client, requests } = emulated();

    expect(await resolveDataset(client, DATASET_ID)).toEqual({ id: DATASET_ID });
    expect(requests()).toEqual([]);
  });

  test('is searched for by name among the private datasets', async () => {
    const { client, paperspace, requests } = emulated();
    const dataset = paperspace.addDataset({ name: 'faces' });
    paperspace.addDataset({ name: 'faces', isPublic: true });
    paperspace.addDataset({ name: 'Faces' });

    expect(await resolveDataset(client, 'faces')).toEqual({ id: dataset.id, dataset });
    expect(requests()).toEqual(['GET /datasets?limit=120&orderBy=dtCreated&order=desc']);
  });

  test('is found by name on any page', async () => {
    const { client, paperspace, requests } = emulated();
    const [oldest] = seed(paperspace, { datasets: 250 });

    expect(await resolveDataset(client, 'seeded-1')).toEqual({ id: oldest?.id, dataset: oldest });
    expect(requests()).toHaveLength(3);
  });

  test('is an error with the place of the search if no dataset has the name', async () => {
    const { client } = emulated();

    const error = await caught(resolveDataset(client, 'faces'));

    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      message: 'There is no dataset named "faces" among the private datasets of the API key\'s team',
    });
  });

  test('is an error with both IDs if two datasets have the name', async () => {
    const { client, paperspace } = emulated();
    const older = paperspace.addDataset({ name: 'faces' });
    seed(paperspace, { datasets: 130, startMs: Date.UTC(2026, 4, 1) });
    const newer = paperspace.addDataset({ name: 'faces', createdMs: Date.UTC(2027, 0, 1) });

    const error = await caught(resolveDataset(client, 'faces'));

    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error).toMatchObject({ message: expect.stringMatching(`is ambiguous: ${newer.id}, ${older.id}$`) });
  });
});

describe('latest', () => {
  test('is the newest committed version even if drafts are newer', async () => {
    const { client, id, add, requests, versions } = withVersions();
    add({ isCommitted: true });
    const newest = add({ isCommitted: true });
    add();

    expect(await latestVersion(client, id)).toEqual(newest);
    expect(requests()).toEqual([`${versions}?${NEWEST}`]);
  });

  test('is searched for beyond pages of drafts', async () => {
    const { client, id, add, requests } = withVersions();
    for (let number = 0; number < 130; number += 1) add({ isCommitted: true });
    const newest = add({ isCommitted: true });
    for (let number = 0; number < 119; number += 1) add();
    expect(await latestVersion(client, id)).toEqual(newest);
    expect(requests()).toHaveLength(1);

    add();

    expect(await latestVersion(client, id)).toEqual(newest);
    expect(requests()).toHaveLength(3);
  });

  test('is an error without a committed version', async () => {
    const { client, id, add } = withVersions();
    add();

    await expect(latestVersion(client, id)).rejects.toThrow(`There is no committed version of dataset ${id}`);
  });
});

test('the newest versions are listed first and can be read ahead', async () => {
  const { client, id, add } = withVersions();
  const [one, two] = [add(), add()];

  expect(await collect(newestVersions(client, id, { ahead: true }))).toEqual([two, one]);
});

describe('a tag', () => {
  test('is resolved with one request', async () => {
    const { client, id, add, requests, versions } = withVersions();
    const holder = add({ tags: ['production', 'v1'] });
    add({ tags: ['v2'] });

    expect(await readVersion(client, id, 'production')).toEqual(holder);
    expect(requests()).toEqual([`${versions}?${NEWEST}&tags=production`]);
  });

  test('is compared exactly if the filter of the API matches prefixes', async () => {
    const { client, id, add } = withVersions({ answers: { tagsFilterMatch: 'prefix' } });
    const holder = add({ tags: ['v1'] });
    add({ tags: ['v1.1'] });

    expect(await holdersOf(client, id, 'v1')).toEqual([holder]);
    expect(await readVersion(client, id, 'v1')).toEqual(holder);
    await expect(readVersion(client, id, 'v')).rejects.toThrow(NotFoundError);
  });

  test('of several versions is an error with their IDs', async () => {
    const { client, id, add } = withVersions({ answers: { tagHolder: 'stays' } });
    const older = add({ tags: ['production'] });
    const newer = add({ tags: ['production'] });

    expect(await holdersOf(client, id, 'production')).toEqual([newer, older]);
    expect(await caught(readVersion(client, id, 'production'))).toMatchObject({
      name: 'AmbiguousError',
      message: expect.stringMatching(`is ambiguous: ${newer.version}, ${older.version}$`),
    });
  });

  test('of no version is an error that names the tag', async () => {
    const { client, id } = withVersions();

    await expect(readVersion(client, id, 'production')).rejects.toThrow(
      `There is no version or tag "production" in dataset ${id}`,
    );
    expect(await holdersOf(client, id, 'production')).toEqual([]);
  });

  test('is encoded in the query', async () => {
    const { client, id, add } = withVersions();
    const holder = add({ tags: ['größe=1&x + y'] });

    expect(await readVersion(client, id, 'größe=1&x + y')).toEqual(holder);
  });
});
