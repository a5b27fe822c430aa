import type { Dispatcher } from 'undici';
import type { Storage } from './files/index.ts';
import type { Settings } from './github/settings.ts';
import type { Environment } from './github/workflow.ts';
import type { ProxyEnvironment } from './net/dispatcher.ts';
import type { RetryContext } from './net/retry.ts';
import type { StorageSettings } from './operations/operation.ts';
import type { Exchange } from './paperspace/http.ts';
import { createNodeExchange } from './paperspace/node-exchange.ts';
import { VERSION } from './version.ts';

/** The API at the other end of the network, and how to let go of it. */
export interface Connection {
  readonly exchange: Exchange;
  /** Opens the storage that a version's files lie in, on connections of its own. */
  openStorage(settings: StorageSettings, retryContext: RetryContext): Promise<Storage>;
  /** Ends every connection at once, so that the process can end. */
  close(): Promise<void>;
}

export type Connect = (settings: Settings, env: Environment) => Promise<Connection>;

const API_CONNECTIONS = 32;

/** Connects to the API, and on demand to the storage, through the proxies that the environment names. */
export const connect: Connect = async (settings, env) => {
  const api = await connectToApi(settings, env);
  const dispatchers: Dispatcher[] = [];
  return {
    exchange: api.exchange,
    openStorage: async ({ endpoint, region, concurrency }, retryContext) => {
      const [{ openStorage }, { createDispatcher }] = await Promise.all([
        import('./files/index.ts'),
        import('./net/dispatcher.ts'),
      ]);
      keepMemorySmall();
      const { idleTimeoutMs } = settings;
      const dispatcher = createDispatcher({ proxy: proxyForStorage(env), idleTimeoutMs, connections: concurrency });
      dispatchers.push(dispatcher);
      const credentials = {
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
        sessionToken: env.AWS_SESSION_TOKEN,
      };
      return openStorage({ credentials, endpoint: endpoint?.href, region, dispatcher, retryContext, concurrency });
    },
    close: async () => {
      await Promise.all([api.close(), ...dispatchers.map((dispatcher) => dispatcher.destroy())]);
    },
  };
};

/**
 * Transfers make much garbage of short life. V8 would answer by letting its young generation grow by 128 MiB, which
 * takes memory and saves no time that could be measured (bench/transfers.ts).
 */
function keepMemorySmall(): void {
  // Not imported: it takes longer to load than a step without files should wait for it.
  process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1');
}

type ApiConnection = Pick<Connection, 'exchange' | 'close'>;

/**
 * By Node's own HTTP client where no proxy is named, else by undici, which knows proxies but takes longer to load than
 * the rest of a one-call step. Plain http is only allowed to this machine itself, and must not leave it by a proxy.
 */
async function connectToApi(settings: Settings, env: Environment): Promise<ApiConnection> {
  const options = { ...settings, userAgent: `paperspace-dataset-action/${VERSION}` };
  const proxy = proxyForApi(env);
  if (!proxy.httpsProxy || settings.apiUrl.protocol === 'http:') {
    const { exchange, close } = createNodeExchange(options);
    return { exchange, close: async () => close() };
  }
  const [{ createUndiciExchange }, { createDispatcher }] = await Promise.all([
    import('./paperspace/undici-exchange.ts'),
    import('./net/dispatcher.ts'),
  ]);
  const dispatcher = createDispatcher({ proxy, idleTimeoutMs: settings.idleTimeoutMs, connections: API_CONNECTIONS });
  return { exchange: createUndiciExchange(options, dispatcher), close: () => dispatcher.destroy() };
}

/** Only HTTPS_PROXY counts for the API: the key travels inside a tunnel. */
function proxyForApi(env: Environment): ProxyEnvironment {
  return { httpsProxy: env.https_proxy || env.HTTPS_PROXY, noProxy: env.no_proxy || env.NO_PROXY };
}

/** An endpoint of plain http is the user's own choice, and requests to it are signed, not secret. */
function proxyForStorage(env: Environment): ProxyEnvironment {
  return { ...proxyForApi(env), httpProxy: env.http_proxy || env.HTTP_PROXY };
}
