import { describe, expect, test } from '@jest/globals';
import { CancelledError } from '../../src/net/errors.ts';
import { clients, exchangeWith, GET, KEY, listening } from '../support/exchange-over-sockets.ts';
import { selfSigned } from '../support/self-signed.ts';
import { connectProxy, httpsServer, tcpServer } from '../support/servers.ts';
import { trusting } from '../support/trust.ts';

const API = 'https://api.paperspace.test/v1';
const identity = selfSigned('api.paperspace.test');

describe.each(clients)('no answer over %s', (over) => {
  test.each([
    ['drop', 'connection-lost'],
    ['truncate', 'connection-lost'],
  ] as const)('after a fault of the kind %s is a failure of the network: %s', async (fault, kind) => {
    await using server = await listening({ faults: [{ kind: fault, when: 'after' }] });
    await using api = await exchangeWith(server.emulator.url, { over });

    await expect(api.send(GET)).rejects.toMatchObject({ kind, host: new URL(server.emulator.url).host, sent: true });
  });

  // Timeouts are kept in coarse steps of about a second, so these wait side by side.
  test.concurrent.each([
    ['hang', 'response-timeout'],
    ['stall', 'stalled'],
  ] as const)('after a fault of the kind %s is a timeout: %s', async (fault, kind) => {
    await using server = await listening({ faults: [{ kind: fault, when: 'after' }] });
    await using api = await exchangeWith(server.emulator.url, { over, idleTimeoutMs: 250 });

    await expect(api.send(GET)).rejects.toMatchObject({ kind, sent: true });
  });

  test.concurrent('of a handshake is a timeout', async () => {
    await using server = await tcpServer();
    await using api = await exchangeWith(`https://localhost:${server.port}/v1`, { over, idleTimeoutMs: 250 });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'connect-timeout', sent: false });
  });

  test('where nobody listens is a refused connection', async () => {
    const { port } = await (async () => {
      await using server = await tcpServer();
      return server;
    })();
    await using api = await exchangeWith(`http://127.0.0.1:${port}`, { over });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'refused', host: `127.0.0.1:${port}`, sent: false });
  });
});

describe('no answer through a proxy', () => {
  test.each([
    ['nobody vouches for', 'api.paperspace.test', false],
    ['is for another name', 'other.test', true],
  ])('comes from a server whose certificate %s', async (_name, host, trusted) => {
    const foreign = selfSigned(host);
    await using server = await httpsServer(foreign, (_request, response) => response.end('{}'));
    await using proxy = await connectProxy(server.port);
    using _trust = trusted ? trusting(foreign) : undefined;
    await using api = await exchangeWith(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'tls', sent: false });
  });

  test.each([
    ['refuses', 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'],
    ['hangs up', ''],
  ])('comes through a proxy that %s', async (_name, reply) => {
    await using proxy = await tcpServer((socket) => socket.once('data', () => socket.end(reply)));
    await using api = await exchangeWith(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'proxy', host: 'api.paperspace.test', sent: false });
  });
});

test('the key goes through a proxy inside the tunnel alone', async () => {
  using _trust = trusting(identity);
  const keys: unknown[] = [];
  await using server = await httpsServer(identity, (request, response) => {
    keys.push(request.headers.authorization);
    response.end('{}');
  });
  await using proxy = await connectProxy(server.port);
  await using api = await exchangeWith(API, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

  expect(await api.send(GET)).toMatchObject({ status: 200 });
  expect(keys).toEqual([`Bearer ${KEY}`]);
  expect(proxy.tunnels).toHaveLength(1);
  expect(JSON.stringify(proxy.tunnels)).not.toContain(KEY);
});

test('the emulator on loopback is reached without a proxy', async () => {
  await using proxy = await tcpServer();
  await using server = await listening();
  await using api = await exchangeWith(server.emulator.url, { httpsProxy: `http://127.0.0.1:${proxy.port}` });

  expect(await api.send(GET)).toMatchObject({ status: 200 });
  expect(proxy.connections()).toBe(0);
});

describe.each(clients)('a run over %s that is cancelled', (over) => {
  const cancelled = new CancelledError('SIGTERM');

  test('sends nothing more', async () => {
    await using server = await listening();
    await using api = await exchangeWith(server.emulator.url, { over });
    api.controller.abort(cancelled);

    await expect(api.send(GET)).rejects.toBe(cancelled);
    expect(server.emulator.requests).toEqual([]);
  });

  test.each(['hang', 'stall'] as const)('gives up what is in flight: %s', async (kind) => {
    await using server = await listening({ faults: [{ kind }] });
    await using api = await exchangeWith(server.emulator.url, { over });
    const sending = expect(api.send(GET)).rejects.toBe(cancelled);
    while (server.emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));

    api.controller.abort(cancelled);

    await sending;
  });
});
