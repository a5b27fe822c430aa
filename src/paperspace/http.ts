/** One request to the API. `path` begins with `/`, is relative to the API's base URL and holds the encoded query. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** JSON, already serialised. */
  readonly body?: string | undefined;
}

/** A whole answer, whatever its status. Header names are lower-case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request once and gives the answer back, or throws a `NetworkError` or `CancelledError`. The API key is
 * known to the exchange alone. Tests put an emulator in its place.
 */
export type Exchange = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** What an exchange over the network needs. */
export interface ExchangeOptions {
  /** Base URL, such as `https://api.paperspace.com/v1`; https, or http on loopback: its parser sees to that. */
  readonly apiUrl: URL;
  readonly apiKey: string;
  readonly userAgent: string;
  /** How long a connection may take to open, an answer to begin, and a body to go on, each, in milliseconds. */
  readonly idleTimeoutMs: number;
}
