/** Reads one response of HTTP/1.1 from the bytes of a connection (RFC 9112), and rejects anything else. */
import { ActionError } from './errors.ts';

/** Headers by their names in lower case; several with the same name are an array. */
export type ResponseHeaders = Record<string, string | string[]>;

/** The receiver of a response's parts. */
export interface ResponseEvents {
  head(status: number, headers: ResponseHeaders): void;
  /** Takes bytes of the body, which are only valid during the call. */
  data(chunk: Uint8Array): void;
}

/** Bytes that are not a response of HTTP/1.1, or more than one. */
export class InvalidResponseError extends ActionError {
  override readonly name = 'InvalidResponseError';

  constructor(message: string) {
    super(message, { title: 'Invalid response' });
  }
}

const MAX_HEAD_LENGTH = 64 * 1024;

export class ResponseReader {
  readonly #events: ResponseEvents;
  #head = '';
  #body: Body | undefined;
  #isReusable = false;

  constructor(events: ResponseEvents) {
    this.#events = events;
  }

  /** The number of the following bytes that certainly belong to the body. */
  get bodyBytesNext(): number {
    return this.#body?.bytesNext ?? 0;
  }

  /** Whether the body has no length, so that it is complete when the connection ends. */
  get endsWithConnection(): boolean {
    return this.#body?.endsWithConnection ?? false;
  }

  /** Whether the connection can be used again after this response. */
  get isReusable(): boolean {
    return this.#isReusable;
  }

  get hasHead(): boolean {
    return this.#body !== undefined;
  }

  /**
   * Takes the next bytes, and returns whether the response is complete.
   *
   * @throws InvalidResponseError
   */
  write(chunk: Uint8Array): boolean {
    let rest = chunk;
    while (this.#body === undefined) {
      this.#head += latin1(rest);
      const end = this.#head.indexOf('\r\n\r\n');
      const isTooLong = (end === -1 ? this.#head.length : end) > MAX_HEAD_LENGTH;
      if (isTooLong) throw new InvalidResponseError('the headers are too long');
      if (end === -1) return false;
      rest = rest.subarray(rest.length - (this.#head.length - end - 4));
      this.#begin(parseHead(this.#head.slice(0, end)));
      this.#head = '';
    }
    return this.#body.write(rest);
  }

  /** Begins the body, except after an interim response, which the real one follows. */
  #begin(head: Head): void {
    if (head.status < 200 && head.status !== 101) return;
    this.#body = bodyOf(head, (chunk) => this.#events.data(chunk));
    const connection = [head.headers.connection ?? []].flat().join().toLowerCase();
    this.#isReusable = head.isCurrent && !connection.includes('close') && !this.#body.endsWithConnection;
    this.#events.head(head.status, head.headers);
  }
}

interface Head {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Whether the server speaks HTTP/1.1, and not 1.0. */
  readonly isCurrent: boolean;
}

function parseHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/.exec(first) ?? [];
  if (status === undefined) throw new InvalidResponseError('the response does not begin like one of HTTP/1.1');
  const headers = new Map<string, string | string[]>();
  for (const line of lines) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new InvalidResponseError('a header is malformed');
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), known === undefined ? value : [known, value].flat());
  }
  return { status: Number(status), headers: Object.fromEntries(headers), isCurrent: minor === '1' };
}

/** A body, whose end follows from the headers. */
interface Body {
  /** The number of the following bytes that certainly belong to the body. */
  readonly bytesNext: number;
  readonly endsWithConnection: boolean;
  write(chunk: Uint8Array): boolean;
}

type OnData = (chunk: Uint8Array) => void;

function bodyOf({ status, headers }: Head, onData: OnData): Body {
  const lengths = new Set([headers['content-length'] ?? []].flat());
  const encoding = headers['transfer-encoding'];
  if (status === 101) throw new InvalidResponseError('the server changed the protocol');
  if (status === 204 || status === 304) return new SizedBody(0, onData);
  if (encoding !== undefined) {
    if (lengths.size > 0) throw new InvalidResponseError('the body has both a length and an encoding');
    if (String(encoding).toLowerCase() !== 'chunked') throw new InvalidResponseError('the encoding is unknown');
    return new ChunkedBody(onData);
  }
  const [length] = lengths;
  if (length === undefined) return new OpenBody(onData);
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) throw new InvalidResponseError('the length is not a number');
  return new SizedBody(Number(length), onData);
}

class SizedBody implements Body {
  readonly endsWithConnection = false;
  readonly #onData: OnData;
  bytesNext: number;

  constructor(size: number, onData: OnData) {
    this.bytesNext = size;
    this.#onData = onData;
  }

  write(chunk: Uint8Array): boolean {
    if (chunk.length > this.bytesNext) throw new InvalidResponseError('the server sent more than one response');
    this.bytesNext -= chunk.length;
    if (chunk.length > 0) this.#onData(chunk);
    return this.bytesNext === 0;
  }
}

class OpenBody implements Body {
  readonly endsWithConnection = true;
  readonly bytesNext = Number.POSITIVE_INFINITY;
  readonly #onData: OnData;

  constructor(onData: OnData) {
    this.#onData = onData;
  }

  write(chunk: Uint8Array): boolean {
    if (chunk.length > 0) this.#onData(chunk);
    return false;
  }
}

const MAX_LINE_LENGTH = 16 * 1024;

/** A body in chunks, each behind a line with its size. Extensions and trailers are ignored. */
class ChunkedBody implements Body {
  readonly endsWithConnection = false;
  readonly #onData: OnData;
  bytesNext = 0;
  #line = '';
  #expected: 'size' | 'end of chunk' | 'trailer' | 'nothing' = 'size';

  constructor(onData: OnData) {
    this.#onData = onData;
  }

  write(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length; ) at += this.#take(chunk.subarray(at));
    return this.#expected === 'nothing';
  }

  /** Takes content, or at most one line, and returns how many bytes that were. */
  #take(bytes: Uint8Array): number {
    if (this.bytesNext > 0) {
      const content = bytes.subarray(0, this.bytesNext);
      this.bytesNext -= content.length;
      this.#onData(content);
      return content.length;
    }
    const length = bytes.indexOf(0x0a) + 1 || bytes.length;
    this.#line += latin1(bytes.subarray(0, length));
    if (this.#line.length > MAX_LINE_LENGTH) throw new InvalidResponseError('a line of the body is too long');
    if (this.#line.endsWith('\n')) {
      if (!this.#line.endsWith('\r\n')) throw new InvalidResponseError('a line of the body has no carriage return');
      this.#takeLine(this.#line.slice(0, -2));
      this.#line = '';
    }
    return length;
  }

  #takeLine(line: string): void {
    if (this.#expected === 'size') {
      const [, size] = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
      if (size === undefined) throw new InvalidResponseError('the size of a chunk is not a number');
      this.bytesNext = Number.parseInt(size, 16);
      this.#expected = this.bytesNext === 0 ? 'trailer' : 'end of chunk';
    } else if (this.#expected === 'end of chunk') {
      if (line !== '') throw new InvalidResponseError('a chunk is longer than its size');
      this.#expected = 'size';
    } else if (this.#expected === 'trailer') {
      if (line === '') this.#expected = 'nothing';
    } else {
      throw new InvalidResponseError('the server sent more than one response');
    }
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
