/** The HTTP client of the API against real sockets, all of them on loopback. */
import { type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
import { createHttpClient, type HttpRequest } from '../../src/paperspace/http.ts';

export const KEY = 'k3y-of-the-team';
export const GET = { method: 'GET', path: '/datasets' } as const;

interface Options {
  readonly idleTimeoutMs?: number;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** A client of the API at this URL, which closes its connections at the end of its scope. */
export function clientFor(url: string, { idleTimeoutMs = 5_000, httpsProxy, noProxy = '' }: Options = {}) {
  const proxy = httpsProxy === undefined ? undefined : { url: httpsProxy, except: noProxy };
  const client = createHttpClient({
    apiUrl: new URL(url),
    apiKey: KEY,
    userAgent: 'tests/1.0',
    idleTimeoutMs,
    proxy,
  });
  const controller = new AbortController();
  return {
    controller,
    send: (request: HttpRequest) => client.send(request, controller.signal),
    [Symbol.dispose]: () => client.close(),
  };
}

/** An emulator on a socket that accepts the key. */
export async function listening(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ apiKey: KEY, ...options });
  return { emulator, [Symbol.asyncDispose]: () => emulator.close() };
}
