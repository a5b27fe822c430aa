import { request as httpRequest } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { startEmulator } from '../../emulator/server.ts';
import { fetchExchange, listening } from '../support/api.ts';

describe('the emulator on a socket', () => {
  test('listens only on the loopback interface, under /v1', async () => {
    await using given = await listening();

    expect(given.emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(given.emulator.apiKey).toMatch(/^emulator-[a-z0-9]{24}$/);
  });

  test('records each request with its response and without the key', async () => {
    await using given = await listening({ apiKey: 'secret-key' });
    const { send, emulator } = given;

    await send('POST', '/datasets', { name: 'é', isPublic: false });
    await send('GET', '/datasets?limit=5&after=a%2Cb');

    expect(emulator.requests).toMatchObject([
      {
        method: 'POST',
        path: '/datasets',
        query: {},
        target: '/datasets',
        headers: { authorization: 'Bearer ***', 'content-type': 'application/json' },
        body: '{"name":"é","isPublic":false}',
        acted: true,
        answer: { status: 200, body: expect.stringContaining('"name":"é"') },
        offContract: [],
      },
      {
        method: 'GET',
        path: '/datasets',
        query: { limit: '5', after: 'a,b' },
        target: '/datasets?limit=5&after=a%2Cb',
        answer: { status: 400 },
      },
    ]);
    expect(JSON.stringify(emulator.requests)).not.toContain('secret-key');
  });

  test('responds with 404 outside its base path and records the request', async () => {
    await using given = await listening();
    const { emulator } = given;
    const root = emulator.url.slice(0, -'/v1'.length);

    const response = await fetchExchange(root, emulator.apiKey)(
      { method: 'GET', path: '/datasets' },
      new AbortController().signal,
    );

    expect(response.status).toBe(404);
    expect(emulator.requests).toMatchObject([{ path: '/../datasets' }]);
  });

  test('refuses a wrong key', async () => {
    await using given = await listening();

    const response = await fetchExchange(given.emulator.url, 'wrong')(
      { method: 'GET', path: '/datasets' },
      new AbortController().signal,
    );

    expect(response.status).toBe(401);
  });

  test('keeps connections alive', async () => {
    await using given = await listening();
    const { send } = given;

    expect((await send('GET', '/datasets')).headers).toMatchObject({ connection: 'keep-alive' });
  });

  test('responds after its latency', async () => {
    await using given = await listening({ latencyMs: 100 });
    const { url, apiKey } = given.emulator;
    const send = (ms: number) =>
      fetchExchange(url, apiKey)({ method: 'GET', path: '/datasets' }, AbortSignal.timeout(ms));

    await expect(send(20)).rejects.toThrow('timeout');
    expect((await send(5000)).status).toBe(200);
  });

  test.each(['hang', 'stall', 'slow'] as const)('closes at once even during %s', async (kind) => {
    const emulator = await startEmulator();
    emulator.addFault(kind === 'slow' ? { kind, ms: 60_000 } : { kind });
    const pending = fetchExchange(emulator.url, emulator.apiKey)(
      { method: 'GET', path: '/datasets' },
      new AbortController().signal,
    );
    const lost = expect(pending).rejects.toThrow();
    while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));

    await emulator.close();

    await lost;
  });

  test('survives a client that disconnects during its request', async () => {
    await using given = await listening();
    const { send, emulator } = given;
    const headers = { 'content-length': '100' };
    await new Promise<void>((resolve) => {
      const going = httpRequest(`${emulator.url}/datasets`, { method: 'POST', headers });
      going.on('error', () => resolve());
      going.write('{', () => going.destroy(new Error('gone')));
    });

    expect(await send('GET', '/datasets')).toMatchObject({ status: 200 });
  });

  test('reports a port that is in use', async () => {
    await using given = await listening();

    await expect(startEmulator({ port: Number(new URL(given.emulator.url).port) })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the control endpoint', () => {
  const control = async (url: string, method: string, name: string, body?: unknown) => {
    const response = await fetch(`${url.slice(0, -'/v1'.length)}/_emulator/${name}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  test('lists the requests and clears them', async () => {
    await using given = await listening();
    await given.send('GET', '/datasets');

    expect(await control(given.emulator.url, 'GET', 'requests')).toMatchObject({
      status: 200,
      body: [{ method: 'GET', path: '/datasets', answer: { status: 200 } }],
    });
    expect(await control(given.emulator.url, 'DELETE', 'requests')).toEqual({ status: 200, body: [] });
    expect(given.emulator.requests).toEqual([]);
  });

  test('adds, lists and clears faults', async () => {
    await using given = await listening();
    const { url } = given.emulator;

    await control(url, 'POST', 'faults', { kind: 'status', status: 503 });
    const added = await control(url, 'POST', 'faults', [
      { kind: 'drop', nth: 5 },
      { kind: 'hang', nth: 6 },
    ]);

    expect(added).toMatchObject({ status: 200, body: [{ kind: 'status' }, { kind: 'drop' }, { kind: 'hang' }] });
    expect(await given.send('GET', '/datasets')).toMatchObject({ status: 503 });
    expect(await control(url, 'GET', 'faults')).toMatchObject({ body: [{ kind: 'drop' }, { kind: 'hang' }] });
    expect(await control(url, 'DELETE', 'faults')).toEqual({ status: 200, body: [] });
  });

  test('refuses invalid faults and then adds none of the request', async () => {
    await using given = await listening();

    const refused = await control(given.emulator.url, 'POST', 'faults', [{ kind: 'drop' }, { kind: 'explode' }]);

    expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining('explode') } });
    expect(await control(given.emulator.url, 'GET', 'faults')).toEqual({ status: 200, body: [] });
  });

  test('delivers late requests', async () => {
    await using given = await listening({ faults: [{ kind: 'late' }] });
    await given.send('POST', '/datasets', { name: 'faces', isPublic: false }).catch(() => undefined);

    await control(given.emulator.url, 'POST', 'late-requests');

    expect(given.emulator.paperspace.datasets()).toHaveLength(1);
  });

  test('shows the state without being recorded or matched by faults', async () => {
    await using given = await listening({ faults: [{ kind: 'drop', times: 'always' }] });
    const { id } = given.emulator.paperspace.addDataset({ name: 'faces' });
    const { version } = given.emulator.paperspace.addVersion(id);

    expect(await control(given.emulator.url, 'GET', 'state')).toMatchObject({
      body: { datasets: [{ id, versions: [{ version }] }] },
    });
    expect(given.emulator.requests).toEqual([]);
  });

  test('responds with 404 for other names', async () => {
    await using given = await listening();

    expect(await control(given.emulator.url, 'GET', 'keys')).toMatchObject({ status: 404 });
  });
});
