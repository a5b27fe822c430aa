/** Headers by their names in lower case; several with the same name are an array. */
export type ResponseHeaders = Record<string, string | string[]>;

/** The receiver of a response's parts. */
export interface ResponseEvents {
  onHead(status: number, headers: ResponseHeaders): void;
  /** Takes bytes of the body, which are only valid during the call. */
  onData(chunk: Uint8Array): void;
}

const MAX_HEAD_LENGTH = 64 * 1024;

/** The number of bytes decoded at a time. Most heads are shorter, and a body should not be decoded as text. */
const HEAD_PIECE = 1024;

/** Reads one HTTP/1.1 response (RFC 9112) from the bytes of a connection. Throws a SyntaxError at anything else. */
export class ResponseReader {
  readonly #isHead: boolean;
  readonly #events: ResponseEvents;
  #head = '';
  #body: Body | undefined;
  #isReusable = false;

  /** @param method the method of the request, because a response to HEAD has no body */
  constructor(method: string, events: ResponseEvents) {
    this.#isHead = method === 'HEAD';
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
   * @throws SyntaxError
   */
  write(chunk: Uint8Array): boolean {
    let rest = chunk;
    while (this.#body === undefined) {
      if (rest.length === 0) return false;
      rest = rest.subarray(this.#takeHead(rest.subarray(0, HEAD_PIECE)));
    }
    return this.#body.write(rest);
  }

  /** Takes bytes of the head, and returns how many: those that follow it belong to the body. */
  #takeHead(bytes: Uint8Array): number {
    const known = this.#head.length;
    this.#head += latin1(bytes);
    const end = this.#head.indexOf('\r\n\r\n');
    const isTooLong = (end === -1 ? this.#head.length : end) > MAX_HEAD_LENGTH;
    if (isTooLong) throw new SyntaxError('the headers are too long');
    if (end === -1) return bytes.length;
    this.#begin(parseHead(this.#head.slice(0, end)));
    this.#head = '';
    return end + 4 - known;
  }

  /** Begins the body, except after an interim response, which the real one follows. */
  #begin(head: Head): void {
    if (head.status < 200 && head.status !== 101) return;
    const onData = (chunk: Uint8Array): void => this.#events.onData(chunk);
    this.#body = this.#isHead ? new SizedBody(0, onData) : bodyOf(head, onData);
    const connection = [head.headers.connection ?? []].flat().join().toLowerCase();
    this.#isReusable = head.isCurrent && !connection.includes('close') && !this.#body.endsWithConnection;
    this.#events.onHead(head.status, head.headers);
  }
}

interface Head {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Whether the server speaks HTTP/1.1, and not 1.0. */
  readonly isCurrent: boolean;
}

const isToken = /^[\w!#$%&'*+.^`|~-]+$/;
const hasLineBreak = /[\r\n]/;

function parseHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/.exec(first) ?? [];
  if (status === undefined) throw new SyntaxError('the response does not begin with an HTTP/1.1 status line');
  const headers = new Map<string, string | string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (colon === -1 || !isToken.test(name) || hasLineBreak.test(value)) throw new SyntaxError('a header is malformed');
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : [known, value].flat());
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
  if (status === 101) throw new SyntaxError('the server changed the protocol');
  if (status === 204 || status === 304) return new SizedBody(0, onData);
  if (encoding !== undefined) {
    if (lengths.size > 0) throw new SyntaxError('the body has both a length and an encoding');
    if (String(encoding).toLowerCase() !== 'chunked') throw new SyntaxError('the encoding is unknown');
    return new ChunkedBody(onData);
  }
  const [length] = lengths;
  if (length === undefined) return new OpenBody(onData);
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) throw new SyntaxError('the length is invalid');
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
    if (chunk.length > this.bytesNext) throw new SyntaxError('the server sent more than one response');
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

/** A body in chunks, each preceded by a line with its size. Extensions and trailers are ignored. */
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

  /** Takes content, or at most one line, and returns how many bytes it took. */
  #take(bytes: Uint8Array): number {
    if (this.bytesNext > 0) {
      const content = bytes.subarray(0, this.bytesNext);
      this.bytesNext -= content.length;
      this.#onData(content);
      return content.length;
    }
    const length = bytes.indexOf(0x0a) + 1 || bytes.length;
    this.#line += latin1(bytes.subarray(0, length));
    if (this.#line.length > MAX_LINE_LENGTH) throw new SyntaxError('a line of the body is too long');
    if (this.#line.endsWith('\n')) {
      if (!this.#line.endsWith('\r\n')) throw new SyntaxError('a line of the body has no carriage return');
      this.#takeLine(this.#line.slice(0, -2));
      this.#line = '';
    }
    return length;
  }

  #takeLine(line: string): void {
    if (this.#expected === 'size') {
      const [, size] = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
      if (size === undefined) throw new SyntaxError('the size of a chunk is not a number');
      this.bytesNext = Number.parseInt(size, 16);
      this.#expected = this.bytesNext === 0 ? 'trailer' : 'end of chunk';
    } else if (this.#expected === 'end of chunk') {
      if (line !== '') throw new SyntaxError('a chunk is longer than its declared size');
      this.#expected = 'size';
    } else if (this.#expected === 'trailer') {
      if (line === '') this.#expected = 'nothing';
    } else {
      throw new SyntaxError('the server sent more than one response');
    }
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
