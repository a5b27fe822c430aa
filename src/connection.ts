import type { Settings } from './action/settings.ts';
import type { Environment } from './action/workflow.ts';
import { createDispatcher, type ProxyEnvironment } from './network/dispatcher.ts';
import type { Exchange } from './paperspace/http.ts';
import { createUndiciExchange } from './paperspace/undici-exchange.ts';
import { VERSION } from './version.ts';

/** The API at the other end of the network, and how to let go of it. */
export interface Connection {
  readonly exchange: Exchange;
  /** Ends every connection at once, so that the process can end. */
  close(): Promise<void>;
}

export type Connect = (settings: Settings, env: Environment) => Connection;

const API_CONNECTIONS = 32;

/** Connects to the API with undici, through the proxies that the environment names. */
export const connect: Connect = (settings, env) => {
  const dispatcher = createDispatcher({
    proxy: proxyForApi(env),
    silenceMs: settings.silenceMs,
    connections: API_CONNECTIONS,
  });
  return {
    exchange: createUndiciExchange({ ...settings, dispatcher, userAgent: `paperspace-dataset-action/${VERSION}` }),
    close: () => dispatcher.destroy(),
  };
};

/**
 * Plain http is only allowed to this machine itself, and must not leave it by a proxy: only HTTPS_PROXY counts here,
 * through which the key travels inside a tunnel.
 */
function proxyForApi(env: Environment): ProxyEnvironment {
  return { httpsProxy: env.https_proxy || env.HTTPS_PROXY, noProxy: env.no_proxy || env.NO_PROXY };
}
