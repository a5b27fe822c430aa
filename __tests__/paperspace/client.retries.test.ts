import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../emulator/faults.ts';
import { seed } from '../../emulator/seed.ts';
import { CancelledError } from '../../src/net/errors.ts';
import { items } from '../../src/paperspace/paging.ts';
import { emulated } from '../support/api.ts';
import { DATASET_ID } from '../support/responses.ts';

describe('a read that fails', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('with %i is repeated', async (status) => {
    const { client, paperspace, emulator, requests, log } = emulated();
    const { id } = paperspace.addDataset({ name: 'faces' });
    emulator.addFault({ kind: 'status', status, times: 2 });

    expect(await client.getDataset(id)).toMatchObject({ id });
    expect(requests()).toHaveLength(3);
    expect(log.infos).toHaveLength(2);
    expect(log.infos[0]).toMatch(
      `Retrying in 0.3 s: get dataset ${id} (attempt 2 of 6). Cause: Injected fault: ${status}`,
    );
  });

  test.each([400, 401, 403, 404, 409, 422, 501, 505])('with %i is not repeated', async (status) => {
    const { client, emulator, requests, log, clock } = emulated();
    emulator.addFault({ kind: 'status', status });

    await expect(client.getDataset(DATASET_ID)).rejects.toMatchObject({ problem: { kind: 'refused', status } });
    expect(requests()).toHaveLength(1);
    expect(log.infos).toEqual([]);
    expect(clock.sleeps).toEqual([]);
  });

  test.each<[string, FaultInput]>([
    ['by a lost connection', { kind: 'drop' }],
    ['by silence', { kind: 'hang' }],
    ['half-way through', { kind: 'truncate' }],
    ['by silence half-way through', { kind: 'stall' }],
    ['by half of the JSON', { kind: 'invalid-json' }],
    ['by a page of a proxy', { kind: 'status', status: 502, body: 'html' }],
  ])('%s is repeated', async (_name, fault) => {
    const { client, paperspace, emulator, requests } = emulated({ faults: [fault] });
    const { id } = paperspace.addDataset({ name: 'faces' });

    expect(await client.getDataset(id)).toMatchObject({ id });
    expect(requests()).toHaveLength(2);
    expect(emulator.requests).toMatchObject([{ fault: { kind: fault.kind } }, { acted: true }]);
  });

  test.each<[string, FaultInput, string]>([
    ['another shape', { kind: 'wrong-shape' }, 'unreadable'],
    ['a redirect', { kind: 'redirect', location: 'https://elsewhere.test/' }, 'redirected'],
  ])('by %s is not repeated', async (_name, fault, kind) => {
    const { client, requests } = emulated({ faults: [fault] });

    await expect(client.getDataset(DATASET_ID)).rejects.toMatchObject({ problem: { kind } });
    expect(requests()).toHaveLength(1);
  });

  test.each<[string | number, number]>([
    [7, 7_000],
    ['Wed, 18 Mar 2026 12:00:09 GMT', 9_000],
    [600, 60_000],
    ['soon', 250],
  ])('waits as long as Retry-After says: %s', async (retryAfter, waited) => {
    const { client, clock, emulator } = emulated();
    emulator.addFault({ kind: 'status', status: 429, retryAfter });

    await client.listDatasets();

    expect(clock.sleeps).toEqual([waited]);
  });

  test.each([0, 2])('throws the last error after %i retries', async (retries) => {
    const { client, requests } = emulated({ retries, faults: [{ kind: 'status', status: 503, times: 'always' }] });

    await expect(client.listDatasets()).rejects.toMatchObject({ problem: { status: 503 }, operation: 'list' });
    expect(requests()).toHaveLength(retries + 1);
  });

  test('is not retried if the run is cancelled while waiting', async () => {
    const { client, retryContext, requests } = emulated({ faults: [{ kind: 'drop', times: 'always' }] });
    const cancelled = new CancelledError('SIGTERM');
    retryContext.clock.whileAsleep = () => retryContext.controller.abort(cancelled);

    await expect(client.listDatasets()).rejects.toBe(cancelled);
    expect(requests()).toHaveLength(1);
  });
});

test('10,000 versions are read with 84 requests', async () => {
  const { client, paperspace, requests } = emulated();
  const [dataset] = seed(paperspace, { versions: 10_000 });
  const ids = new Set<string>();

  const all = items('versions', (query) => client.listVersions(dataset?.id ?? '', query), { ahead: true });
  for await (const { version } of all) ids.add(version);

  expect(ids.size).toBe(10_000);
  expect(requests()).toHaveLength(84);
});
