import * as v from 'valibot';
import { NetworkError } from '../../net/errors.ts';
import { formatBytes } from '../../net/format.ts';
import { parseRetryAfter } from '../../net/retry.ts';
import { StorageRequestError, type StorageSubject } from './errors.ts';
import { headerOf, type Receiver, type ResponseHead } from './exchange.ts';
import { parseXml, type XmlItems, type XmlRoot } from './xml.ts';

/** Discards a body. */
export const ignored: Receiver<void> = { write: () => undefined, end: () => undefined };

/**
 * Hands a body of `size` bytes to `write`, piece by piece, each with its offset.
 *
 * @param space returns memory to read the piece at an offset into
 * @throws NetworkError if the body is longer or shorter, which indicates a broken connection
 */
export function inPieces(
  host: string,
  size: number,
  write: (piece: Uint8Array, offset: number) => void,
  space?: (offset: number) => Uint8Array,
): Receiver<void> {
  let received = 0;
  return {
    ...(space && { space: () => space(received) }),
    write: (piece) => {
      if (received + piece.length > size) throw wrongLength(host, size, 'more');
      write(piece, received);
      received += piece.length;
    },
    end: () => {
      if (received < size) throw wrongLength(host, size, 'less');
    },
  };
}

/** Fills `buffer`, like {@link inPieces}. */
export function intoBuffer(host: string, buffer: Buffer): Receiver<void> {
  const write = (piece: Uint8Array, offset: number): void => {
    const isInPlace = piece.buffer === buffer.buffer && piece.byteOffset === buffer.byteOffset + offset;
    if (!isInPlace) buffer.set(piece, offset);
  };
  return inPieces(host, buffer.length, write, (offset) => buffer.subarray(offset, offset + MAX_SPACE));
}

/** The number of bytes read at a time: a longer read would delay others without being faster. */
const MAX_SPACE = 512 * 1024;

function wrongLength(host: string, size: number, how: string): NetworkError {
  return new NetworkError('connection-lost', host, `the storage sent ${how} than ${size} bytes`);
}

/** A page of a list and the text of an error stay far below this; a larger body is not read to its end. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;

/**
 * Collects a text, which is not the content of an object, and returns what `parse` makes of it.
 *
 * @throws NetworkError if it is larger than any such text
 */
export function asText<T>(host: string, parse: (text: string) => T): Receiver<T> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    write: (chunk) => {
      bytes += chunk.byteLength;
      if (bytes > MAX_TEXT_BYTES) {
        throw new NetworkError('connection-lost', host, `the response is larger than ${formatBytes(MAX_TEXT_BYTES)}`);
      }
      chunks.push(Buffer.from(chunk));
    },
    end: () => parse(Buffer.concat(chunks).toString()),
  };
}

/** No valid line is this long; a longer one is passed on in pieces, so that it does not fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;

/**
 * Splits UTF-8 at line feeds only: other line separators may be part of a key. An unfinished last line counts as one.
 * Returns what `end` returns.
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

/** Splits a body that is an iterable, like {@link asLines}. Yields the lines of each chunk. */
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

/** The request that a response belongs to. */
export interface ResponseContext {
  readonly subject: StorageSubject;
  readonly head: ResponseHead;
  /** The service's host name. */
  readonly host: string;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

const errorSchema = v.object({
  Code: v.optional(v.string()),
  Message: v.optional(v.string()),
  RequestId: v.optional(v.string()),
  Region: v.optional(v.string()),
});

/** A refusal, and the region that it names, if any. */
export interface ReadRefusal {
  readonly error: StorageRequestError;
  readonly region: string | undefined;
}

/** Reads the text of a refusal: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function readRefusal(context: ResponseContext, text: string): ReadRefusal {
  // Without a body, as in the response to HEAD, the status is used.
  if (text === '') return toRefusal(context, {});
  const root = tryParse(text);
  // Usually the response of a proxy in between.
  if (root?.name !== 'Error') return { error: invalidS3Response(context), region: undefined };
  return toRefusal(context, root.content);
}

/**
 * Reads a response that is XML.
 *
 * @param roots the names that its root can have
 * @param items the elements of a long list, which are taken one by one
 * @throws StorageRequestError if it is something else, or an error despite its status, which S3 sends if processing
 * failed after the response had begun
 */
export function asXml<TSchema extends v.GenericSchema>(
  context: ResponseContext,
  roots: readonly string[],
  schema: TSchema,
  items?: XmlItems,
): Receiver<v.InferOutput<TSchema>> {
  return asText(context.host, (text) => {
    const found = tryParse(text, items);
    if (found?.name === 'Error') throw toRefusal(context, found.content).error;
    if (found === undefined || !roots.includes(found.name)) throw invalidS3Response(context);
    const parsed = v.safeParse(schema, found.content);
    if (parsed.success) return parsed.output;
    throw invalidS3Response(context, v.getDotPath(parsed.issues[0]));
  });
}

function tryParse(text: string, items?: XmlItems): XmlRoot | undefined {
  try {
    return parseXml(text, items);
  } catch {
    return undefined;
  }
}

function toRefusal({ subject, head, now }: ResponseContext, content: XmlRoot['content']): ReadRefusal {
  const parsed = v.safeParse(errorSchema, content);
  const { Code, Message, RequestId, Region } = parsed.success ? parsed.output : {};
  const { status } = head;
  const requestId = headerOf(head, 'x-amz-request-id') ?? RequestId;
  const retryAfterMs = parseRetryAfter(headerOf(head, 'retry-after'), now);
  const reason = Message || Code || `the storage responded with HTTP ${status}`;
  const error = new StorageRequestError(subject, { status, code: Code, requestId, retryAfterMs }, reason);
  return { error, region: Region };
}

function invalidS3Response({ subject, head: { status } }: ResponseContext, where?: string | null): StorageRequestError {
  const what = 'the storage did not return a valid S3 response';
  return new StorageRequestError(subject, { status }, where ? `${what}: ${where}` : what);
}
