import { hash } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  type Abort,
  DirectConnections,
  type OutgoingRequest,
  type ResponseHandler,
} from '../../src/net/connections.ts';
import { ConnectionsClosedError, NetworkError } from '../../src/net/errors.ts';
import { httpServer, httpsServer, selfSigned, tcpServer, trusting } from '../support/servers.ts';

const opened: DirectConnections[] = [];
afterEach(async () => {
  for (const connections of opened.splice(0)) await connections.destroy();
});

function open({ idleTimeoutMs = 5000 } = {}): DirectConnections {
  const connections = new DirectConnections(idleTimeoutMs);
  opened.push(connections);
  return connections;
}

interface Received {
  readonly status: number;
  readonly body: string;
  /** How many bytes were read into the space that was offered. */
  readonly inPlace: number;
}

interface SendOptions extends Partial<OutgoingRequest> {
  readonly space?: Buffer;
  readonly onData?: (abort: Abort) => void;
}

/** Sends a request and collects the response. */
function get(connections: DirectConnections, origin: string, { space, onData, ...more }: SendOptions = {}) {
  return new Promise<Received>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let inPlace = 0;
    const handler: ResponseHandler = {
      onHead: (code) => {
        status = code;
      },
      onData: (chunk) => {
        if (chunk.buffer === space?.buffer) inPlace += chunk.length;
        chunks.push(Buffer.from(chunk));
        onData?.(abort);
      },
      onEnd: () => resolve({ status, body: Buffer.concat(chunks).toString(), inPlace }),
      onError: reject,
    };
    const request = { origin, path: '/', method: 'GET', headers: { host: 'files.test' }, ...more } as const;
    const abort = connections.send(request, space === undefined ? handler : { ...handler, space: () => space });
  });
}

/** Returns the kind of a network error, the code of a system error, or the error. */
const kindOf = (error: unknown): unknown => {
  if (error instanceof NetworkError) return error.kind;
  return Error.isError(error) && 'code' in error ? error.code : error;
};
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

test('reuses a connection, one request at a time', async () => {
  await using server = await httpServer(hello);
  const connections = open();

  await Promise.all([get(connections, urlOf(server)), get(connections, urlOf(server))]);
  await Promise.all([get(connections, urlOf(server)), get(connections, urlOf(server))]);

  expect(server.connections()).toBe(2);
});

test('reads a body into the buffer of the caller', async () => {
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

test('connects over TLS only to the right host', async () => {
  const identity = selfSigned('localhost');
  using _trust = trusting(identity);
  await using server = await httpsServer(identity, hello);
  const space = Buffer.allocUnsafeSlow(4096);

  expect(await get(open(), `https://localhost:${server.port}`, { space })).toMatchObject({ body: 'hello' });
  expect(await get(open(), `https://127.0.0.1:${server.port}`).catch(kindOf)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('an untrusted certificate is refused', async () => {
  await using server = await httpsServer(selfSigned('localhost'), hello);

  expect(await get(open(), `https://localhost:${server.port}`).catch(kindOf)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('a connection that the server has closed is not reused', async () => {
  await using server = await tcpServer((socket) =>
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello')),
  );
  const connections = open();

  expect(await get(connections, urlOf(server))).toMatchObject({ body: 'hello' });
  await pause(20);
  expect(await get(connections, urlOf(server))).toMatchObject({ body: 'hello' });
  expect(server.connections()).toBe(2);
});

test.each([
  ['before the response', '', 'connection-lost'],
  ['in the middle of the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello', 'connection-lost'],
])('a connection that ends %s is an error', async (_name, text, code) => {
  await using server = await tcpServer((socket) => socket.once('data', () => socket.end(text)));

  expect(await get(open(), urlOf(server)).catch(kindOf)).toBe(code);
});

test('a body without a length ends with the connection', async () => {
  await using server = await tcpServer((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nhello')),
  );

  expect(await get(open(), urlOf(server))).toMatchObject({ body: 'hello' });
});

test('unrequested bytes close a connection', async () => {
  await using server = await tcpServer((socket) =>
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n')),
  );

  await expect(get(open(), urlOf(server))).rejects.toThrow('the server sent more than one response');
});

test.each([
  ['a response that does not begin', '', 'response-timeout'],
  ['a body that stalls', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello', 'stalled'],
])('%s is an error after the idle timeout', async (_name, text, code) => {
  await using server = await tcpServer((socket) => socket.once('data', () => socket.write(text)));

  expect(await get(open({ idleTimeoutMs: 100 }), urlOf(server)).catch(kindOf)).toBe(code);
});

test('a handshake that does not end is an error after the connect timeout', async () => {
  await using server = await tcpServer();

  const failed = get(open({ idleTimeoutMs: 100 }), `https://localhost:${server.port}`);
  expect(await failed.catch(kindOf)).toBe('connect-timeout');
});

test('a connection that is refused is an error', async () => {
  const port = await tcpServer().then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server.port;
  });

  expect(await get(open(), `http://127.0.0.1:${port}`).catch(kindOf)).toBe('ECONNREFUSED');
});

test('an aborted request ends its connection', async () => {
  await using server = await tcpServer((socket) =>
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello')),
  );
  const reason = new Error('enough');

  const failed = get(open(), urlOf(server), { onData: (abort) => abort(reason) });

  await expect(failed).rejects.toBe(reason);
});

test('requests fail during and after the destruction of the connections', async () => {
  await using server = await tcpServer();
  const connections = open();
  const inFlight = get(connections, urlOf(server));

  await Promise.all([expect(inFlight).rejects.toThrow(ConnectionsClosedError), connections.destroy()]);

  await expect(get(connections, urlOf(server))).rejects.toThrow(ConnectionsClosedError);
});

describe('a body', () => {
  const echo: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    response.end(`${request.method} ${hash('sha256', Buffer.concat(chunks), 'hex')}`);
  };
  const bodyOf = (size: number) => {
    const body = Buffer.alloc(size, 'body');
    return { body, headers: { host: 'files.test', 'content-length': String(size) } };
  };

  test.each([0, 5, 256 * 1024, 5 * 1024 * 1024 + 1])('of %i bytes is sent', async (size) => {
    await using server = await httpServer(echo);
    const connections = open();
    const { body, headers } = bodyOf(size);

    for (const method of ['PUT', 'POST'] as const) {
      const { body: received } = await get(connections, urlOf(server), { method, body, headers });
      expect(received).toBe(`${method} ${hash('sha256', body, 'hex')}`);
    }
    expect(server.connections()).toBe(1);
  });

  test('whose response arrives before its end leaves a connection that is not reused', async () => {
    await using server = await tcpServer((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')),
    );
    const connections = open();
    const { body, headers } = bodyOf(64 * 1024 * 1024);

    const first = await get(connections, urlOf(server), { method: 'PUT', body, headers });
    const second = await get(connections, urlOf(server));

    expect([first.status, second.status]).toEqual([403, 403]);
    expect(server.connections()).toBe(2);
  });
});

test('a response to HEAD has no body, whatever its content length is', async () => {
  await using server = await httpServer((_request, response) => response.writeHead(200, { 'content-length': 5 }).end());
  const connections = open();

  expect(await get(connections, urlOf(server), { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  expect(await get(connections, urlOf(server), { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  expect(server.connections()).toBe(1);
});

test('the time until a response can differ from the idle timeout', async () => {
  await using server = await httpServer((_request, response) => setTimeout(() => response.end('late'), 600));
  const connections = open({ idleTimeoutMs: 200 });

  expect(await get(connections, urlOf(server), { responseTimeoutMs: 5000 })).toMatchObject({ body: 'late' });
  expect(await get(connections, urlOf(server)).catch(kindOf)).toBe('response-timeout');
});

test.each([
  ['a path', { path: '/\r\nx: y' }],
  ['a header', { headers: { 'if-match': '"a"\r\nx: y' } }],
])('a line break in %s is refused', (_name, more) => {
  const handler = { onHead: jest.fn(), onData: jest.fn(), onEnd: jest.fn(), onError: jest.fn() };
  const send = () =>
    open().send({ origin: 'http://127.0.0.1', path: '/', method: 'GET', headers: {}, ...more }, handler);

  expect(send).toThrow('invalid character in a request');
});
