import { describe, expect, test } from '@jest/globals';
import { emulateInProcess, inProcessSendRequest } from '../../emulator/in-process.ts';
import { createPaperspace } from '../../emulator/paperspace.ts';
import { Service } from '../../emulator/service.ts';
import { CancelledError, NetworkError } from '../../src/net/errors.ts';
import { systemClock } from '../../src/net/system.ts';
import { requestsThrough } from '../support/api.ts';

const newDataset = { method: 'POST', path: '/datasets', body: '{"name":"faces","isPublic":false}' } as const;
const never = new AbortController().signal;

describe('the emulator in this process', () => {
  test('responds as on a socket, with the headers that the transport adds', async () => {
    const { sendRequest, paperspace, requests } = emulateInProcess();

    const { status, body } = await sendRequest(newDataset, never);

    expect(status).toBe(200);
    expect(paperspace.datasets()).toEqual([JSON.parse(body)]);
    expect(requests).toMatchObject([
      { headers: { authorization: 'Bearer ***', 'content-type': 'application/json' }, acted: true },
    ]);
  });

  test('refuses a wrong key', async () => {
    const service = new Service({ paperspace: createPaperspace(), clock: systemClock });

    const pending = requestsThrough(inProcessSendRequest(service, 'wrong'));

    expect(await pending.send('GET', '/datasets')).toMatchObject({ status: 401 });
  });

  test.each([
    ['drop', 'connection-lost'],
    ['hang', 'response-timeout'],
    ['stall', 'stalled'],
    ['truncate', 'connection-lost'],
    ['late', 'connection-lost'],
  ] as const)('%s becomes the error that the transport makes of it: %s', async (kind, expected) => {
    const { addFault, sendRequest } = emulateInProcess();
    addFault({ kind });

    const error = await sendRequest(newDataset, never).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ kind: expected, sent: true });
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a fault can be injected %s the server acts', async (when, made) => {
    const { sendRequest, paperspace } = emulateInProcess({ faults: [{ kind: 'drop', when }] });

    await expect(sendRequest(newDataset, never)).rejects.toThrow(NetworkError);

    expect(paperspace.datasets()).toHaveLength(made);
  });

  test('delivers a late request after the next one', async () => {
    const { sendRequest, paperspace } = emulateInProcess({ faults: [{ kind: 'late' }] });
    await expect(sendRequest(newDataset, never)).rejects.toThrow(NetworkError);

    const { datasets } = requestsThrough(sendRequest);

    expect((await datasets('/datasets')).items).toHaveLength(0);
    expect(paperspace.datasets()).toHaveLength(1);
  });

  test('delivers a late request on demand and clears faults', async () => {
    const emulator = emulateInProcess({
      faults: [
        { kind: 'late', afterRequests: 9 },
        { kind: 'drop', nth: 2 },
      ],
    });
    await expect(emulator.sendRequest(newDataset, never)).rejects.toThrow(NetworkError);

    await emulator.deliverLateRequests();
    emulator.clearFaults();

    expect((await requestsThrough(emulator.sendRequest).datasets('/datasets')).items).toHaveLength(1);
  });

  test('waits on the given clock when a fault is slow', async () => {
    const slept: number[] = [];
    const clock = {
      now: () => 0,
      sleep: async (ms: number) => {
        slept.push(ms);
      },
    };
    const { sendRequest } = emulateInProcess({ clock, faults: [{ kind: 'slow', ms: 60_000 }] });

    expect(await sendRequest(newDataset, never)).toMatchObject({ status: 200 });
    expect(slept).toEqual([60_000]);
  });
});

describe('cancellation in this process', () => {
  test('prevents a request that was not sent yet', async () => {
    const { sendRequest, requests } = emulateInProcess();
    const reason = new CancelledError('SIGTERM');

    await expect(sendRequest(newDataset, AbortSignal.abort(reason))).rejects.toBe(reason);

    expect(requests).toEqual([]);
  });

  test('ends the wait for a request in flight, which still takes effect', async () => {
    const { sendRequest, paperspace } = emulateInProcess();
    const stopping = new AbortController();
    const reason = new CancelledError('SIGINT');

    const pending = sendRequest(newDataset, stopping.signal);
    stopping.abort(reason);

    await expect(pending).rejects.toBe(reason);
    expect(paperspace.datasets()).toHaveLength(1);
  });

  test('ends the wait for a slow response', async () => {
    const { sendRequest } = emulateInProcess({ faults: [{ kind: 'slow', ms: 60_000 }] });
    const stopping = new AbortController();
    const reason = new CancelledError('SIGINT');

    const pending = sendRequest(newDataset, stopping.signal);
    stopping.abort(reason);

    await expect(pending).rejects.toBe(reason);
  });
});
