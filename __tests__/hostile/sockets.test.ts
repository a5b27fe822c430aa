import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { clientFor, GET } from '../support/api.ts';
import { httpServer, tcpServer } from '../support/servers.ts';

const MIB = 1024 ** 2;
const EMPTY_PAGE = '{"items":[],"hasMore":false,"nextPage":null}';

/** What may be on its way in the buffers of both ends while one end does not read. */
const IN_FLIGHT = 16 * MIB;

describe('a hostile server', () => {
  test('is cut off at the maximum body size when it sends 100 MB', async () => {
    let sent = 0;
    await using server = await httpServer((_request, response) => {
      const chunk = Buffer.alloc(MIB, ' ');
      const more = (): void => {
        if (sent >= 100 * MIB || response.destroyed) return;
        sent += chunk.length;
        response.write(chunk, more);
      };
      more();
    });
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    expect(await api.send(GET)).toMatchObject({ status: 200, isTooLarge: true });
    expect(sent).toBeLessThan(32 * MIB + IN_FLIGHT);
  });

  test('is given up when its response never ends', async () => {
    await using server = await httpServer((_request, response) => {
      const trickle = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(trickle));
    });
    using api = clientFor(`http://127.0.0.1:${server.port}`, { idleTimeoutMs: 200 });

    await expect(api.send(GET)).rejects.toMatchObject({
      kind: 'stalled',
      message: 'the response was not complete after 2 s',
    });
  });

  test.each([
    ['one header of a megabyte', `x-large: ${'x'.repeat(MIB)}\r\n`],
    ['a hundred thousand headers', Array.from({ length: 100_000 }, (_, at) => `x-${at}: y\r\n`).join('')],
  ])('is given up without using memory when it floods with %s', async (_what, headers) => {
    await using server = await tcpServer((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${headers}content-length: 2\r\n\r\n{}`)),
    );
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    await expect(api.send(GET)).rejects.toMatchObject({ name: 'NetworkError', kind: 'connection-lost' });
  });

  test.each([
    ['is not encoded at all', Buffer.from(EMPTY_PAGE), EMPTY_PAGE],
    ['would be a gigabyte when decoded', gzipSync(Buffer.alloc(16 * MIB)), undefined],
  ])('is read without decoding when it declares gzip for a body that %s', async (_what, body, text) => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body),
    );
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    const answer = await api.send(GET);

    expect(answer.body).toBe(text ?? body.toString('utf8'));
    expect(answer.body.length).toBeLessThanOrEqual(body.length);
  });

  test.each([
    ['no HTTP at all', '\u0000\u0001\u0002garbage\r\n\r\n'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    ['a chunk that is none', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n'],
  ])('is a network failure when it responds with %s', async (_what, bytes) => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.end(bytes)));
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    await expect(api.send(GET)).rejects.toMatchObject({ name: 'NetworkError', kind: 'connection-lost' });
  });

  test('does not affect later responses when it sends more than was requested', async () => {
    const good = `HTTP/1.1 200 OK\r\ncontent-length: ${EMPTY_PAGE.length}\r\n\r\n${EMPTY_PAGE}`;
    const evil = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil';
    await using server = await tcpServer((socket) => socket.on('data', () => socket.write(good + evil)));
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    const first = await api.send(GET);
    await new Promise((resolve) => setImmediate(resolve));
    const second = await api.send(GET);

    expect([first.body, second.body]).toEqual([EMPTY_PAGE, EMPTY_PAGE]);
  });
});
