import { expect, test } from '@jest/globals';
import { splitLines } from '../../../src/files/s3/body.ts';

async function* chunks(...texts: (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

test.each<[string, (string | Buffer)[], string[]]>([
  ['nothing', [], []],
  ['a line without an end', ['a\nb'], ['a', 'b']],
  ['lines over several chunks', ['a', 'b\nc', 'd\n'], ['ab', 'cd']],
  ['a character over two chunks', [Buffer.from([0xc3]), Buffer.from([0xa9])], ['é']],
  ['other line ends', ['a\u2028b\rc\n'], ['a\u2028b\rc']],
  ['an unfinished character', [Buffer.from([0x61, 0xc3])], ['a\ufffd']],
])('%s', async (_name, texts, lines) => {
  const found: string[] = [];
  for await (const line of splitLines(chunks(...texts))) found.push(line);

  expect(found).toEqual(lines);
});
