import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../emulator/faults.ts';
import { NetworkError } from '../../src/net/errors.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import { emulated } from '../support/api.ts';
import { heldRetryContext } from '../support/recording.ts';
import { DATASET_ID, losses, ok, refusal, sampleVersion, scripted, VERSION_ID } from '../support/responses.ts';

/** A dataset with one draft, and a fault in what follows. */
function given(fault: FaultInput, options: Parameters<typeof emulated>[0] = {}) {
  const world = emulated(options);
  const { id } = world.paperspace.addDataset({ name: 'faces', description: 'old' });
  const { version } = world.paperspace.addVersion(id, { tags: ['old'], metadata: { a: 1 } });
  world.emulator.addFault(fault);
  const count = (method: string): number => world.requests().filter((line) => line.startsWith(method)).length;
  return { ...world, id, version, count };
}

describe('a version change with a lost response', () => {
  const change = { isCommitted: true, message: 'm', metadata: { a: 1, b: [2] }, tags: ['x', 'y'] };

  test.each(losses('PUT'))('is done all the same: %s, %s the server acted', async (_name, when, fault) => {
    const { client, paperspace, id, version, count } = given(fault, { answers: { commitTwice: 'error' } });

    expect(await client.updateVersion(id, version, change)).toEqual(paperspace.versions(id)[0]);
    expect(paperspace.versions(id)).toMatchObject([change]);
    expect(count('PUT')).toBe(when === 'before' ? 2 : 1);
  });

  test('succeeds if it arrived late and its repetition is refused for that reason', async () => {
    const { client, paperspace, id, version } = given(
      { kind: 'late', method: 'PUT' },
      { answers: { commitTwice: 'error' } },
    );

    expect(await client.updateVersion(id, version, { isCommitted: true })).toMatchObject({ isCommitted: true });
    expect(paperspace.versions(id)).toMatchObject([{ isCommitted: true }]);
  });

  test('is confirmed regardless of the order of the tags', async () => {
    const { client, paperspace, id, version, count, clock } = given({ kind: 'drop', method: 'PUT' });
    const putTags = (tags: string) => ({
      method: 'PUT',
      path: `/datasets/${id}/versions/${version}`,
      headers: { authorization: `Bearer ${paperspace.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tags }),
    });
    clock.whileAsleep = () => void paperspace.answer(putTags('y,x'));

    expect(await client.updateVersion(id, version, { tags: ['x', 'y'] })).toMatchObject({ tags: ['y', 'x'] });
    expect(count('PUT')).toBe(1);
  });

  test.each([
    ['tags', { tags: ['old', 'new'] }],
    ['metadata', { metadata: { a: 2 } }],
    ['the message', { message: 'new' }],
  ])('is sent again if %s do not show it', async (_name, one) => {
    const { client, id, version, count } = given({ kind: 'drop', method: 'PUT' });

    expect(await client.updateVersion(id, version, one)).toMatchObject(one);
    expect(count('PUT')).toBe(2);
  });

  test('is sent again for metadata of a version that has none', async () => {
    const { client, paperspace, id, count } = given({ kind: 'drop', method: 'PUT' });
    const { version } = paperspace.addVersion(id);

    expect(await client.updateVersion(id, version, { metadata: { a: 1 } })).toMatchObject({ metadata: { a: 1 } });
    expect(count('PUT')).toBe(2);
  });

  test('is confirmed if metadata is merged with other keys', async () => {
    const { client, id, version, count } = given(
      { kind: 'drop', when: 'after', method: 'PUT' },
      { answers: { putMetadata: 'merge' } },
    );

    expect(await client.updateVersion(id, version, { metadata: { b: 2 } })).toMatchObject({ metadata: { a: 1, b: 2 } });
    expect(count('PUT')).toBe(1);
  });
});

describe('a dataset change with a lost response', () => {
  test.each(losses('PUT'))('is done all the same: %s, %s the server acted', async (_name, when, fault) => {
    const { client, paperspace, id, count } = given(fault);
    const change = { name: 'cats', description: null };

    expect(await client.updateDataset(id, change)).toEqual(paperspace.datasets()[0]);
    expect(paperspace.datasets()).toMatchObject([change]);
    expect(count('PUT')).toBe(when === 'before' ? 2 : 1);
  });

  test('is confirmed by the given fields', async () => {
    const { client, id, count } = given({ kind: 'drop', when: 'after', method: 'PUT' });

    expect(await client.updateDataset(id, { name: 'cats', description: undefined })).toMatchObject({
      name: 'cats',
      description: 'old',
    });
    expect(count('PUT')).toBe(1);
  });
});

describe('a deletion with a lost response', () => {
  test.each(losses('DELETE'))('of a version is done: %s, %s the server acted', async (_name, when, fault) => {
    const { client, paperspace, id, version, count } = given(fault);

    expect(await client.deleteVersion(id, version)).toEqual({ datasetId: id, version });
    expect(paperspace.versions(id)).toEqual([]);
    expect(count('DELETE')).toBe(when === 'before' ? 2 : 1);
  });

  test.each(losses('DELETE'))('of a dataset is done: %s, %s the server acted', async (_name, when, fault) => {
    const { client, paperspace, id, count } = given(fault);

    expect(await client.deleteDataset(id)).toEqual({ id });
    expect(paperspace.datasets()).toEqual([]);
    expect(count('DELETE')).toBe(when === 'before' ? 2 : 1);
  });

  test('succeeds if it arrived late and its repetition gets a 404', async () => {
    const { client, paperspace, id, version } = given({ kind: 'late', method: 'DELETE' });

    expect(await client.deleteVersion(id, version)).toEqual({ datasetId: id, version });
    expect(paperspace.versions(id)).toEqual([]);
  });

  test('is read back repeatedly', async () => {
    const { client, emulator, id, version } = given({ kind: 'drop', when: 'after', method: 'DELETE' });
    emulator.addFault({ kind: 'status', status: 503, method: 'GET', times: 2 });

    expect(await client.deleteVersion(id, version)).toEqual({ datasetId: id, version });
  });

  test('fails with its own error if reading back is refused', async () => {
    const { client, emulator, id, version } = given({ kind: 'drop', when: 'after', method: 'DELETE' });
    emulator.addFault({ kind: 'status', status: 403, method: 'GET' });

    await expect(client.deleteVersion(id, version)).rejects.toMatchObject({
      operation: 'delete version',
      problem: { kind: 'unreachable' },
    });
  });
});

describe('a request that was never sent', () => {
  const refused = new NetworkError('refused', 'api.test', 'connect ECONNREFUSED');

  test('makes a 404 for its repetition an error', async () => {
    const { sendRequest, requests } = scripted(refused, refusal(404));
    const client = new PaperspaceClient(sendRequest, heldRetryContext());

    await expect(client.deleteVersion(DATASET_ID, VERSION_ID)).rejects.toMatchObject({ problem: { status: 404 } });
    expect(requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
  });

  test('is repeated without reading back, even a create', async () => {
    const { sendRequest, requests } = scripted(refused, ok(sampleVersion()));
    const client = new PaperspaceClient(sendRequest, heldRetryContext());

    const created = await client.createVersion(DATASET_ID, { metadata: { snapshot: { attempt: 'a-1' } } });

    expect(created).toEqual({ value: sampleVersion(), repeated: false });
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });
});
