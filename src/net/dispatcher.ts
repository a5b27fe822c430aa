import type { Dispatcher } from 'undici';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';

/** The environment variables that say which proxy to use, as every HTTP tool on a runner reads them. */
export interface ProxyEnvironment {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

export interface DispatcherOptions {
  readonly proxy: ProxyEnvironment;
  /** How long a connection may take to open, an answer to begin, and a body to go on, each, in milliseconds. */
  readonly idleTimeoutMs: number;
  /** The most connections to one origin. */
  readonly connections: number;
}

const MAX_CONNECT_MS = 10_000;

/** One pool of connections for a whole run. Follows no redirect and decodes no body. */
export function createDispatcher({ proxy, idleTimeoutMs, connections }: DispatcherOptions): Dispatcher {
  return new EnvHttpProxyAgent({
    httpProxy: proxy.httpProxy ?? '',
    httpsProxy: proxy.httpsProxy ?? '',
    noProxy: proxy.noProxy ?? '',
    connectTimeout: Math.min(idleTimeoutMs, MAX_CONNECT_MS),
    // How long a proxy may keep silent about a tunnel that it is asked for, which is five minutes otherwise.
    clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: idleTimeoutMs }),
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connections,
  });
}
