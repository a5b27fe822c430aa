import type { IncomingMessage, RequestListener } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import type { Dispatcher } from 'undici';
import { DirectAgent, type DirectHandler } from '../../src/net/direct-agent.ts';
import { httpServer, httpsServer, selfSigned, tcpServer, trusting } from '../support/servers.ts';

const agents: DirectAgent[] = [];
afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
});

function open({ idleTimeoutMs = 5000 } = {}): DirectAgent {
  const agent = new DirectAgent({ connectTimeoutMs: idleTimeoutMs, idleTimeoutMs });
  agents.push(agent);
  return agent;
}

interface Received {
  readonly status: number;
  readonly body: string;
  /** How many bytes were read into the space that was offered. */
  readonly inPlace: number;
}

interface GetOptions extends Partial<Dispatcher.DispatchOptions> {
  readonly space?: Buffer;
  readonly onData?: (controller: Dispatcher.DispatchController) => void;
}

/** Sends a request and collects the response. */
function get(agent: DirectAgent, origin: string, { space, onData, ...more }: GetOptions = {}): Promise<Received> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let inPlace = 0;
    const handler: DirectHandler = {
      onResponseStart: (_controller, code) => {
        status = code;
      },
      onResponseData: (controller, chunk) => {
        if (chunk.buffer === space?.buffer) inPlace += chunk.length;
        chunks.push(Buffer.from(chunk));
        onData?.(controller);
      },
      onResponseEnd: () => resolve({ status, body: Buffer.concat(chunks).toString(), inPlace }),
      onResponseError: (_controller, error) => reject(error),
    };
    const request = { origin, path: '/', method: 'GET', headers: { host: 'files.test' }, ...more } as const;
    agent.dispatch(request, space === undefined ? handler : { ...handler, space: () => space });
  });
}

const codeOf = (error: unknown): unknown => (Error.isError(error) && 'code' in error ? error.code : error);
const hello: RequestListener = (_request, response) => response.end('hello');
const urlOf = ({ port }: { readonly port: number }): string => `http://127.0.0.1:${port}`;

test('sends the path and the headers as they are', async () => {
  let seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'> | undefined;
  await using server = await httpServer((request, response) => {
    seen = request;
    response.writeHead(206).end('part');
  });

  const headers = { host: 'files.test', range: 'bytes=0-3' };
  expect(await get(open(), urlOf(server), { path: '/a%20b?c=d', headers })).toMatchObject({
    status: 206,
    body: 'part',
  });
  expect(seen).toMatchObject({ method: 'GET', url: '/a%20b?c=d', headers });
});

test('uses a connection again, one request at a time', async () => {
  await using server = await httpServer(hello);
  const agent = open();

  await Promise.all([get(agent, urlOf(server)), get(agent, urlOf(server))]);
  await Promise.all([get(agent, urlOf(server)), get(agent, urlOf(server))]);

  expect(server.connections()).toBe(2);
});

test('reads a body into the space that is offered', async () => {
  const body = Buffer.alloc(1024 * 1024, 'x');
  await using server = await httpServer((_request, response) => {
    response.write(body.subarray(0, 10));
    setTimeout(() => response.end(body.subarray(10)), 20);
  });
  const space = Buffer.allocUnsafeSlow(4096);

  const received = await get(open(), urlOf(server), { space });

  expect(received.body).toBe(body.toString());
  expect(received.inPlace).toBeGreaterThan(body.length / 2);
});

test('connects over TLS, to the right host only', async () => {
  const identity = selfSigned('localhost');
  using _trust = trusting(identity);
  await using server = await httpsServer(identity, hello);
  const space = Buffer.allocUnsafeSlow(4096);

  expect(await get(open(), `https://localhost:${server.port}`, { space })).toMatchObject({ body: 'hello' });
  expect(await get(open(), `https://127.0.0.1:${server.port}`).catch(codeOf)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('a certificate that nobody vouches for is refused', async () => {
  await using server = await httpsServer(selfSigned('localhost'), hello);

  expect(await get(open(), `https://localhost:${server.port}`).catch(codeOf)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('a request on a kept connection that the server has closed is sent again on a new one', async () => {
  let requests = 0;
  await using server = await tcpServer((socket) => {
    let isFirst = true;
    socket.on('data', () => {
      requests += 1;
      if (isFirst) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello');
      else socket.destroy();
      isFirst = false;
    });
  });
  const agent = open();

  expect(await get(agent, urlOf(server))).toMatchObject({ body: 'hello' });
  expect(await get(agent, urlOf(server))).toMatchObject({ body: 'hello' });
  expect(requests).toBe(3);
});

test.each([
  ['before the response', '', 'UND_ERR_SOCKET'],
  ['in the middle of the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello', 'UND_ERR_SOCKET'],
])('a connection that ends %s is an error', async (_name, text, code) => {
  await using server = await tcpServer((socket) => socket.once('data', () => socket.end(text)));

  expect(await get(open(), urlOf(server)).catch(codeOf)).toBe(code);
});

test('a body without a length ends with the connection', async () => {
  await using server = await tcpServer((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nhello')),
  );

  expect(await get(open(), urlOf(server))).toMatchObject({ body: 'hello' });
});

test('bytes that nobody asked for close a connection', async () => {
  await using server = await tcpServer((socket) =>
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n')),
  );

  await expect(get(open(), urlOf(server))).rejects.toThrow('the server sent more than one response');
});

test.each([
  ['a response that does not begin', '', 'UND_ERR_HEADERS_TIMEOUT'],
  ['a body that stalls', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello', 'UND_ERR_BODY_TIMEOUT'],
])('%s is an error after the idle timeout', async (_name, text, code) => {
  await using server = await tcpServer((socket) => socket.once('data', () => socket.write(text)));

  expect(await get(open({ idleTimeoutMs: 100 }), urlOf(server)).catch(codeOf)).toBe(code);
});

test('a handshake that does not end is an error after the timeout', async () => {
  await using server = await tcpServer();

  const failed = get(open({ idleTimeoutMs: 100 }), `https://localhost:${server.port}`);
  expect(await failed.catch(codeOf)).toBe('UND_ERR_CONNECT_TIMEOUT');
});

test('a connection that is refused is an error', async () => {
  const port = await tcpServer().then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server.port;
  });

  expect(await get(open(), `http://127.0.0.1:${port}`).catch(codeOf)).toBe('ECONNREFUSED');
});

test('an aborted request ends its connection', async () => {
  await using server = await tcpServer((socket) =>
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello')),
  );
  const reason = new Error('enough');

  const failed = get(open(), urlOf(server), { onData: (controller) => controller.abort(reason) });

  await expect(failed).rejects.toBe(reason);
});

test('a request in flight fails when the agent is destroyed', async () => {
  await using server = await tcpServer();
  const agent = open();
  const failed = get(agent, urlOf(server)).catch(codeOf);

  agent.destroy();

  expect(await failed).toBe('UND_ERR_DESTROYED');
});

test.each([
  ['a path', { path: '/\r\nx: y' }],
  ['a header', { headers: { 'if-match': '"a"\r\nx: y' } }],
])('a line break in %s is refused', (_name, more) => {
  const dispatch = () =>
    open().dispatch({ origin: 'http://127.0.0.1', path: '/', method: 'GET', headers: {}, ...more }, {});

  expect(dispatch).toThrow('invalid character in a request');
});
