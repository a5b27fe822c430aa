import type { Dispatcher } from 'undici';
import type { Settings } from './action/settings.ts';
import type { Environment } from './action/workflow.ts';
import { createDispatcher, type ProxyEnvironment } from './network/dispatcher.ts';
import type { Persistence } from './network/retry.ts';
import type { StorageSettings } from './operations/operation.ts';
import type { Exchange } from './paperspace/http.ts';
import { createUndiciExchange } from './paperspace/undici-exchange.ts';
import type { Storage } from './storage/index.ts';
import { VERSION } from './version.ts';

/** The API at the other end of the network, and how to let go of it. */
export interface Connection {
  readonly exchange: Exchange;
  /** Opens the storage that a version's files lie in, on connections of its own. */
  openStorage(settings: StorageSettings, persistence: Persistence): Promise<Storage>;
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
  const others: Dispatcher[] = [];
  return {
    exchange: createUndiciExchange({ ...settings, dispatcher, userAgent: `paperspace-dataset-action/${VERSION}` }),
    openStorage: async ({ endpoint, region, concurrency }, persistence) => {
      const { openStorage } = await import('./storage/index.ts');
      const { silenceMs } = settings;
      const own = createDispatcher({ proxy: proxyForStorage(env), silenceMs, connections: concurrency });
      others.push(own);
      const credentials = {
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
        sessionToken: env.AWS_SESSION_TOKEN,
      };
      return openStorage({ credentials, endpoint: endpoint?.href, region, dispatcher: own, persistence, concurrency });
    },
    close: async () => {
      await Promise.all([dispatcher, ...others].map((one) => one.destroy()));
    },
  };
};

/**
 * Plain http is only allowed to this machine itself, and must not leave it by a proxy: only HTTPS_PROXY counts here,
 * through which the key travels inside a tunnel.
 */
function proxyForApi(env: Environment): ProxyEnvironment {
  return { httpsProxy: env.https_proxy || env.HTTPS_PROXY, noProxy: env.no_proxy || env.NO_PROXY };
}

/** An endpoint of plain http is the user's own choice, and requests to it are signed, not secret. */
function proxyForStorage(env: Environment): ProxyEnvironment {
  return { ...proxyForApi(env), httpProxy: env.http_proxy || env.HTTP_PROXY };
}
