import type http from 'node:http';
import type https from 'node:https';
import { MAX_CONCURRENCY } from '../net/adaptive-concurrency.ts';
import { ActionError, NetworkError, type NetworkFailureKind, toNetworkError } from '../net/errors.ts';
import { MAX_CONNECT_MS } from '../net/retry.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One request to the API. `path` begins with `/`, is relative to the API's base URL and holds the encoded query. */
export interface HttpRequest {
  readonly method: HttpMethod;
  readonly path: string;
  /** JSON, already serialized. */
  readonly body?: string | undefined;
}

/** A complete response, whatever its status. Header names are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The URL of the request, for error messages. */
  readonly url?: string | undefined;
  /** Whether the body is larger than {@link MAX_BODY_BYTES}, so that the rest of it was not read. */
  readonly isTooLarge?: boolean;
}

/**
 * Sends one request once and returns the response. Throws a `NetworkError` or the signal's reason. Only the
 * implementation knows the API key; tests pass an emulator instead.
 */
export type SendRequest = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** The API over the network. */
interface HttpClient {
  readonly send: SendRequest;
  close(): void;
}

interface HttpClientOptions {
  /** Base URL, such as `https://api.paperspace.com/v1`: https, or http on loopback, which its parser ensures. */
  readonly apiUrl: URL;
  readonly apiKey: string;
  readonly userAgent: string;
  /** Idle timeout of each phase (connecting, waiting for the response, reading its body), in milliseconds. */
  readonly idleTimeoutMs: number;
  /** The proxy for https, and the hosts that are reached without it, as `HTTPS_PROXY` and `NO_PROXY` have them. */
  readonly proxy?: { readonly url: string; readonly except: string } | undefined;
  /** The version of Node, such as `24.21.0`. */
  readonly nodeVersion?: string;
}

/** A page of 120 versions with rich metadata stays far below this. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** Limits a body that arrives very slowly: in total it may take this many idle timeouts. */
const MAX_BODY_IDLE_TIMEOUTS = 10;

/**
 * Creates the client of the API, on Node's own HTTP client: undici takes longer to load than the rest of a step with
 * one call. Follows no redirect, so that the key goes to no other origin. Plain http is for loopback only and never
 * leaves through a proxy. Throws an {@link ActionError} if a proxy is set that this Node cannot use.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const agent = createAgent(options);
  return {
    send: async (request, signal) => {
      signal.throwIfAborted();
      const path = `${options.apiUrl.pathname.replace(/(?<!\/)\/+$/, '')}${request.path}`;
      const pending = requester(options.apiUrl).request(options.apiUrl, {
        agent,
        method: request.method,
        path,
        headers: headersFor(options, request),
      });
      const response = await new PendingRequest(pending, options).run(request.body, signal);
      return { ...response, url: `${options.apiUrl.origin}${path}` };
    },
    close: () => agent.destroy(),
  };
}

/** Not imported, because `node:http` as an ES module loads Node's fetch with it. */
function requester({ protocol }: URL): typeof http | typeof https {
  return process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http');
}

function createAgent({ apiUrl, proxy, idleTimeoutMs, nodeVersion = process.versions.node }: HttpClientOptions) {
  const settings = { keepAlive: true, maxSockets: MAX_CONCURRENCY };
  if (proxy === undefined || apiUrl.protocol === 'http:') return new (requester(apiUrl).Agent)(settings);
  if (!supportsProxies(nodeVersion)) {
    throw new ActionError(
      `Failed to connect to ${apiUrl.host}: Node.js ${nodeVersion} cannot send requests through a proxy`,
      {
        title: 'Proxy not supported',
        hint: 'Update the runner to a version that includes Node.js 24.5 or later, or unset `HTTPS_PROXY`.',
      },
    );
  }
  // The agent's timeout limits how long the proxy may take to open a tunnel.
  const timeout = Math.min(idleTimeoutMs, MAX_CONNECT_MS);
  const proxyEnv = { HTTPS_PROXY: proxy.url, NO_PROXY: proxy.except };
  return new (process.getBuiltinModule('node:https').Agent)({ ...settings, timeout, proxyEnv });
}

/**
 * `proxyEnv` was added in Node 24.5 (https://nodejs.org/api/http.html#built-in-proxy-support); before, it is ignored.
 */
function supportsProxies(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5);
}

/** Requests no compression, so that the size of a body is known. */
function headersFor({ apiKey, userAgent }: HttpClientOptions, { body }: HttpRequest): Record<string, string> {
  return {
    authorization: `Bearer ${apiKey}`,
    accept: 'application/json',
    'user-agent': userAgent,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
}

/** A request in flight, with an idle timeout for each phase. */
class PendingRequest {
  readonly #request: http.ClientRequest;
  readonly #host: string;
  readonly #idleTimeoutMs: number;
  /** Rejects when the request is abandoned, fails, or times out. */
  readonly #failed = Promise.withResolvers<never>();
  #timer: NodeJS.Timeout | undefined;

  constructor(request: http.ClientRequest, { apiUrl, idleTimeoutMs }: HttpClientOptions) {
    this.#request = request;
    this.#host = apiUrl.host;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  async run(body: string | undefined, signal: AbortSignal): Promise<HttpResponse> {
    const abort = (): void => this.#abandon(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#request.on('error', this.#failed.reject);
    this.#request.once('socket', (socket) => this.#watchConnection(socket));
    const response = new Promise<http.IncomingMessage>((resolve) => this.#request.once('response', resolve));
    this.#request.end(body);
    try {
      return await Promise.race([this.#read(response), this.#failed.promise]);
    } catch (error) {
      // After an abandoned request, the socket's error is only a consequence.
      throw toNetworkError(signal.aborted ? signal.reason : error, this.#host);
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(this.#timer);
    }
  }

  #watchConnection(socket: http.ClientRequest['socket'] & object): void {
    const awaitResponse = (): void => this.#expectProgress(this.#idleTimeoutMs, 'response-timeout');
    if (socket.connecting) {
      this.#expectProgress(Math.min(this.#idleTimeoutMs, MAX_CONNECT_MS), 'connect-timeout');
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', awaitResponse);
    } else {
      awaitResponse();
    }
  }

  async #read(pending: Promise<http.IncomingMessage>): Promise<HttpResponse> {
    const response = await pending;
    const status = Number(response.statusCode);
    const headers = flatHeaders(response.headers);
    const chunks: Buffer[] = [];
    let bytes = 0;
    const maxMs = MAX_BODY_IDLE_TIMEOUTS * this.#idleTimeoutMs;
    const startMs = performance.now();
    this.#expectProgress(this.#idleTimeoutMs, 'stalled');
    for await (const chunk of response) {
      this.#expectProgress(this.#idleTimeoutMs, 'stalled');
      if (performance.now() - startMs > maxMs) {
        throw new NetworkError('stalled', this.#host, `the response was not complete after ${maxMs / 1000} s`);
      }
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return { status, headers, body: '', isTooLarge: true };
      chunks.push(chunk);
    }
    return { status, headers, body: Buffer.concat(chunks).toString('utf8') };
  }

  /** Restarts the idle timeout: without progress for this long, the request fails as `kind`. */
  #expectProgress(ms: number, kind: NetworkFailureKind): void {
    clearTimeout(this.#timer);
    const message = `nothing was received for ${ms / 1000} s`;
    this.#timer = setTimeout(() => this.#abandon(new NetworkError(kind, this.#host, message)), ms);
  }

  /** Rejects at once, because a request that still waits for the tunnel of a proxy would not report its end. */
  #abandon(reason: unknown): void {
    this.#failed.reject(reason);
    this.#request.destroy();
  }
}

/** Returns the headers by their names in lower case; repeated ones are joined. */
function flatHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
