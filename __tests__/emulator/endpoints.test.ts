import { describe, expect, test } from '@jest/globals';
import type { Answers } from '../../emulator/answers.ts';
import { emulateInProcess } from '../../emulator/in-process.ts';
import { createPaperspace } from '../../emulator/paperspace.ts';
import { seededRandom } from '../../emulator/random.ts';
import { requestsThrough } from '../support/api.ts';

const T0 = Date.parse('2026-03-18T14:15:22.000Z');

/** A clock that a test moves by hand. */
function heldClock(ms = T0) {
  const clock = { ms, now: () => clock.ms, sleep: () => Promise.resolve() };
  return clock;
}

function given(answers: Partial<Answers> = {}) {
  const clock = heldClock();
  const emulator = emulateInProcess({ answers, clock, random: seededRandom(1) });
  return { ...requestsThrough(emulator.sendRequest), clock, emulator, paperspace: emulator.paperspace };
}

describe('datasets', () => {
  test('a new dataset has all the fields of the reference', async () => {
    const { dataset, paperspace } = given();

    const created = await dataset('POST', '/datasets', { name: 'faces', isPublic: false, description: 'of cats' });

    expect(created).toEqual({
      id: expect.stringMatching(/^ds[a-z0-9]{13}$/),
      name: 'faces',
      description: 'of cats',
      isPublic: false,
      storageProviderId: expect.any(String),
      teamId: paperspace.teamId,
      dtCreated: '2026-03-18T14:15:22.000Z',
      dtModified: '2026-03-18T14:15:22.000Z',
    });
    expect(paperspace.datasets()).toEqual([created]);
  });

  test('a dataset is stored where its storage provider says', async () => {
    const { dataset } = given();

    const created = await dataset('POST', '/datasets', { name: 'a', isPublic: true, storageProviderId: 'sp1' });

    expect(created).toMatchObject({ storageProviderId: 'sp1', isPublic: true });
  });

  test('a dataset can be read by its ID', async () => {
    const { dataset, paperspace } = given();
    const added = paperspace.addDataset({ name: 'faces' });

    expect(await dataset('GET', `/datasets/${added.id}`)).toEqual(added);
  });

  test('an update changes the given fields and the modification time', async () => {
    const { clock, dataset, paperspace } = given();
    const added = paperspace.addDataset({ name: 'faces', description: 'of cats' });
    clock.ms += 1000;

    const renamed = await dataset('PUT', `/datasets/${added.id}`, { name: 'cats' });
    const cleared = await dataset('PUT', `/datasets/${added.id}`, { description: null });

    expect(renamed).toEqual({ ...added, name: 'cats', dtModified: '2026-03-18T14:15:23.000Z' });
    expect(cleared).toEqual({ ...renamed, description: null });
  });

  test('deleting a dataset deletes its versions', async () => {
    const { send, paperspace } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });
    const { version } = paperspace.addVersion(id);

    expect(await send('DELETE', `/datasets/${id}`)).toMatchObject({ status: 200, body: { id } });

    expect(await send('GET', `/datasets/${id}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await send('GET', `/datasets/${id}/versions/${version}`)).toMatchObject({ status: 404 });
    expect(paperspace.datasets()).toEqual([]);
    expect(paperspace.versions(id)).toEqual([]);
  });

  test('a list has the private datasets unless the public ones are requested', async () => {
    const { datasets, paperspace } = given();
    const hidden = paperspace.addDataset({ name: 'hidden' });
    const open = paperspace.addDataset({ name: 'open', isPublic: true });

    expect((await datasets('/datasets')).items).toEqual([hidden]);
    expect((await datasets('/datasets?privacy=PRIVATE')).items).toEqual([hidden]);
    expect((await datasets('/datasets?privacy=PUBLIC')).items).toEqual([open]);
  });

  test('a list can be limited to one team', async () => {
    const { datasets, paperspace } = given();
    const own = paperspace.addDataset({ name: 'own' });

    expect((await datasets(`/datasets?teamId=${paperspace.teamId}`)).items).toEqual([own]);
    expect((await datasets('/datasets?teamId=another')).items).toEqual([]);
  });

  test("another team's dataset is hidden if private and read-only if public", async () => {
    const { send, datasets, paperspace } = given();
    const hidden = paperspace.addDataset({ name: 'hidden', teamId: 'another' });
    const open = paperspace.addDataset({ name: 'open', teamId: 'another', isPublic: true });

    expect(await send('GET', `/datasets/${hidden.id}`)).toMatchObject({ status: 404 });
    expect(await send('GET', `/datasets/${open.id}`)).toMatchObject({ status: 200 });
    expect(await send('DELETE', `/datasets/${open.id}`)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await send('POST', `/datasets/${open.id}/versions`, {})).toMatchObject({ status: 403 });
    expect((await datasets('/datasets')).items).toEqual([]);
  });
});

describe('versions', () => {
  test('a new version is a draft with all the fields of the reference', async () => {
    const { paperspace, version } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });

    const draft = await version('POST', `/datasets/${id}/versions`, {
      message: 'first',
      metadata: { rows: 3 },
      tags: 'a, b,,a',
    });

    expect(draft).toEqual({
      datasetId: id,
      version: expect.stringMatching(/^[a-z0-9]{7}$/),
      isCommitted: false,
      message: 'first',
      metadata: { rows: 3 },
      tags: ['a', 'b'],
      url: `s3://${paperspace.bucket}/${paperspace.teamId}/datasets/${id}/versions/${draft.version}`,
      usageBytes: null,
      userId: paperspace.userId,
      dtCreated: '2026-03-18T14:15:22.000Z',
      dtModified: '2026-03-18T14:15:22.000Z',
    });
    expect(paperspace.versions(id)).toEqual([draft]);
  });

  test('a version created without fields has null for each of them', async () => {
    const { paperspace, version } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });

    expect(await version('POST', `/datasets/${id}/versions`, {})).toMatchObject({
      message: null,
      metadata: null,
      tags: [],
    });
  });

  test('one update can change everything at once', async () => {
    const { clock, paperspace, version } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });
    const draft = paperspace.addVersion(id, { message: 'first', tags: ['old'] });
    clock.ms += 1000;

    const change = { isCommitted: true, message: 'second', metadata: { a: 1 }, tags: 'new,newer' };
    const committed = await version('PUT', `/datasets/${id}/versions/${draft.version}`, change);

    expect(committed).toEqual({
      ...draft,
      ...change,
      tags: ['new', 'newer'],
      dtModified: '2026-03-18T14:15:23.000Z',
    });
    expect(await version('GET', `/datasets/${id}/versions/${draft.version}`)).toEqual(committed);
  });

  test('an update without fields changes only the modification time', async () => {
    const { paperspace, version } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });
    const draft = paperspace.addVersion(id, { message: 'first', metadata: { a: 1 }, tags: ['old'] });

    expect(await version('PUT', `/datasets/${id}/versions/${draft.version}`, {})).toEqual(draft);
  });

  test('a commit cannot be undone', async () => {
    const { send, paperspace } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });
    const { version } = paperspace.addVersion(id, { isCommitted: true });

    const response = await send('PUT', `/datasets/${id}/versions/${version}`, { isCommitted: false, message: 'x' });

    expect(response).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    expect(paperspace.versions(id)).toMatchObject([{ isCommitted: true, message: null }]);
  });

  test('deleting a version deletes its tags', async () => {
    const { send, paperspace, versions } = given({ tagHolder: 'conflict' });
    const { id } = paperspace.addDataset({ name: 'faces' });
    const { version } = paperspace.addVersion(id, { tags: ['production'] });

    const deleted = await send('DELETE', `/datasets/${id}/versions/${version}`);

    expect(deleted).toMatchObject({ status: 200, body: { datasetId: id, version } });
    expect(await send('GET', `/datasets/${id}/versions/${version}`)).toMatchObject({ status: 404 });
    expect(await send('DELETE', `/datasets/${id}/versions/${version}`)).toMatchObject({ status: 404 });
    expect((await versions(`/datasets/${id}/versions?tags=production`)).items).toEqual([]);
    expect(await send('POST', `/datasets/${id}/versions`, { tags: 'production' })).toMatchObject({ status: 200 });
  });

  test('the usage is read from the storage, as text, when a version is read or changed', async () => {
    let bytes = 0;
    const measured: string[] = [];
    const { sendRequest, paperspace } = emulateInProcess({
      usageBytes: async (url) => {
        measured.push(url);
        return bytes;
      },
    });
    const { version, versions } = requestsThrough(sendRequest);
    const { id } = paperspace.addDataset({ name: 'faces' });
    const draft = await version('POST', `/datasets/${id}/versions`, {});
    bytes = 9_007_199_254_740_991;

    const read = await version('GET', `/datasets/${id}/versions/${draft.version}`);

    expect(draft.usageBytes).toBeNull();
    expect(read.usageBytes).toBe('9007199254740991');
    expect(measured).toEqual([draft.url]);
    expect((await versions(`/datasets/${id}/versions`)).items).toEqual([read]);
  });
});

describe('refusals', () => {
  test.each([
    [{}, 'No API key'],
    [{ authorization: 'Bearer wrong' }, 'not valid'],
    [{ authorization: 'Basic abc' }, 'not valid'],
  ])('a request without the right key (%j) gets a 401', async (headers, message) => {
    const paperspace = createPaperspace({ apiKey: 'right' });

    const { status, body } = await paperspace.answer({ method: 'GET', path: '/datasets', headers });

    expect(status).toBe(401);
    expect(JSON.parse(body)).toEqual({ code: 'UNAUTHORIZED', message: expect.stringContaining(message) });
  });

  test.each([
    ['GET', '/datasets/dsnone', 404, 'NOT_FOUND'],
    ['PUT', '/datasets/dsnone', 404, 'NOT_FOUND'],
    ['DELETE', '/datasets/dsnone', 404, 'NOT_FOUND'],
    ['GET', '/datasets/dsnone/versions', 404, 'NOT_FOUND'],
    ['POST', '/datasets/dsnone/versions', 404, 'NOT_FOUND'],
    ['GET', '/datasets/', 404, 'NOT_FOUND'],
    ['GET', '/datasets/dsnone/versions/', 404, 'NOT_FOUND'],
    ['GET', '/datasets/dsnone/versions/x/files', 404, 'NOT_FOUND'],
    ['GET', '/datasets/dsnone/tags', 404, 'NOT_FOUND'],
    ['GET', '/projects', 404, 'NOT_FOUND'],
    ['PUT', '/datasets', 405, 'METHOD_NOT_SUPPORTED'],
    ['POST', '/datasets/dsnone', 405, 'METHOD_NOT_SUPPORTED'],
    ['GET', '/datasets/%E0%A4%A', 400, 'BAD_REQUEST'],
  ] as const)('%s %s is a %d', async (method, path, status, code) => {
    const { send } = given();

    const response = await send(method, path, method === 'GET' || method === 'DELETE' ? undefined : {});

    expect(response).toMatchObject({ status, body: { code, message: expect.any(String) } });
  });

  test.each([
    ['POST', '/datasets', {}, ['name', 'isPublic']],
    ['POST', '/datasets', { name: 1, isPublic: 'false', description: 2 }, ['name', 'isPublic', 'description']],
    ['POST', '/datasets', { name: '', isPublic: true }, ['name']],
    ['GET', '/datasets?limit=0&order=up&orderBy=name', undefined, ['limit', 'orderBy', 'order']],
    ['GET', '/datasets?limit=121', undefined, ['limit']],
    ['GET', '/datasets?limit=1.5', undefined, ['limit']],
    ['GET', '/datasets?privacy=SECRET', undefined, ['privacy']],
    ['GET', '/datasets?after=abc', undefined, ['after']],
  ] as const)('%s %s with %j names each wrong field', async (method, path, body, fields) => {
    const { send } = given();

    const response = await send(method, path, body);

    expect(response).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST', details: fields.map((field) => ({ path: field, message: expect.any(String) })) },
    });
  });

  test('an invalid field of a version is named, and nothing is changed', async () => {
    const { send, paperspace } = given();
    const { id } = paperspace.addDataset({ name: 'faces' });
    const draft = paperspace.addVersion(id);

    const response = await send('PUT', `/datasets/${id}/versions/${draft.version}`, {
      isCommitted: true,
      message: null,
      metadata: [],
      tags: ['a'],
    });

    const paths = ['message', 'metadata', 'tags'];
    expect(response).toMatchObject({ status: 400, body: { details: paths.map((path) => ({ path })) } });
    expect(paperspace.versions(id)).toEqual([draft]);
  });

  test.each([
    ['a body that is not JSON', { 'content-type': 'application/json' }, '{', 400],
    ['no body', { 'content-type': 'application/json' }, undefined, 400],
    ['a body of no type', {}, '{}', 415],
  ])('%s is refused', async (_name, headers, body, status) => {
    const paperspace = createPaperspace();
    const authorization = `Bearer ${paperspace.apiKey}`;

    const response = await paperspace.answer({
      method: 'POST',
      path: '/datasets',
      headers: { ...headers, authorization },
      ...(body !== undefined && { body }),
    });

    expect(response.status).toBe(status);
  });

  test('every response has a unique request ID', async () => {
    const { send } = given();

    const ids = [await send('GET', '/datasets'), await send('GET', '/nothing')].map(
      (one) => one.headers['x-request-id'],
    );

    expect(new Set(ids).size).toBe(2);
    expect(ids).toEqual([expect.stringMatching(/^req-/), expect.stringMatching(/^req-/)]);
  });

  test('a defect of the emulator is a 500 with its message', async () => {
    const { sendRequest, paperspace } = emulateInProcess({ usageBytes: () => Promise.reject(new Error('no storage')) });
    const { id } = paperspace.addDataset({ name: 'faces' });
    const { version } = paperspace.addVersion(id);

    expect(await requestsThrough(sendRequest).send('GET', `/datasets/${id}/versions/${version}`)).toMatchObject({
      status: 500,
      body: { code: 'INTERNAL_SERVER_ERROR', message: expect.stringContaining('no storage') },
    });
  });
});

test('the same clock, random numbers and requests lead to the same responses', async () => {
  const run = async () => {
    const { send } = given();
    return [
      await send('POST', '/datasets', { name: 'a', isPublic: false }),
      await send('POST', '/datasets', { name: 'b', isPublic: false }),
      await send('GET', '/datasets?limit=1'),
    ];
  };

  expect(await run()).toEqual(await run());
});
