import { describe, expect, test } from '@jest/globals';
import { AmbiguousError } from '../../src/paperspace/errors.ts';
import { readVersion, withVersionId } from '../../src/paperspace/references.ts';
import { NEWEST, withVersions } from '../support/api.ts';
import { DATASET_ID } from '../support/responses.ts';

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

  test('accepts an ID unchanged', async () => {
    const { client, id, add, requests, versions } = withVersions();
    const version = add();

    expect(await find(client, id, version.version)).toEqual(version);
    expect(requests()).toEqual([`${versions}/${version.version}`]);
  });

  test.each(['latest', 'v1'])('finds %s in the list', async (reference) => {
    const { client, id, add, requests } = withVersions();
    const version = add({ isCommitted: true, tags: ['v1'] });

    expect(await find(client, id, reference)).toEqual(version);
    expect(requests()).toHaveLength(readsAgain ? 2 : 1);
  });

  test('searches for a tag if no version has the ID', async () => {
    const { client, id, add, requests, versions } = withVersions();
    const version = add({ tags: ['nightly'] });

    expect(await find(client, id, 'nightly')).toEqual(version);
    const [byId, byTag] = requests();
    expect([byId, byTag]).toEqual([`${versions}/nightly`, `${versions}?${NEWEST}&tags=nightly`]);
  });

  test('throws the 404 of the API if neither an ID nor a tag matches', async () => {
    const { client, id, requests } = withVersions();

    await expect(find(client, id, 'nightly')).rejects.toThrow(`Version nightly of dataset ${id} not found`);
    expect(requests()).toHaveLength(2);
  });

  test('throws the first 404 of the API if the dataset does not exist', async () => {
    const { client, requests } = withVersions();

    await expect(find(client, DATASET_ID, 'nightly')).rejects.toMatchObject({
      operation: 'get version',
      problem: { status: 404 },
    });
    expect(requests()).toHaveLength(2);
  });

  test('reports several versions with a tag that has the form of an ID', async () => {
    const { client, id, add } = withVersions({ answers: { tagHolder: 'stays' } });
    add({ tags: ['nightly'] });
    add({ tags: ['nightly'] });

    await expect(find(client, id, 'nightly')).rejects.toThrow(AmbiguousError);
  });

  test('throws any other error at once', async () => {
    const { client, id, emulator, requests } = withVersions();
    emulator.addFault({ kind: 'status', status: 403 });

    await expect(find(client, id, 'nightly')).rejects.toMatchObject({ problem: { status: 403 } });
    expect(requests()).toHaveLength(1);
  });

  test('throws any other error of the tag search', async () => {
    const { client, id, emulator, requests } = withVersions();
    emulator.addFault({ kind: 'status', status: 403, nth: 2 });

    await expect(find(client, id, 'nightly')).rejects.toMatchObject({ problem: { status: 403 } });
    expect(requests()).toHaveLength(2);
  });
});
