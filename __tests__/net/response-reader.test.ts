import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type ResponseHeaders, ResponseReader } from '../../src/net/response-reader.ts';
import { holds } from '../support/property.ts';

interface Read {
  status: number | undefined;
  headers: ResponseHeaders;
  body: string;
  isComplete: boolean;
  reader: ResponseReader;
}

/** Reads bytes that arrive in these pieces. */
function read(...pieces: readonly string[]): Read {
  const seen = { status: undefined as number | undefined, headers: {} as ResponseHeaders, body: '' };
  const reader = new ResponseReader('GET', {
    onHead: (status, headers) => Object.assign(seen, { status, headers }),
    onData: (chunk) => {
      seen.body += Buffer.from(chunk).toString('latin1');
    },
  });
  let isComplete = false;
  for (const piece of pieces) isComplete = reader.write(Buffer.from(piece, 'latin1'));
  return { ...seen, isComplete, reader };
}

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n`;
const ok = 'HTTP/1.1 200 OK';

describe('a complete response', () => {
  test('has a body of the length in its headers', () => {
    const response = read(`${lines(ok, 'Content-Length: 5', 'ETag:  "a" ', '')}hello`);

    expect(response).toMatchObject({ status: 200, body: 'hello', isComplete: true });
    expect(response.headers).toEqual({ 'content-length': '5', etag: '"a"' });
    expect(response.reader.isReusable).toBe(true);
  });

  test('has no body if the length is 0 or the status allows none', () => {
    expect(read(lines(ok, 'content-length: 0', ''))).toMatchObject({ body: '', isComplete: true });
    expect(read(lines('HTTP/1.1 204 No Content', ''))).toMatchObject({ status: 204, isComplete: true });
    expect(read(lines('HTTP/1.1 304', 'content-length: 7', ''))).toMatchObject({ status: 304, isComplete: true });
  });

  test('can come in chunks with extensions and a trailer', () => {
    const chunked = lines(ok, 'Transfer-Encoding: chunked', '', '3;name=value', 'hel', '02', 'lo', '0', 'x: y', '');

    expect(read(chunked)).toMatchObject({ body: 'hello', isComplete: true });
    expect(read(chunked).reader.isReusable).toBe(true);
  });

  test('follows interim responses', () => {
    const response = read(`${lines('HTTP/1.1 100 Continue', '') + lines(ok, 'content-length: 1', '')}x`);

    expect(response).toMatchObject({ status: 200, body: 'x', isComplete: true });
  });

  test('ends with the connection if it has no length', () => {
    const response = read(lines(ok, ''), 'hel', 'lo');

    expect(response).toMatchObject({ body: 'hello', isComplete: false });
    expect(response.reader).toMatchObject({ endsWithConnection: true, isReusable: false });
  });

  test('keeps several headers of one name, whatever the name', () => {
    const response = read(lines(ok, 'content-length: 0', 'a: 1', 'A: 2', 'a: 3', 'constructor: 4', '__proto__: 5', ''));

    expect(response.headers.a).toEqual(['1', '2', '3']);
    expect(Object.entries(response.headers)).toContainEqual(['__proto__', '5']);
    expect(Object.entries(response.headers)).toContainEqual(['constructor', '4']);
  });

  test.each([
    ['the server closes it', lines(ok, 'content-length: 0', 'Connection: Close', '')],
    ['the server speaks HTTP/1.0', lines('HTTP/1.0 200 OK', 'content-length: 0', '')],
  ])('leaves a connection that cannot be reused if %s', (_name, text) => {
    expect(read(text)).toMatchObject({ isComplete: true });
    expect(read(text).reader.isReusable).toBe(false);
  });
});

test('says how many of the next bytes belong to the body', () => {
  expect(read('HTTP/1.1 200').reader.bodyBytesNext).toBe(0);
  expect(read(lines(ok, 'content-length: 5', ''), 'he').reader.bodyBytesNext).toBe(3);
  expect(read(`${lines(ok, 'transfer-encoding: chunked', '', '5')}he`).reader.bodyBytesNext).toBe(3);
  expect(read(`${lines(ok, 'transfer-encoding: chunked', '', '5')}hello`).reader.bodyBytesNext).toBe(0);
});

test.each([
  ['text that is not HTTP', lines('SSH-2.0-OpenSSH_9.6', '')],
  ['HTTP/2', lines('HTTP/2 200', '')],
  ['a status that is not a number', lines('HTTP/1.1 2x0 OK', '')],
  ['a header without a colon', lines(ok, 'content-length', '')],
  ['a header with a space before the colon', lines(ok, 'content-length : 1', '')],
  ['a header over two lines', lines(ok, 'a: b', ' c', '')],
  ['two lengths', lines(ok, 'content-length: 1', 'content-length: 2', '')],
  ['a length with a sign', lines(ok, 'content-length: +1', '')],
  ['a length and chunks', lines(ok, 'content-length: 1', 'transfer-encoding: chunked', '')],
  ['an unknown encoding', lines(ok, 'transfer-encoding: gzip, chunked', '')],
  ['another protocol', lines('HTTP/1.1 101 Switching Protocols', '')],
  ['more bytes than the length', `${lines(ok, 'content-length: 1', '')}xy`],
  ['a chunk without a size', lines(ok, 'transfer-encoding: chunked', '', '-1', '')],
  ['a chunk longer than its size', lines(ok, 'transfer-encoding: chunked', '', '1', 'xy')],
  ['a line of the body that ends in a line feed only', `${lines(ok, 'transfer-encoding: chunked', '')}1\nx\r\n`],
  ['bytes behind the last chunk', lines(ok, 'transfer-encoding: chunked', '', '0', '', 'more')],
  ['headers that never end', lines(ok, `a: ${'b'.repeat(70_000)}`) + 'c'.repeat(70_000)],
  ['a line of the body that never ends', lines(ok, 'transfer-encoding: chunked', '', `1;${'b'.repeat(20_000)}`)],
])('refuses %s', (_name, text) => {
  expect(() => read(text)).toThrow(SyntaxError);
});

test('reads a response the same however it is split into chunks', async () => {
  const body = fc.string({ unit: 'binary-ascii', maxLength: 200 });
  const response = fc.oneof(
    body.map((text) => ({ text, wire: lines(ok, `content-length: ${text.length}`, '') + text })),
    fc.array(body.filter((text) => text !== '')).map((chunks) => ({
      text: chunks.join(''),
      wire:
        lines(ok, 'transfer-encoding: chunked', '') +
        chunks.map((chunk) => lines(chunk.length.toString(16), chunk)).join('') +
        lines('0', ''),
    })),
  );
  await holds(
    fc.property(response, fc.array(fc.nat({ max: 400 })), ({ text, wire }, cuts) => {
      const at = [0, ...cuts.filter((cut) => cut < wire.length).sort((a, b) => a - b), wire.length];
      const pieces = at.slice(1).map((end, index) => wire.slice(at[index], end));

      expect(read(...pieces)).toMatchObject({ status: 200, body: text, isComplete: true });
    }),
  );
});

test('reads a response or throws a SyntaxError, whatever the bytes are', async () => {
  const bytes = fc.string({ unit: 'binary-ascii', maxLength: 300 });
  await holds(
    fc.property(bytes, fc.boolean(), (text, isHttp) => {
      try {
        const { status, isComplete } = read(isHttp ? `${ok}\r\n${text}` : text);
        if (isComplete) expect(status).toBe(200);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
  );
});
