import { expect, test } from '@jest/globals';
import type { Receiver } from '../../../src/files/s3/exchange.ts';
import { asLines, asText, intoBuffer } from '../../../src/files/s3/responses.ts';
import { NetworkError } from '../../../src/net/errors.ts';

const HOST = 'storage.example';

function feed<T>(receiver: Receiver<T>, chunks: readonly (string | Buffer)[]): T {
  for (const chunk of chunks) receiver.write(Buffer.from(chunk));
  return receiver.end();
}

test.each<[string, (string | Buffer)[], string[]]>([
  ['nothing', [], []],
  ['a line without an end', ['a\nb'], ['a', 'b']],
  ['lines over several chunks', ['a', 'b\nc', 'd\n'], ['ab', 'cd']],
  ['a character over two chunks', [Buffer.from([0xc3]), Buffer.from([0xa9])], ['é']],
  ['other line ends', ['a\u2028b\rc\n'], ['a\u2028b\rc']],
  ['an unfinished character', [Buffer.from([0x61, 0xc3])], ['a\ufffd']],
])('splits %s into lines', (_name, chunks, lines) => {
  const found: string[] = [];

  expect(
    feed(
      asLines(
        (line) => found.push(line),
        () => found,
      ),
      chunks,
    ),
  ).toEqual(lines);
});

test('passes on a very long line in pieces', () => {
  const MIB = 1024 ** 2;
  const lengths: number[] = [];
  const receiver = asLines(
    (line) => lengths.push(line.length),
    () => lengths,
  );

  expect(feed(receiver, [...Array<Buffer>(5).fill(Buffer.alloc(MIB, 'x')), '\nlast'])).toEqual([
    2 * MIB,
    2 * MIB,
    MIB,
    4,
  ]);
});

test('fills a buffer with a body of exactly its length', () => {
  const buffer = Buffer.alloc(4);

  feed(intoBuffer(HOST, buffer), ['ab', 'cd']);

  expect(buffer.toString()).toBe('abcd');
});

test.each([
  ['less', ['ab', 'c']],
  ['more', ['ab', 'cde']],
])('refuses a body that is %s than requested', (how, chunks) => {
  const receive = () => feed(intoBuffer(HOST, Buffer.alloc(4)), chunks);

  expect(receive).toThrow(NetworkError);
  expect(receive).toThrow(`the storage sent ${how} than 4 bytes`);
});

test('decodes characters that are split across chunks', () => {
  expect(
    feed(
      asText(HOST, (text) => text),
      ['a', Buffer.from([0xc3]), Buffer.from([0xa9])],
    ),
  ).toBe('aé');
});
