/** The exchange over the network against real sockets, all of them on loopback. */
import type { Dispatcher } from 'undici';
import { type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
import { createDispatcher } from '../../src/net/dispatcher.ts';
import type { Exchange, ExchangeOptions, HttpRequest } from '../../src/paperspace/http.ts';
import { createNodeExchange } from '../../src/paperspace/node-exchange.ts';
import { createUndiciExchange } from '../../src/paperspace/undici-exchange.ts';

export const KEY = 'k3y-of-the-team';
export const GET = { method: 'GET', path: '/datasets' } as const;

/** The two HTTP clients: Node's own, and undici where a proxy is named. */
export const clients = ['node', 'undici'] as const;

interface Options {
  readonly over?: (typeof clients)[number];
  readonly idleTimeoutMs?: number;
  readonly httpsProxy?: string;
}

/** An exchange with an API at this URL. */
export function exchangeWith(url: string, { over = 'undici', idleTimeoutMs = 5_000, httpsProxy = '' }: Options = {}) {
  if (over === 'undici') {
    return withDispatcher(
      url,
      createDispatcher({ proxy: { httpsProxy }, idleTimeoutMs, connections: 4 }),
      idleTimeoutMs,
    );
  }
  const { exchange, close } = createNodeExchange(optionsFor(url, idleTimeoutMs));
  return sending(exchange, async () => close());
}

export function withDispatcher(url: string, dispatcher: Dispatcher, idleTimeoutMs = 5_000) {
  return sending(createUndiciExchange(optionsFor(url, idleTimeoutMs), dispatcher), () => dispatcher.destroy());
}

function optionsFor(url: string, idleTimeoutMs: number): ExchangeOptions {
  return { apiUrl: new URL(url), apiKey: KEY, userAgent: 'tests/1.0', idleTimeoutMs };
}

function sending(exchange: Exchange, close: () => Promise<void>) {
  const controller = new AbortController();
  return {
    controller,
    send: (request: HttpRequest) => exchange(request, controller.signal),
    [Symbol.asyncDispose]: close,
  };
}

/** An emulator on a socket that lets the key in. */
export async function listening(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ apiKey: KEY, ...options });
  return { emulator, [Symbol.asyncDispose]: () => emulator.close() };
}
