import { connect as connectTcp, isIP, type OnReadOpts, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { Dispatcher } from 'undici';
import errors from 'undici/lib/core/errors.js';
import { ResponseReader } from './response-reader.ts';

/** Receives a response like any undici handler, and can provide memory for the next bytes of the body. */
export interface DirectHandler extends Dispatcher.DispatchHandler {
  /** Returns free memory, into which the next bytes of the body are then read without a copy in between. */
  space?(): Uint8Array | undefined;
}

export interface DirectAgentOptions {
  readonly connectTimeoutMs: number;
  /** The idle timeout of each other phase (waiting for the response, reading its body), in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** Servers close idle connections, some after 5 s; a request must not be sent on one about to close. */
const KEEP_ALIVE_MS = 4000;

/**
 * Sends requests without a body on connections of its own, and reads the responses into the caller's memory. Undici
 * reads 64 KiB at a time into new memory and parses a copy of it, which takes three times the CPU time for gigabytes of
 * data. There are as many connections to an origin as requests in flight.
 */
export class DirectAgent {
  readonly #options: DirectAgentOptions;
  readonly #idle = new Map<string, Connection[]>();
  readonly #open = new Set<Connection>();

  constructor(options: DirectAgentOptions) {
    this.#options = options;
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: DirectHandler): void {
    const head = headOf(request);
    const url = new URL(String(request.origin));
    const kept = this.#idle.get(url.origin)?.pop();
    const connection = kept ?? this.#connect(url);
    // The server may have closed an idle connection at the same time. It then did not see the request.
    connection.send(head, handler, kept && (() => this.#connect(url).send(head, handler)));
  }

  /** Closes every connection at once. */
  destroy(): void {
    for (const connection of this.#open) connection.destroy(new errors.ClientDestroyedError());
  }

  #connect(url: URL): Connection {
    const connection = new Connection(url, this.#options, {
      onIdle: () => {
        const idle = this.#idle.get(url.origin) ?? [];
        idle.push(connection);
        this.#idle.set(url.origin, idle);
      },
      onClosed: () => {
        this.#open.delete(connection);
        this.#idle.set(
          url.origin,
          (this.#idle.get(url.origin) ?? []).filter((one) => one !== connection),
        );
      },
    });
    this.#open.add(connection);
    return connection;
  }
}

/** Returns the head of a request as it is sent. Throws if a part of it would not stay in its line. */
function headOf({ method, path, headers }: Dispatcher.DispatchOptions): string {
  const fields = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const lines = [`${method} ${path} HTTP/1.1`, ...fields];
  if (lines.some((line) => /[^\t\x20-\x7e\x80-\xff]/.test(line))) {
    throw new errors.InvalidArgumentError('invalid character in a request');
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

interface ConnectionEvents {
  readonly onIdle: () => void;
  readonly onClosed: () => void;
}

/** A request and the state of its response. */
interface Exchange {
  readonly handler: DirectHandler;
  readonly controller: Dispatcher.DispatchController;
  readonly reader: ResponseReader;
  /** Sends the request on another connection, unless a response has begun. */
  sendAgain: (() => void) | undefined;
}

/** The buffer for all other bytes of all connections: they are processed before the next are read. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** One connection, for one request at a time. */
class Connection {
  readonly #socket: Socket;
  readonly #options: DirectAgentOptions;
  readonly #events: ConnectionEvents;
  #isConnected = false;
  #exchange: Exchange | undefined;

  constructor(url: URL, options: DirectAgentOptions, events: ConnectionEvents) {
    this.#options = options;
    this.#events = events;
    const onread: OnReadOpts = { buffer: () => this.#space(), callback: (length, bytes) => this.#read(length, bytes) };
    this.#socket = open(url, onread);
    this.#socket.setTimeout(options.connectTimeoutMs, () => this.#timeOut());
    this.#socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      this.#isConnected = true;
      this.#socket.setTimeout(options.idleTimeoutMs);
    });
    this.#socket.on('error', (error) => this.destroy(error));
    this.#socket.on('end', () => this.#end());
    this.#socket.on('close', () => this.destroy(new errors.SocketError('other side closed')));
  }

  send(head: string, handler: DirectHandler, sendAgain?: () => void): void {
    const controller = new Controller((reason) => this.destroy(reason));
    const reader = new ResponseReader({
      head: (status, headers) => handler.onResponseStart?.(controller, status, headers),
      data: (chunk) => handler.onResponseData?.(controller, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)),
    });
    this.#exchange = { handler, controller, reader, sendAgain };
    if (this.#isConnected) this.#socket.setTimeout(this.#options.idleTimeoutMs);
    this.#socket.ref();
    handler.onRequestStart?.(controller, {});
    if (!controller.aborted) this.#socket.write(head, 'latin1');
  }

  /** Closes the connection. A request that it has in flight fails. */
  destroy(error: Error): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#socket.destroy();
    this.#events.onClosed();
    if (exchange === undefined) return;
    const { controller, handler, sendAgain } = exchange;
    if (sendAgain !== undefined && !controller.aborted && isLostConnection(error)) sendAgain();
    else handler.onResponseError?.(controller, error);
  }

  #space(): Uint8Array {
    const length = this.#exchange?.reader.bodyBytesNext ?? 0;
    const space = length > 0 ? this.#exchange?.handler.space?.() : undefined;
    return space === undefined || space.length === 0 ? scratch : space.subarray(0, length);
  }

  #read(length: number, bytes: Uint8Array): boolean {
    const exchange = this.#exchange;
    if (exchange === undefined) {
      this.destroy(new errors.SocketError('unexpected response'));
      return false;
    }
    exchange.sendAgain = undefined;
    try {
      if (exchange.reader.write(bytes.subarray(0, length))) this.#complete(exchange);
    } catch (error) {
      this.destroy(Error.isError(error) ? error : new Error(String(error)));
    }
    return true;
  }

  #complete({ handler, controller, reader }: Exchange): void {
    // The handler may have ended it.
    if (controller.aborted) return;
    this.#exchange = undefined;
    if (reader.isReusable) {
      // An idle connection must not keep the process alive.
      this.#socket.setTimeout(KEEP_ALIVE_MS).unref();
      this.#events.onIdle();
    } else {
      this.destroy(new errors.SocketError('closed'));
    }
    handler.onResponseEnd?.(controller, {});
  }

  #end(): void {
    const exchange = this.#exchange;
    if (exchange?.reader.endsWithConnection === true) this.#complete(exchange);
    else this.destroy(new errors.SocketError('other side closed'));
  }

  #timeOut(): void {
    if (!this.#isConnected) this.destroy(new errors.ConnectTimeoutError('no connection in time'));
    else if (this.#exchange?.reader.hasHead === true) this.destroy(new errors.BodyTimeoutError());
    else this.destroy(new errors.HeadersTimeoutError());
  }
}

function isLostConnection(error: Error): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes('code' in error ? String(error.code) : '');
}

function open(url: URL, onread: OnReadOpts): Socket {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  if (url.protocol !== 'https:') return connectTcp({ host, port, noDelay: true, onread });
  // Node's types omit that a TLS connection also takes `onread`.
  const options: ConnectionOptions & { onread: OnReadOpts } = { host, port, ALPNProtocols: ['http/1.1'], onread };
  return connectTls(isIP(host) === 0 ? { ...options, servername: host } : options).setNoDelay();
}

/** Ends an exchange early. A pause is not possible, and never requested. */
class Controller implements Dispatcher.DispatchController {
  readonly #onAbort: (reason: Error) => void;
  aborted = false;
  readonly paused = false;
  reason: Error | null = null;

  constructor(onAbort: (reason: Error) => void) {
    this.#onAbort = onAbort;
  }

  abort(reason: Error): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#onAbort(reason);
  }

  pause(): void {}

  resume(): void {}
}
