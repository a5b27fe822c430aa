import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { createDispatcher, createStorageDispatcher, type DispatcherOptions } from '../../src/net/dispatcher.ts';
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

describe('an idle timeout', () => {
  // Timeouts are kept in coarse steps of about a second, so these wait side by side.
  const idleTimeoutMs = 250;

  test.concurrent('of a handshake', async () => {
    await using server = await tcpServer();
    await using client = await given({ idleTimeoutMs });

    const error = await client.get(`https://localhost:${server.port}`).catch(codeOf);

    expect(error).toBe('UND_ERR_CONNECT_TIMEOUT');
  });

  test.concurrent('of a handshake behind a proxy', async () => {
    await using server = await tcpServer();
    await using proxy = await connectProxy(server.port);
    await using client = await given({ idleTimeoutMs, proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(await client.get(API).catch(codeOf)).toBe('UND_ERR_CONNECT_TIMEOUT');
  });

  test.concurrent('of a proxy that opens no tunnel', async () => {
    await using proxy = await tcpServer();
    await using client = await given({ idleTimeoutMs, proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(await client.get(API).catch(codeOf)).toBe('UND_ERR_HEADERS_TIMEOUT');
  });

  test.concurrent('of an answer that does not begin', async () => {
    await using server = await httpServer(() => undefined);
    await using client = await given({ idleTimeoutMs });

    const error = await client.get(`http://127.0.0.1:${server.port}`).catch(codeOf);

    expect(error).toBe('UND_ERR_HEADERS_TIMEOUT');
  });

  test.concurrent('of an answer that does not go on', async () => {
    await using server = await httpServer((_request, response) => {
      response.write('half');
    });
    await using client = await given({ idleTimeoutMs });

    const error = await client.get(`http://127.0.0.1:${server.port}`).catch(codeOf);

    expect(error).toBe('UND_ERR_BODY_TIMEOUT');
  });
});

describe('the connections to the storage', () => {
  /** Reads with space for the body, and returns how many bytes were read into it. */
  async function readInto(space: Buffer, origin: string, options: Partial<DispatcherOptions> = {}) {
    const dispatcher = createStorageDispatcher({ proxy: {}, idleTimeoutMs: 5_000, connections: 4, ...options });
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    let inPlace = 0;
    dispatcher.dispatch(
      { origin, path: '/', method: 'GET', headers: { host: new URL(origin).host } },
      {
        space: () => space,
        onRequestStart: () => undefined,
        onResponseStart: () => undefined,
        onResponseData: (_controller, chunk) => {
          if (chunk.buffer === space.buffer) inPlace += chunk.length;
        },
        onResponseEnd: () => resolve(inPlace),
        onResponseError: (_controller, error) => reject(error),
      },
    );
    return promise.finally(() => dispatcher.destroy());
  }
  const large: RequestListener = (_request, response) => response.end(Buffer.alloc(1024 * 1024));

  test('read into the memory of the handler', async () => {
    await using server = await httpServer(large);

    const inPlace = await readInto(Buffer.allocUnsafeSlow(4096), `http://127.0.0.1:${server.port}`);

    expect(inPlace).toBeGreaterThan(0);
  });

  test('use the proxy, if there is one', async () => {
    using _trust = trusting(apiIdentity);
    await using server = await httpsServer(apiIdentity, large);
    await using proxy = await connectProxy(server.port);

    await readInto(Buffer.allocUnsafeSlow(4096), API, { proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } });

    expect(proxy.tunnels).toMatchObject([{ target: 'api.paperspace.test:443' }]);
  });
});
