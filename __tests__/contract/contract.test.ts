import { describe, expect, test } from '@jest/globals';
import { type ContractExchange, contractProblems, operationIds, operationOf } from '../support/contract.ts';

const dataset = {
  id: 'dst364npcw6ccok',
  name: 'faces',
  description: null,
  isPublic: false,
  storageProviderId: null,
  teamId: 't1',
  dtCreated: '2026-03-18T14:15:22Z',
  dtModified: '2026-03-18T14:15:22.123Z',
};
const version = {
  datasetId: dataset.id,
  version: 'fo5rp4m',
  isCommitted: true,
  message: null,
  metadata: { any: { thing: 1 } },
  tags: ['production'],
  url: 's3://bucket/t1/datasets/dst364npcw6ccok/versions/fo5rp4m',
  usageBytes: '12',
  userId: 'u1',
  dtCreated: '2026-03-18T14:15:22Z',
  dtModified: '2026-03-18T14:15:22Z',
};
const json = { 'content-type': 'application/json' };
const authorization = 'Bearer ***';

const get = (target: string): ContractExchange => ({ method: 'GET', target, headers: { authorization } });
const remove = (target: string): ContractExchange => ({ ...get(target), method: 'DELETE' });
const send = (method: 'POST' | 'PUT', target: string, body: unknown): ContractExchange => ({
  method,
  target,
  headers: { ...json, authorization },
  body: JSON.stringify(body),
});
const withResponse = (request: ContractExchange, body: unknown, status = 200): ContractExchange => ({
  ...request,
  answer: { status, headers: json, body: JSON.stringify(body) },
});

const versions = `/datasets/${dataset.id}/versions`;
const oneVersion = `${versions}/${version.version}`;

const good: readonly (readonly [string, ContractExchange])[] = [
  [
    'listDatasets',
    withResponse(get('/datasets?limit=120&order=asc&orderBy=dtCreated'), { items: [dataset], hasMore: false }),
  ],
  [
    'listDatasets',
    withResponse(get('/datasets?privacy=PRIVATE&teamId=t1&after=x'), { items: [], hasMore: true, nextPage: 'y' }),
  ],
  [
    'createDataset',
    withResponse(send('POST', '/datasets', { name: 'faces', isPublic: false, description: null }), dataset),
  ],
  ['getDataset', withResponse(get(`/datasets/${dataset.id}`), { ...dataset, aNewField: true })],
  ['updateDataset', withResponse(send('PUT', `/datasets/${dataset.id}`, { name: 'cats' }), dataset)],
  ['deleteDataset', withResponse(remove(`/datasets/${dataset.id}`), { id: dataset.id })],
  [
    'listDatasetVersions',
    withResponse(get(`${versions}?tags=a%2Cb`), { items: [version], hasMore: false, nextPage: null }),
  ],
  [
    'createDatasetVersion',
    withResponse(send('POST', versions, { message: 'm', metadata: { a: [1] }, tags: 'a,b' }), version),
  ],
  ['getDatasetVersion', withResponse(get(oneVersion), { ...version, metadata: null, usageBytes: null })],
  ['updateDatasetVersion', withResponse(send('PUT', oneVersion, { isCommitted: true, tags: '' }), version)],
  ['deleteDatasetVersion', withResponse(remove(oneVersion), { datasetId: dataset.id, version: version.version })],
  ['getDataset', withResponse(get('/datasets/ds1'), { code: 'NOT_FOUND', message: 'no', details: [] }, 404)],
  ['getDataset', withResponse(get('/datasets/ds1'), { code: 'NOT_FOUND', message: 'no', issues: [] }, 404)],
];

const bad: readonly (readonly [string, ContractExchange, RegExp])[] = [
  ['an unknown path', get('/datasets/ds1/tags'), /no such operation/],
  ['a path outside the base', get('/../datasets'), /no such operation/],
  ['an unknown method', { ...get('/datasets'), method: 'PATCH' }, /no such operation/],
  ['an unknown query parameter', get('/datasets?page=2'), /request: \/query must NOT have additional .*page/],
  ['a parameter of another list', get(`${versions}?privacy=PRIVATE`), /request: .*privacy/],
  ['a repeated query parameter', get(`${versions}?tags=a&tags=b`), /tags is repeated/],
  ['a limit of 0', get('/datasets?limit=0'), /request: \/query\/limit must be >= 1/],
  ['a limit of 121', get('/datasets?limit=121'), /request: \/query\/limit must be <= 120/],
  ['a limit that is no number', get('/datasets?limit=ten'), /request: \/query\/limit must be integer/],
  ['an unknown order', get('/datasets?order=newest'), /request: \/query\/order/],
  ['an unknown field to order by', get('/datasets?orderBy=name'), /request: \/query\/orderBy/],
  ['no key', { ...get('/datasets'), headers: {} }, /no bearer authorization/],
  ['a missing field', send('POST', '/datasets', { name: 'faces' }), /request: .*isPublic/],
  ['a stray field', send('PUT', `/datasets/${dataset.id}`, { isPublic: true }), /request: .*isPublic/],
  ['tags as an array', send('PUT', oneVersion, { tags: ['a'] }), /request: \/requestBody\/tags must be string/],
  ['a message of null', send('POST', versions, { message: null }), /request: \/requestBody\/message must be string/],
  ['metadata that is no object', send('POST', versions, { metadata: 'a' }), /request: \/requestBody\/metadata/],
  ['an array for a body', send('POST', versions, []), /request: \/requestBody must be object/],
  ['no body', { ...send('POST', versions, {}), body: undefined }, /request: .*requestBody/],
  [
    'a body of another type',
    { ...send('POST', versions, {}), headers: { authorization, 'content-type': 'text/plain' } },
    /content type text\/plain/,
  ],
  [
    'a body of a GET',
    { ...get('/datasets'), headers: { ...json, authorization }, body: '{}' },
    /a body where none belongs/,
  ],
  [
    'an answer without a field',
    withResponse(get(oneVersion), { ...version, tags: undefined }),
    /answer: status 200: .*tags/,
  ],
  [
    'an answer without metadata',
    withResponse(get(oneVersion), { ...version, metadata: undefined }),
    /answer: .*metadata/,
  ],
  [
    'null where it is not allowed',
    withResponse(get(`/datasets/${dataset.id}`), { ...dataset, teamId: null }),
    /answer: .*teamId/,
  ],
  ['a size as a number', withResponse(get(oneVersion), { ...version, usageBytes: 12 }), /answer: .*usageBytes/],
  ['a time that is none', withResponse(get(oneVersion), { ...version, dtCreated: 'today' }), /answer: .*dtCreated/],
  ['a page without hasMore', withResponse(get(versions), { items: [] }), /answer: .*hasMore/],
  [
    'a wrong item of a page',
    withResponse(get(versions), { items: [{ ...version, tags: null }], hasMore: false }),
    /answer: .*\/items\/0\/tags/,
  ],
  ['an error without a code', withResponse(get(oneVersion), { message: 'no' }, 404), /answer: status 404: .*code/],
  [
    'an answer in another shape than its status says',
    withResponse(get(oneVersion), { ...version, message: 'm' }, 201),
    /answer: status 201/,
  ],
  ['an answer that is not JSON', { ...get(oneVersion), answer: { status: 200, headers: json, body: '{' } }, /not JSON/],
  [
    'a page of a proxy',
    { ...get(oneVersion), answer: { status: 502, headers: { 'content-type': 'text/html' }, body: '' } },
    /content type text\/html/,
  ],
];

describe('the contract', () => {
  test('has the ten operations of the reference', () => {
    expect([...operationIds].sort()).toEqual([
      'createDataset',
      'createDatasetVersion',
      'deleteDataset',
      'deleteDatasetVersion',
      'getDataset',
      'getDatasetVersion',
      'listDatasetVersions',
      'listDatasets',
      'updateDataset',
      'updateDatasetVersion',
    ]);
  });

  test.each(good)('accepts a valid %s', (operationId, sendRequest) => {
    expect(operationOf(sendRequest)).toBe(operationId);
    expect(contractProblems(sendRequest)).toEqual([]);
  });

  test.each(bad)('reports %s', (_name, sendRequest, problem) => {
    expect(contractProblems(sendRequest)).toEqual([expect.stringMatching(problem)]);
  });

  test('reports a body that is not JSON', () => {
    const sendRequest = { ...send('POST', versions, {}), body: '{' };

    expect(contractProblems(sendRequest)).toContainEqual(expect.stringMatching(/request: .*JSON/));
  });

  test('reports every problem of request and response at once', () => {
    const sendRequest = withResponse(get('/datasets?limit=0&page=1'), { items: 1 });

    expect(contractProblems(sendRequest).map((problem) => problem.split(': ')[1])).toEqual([
      'request',
      'request',
      'answer',
      'answer',
    ]);
  });

  test('skips only the side that is marked as off the contract', () => {
    const sendRequest = withResponse(get('/datasets?limit=0'), { items: 1 });

    expect(contractProblems({ ...sendRequest, offContract: ['request'] }).join()).not.toMatch(/: request:/);
    expect(contractProblems({ ...sendRequest, offContract: ['request'] }).join()).toMatch(/: answer:/);
    expect(contractProblems({ ...sendRequest, offContract: ['answer'] }).join()).toMatch(/: request:/);
    expect(contractProblems({ ...sendRequest, offContract: ['answer'] }).join()).not.toMatch(/: answer:/);
    expect(contractProblems({ ...sendRequest, offContract: ['request', 'answer'] })).toEqual([]);
  });
});
