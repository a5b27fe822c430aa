import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Connections } from './connections.ts';
import { ConnectionsClosedError } from './errors.ts';
import { MAX_CONNECT_MS } from './retry.ts';

/** The environment variables that select the proxy, as every HTTP tool on a runner reads them. */
export interface ProxyEnvironment {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

export interface DispatcherOptions {
  readonly proxy: ProxyEnvironment;
  /** The idle timeout of each phase (connecting, waiting for the response, reading its body), in milliseconds. */
  readonly idleTimeoutMs: number;
  /** The maximum number of connections to one origin. */
  readonly connections: number;
}

/** Creates a connection pool that uses the proxies. It follows no redirects and decodes no bodies. */
export function createDispatcher({ proxy, idleTimeoutMs, connections }: DispatcherOptions): Dispatcher {
  return new EnvHttpProxyAgent({
    httpProxy: proxy.httpProxy ?? '',
    httpsProxy: proxy.httpsProxy ?? '',
    noProxy: proxy.noProxy ?? '',
    connectTimeout: Math.min(idleTimeoutMs, MAX_CONNECT_MS),
    // The idle timeout of a proxy that opens a tunnel, which is five minutes by default.
    clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: idleTimeoutMs }),
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connections,
  });
}

/** Returns connections that send through a dispatcher of undici. */
export function connectionsThrough(dispatcher: Dispatcher): Connections {
  return {
    send: ({ body, responseTimeoutMs, ...request }, handler) => {
      let started: Dispatcher.DispatchController | undefined;
      let reason: Error | undefined;
      dispatcher.dispatch(
        { ...request, body: bodyOf(body), ...(responseTimeoutMs && { headersTimeout: responseTimeoutMs }) },
        {
          onRequestStart: (controller) => {
            started = controller;
            // The request may have waited for a connection until now.
            if (reason !== undefined) controller.abort(reason);
          },
          onResponseStart: (_controller, status, headers) => {
            if (status >= 200) handler.onHead(status, headers);
          },
          onResponseData: (_controller, chunk) => handler.onData(chunk),
          onResponseEnd: () => handler.onEnd(),
          onResponseError: (_controller, error) => handler.onError(asClosed(error, request.origin)),
        },
      );
      return (error) => {
        reason = error;
        started?.abort(error);
      };
    },
    destroy: () => dispatcher.destroy(),
  };
}

function asClosed(error: Error, origin: string): Error {
  const isClosed = 'code' in error && (error.code === 'UND_ERR_DESTROYED' || error.code === 'UND_ERR_CLOSED');
  return isClosed ? new ConnectionsClosedError(new URL(origin).host, { cause: error }) : error;
}

/**
 * A larger body goes to the socket in slices of this size, in bytes: undici then starts the idle timeout at the last
 * slice, not at the first, so that a slow connection is not mistaken for a dead one.
 */
const SLICE = 256 * 1024;

function bodyOf(body: Uint8Array | undefined): Uint8Array | Readable | null {
  if (body === undefined) return null;
  return body.byteLength <= SLICE ? body : Readable.from(slices(body));
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += SLICE) yield bytes.subarray(start, start + SLICE);
}
