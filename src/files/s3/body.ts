import { Readable } from 'node:stream';
import { NetworkError, toNetworkError } from '../../net/errors.ts';
import type { Storage } from './client.ts';

/**
 * The body of a GetObject as chunks.
 *
 * @throws NetworkError where it breaks off or falls silent
 */
export async function* readBody({ host }: Storage, body: unknown): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) throw new TypeError('the answer has no body');
  try {
    yield* body;
  } catch (error) {
    throw toNetworkError(error, host);
  }
}

/**
 * Fills `buffer` with the body of a GetObject.
 *
 * @throws NetworkError where it is not exactly as long as the buffer: an honest server has no other reason to send
 * less, or more, than it was asked for
 */
export async function collectBody(storage: Storage, body: unknown, buffer: Buffer): Promise<void> {
  let filled = 0;
  for await (const chunk of readBody(storage, body)) {
    if (filled + chunk.length > buffer.length) throw wrongLength(storage, buffer, 'more');
    buffer.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled < buffer.length) throw wrongLength(storage, buffer, 'less');
}

function wrongLength({ host }: Storage, buffer: Buffer, how: string): NetworkError {
  return new NetworkError('connection-lost', host, `the storage sent ${how} than ${buffer.length} bytes`);
}

/** A page of a list and the text of an error stay far below this; what is larger is not read to its end. */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

/**
 * Reads an answer that is not the content of an object.
 *
 * @throws NetworkError where it is larger than any such answer
 */
export async function readAnswer(host: string, body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_RESPONSE_BYTES) {
      throw new NetworkError('connection-lost', host, `the answer is larger than ${MAX_RESPONSE_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** No line of ours is as long; one that is goes out in pieces, so that it does not fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;

/**
 * Splits UTF-8 at line feeds only: other characters that some call line ends may be part of a key. An unfinished last
 * line counts as one.
 */
export async function* splitLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const end = rest.lastIndexOf('\n');
    if (end !== -1) yield* rest.slice(0, end).split('\n');
    rest = rest.slice(end + 1);
    if (rest.length <= MAX_LINE_LENGTH) continue;
    yield rest;
    rest = '';
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
