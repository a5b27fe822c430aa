import type http from 'node:http';
import { NetworkError, type NetworkFailureKind, toNetworkError } from '../net/errors.ts';
import { AnswerTooLargeError } from './call.ts';
import type { Exchange, ExchangeOptions, HttpResponse } from './http.ts';
import { collectBody, flatHeaders, headersFor, wholePath } from './wire.ts';

/** The API over Node's own HTTP client, and how to let go of its connections. */
export interface NodeExchange {
  readonly exchange: Exchange;
  close(): void;
}

/** The most connections to the API at once. */
const CONNECTIONS = 32;
const MAX_CONNECT_MS = 10_000;

/**
 * The API over Node's own HTTP client, for where no proxy is named: undici takes longer to load than everything else
 * of a one-call step together. Follows no redirect, so that the key goes to no other origin.
 */
export function createNodeExchange(options: ExchangeOptions): NodeExchange {
  // Not imported: as an ES module, node:http loads Node's whole fetch with it.
  const library = process.getBuiltinModule(options.apiUrl.protocol === 'https:' ? 'node:https' : 'node:http');
  const agent = new library.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return {
    exchange: async (request, signal) => {
      signal.throwIfAborted();
      const sending = library.request(options.apiUrl, {
        agent,
        method: request.method,
        path: wholePath(options, request),
        headers: headersFor(options, request),
      });
      return new Answering(sending, options, request.body).respond(signal);
    },
    close: () => agent.destroy(),
  };
}

/** One request on its way to a whole answer, with a limit to how long it may be silent in each phase. */
class Answering {
  readonly #request: http.ClientRequest;
  readonly #options: ExchangeOptions;
  readonly #body: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Why the request was given up from this side: what the socket says then is only a consequence. */
  #givenUp: unknown;

  constructor(request: http.ClientRequest, options: ExchangeOptions, body: string | undefined) {
    this.#request = request;
    this.#options = options;
    this.#body = body;
  }

  respond(signal: AbortSignal): Promise<HttpResponse> {
    const abort = (): void => this.#giveUp(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    return this.#answer()
      .catch((error: unknown) => {
        throw error instanceof AnswerTooLargeError
          ? error
          : toNetworkError(this.#givenUp ?? error, this.#options.apiUrl.host);
      })
      .finally(() => {
        signal.removeEventListener('abort', abort);
        clearTimeout(this.#timer);
      });
  }

  async #answer(): Promise<HttpResponse> {
    const response = await this.#response();
    const status = Number(response.statusCode);
    const expectMore = (): void => this.#allow(this.#options.idleTimeoutMs, 'stalled');
    expectMore();
    const body = await collectBody(this.#options, response, status, expectMore);
    return { status, headers: flatHeaders(response.headers), body };
  }

  #response(): Promise<http.IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
    const request = this.#request;
    request.once('response', resolve);
    // Stays for the life of the request: an error may also come after the answer has begun.
    request.on('error', reject);
    request.once('socket', (socket) => {
      if (!socket.connecting) return this.#allow(this.#options.idleTimeoutMs, 'response-timeout');
      this.#allow(Math.min(this.#options.idleTimeoutMs, MAX_CONNECT_MS), 'connect-timeout');
      const ready = 'encrypted' in socket ? 'secureConnect' : 'connect';
      socket.once(ready, () => this.#allow(this.#options.idleTimeoutMs, 'response-timeout'));
    });
    request.end(this.#body);
    return promise;
  }

  /** Gives the request this long until something moves again; then it is given up as `kind` says. */
  #allow(ms: number, kind: NetworkFailureKind): void {
    clearTimeout(this.#timer);
    const giveUp = (): void =>
      this.#giveUp(new NetworkError(kind, this.#options.apiUrl.host, `nothing for ${ms / 1000} s`));
    this.#timer = setTimeout(giveUp, ms);
  }

  #giveUp(reason: unknown): void {
    this.#givenUp = reason;
    this.#request.destroy();
  }
}
