import type { Endpoint, Storage } from './files/index.ts';
import { type Environment, proxyEnvironment, USER_AGENT, type Workflow } from './github/workflow.ts';
import { maxInFlight } from './net/concurrency.ts';
import type { Connections } from './net/connections.ts';
import type { RetryContext } from './net/retry.ts';
import type { Clock, Random } from './net/system.ts';
import { inputs, type Settings } from './operations/inputs.ts';
import type { Registry } from './operations/operation.ts';
import type { StorageSettings } from './operations/step.ts';
import { createHttpClient, type SendRequest } from './paperspace/http.ts';

/** Dependencies of a run. Tests pass fakes. */
export interface Dependencies {
  readonly workflow: Workflow;
  readonly registry: Registry;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborts with a `CancelledError` when the runner asks the process to end. */
  readonly signal: AbortSignal;
}

/** A connection to the API. */
export interface Connection {
  readonly sendRequest: SendRequest;
  /** Opens the storage that holds a version's files, with its own connections. */
  openStorage(settings: StorageSettings, retryContext: RetryContext): Promise<Storage>;
  /** Closes every connection at once, so that the process can end. */
  close(): Promise<void>;
}

export type Connect = (settings: Settings, env: Environment) => Promise<Connection>;

/** Connects to the API, and on demand to the storage, through the proxies that the environment names. */
export const connect: Connect = async (settings, env) => {
  const api = createHttpClient({ ...settings, userAgent: USER_AGENT, proxy: apiProxy(env) });
  const opened: Connections[] = [];
  return {
    sendRequest: api.send,
    openStorage: async ({ 's3-endpoint': endpoint, 's3-region': region, concurrency }, retryContext) => {
      const { openStorage, findCredentials } = await import('./files/index.ts');
      keepMemorySmall();
      const connections = await connectToStorage(settings.idleTimeoutMs, maxInFlight(concurrency), env);
      opened.push(connections);
      const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
      const keys = { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN };
      return openStorage({
        credentials: accessKeyId || secretAccessKey ? keys : await findCredentials(retryContext),
        endpoint: endpoint && describeEndpoint(endpoint, env),
        region,
        connections,
        retryContext,
        concurrency,
      });
    },
    close: async () => {
      api.close();
      await Promise.all(opened.map((connections) => connections.destroy()));
    },
  };
};

/** Connects through undici only if the environment names a proxy. */
async function connectToStorage(idleTimeoutMs: number, maxConnections: number, env: Environment): Promise<Connections> {
  const proxy = proxyEnvironment(env);
  if (!proxy.httpProxy && !proxy.httpsProxy) {
    const { DirectConnections } = await import('./net/connections.ts');
    return new DirectConnections(idleTimeoutMs);
  }
  const { connectionsThrough, createDispatcher } = await import('./net/dispatcher.ts');
  return connectionsThrough(createDispatcher({ proxy, idleTimeoutMs, connections: maxConnections }));
}

/**
 * Work on many files creates many short-lived objects. V8 would let its young generation grow to 128 MiB, and its old
 * one to twice what is in use. Collecting earlier takes half the memory for 15% more CPU time. Call this before
 * creating many objects, because the young generation hardly ever shrinks.
 */
export function keepMemorySmall(): void {
  // Not imported: a step without files should not load it.
  const v8 = process.getBuiltinModule('node:v8');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  v8.setFlagsFromString('--heap-growing-percent=25');
}

/**
 * Returns the endpoint and its source: the first of the input's variables that is set if its value is this URL,
 * otherwise the input.
 */
function describeEndpoint(url: URL, env: Environment): Endpoint {
  const first = inputs['s3-endpoint'].variables.find((name) => env[name]);
  const fromVariable = first !== undefined && URL.parse(env[first] ?? '')?.href === url.href;
  return { url, source: fromVariable ? first : 's3-endpoint' };
}

/** Returns the proxy for the API. Only HTTPS_PROXY applies, because the key must travel inside a tunnel. */
function apiProxy(env: Environment): { readonly url: string; readonly except: string } | undefined {
  const { httpsProxy, noProxy = '' } = proxyEnvironment(env);
  return httpsProxy ? { url: httpsProxy, except: noProxy } : undefined;
}
