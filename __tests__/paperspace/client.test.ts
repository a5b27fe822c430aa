import { describe, expect, test } from '@jest/globals';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import { InvalidIdError } from '../../src/paperspace/errors.ts';
import { emulated } from '../support/api.ts';
import { heldRetryContext } from '../support/recording.ts';
import { DATASET_ID, ok, sampleDataset, sampleVersion, scripted, VERSION_ID } from '../support/responses.ts';

const MARKED = { snapshot: { attempt: 'a-1' } };

/** Returns a client that receives the same response to every request. */
function clientWithResponse(value: unknown) {
  const { sendRequest, requests } = scripted(ok(value));
  return { client: new PaperspaceClient(sendRequest, heldRetryContext()), requests };
}

describe('each call sends one request', () => {
  const version = sampleVersion();
  const page = { items: [], hasMore: false };
  const query = { after: 'c/1', limit: 5, order: 'asc' } as const;

  test.each<[string, unknown, (client: PaperspaceClient) => Promise<unknown>, string, object | undefined]>([
    ['listDatasets', page, (client) => client.listDatasets(), 'GET /datasets', undefined],
    [
      'listDatasets',
      page,
      (client) => client.listDatasets({ ...query, teamId: 't1', privacy: 'PUBLIC' }),
      'GET /datasets?after=c%2F1&limit=5&orderBy=dtCreated&order=asc&teamId=t1&privacy=PUBLIC',
      undefined,
    ],
    [
      'createDataset',
      sampleDataset(),
      (client) => client.createDataset({ name: 'faces', isPublic: true, description: 'd', storageProviderId: 'sp1' }),
      'POST /datasets',
      { name: 'faces', isPublic: true, description: 'd', storageProviderId: 'sp1' },
    ],
    ['getDataset', sampleDataset(), (client) => client.getDataset('ds1'), 'GET /datasets/ds1', undefined],
    [
      'updateDataset',
      sampleDataset(),
      (client) => client.updateDataset('ds1', { name: 'cats' }),
      'PUT /datasets/ds1',
      { name: 'cats' },
    ],
    ['deleteDataset', { id: 'ds1' }, (client) => client.deleteDataset('ds1'), 'DELETE /datasets/ds1', undefined],
    ['listVersions', page, (client) => client.listVersions('ds1'), 'GET /datasets/ds1/versions', undefined],
    [
      'listVersions',
      page,
      (client) => client.listVersions('ds1', { ...query, order: 'desc', tags: 'a,b' }),
      'GET /datasets/ds1/versions?after=c%2F1&limit=5&orderBy=dtCreated&order=desc&tags=a%2Cb',
      undefined,
    ],
    [
      'createVersion',
      version,
      (client) => client.createVersion('ds1', { message: 'm', metadata: MARKED, tags: ['a', 'b'] }),
      'POST /datasets/ds1/versions',
      { message: 'm', metadata: MARKED, tags: 'a,b' },
    ],
    ['getVersion', version, (client) => client.getVersion('ds1', 'v1'), 'GET /datasets/ds1/versions/v1', undefined],
    [
      'updateVersion',
      version,
      (client) =>
        client.updateVersion('ds1', 'v1', { isCommitted: true, message: 'm', metadata: { a: 1 }, tags: ['a'] }),
      'PUT /datasets/ds1/versions/v1',
      { isCommitted: true, message: 'm', metadata: { a: 1 }, tags: 'a' },
    ],
    [
      'deleteVersion',
      { datasetId: 'ds1', version: 'v1' },
      (client) => client.deleteVersion('ds1', 'v1'),
      'DELETE /datasets/ds1/versions/v1',
      undefined,
    ],
  ])('%s', async (_name, answer, call, line, body) => {
    const { client, requests } = clientWithResponse(answer);

    await call(client);

    const sent = requests.map((request) => ({ ...request, body: request.body && JSON.parse(request.body) }));
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([line]);
    expect(sent.map((request) => request.body)).toEqual([body]);
  });

  test('the ten calls create, read, change and delete datasets and versions', async () => {
    const { client, paperspace } = emulated();

    const { value: dataset } = await client.createDataset({ name: 'faces', isPublic: false });
    expect((await client.listDatasets()).items).toEqual([dataset]);
    expect(await client.updateDataset(dataset.id, { description: 'd' })).toMatchObject({ description: 'd' });
    expect(await client.getDataset(dataset.id)).toMatchObject({ name: 'faces', description: 'd' });
    const { value: version } = await client.createVersion(dataset.id, { metadata: MARKED });
    expect((await client.listVersions(dataset.id)).items).toEqual([version]);
    expect(await client.updateVersion(dataset.id, version.version, { tags: ['v1'] })).toMatchObject({ tags: ['v1'] });
    expect(await client.getVersion(dataset.id, version.version)).toMatchObject({ tags: ['v1'], metadata: MARKED });
    expect(await client.deleteVersion(dataset.id, version.version)).toMatchObject({ version: version.version });
    expect(await client.deleteDataset(dataset.id)).toEqual({ id: dataset.id });
    expect(paperspace.datasets()).toEqual([]);
  });
});

describe('only the given fields are sent, including false, empty and null values', () => {
  test.each<[string, unknown, (client: PaperspaceClient) => Promise<unknown>, object]>([
    [
      'a new private dataset without a description',
      sampleDataset(),
      (client) => client.createDataset({ name: '', isPublic: false, description: null, storageProviderId: undefined }),
      { name: '', isPublic: false, description: null },
    ],
    [
      'a dataset that loses its description',
      sampleDataset(),
      (client) => client.updateDataset('ds1', { name: undefined, description: null }),
      { description: null },
    ],
    [
      'an empty description',
      sampleDataset(),
      (client) => client.updateDataset('ds1', { description: '' }),
      { description: '' },
    ],
    [
      'a version that loses its message, its metadata and its tags',
      sampleVersion(),
      (client) => client.updateVersion('ds1', 'v1', { isCommitted: false, message: '', metadata: {}, tags: [] }),
      { isCommitted: false, message: '', metadata: {}, tags: '' },
    ],
    ['a version of which nothing changes', sampleVersion(), (client) => client.updateVersion('ds1', 'v1', {}), {}],
    [
      'a new version with empty fields',
      sampleVersion(),
      (client) => client.createVersion('ds1', { message: '', metadata: MARKED, tags: [] }),
      { message: '', metadata: MARKED, tags: '' },
    ],
  ])('%s', async (_name, answer, call, body) => {
    const { client, requests } = clientWithResponse(answer);

    await call(client);

    expect(requests.map((request) => JSON.parse(request.body ?? ''))).toEqual([body]);
  });
});

describe('IDs in paths', () => {
  const calls: readonly (readonly [string, (client: PaperspaceClient, id: string) => Promise<unknown>])[] = [
    ['getDataset', (client, id) => client.getDataset(id)],
    ['updateDataset', (client, id) => client.updateDataset(id, {})],
    ['deleteDataset', (client, id) => client.deleteDataset(id)],
    ['listVersions', (client, id) => client.listVersions(id)],
    ['createVersion', (client, id) => client.createVersion(id, { metadata: MARKED })],
    ['getVersion of a dataset', (client, id) => client.getVersion(id, VERSION_ID)],
    ['getVersion', (client, id) => client.getVersion(DATASET_ID, id)],
    ['updateVersion', (client, id) => client.updateVersion(DATASET_ID, id, {})],
    ['deleteVersion', (client, id) => client.deleteVersion(DATASET_ID, id)],
  ];

  test.each(calls)('are refused by %s if they cannot be part of a path', async (_name, call) => {
    const { client, requests } = clientWithResponse({});

    for (const id of ['', '.', '..']) {
      await expect((async () => call(client, id))()).rejects.toThrow(InvalidIdError);
    }
    expect(requests).toEqual([]);
  });

  test.each([
    ['a/b', 'a%2Fb'],
    ['../x', '..%2Fx'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a b%2F', 'a%20b%252F'],
    ['größe', 'gr%C3%B6%C3%9Fe'],
    ['...', '...'],
  ])('are percent-encoded: %s', async (id, encoded) => {
    const { client, requests } = clientWithResponse(sampleVersion());

    await client.getVersion(id, id);

    expect(requests).toMatchObject([{ path: `/datasets/${encoded}/versions/${encoded}` }]);
  });
});

test('a new version without an attempt ID is refused, because it could not be found after a lost response', async () => {
  const { client, requests } = clientWithResponse(sampleVersion());

  for (const metadata of [undefined, {}, { snapshot: { key: 'k' } }]) {
    await expect((async () => client.createVersion(DATASET_ID, { metadata }))()).rejects.toThrow(TypeError);
  }
  expect(requests).toEqual([]);
});
