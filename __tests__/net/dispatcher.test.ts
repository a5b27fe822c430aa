import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import type { OutgoingRequest } from '../../src/net/connections.ts';
import { connectionsThrough, createDispatcher, type DispatcherOptions } from '../../src/net/dispatcher.ts';
import { ConnectionsClosedError } from '../../src/net/errors.ts';
import { connectProxy, httpServer, httpsServer, selfSigned, tcpServer, trusting } from '../support/servers.ts';

const API = 'https://api.paperspace.test';
const apiIdentity = selfSigned('api.paperspace.test');
const localIdentity = selfSigned('localhost');
const hello: RequestListener = (_request, response) => response.end('hello');

async function given(options: Partial<DispatcherOptions> = {}) {
  const dispatcher = await createDispatcher({ proxy: {}, idleTimeoutMs: 5_000, connections: 4, ...options });
  return {
    get: async (origin: string) => {
      const { statusCode, headers, body } = await request(`${origin}/v1`, { dispatcher });
      return { status: statusCode, headers, body: await body.text() };
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

const codeOf = (error: unknown): unknown => (Error.isError(error) && 'code' in error ? error.code : error);

describe('with HTTPS_PROXY', () => {
  test('https requests use a tunnel of the proxy', async () => {
    using _trust = trusting(apiIdentity);
    await using server = await httpsServer(apiIdentity, hello);
    await using proxy = await connectProxy(server.port);
    await using client = await given({ proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(await client.get(API)).toMatchObject({ status: 200, body: 'hello' });
    expect(proxy.tunnels).toMatchObject([{ target: 'api.paperspace.test:443' }]);
  });

  test('user and password are sent to the proxy', async () => {
    using _trust = trusting(apiIdentity);
    await using server = await httpsServer(apiIdentity, hello);
    await using proxy = await connectProxy(server.port);
    await using client = await given({ proxy: { httpsProxy: `http://me:secret@127.0.0.1:${proxy.port}` } });

    await client.get(API);

    const expected = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    expect(proxy.tunnels).toMatchObject([{ headers: { 'proxy-authorization': expected } }]);
  });

  test('plain http requests bypass the proxy', async () => {
    await using server = await httpServer(hello);
    await using proxy = await connectProxy(server.port);
    await using client = await given({ proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(await client.get(`http://127.0.0.1:${server.port}`)).toMatchObject({ status: 200, body: 'hello' });
    expect(proxy.connections()).toBe(0);
  });

  test.each(['localhost', 'one.test,localhost', '*'])('NO_PROXY=%s bypasses the proxy', async (noProxy) => {
    using _trust = trusting(localIdentity);
    await using server = await httpsServer(localIdentity, hello);
    await using proxy = await connectProxy(server.port);
    await using client = await given({ proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}`, noProxy } });

    expect(await client.get(`https://localhost:${server.port}`)).toMatchObject({ status: 200, body: 'hello' });
    expect(proxy.connections()).toBe(0);
  });
});

test('with HTTP_PROXY plain http requests are sent to the proxy', async () => {
  await using proxy = await httpServer((request, response) => response.end(request.url));
  await using client = await given({ proxy: { httpProxy: `http://127.0.0.1:${proxy.port}` } });

  expect(await client.get('http://files.test')).toMatchObject({ status: 200, body: 'http://files.test/v1' });
});

test.each(['HTTPS_PROXY', 'https_proxy'])('%s of the process is used only if it is passed on', async (name) => {
  using _trust = trusting(localIdentity);
  await using server = await httpsServer(localIdentity, hello);
  await using proxy = await connectProxy(server.port);
  const before = process.env[name];
  process.env[name] = `http://127.0.0.1:${proxy.port}`;
  try {
    await using client = await given();
    expect(await client.get(`https://localhost:${server.port}`)).toMatchObject({ status: 200 });
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
  expect(proxy.connections()).toBe(0);
});

test('a redirect is returned, not followed', async () => {
  await using elsewhere = await httpServer(hello);
  const location = `http://127.0.0.1:${elsewhere.port}/`;
  await using server = await httpServer((_request, response) => response.writeHead(302, { location }).end());
  await using client = await given();

  expect(await client.get(`http://127.0.0.1:${server.port}`)).toMatchObject({ status: 302, headers: { location } });
  expect(elsewhere.connections()).toBe(0);
});

test('concurrent requests share the allowed number of connections', async () => {
  await using server = await httpServer(hello);
  await using client = await given({ connections: 2 });

  const answers = await Promise.all(Array.from({ length: 20 }, () => client.get(`http://127.0.0.1:${server.port}`)));

  expect(answers.map(({ body }) => body)).toEqual(answers.map(() => 'hello'));
  expect(server.connections()).toBeLessThanOrEqual(2);
});

describe('the idle timeout', () => {
  // Timeouts are kept in coarse steps of about a second, so these wait side by side.
  const idleTimeoutMs = 250;

  test.concurrent('ends a TLS handshake without a response', async () => {
    await using server = await tcpServer();
    await using client = await given({ idleTimeoutMs });

    const error = await client.get(`https://localhost:${server.port}`).catch(codeOf);

    expect(error).toBe('UND_ERR_CONNECT_TIMEOUT');
  });

  test.concurrent('ends a TLS handshake behind a proxy', async () => {
    await using server = await tcpServer();
    await using proxy = await connectProxy(server.port);
    await using client = await given({ idleTimeoutMs, proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(await client.get(API).catch(codeOf)).toBe('UND_ERR_CONNECT_TIMEOUT');
  });

  test.concurrent('ends the wait for a proxy that opens no tunnel', async () => {
    await using proxy = await tcpServer();
    await using client = await given({ idleTimeoutMs, proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(await client.get(API).catch(codeOf)).toBe('UND_ERR_HEADERS_TIMEOUT');
  });

  test.concurrent('ends the wait for a response that does not begin', async () => {
    await using server = await httpServer(() => undefined);
    await using client = await given({ idleTimeoutMs });

    const error = await client.get(`http://127.0.0.1:${server.port}`).catch(codeOf);

    expect(error).toBe('UND_ERR_HEADERS_TIMEOUT');
  });

  test.concurrent('ends a response that stalls', async () => {
    await using server = await httpServer((_request, response) => {
      response.write('half');
    });
    await using client = await given({ idleTimeoutMs });

    const error = await client.get(`http://127.0.0.1:${server.port}`).catch(codeOf);

    expect(error).toBe('UND_ERR_BODY_TIMEOUT');
  });
});

describe('connections through a dispatcher', () => {
  /** Sends a request, and returns the status and the body. */
  async function send(more: Partial<OutgoingRequest>, options: Partial<DispatcherOptions> = {}) {
    const connections = connectionsThrough(
      createDispatcher({ proxy: {}, idleTimeoutMs: 5_000, connections: 4, ...options }),
    );
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let received = '';
    const request: OutgoingRequest = { origin: API, path: '/', method: 'GET', headers: {}, ...more };
    connections.send(request, {
      onHead: (status) => {
        received += `${status} `;
      },
      onData: (chunk) => {
        received += Buffer.from(chunk).toString();
      },
      onEnd: () => resolve(received),
      onError: reject,
    });
    return promise.finally(() => connections.destroy());
  }
  const count: RequestListener = async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    response.end(String(bytes));
  };

  test('use the proxy', async () => {
    using _trust = trusting(apiIdentity);
    await using server = await httpsServer(apiIdentity, hello);
    await using proxy = await connectProxy(server.port);

    expect(await send({}, { proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } })).toBe('200 hello');
    expect(proxy.tunnels).toMatchObject([{ target: 'api.paperspace.test:443' }]);
  });

  test.each([5, 1024 * 1024])('send a body of %i bytes', async (size) => {
    await using server = await httpServer(count);
    const origin = `http://127.0.0.1:${server.port}`;
    const headers = { 'content-length': String(size) };

    expect(await send({ origin, method: 'PUT', headers, body: Buffer.alloc(size) })).toBe(`200 ${size}`);
  });

  test('end a request early, and one that still waits for a connection when they are closed', async () => {
    await using server = await tcpServer();
    const connections = connectionsThrough(createDispatcher({ proxy: {}, idleTimeoutMs: 5_000, connections: 1 }));
    const request = { origin: `http://127.0.0.1:${server.port}`, path: '/', method: 'GET', headers: {} } as const;
    const reason = new Error('enough');
    const failures = [1, 2].map(
      () =>
        new Promise<Error>((resolve) => {
          const unexpected = () => resolve(new Error('a response'));
          const handler = { onHead: unexpected, onData: unexpected, onEnd: unexpected, onError: resolve };
          const abort = connections.send(request, handler);
          setTimeout(() => abort(reason), 50);
        }),
    );

    expect(await failures[0]).toBe(reason);
    await connections.destroy();
    expect(await failures[1]).toBeInstanceOf(ConnectionsClosedError);
  });

  test('report that they are closed', async () => {
    const connections = connectionsThrough(createDispatcher({ proxy: {}, idleTimeoutMs: 5_000, connections: 1 }));
    await connections.destroy();

    const failure = new Promise((resolve) => {
      const ignore = () => undefined;
      const request = { origin: 'http://127.0.0.1:1', path: '/', method: 'GET', headers: {} } as const;
      connections.send(request, { onHead: ignore, onData: ignore, onEnd: ignore, onError: resolve });
    });

    expect(await failure).toBeInstanceOf(ConnectionsClosedError);
  });
});
