/** The exchange over the network against real sockets, all of them on loopback. */
import type { Dispatcher } from 'undici';
import { type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
import { createDispatcher } from '../../src/network/dispatcher.ts';
import { createUndiciExchange } from '../../src/paperspace/undici-exchange.ts';

export const KEY = 'k3y-of-the-team';
export const GET = { method: 'GET', path: '/datasets' } as const;

/** An exchange with an API at this URL. */
export async function exchangeWith(url: string, { silenceMs = 5_000, httpsProxy = '' } = {}) {
  const dispatcher = await createDispatcher({ proxy: { httpsProxy }, silenceMs, connections: 4 });
  return withDispatcher(url, dispatcher, silenceMs);
}

export function withDispatcher(url: string, dispatcher: Dispatcher, silenceMs = 5_000) {
  const controller = new AbortController();
  const exchange = createUndiciExchange({
    apiUrl: new URL(url),
    apiKey: KEY,
    userAgent: 'tests/1.0',
    dispatcher,
    silenceMs,
  });
  return {
    controller,
    send: (request: Parameters<typeof exchange>[0]) => exchange(request, controller.signal),
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

/** An emulator on a socket that lets the key in. */
export async function listening(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ apiKey: KEY, ...options });
  return { emulator, [Symbol.asyncDispose]: () => emulator.close() };
}
