import { NetworkError } from '../../net/errors.ts';
import type { Receiver } from './exchange.ts';

/** Takes no notice of a body. */
export const ignored: Receiver<void> = { write: () => undefined, end: () => undefined };

/**
 * Fills `buffer`.
 *
 * @throws NetworkError where the body is not exactly as long as the buffer: an honest server has no other reason to send
 * less, or more, than it was asked for
 */
export function intoBuffer(host: string, buffer: Buffer): Receiver<void> {
  let filled = 0;
  const space = (): Uint8Array => buffer.subarray(filled, filled + MAX_SPACE);
  return {
    space,
    write: (chunk) => {
      if (filled + chunk.length > buffer.length) throw wrongLength(host, buffer, 'more');
      const isInPlace = chunk.buffer === buffer.buffer && chunk.byteOffset === buffer.byteOffset + filled;
      if (!isInPlace) buffer.set(chunk, filled);
      filled += chunk.length;
    },
    end: () => {
      if (filled < buffer.length) throw wrongLength(host, buffer, 'less');
    },
  };
}

/** How much is read at a time: a longer read would keep others waiting, and be no faster. */
const MAX_SPACE = 512 * 1024;

function wrongLength(host: string, buffer: Buffer, how: string): NetworkError {
  return new NetworkError('connection-lost', host, `the storage sent ${how} than ${buffer.length} bytes`);
}

/** A page of a list and the text of an error stay far below this; what is larger is not read to its end. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;

/**
 * Collects a text, which is not the content of an object, and returns what `parse` makes of it.
 *
 * @throws NetworkError where it is larger than any such text
 */
export function asText<T>(host: string, parse: (text: string) => T): Receiver<T> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    write: (chunk) => {
      bytes += chunk.byteLength;
      if (bytes > MAX_TEXT_BYTES) {
        throw new NetworkError('connection-lost', host, `the response is larger than ${MAX_TEXT_BYTES} bytes`);
      }
      chunks.push(Buffer.from(chunk));
    },
    end: () => parse(Buffer.concat(chunks).toString()),
  };
}

/** No line of ours is as long; one that is comes in pieces, so that it does not fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;

/**
 * Splits UTF-8 at line feeds only: other characters that some call line ends may be part of a key. An unfinished last
 * line counts as one. Returns what `end` returns.
 */
export function asLines<T>(onLine: (line: string) => void, end: () => T): Receiver<T> {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    write: (chunk) => {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
      if (rest.length <= MAX_LINE_LENGTH) return;
      onLine(rest);
      rest = '';
    },
    end: () => {
      rest += decoder.decode();
      if (rest !== '') onLine(rest);
      return end();
    },
  };
}

/** Splits a body that comes as an iterable, like {@link asLines}. Yields the lines of each chunk. */
export async function* splitLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  let lines: string[] = [];
  const receiver = asLines(
    (line) => lines.push(line),
    () => undefined,
  );
  for await (const chunk of body) {
    receiver.write(chunk);
    yield lines;
    lines = [];
  }
  receiver.end();
  yield lines;
}
