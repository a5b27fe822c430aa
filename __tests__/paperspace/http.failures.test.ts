import { describe, expect, test } from '@jest/globals';
import { CancelledError } from '../../src/net/errors.ts';
import { createHttpClient } from '../../src/paperspace/http.ts';
import { clientFor, GET, KEY, listeningForKey } from '../support/api.ts';
import { connectProxy, httpsServer, selfSigned, tcpServer, trusting } from '../support/servers.ts';

const API = 'https://api.paperspace.test/v1';
const identity = selfSigned('api.paperspace.test');

describe('a missing response', () => {
  test.each([
    ['drop', 'connection-lost'],
    ['truncate', 'connection-lost'],
  ] as const)('after a fault of the kind %s is a failure of the network: %s', async (fault, kind) => {
    await using server = await listeningForKey({ faults: [{ kind: fault, when: 'after' }] });
    using api = clientFor(server.emulator.url);

    await expect(api.send(GET)).rejects.toMatchObject({ kind, host: new URL(server.emulator.url).host, sent: true });
  });

  // Timeouts are kept in coarse steps of about a second, so these wait concurrently.
  test.concurrent.each([
    ['hang', 'response-timeout'],
    ['stall', 'stalled'],
  ] as const)('after a fault of the kind %s is a timeout: %s', async (fault, kind) => {
    await using server = await listeningForKey({ faults: [{ kind: fault, when: 'after' }] });
    using api = clientFor(server.emulator.url, { idleTimeoutMs: 250 });

    await expect(api.send(GET)).rejects.toMatchObject({ kind, sent: true });
  });

  test.concurrent('of a handshake is a timeout', async () => {
    await using server = await tcpServer();
    using api = clientFor(`https://localhost:${server.port}/v1`, { idleTimeoutMs: 250 });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'connect-timeout', sent: false });
  });

  test('without a listening server is a refused connection', async () => {
    const { port } = await (async () => {
      await using server = await tcpServer();
      return server;
    })();
    using api = clientFor(`http://127.0.0.1:${port}`);

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'refused', host: `127.0.0.1:${port}`, sent: false });
  });
});

describe('a missing response through a proxy', () => {
  test.each([
    ['nobody vouches for', 'api.paperspace.test', false],
    ['is for another name', 'other.test', true],
  ])('is reported for a server whose certificate %s', async (_name, host, trusted) => {
    const foreign = selfSigned(host);
    await using server = await httpsServer(foreign, (_request, response) => response.end('{}'));
    await using proxy = await connectProxy(server.port);
    using _trust = trusted ? trusting(foreign) : undefined;
    using api = clientFor(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'tls', sent: false });
  });

  test.each([
    ['refuses', 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'],
    ['hangs up', ''],
  ])('is reported for a proxy that %s', async (_name, reply) => {
    await using proxy = await tcpServer((socket) => socket.once('data', () => socket.end(reply)));
    using api = clientFor(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'proxy', host: 'api.paperspace.test', sent: false });
  });
});

describe('a proxy that does not respond', () => {
  test('fails the request after the connect timeout', async () => {
    await using proxy = await tcpServer();
    using api = clientFor(API, { httpsProxy: `http://127.0.0.1:${proxy.port}`, idleTimeoutMs: 250 });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'proxy', sent: false });
  });

  test('does not delay a cancellation', async () => {
    const cancelled = new CancelledError('SIGTERM');
    await using proxy = await tcpServer();
    using api = clientFor(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });
    const sending = expect(api.send(GET)).rejects.toBe(cancelled);
    while (proxy.connections() === 0) await new Promise((resolve) => setImmediate(resolve));

    api.controller.abort(cancelled);

    await sending;
  });
});

describe('a Node.js version without proxy support', () => {
  const options = {
    apiUrl: new URL(API),
    apiKey: KEY,
    userAgent: 'tests/1.0',
    idleTimeoutMs: 5_000,
    proxy: { url: 'http://127.0.0.1:9', except: '' },
  };

  test.each(['24.4.1', '22.19.0'])('is refused if a proxy is set, without bypassing the proxy: %s', (nodeVersion) => {
    expect(() => createHttpClient({ ...options, nodeVersion })).toThrow(
      expect.objectContaining({
        title: 'Proxy not supported',
        message: `Failed to connect to api.paperspace.test: Node.js ${nodeVersion} cannot send requests through a proxy`,
      }),
    );
  });

  test.each(['24.5.0', '25.0.0'])('is not version %s', (nodeVersion) => {
    const client = createHttpClient({ ...options, nodeVersion });

    expect(client.send).toBeInstanceOf(Function);
    client.close();
  });

  test('is accepted without a proxy', () => {
    const client = createHttpClient({ ...options, proxy: undefined, nodeVersion: '24.4.1' });

    expect(client.send).toBeInstanceOf(Function);
    client.close();
  });
});

test('the key is sent through a proxy only inside the tunnel', async () => {
  using _trust = trusting(identity);
  const keys: unknown[] = [];
  await using server = await httpsServer(identity, (request, response) => {
    keys.push(request.headers.authorization);
    response.end('{}');
  });
  await using proxy = await connectProxy(server.port);
  using api = clientFor(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

  expect(await api.send(GET)).toMatchObject({ status: 200 });
  expect(keys).toEqual([`Bearer ${KEY}`]);
  expect(proxy.tunnels).toHaveLength(1);
  expect(JSON.stringify(proxy.tunnels)).not.toContain(KEY);
});

test('the loopback interface is reached without a proxy', async () => {
  await using proxy = await tcpServer();
  await using server = await listeningForKey();
  using api = clientFor(server.emulator.url, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

  expect(await api.send(GET)).toMatchObject({ status: 200 });
  expect(proxy.connections()).toBe(0);
});

describe('a cancelled run', () => {
  const cancelled = new CancelledError('SIGTERM');

  test('sends no further request', async () => {
    await using server = await listeningForKey();
    using api = clientFor(server.emulator.url);
    api.controller.abort(cancelled);

    await expect(api.send(GET)).rejects.toBe(cancelled);
    expect(server.emulator.requests).toEqual([]);
  });

  test.each(['hang', 'stall'] as const)('aborts requests in flight: %s', async (kind) => {
    await using server = await listeningForKey({ faults: [{ kind }] });
    using api = clientFor(server.emulator.url);
    const sending = expect(api.send(GET)).rejects.toBe(cancelled);
    while (server.emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));

    api.controller.abort(cancelled);

    await sending;
  });
});
