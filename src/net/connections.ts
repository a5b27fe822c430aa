import { connect as connectTcp, isIP, type OnReadOpts, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { ConnectionsClosedError, NetworkError } from './errors.ts';
import { ResponseReader } from './response-reader.ts';
import { MAX_CONNECT_MS } from './retry.ts';

/** A request of HTTP/1.1. */
export interface OutgoingRequest {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Includes the length of the body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  /** The maximum time until the response begins, in milliseconds, if it differs from the idle timeout. */
  readonly responseTimeoutMs?: number | undefined;
}

/** Receives one response. After `onEnd` or `onError`, nothing else is called. */
export interface ResponseHandler {
  /** Takes the headers by their names in lower case; several with the same name are an array. */
  onHead(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void;
  /** Takes bytes of the body, which are only valid during the call. */
  onData(chunk: Uint8Array): void;
  onEnd(): void;
  onError(error: Error): void;
  /** Returns free memory, into which the next bytes of the body can be read without a copy in between. */
  space?(): Uint8Array | undefined;
}

/** Ends a request early. Its handler receives the reason as its error. */
export type Abort = (reason: Error) => void;

/** Connections to any number of servers. */
export interface Connections {
  send(request: OutgoingRequest, handler: ResponseHandler): Abort;
  /** Closes every connection at once. */
  destroy(): Promise<void>;
}

/** Servers close idle connections, some after 5 s; a request must not be sent on one about to close. */
const KEEP_ALIVE_MS = 4000;

/** A server, and the connections to it. */
interface Server {
  readonly url: URL;
  readonly idle: Connection[];
  /** The last session, which makes the next handshake short. */
  tlsSession?: Buffer;
}

/**
 * Connects directly, without a proxy, and reads bodies into the caller's memory. A general HTTP client takes twice the
 * CPU time for a small file, and three times for each gigabyte that it reads. There are as many connections to a server
 * as requests in flight.
 */
export class DirectConnections implements Connections {
  readonly #idleTimeoutMs: number;
  readonly #servers = new Map<string, Server>();
  readonly #open = new Set<Connection>();
  #isDestroyed = false;

  /** @param idleTimeoutMs of each phase: connecting, sending, waiting for the response, reading its body */
  constructor(idleTimeoutMs: number) {
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  send(request: OutgoingRequest, handler: ResponseHandler): Abort {
    const server = this.#serverAt(request.origin);
    if (this.#isDestroyed) throw new ConnectionsClosedError(server.url.host);
    const exchange = new Exchange(request, handler);
    const connection = server.idle.pop() ?? this.#connect(server);
    connection.send(exchange);
    return (reason) => exchange.abort(reason);
  }

  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    for (const connection of this.#open) connection.close();
  }

  #serverAt(origin: string): Server {
    const known = this.#servers.get(origin);
    if (known !== undefined) return known;
    const server: Server = { url: new URL(origin), idle: [] };
    this.#servers.set(origin, server);
    return server;
  }

  #connect(server: Server): Connection {
    const connection = new Connection(server, this.#idleTimeoutMs, () => this.#open.delete(connection));
    this.#open.add(connection);
    return connection;
  }
}

/** Returns the head of a request as it is sent. Throws if a part of it would not stay in its line. */
function headOf({ method, path, headers }: OutgoingRequest): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const lines = [`${method} ${path} HTTP/1.1`, ...fields];
  if (/[^\t\x20-\x7e\x80-\xff]/.test(lines.join(''))) throw new TypeError('invalid character in a request');
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A request and its response. */
class Exchange {
  readonly request: OutgoingRequest;
  readonly head: string;
  readonly handler: ResponseHandler;
  readonly reader: ResponseReader;
  /** The connection that it is on; undefined when it has ended. */
  connection: Connection | undefined;
  /** Whether the body was handed to the socket completely. */
  isSent = false;

  constructor(request: OutgoingRequest, handler: ResponseHandler) {
    this.request = request;
    this.head = headOf(request);
    this.handler = handler;
    this.reader = new ResponseReader(request.method, handler);
  }

  abort(reason: Error): void {
    this.connection?.destroy(reason);
  }
}

/**
 * The buffer for all other bytes of all connections: they are processed before the next are read. Larger, it would not
 * stay in the processor's cache until then.
 */
const scratch = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * A larger body is handed to the socket in slices of this size, in bytes, one after the other: the idle timeout then
 * applies to each, and TLS does not encrypt all of it in advance.
 */
const SLICE = 256 * 1024;

/** One connection, for one request at a time. */
class Connection {
  readonly #server: Server;
  readonly #idleTimeoutMs: number;
  readonly #onClosed: () => void;
  readonly #socket: Socket;
  #isConnected = false;
  #exchange: Exchange | undefined;

  constructor(server: Server, idleTimeoutMs: number, onClosed: () => void) {
    this.#server = server;
    this.#idleTimeoutMs = idleTimeoutMs;
    this.#onClosed = onClosed;
    this.#socket = openSocket(server, {
      buffer: () => this.#space(),
      callback: (length, bytes) => this.#read(bytes.subarray(0, length)),
    });
    this.#socket.setTimeout(Math.min(idleTimeoutMs, MAX_CONNECT_MS), () => this.#timeOut());
    this.#socket.once(server.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      this.#isConnected = true;
      this.#expectResponse();
    });
    this.#socket.on('error', (error) => this.destroy(error));
    this.#socket.on('end', () => this.#end());
    this.#socket.on('close', () => this.destroy(this.#failure('connection-lost', 'the server closed it')));
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
    exchange.connection = this;
    if (this.#isConnected) this.#expectResponse();
    this.#socket.ref();
    this.#socket.cork();
    this.#socket.write(exchange.head, 'latin1');
    this.#sendBody(exchange, 0);
    this.#socket.uncork();
  }

  /** Closes the connection because it is no longer needed. */
  close(): void {
    this.destroy(new ConnectionsClosedError(this.#server.url.host));
  }

  /** Closes the connection. The request that it has in flight fails. */
  destroy(error: Error): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#socket.destroy();
    const { idle } = this.#server;
    if (idle.includes(this)) idle.splice(idle.indexOf(this), 1);
    this.#onClosed();
    if (exchange === undefined) return;
    exchange.connection = undefined;
    exchange.handler.onError(error);
  }

  #sendBody(exchange: Exchange, start: number): void {
    const { body } = exchange.request;
    const size = body?.byteLength ?? 0;
    const end = Math.min(start + SLICE, size);
    exchange.isSent = end === size;
    if (body === undefined || end === start) return;
    this.#socket.write(body.subarray(start, end), (error) => {
      if (error == null && end < size && this.#exchange === exchange) this.#sendBody(exchange, end);
    });
  }

  #expectResponse(): void {
    this.#socket.setTimeout(this.#exchange?.request.responseTimeoutMs ?? this.#idleTimeoutMs);
  }

  #space(): Uint8Array {
    const length = this.#exchange?.reader.bodyBytesNext ?? 0;
    const space = length > 0 ? this.#exchange?.handler.space?.() : undefined;
    return space === undefined || space.length === 0 ? scratch : space.subarray(0, length);
  }

  #read(bytes: Uint8Array): boolean {
    const exchange = this.#exchange;
    if (exchange === undefined) {
      this.destroy(this.#failure('connection-lost', 'the server sent a response without a request'));
      return false;
    }
    const hadHead = exchange.reader.hasHead;
    try {
      const isComplete = exchange.reader.write(bytes);
      if (this.#exchange !== exchange) return false;
      if (isComplete) this.#complete(exchange);
      else if (!hadHead && exchange.reader.hasHead) this.#socket.setTimeout(this.#idleTimeoutMs);
    } catch (error) {
      this.destroy(Error.isError(error) ? error : new Error(String(error)));
    }
    return true;
  }

  #complete(exchange: Exchange): void {
    this.#exchange = undefined;
    exchange.connection = undefined;
    if (exchange.reader.isReusable && exchange.isSent) {
      // An idle connection must not keep the process alive.
      this.#socket.setTimeout(KEEP_ALIVE_MS).unref();
      this.#server.idle.push(this);
    } else {
      this.close();
    }
    exchange.handler.onEnd();
  }

  #end(): void {
    const exchange = this.#exchange;
    if (exchange?.reader.endsWithConnection === true) this.#complete(exchange);
    else this.destroy(this.#failure('connection-lost', 'the server closed it'));
  }

  #timeOut(): void {
    if (!this.#isConnected) this.destroy(this.#failure('connect-timeout', 'no connection in time'));
    else if (this.#exchange?.reader.hasHead === true) this.destroy(this.#failure('stalled', 'no more data in time'));
    else this.destroy(this.#failure('response-timeout', 'no response in time'));
  }

  #failure(kind: NetworkError['kind'], message: string): NetworkError {
    return new NetworkError(kind, this.#server.url.host, message);
  }
}

function openSocket(server: Server, onread: OnReadOpts): Socket {
  const { hostname, port: given, protocol } = server.url;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(given) || (protocol === 'https:' ? 443 : 80);
  if (protocol !== 'https:') return connectTcp({ host, port, noDelay: true, onread });
  // Node's types omit that a TLS connection also takes `onread`.
  const options: ConnectionOptions & { onread: OnReadOpts } = { host, port, ALPNProtocols: ['http/1.1'], onread };
  const { tlsSession: session } = server;
  const socket = connectTls({
    ...options,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(session && { session }),
  });
  socket.on('session', (latest) => {
    server.tlsSession = latest;
  });
  return socket.setNoDelay();
}
