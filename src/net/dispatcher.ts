import type { Dispatcher } from 'undici';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import { DirectAgent, type DirectHandler } from './direct-agent.ts';

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

const MAX_CONNECT_MS = 10_000;

/** Creates the connection pool of a run. It follows no redirects and decodes no bodies. */
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

/** The connections to the storage. */
export interface StorageDispatcher {
  dispatch(request: Dispatcher.DispatchOptions, handler: DirectHandler): boolean;
  destroy(): Promise<void>;
}

/**
 * Creates the connections to the storage. Without a proxy, data is read directly into the memory of the handler, if it
 * has space.
 */
export function createStorageDispatcher(options: DispatcherOptions): StorageDispatcher {
  const { proxy, idleTimeoutMs } = options;
  const dispatcher = createDispatcher(options);
  if (proxy.httpProxy || proxy.httpsProxy) return dispatcher;
  let isDestroyed = false;
  const direct = new DirectAgent({ connectTimeoutMs: Math.min(idleTimeoutMs, MAX_CONNECT_MS), idleTimeoutMs });
  return {
    dispatch: (request, handler) => {
      const isDirect = request.method === 'GET' && handler.space !== undefined;
      // Once it is destroyed, undici reports that for every request.
      if (isDestroyed || !isDirect) return dispatcher.dispatch(request, handler);
      direct.dispatch(request, handler);
      return true;
    },
    destroy: async () => {
      isDestroyed = true;
      direct.destroy();
      await dispatcher.destroy();
    },
  };
}
