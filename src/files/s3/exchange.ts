import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { StorageDispatcher } from '../../net/dispatcher.ts';
import { ActionError, toNetworkError } from '../../net/errors.ts';

/** The beginning of a response. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The receiver of a response's body, chunk by chunk, without a stream in between. */
export interface Receiver<T> {
  /** Takes a chunk, which is only valid during the call. An error that it throws ends the request. */
  write(chunk: Uint8Array): void;
  /** Returns the result for the complete body. */
  end(): T;
  /** Returns memory to read the next chunk into without a copy; it is then written like any other. */
  space?(): Uint8Array;
}

export interface OutgoingRequest {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | undefined;
  /** The maximum time until the response begins, in milliseconds, if it differs from the dispatcher's. */
  readonly headersTimeout?: number | undefined;
}

/** Returns a header of a response, given its name in lower case; the first of several. */
export function headerOf({ headers }: ResponseHead, name: string): string | undefined {
  return [headers[name]].flat()[0];
}

/** A request on connections that this run has closed already. Another attempt would fail too. */
export class ConnectionsClosedError extends ActionError {
  override readonly name = 'ConnectionsClosedError';

  constructor(host: string, options: ErrorOptions) {
    super(`The connections to ${host} are closed`, { title: 'Storage connections closed', ...options });
  }
}

/**
 * Sends one request and hands the response to the receiver that `receive` chooses by its head.
 *
 * @throws NetworkError, ConnectionsClosedError, the signal's reason, or whatever the receiver throws
 */
export function exchange<T>(
  dispatcher: Pick<StorageDispatcher, 'dispatch'>,
  { body, headersTimeout, ...request }: OutgoingRequest,
  signal: AbortSignal,
  receive: (head: ResponseHead) => Receiver<T>,
): Promise<T> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let controller: Dispatcher.DispatchController | undefined;
  let receiver: Receiver<T> | undefined;
  const fail = (error: unknown): void => {
    reject(error);
    controller?.abort(Error.isError(error) ? error : new Error(String(error)));
  };
  const onAbort = (): void => fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };
  dispatcher.dispatch(
    { ...request, body: bodyOf(body), ...(headersTimeout === undefined ? {} : { headersTimeout }) },
    {
      onRequestStart: (started) => {
        controller = started;
        // The request may have waited for a connection until now.
        if (signal.aborted) onAbort();
      },
      onResponseStart: (_controller, status, headers) => {
        if (status >= 200)
          attempt(() => {
            receiver = receive({ status, headers });
          });
      },
      space: () => receiver?.space?.(),
      onResponseData: (_controller, chunk) => attempt(() => receiver?.write(chunk)),
      onResponseEnd: () =>
        attempt(() => {
          if (receiver !== undefined) resolve(receiver.end());
        }),
      onResponseError: (_controller, error) => reject(toExchangeError(error, request.origin)),
    },
  );
  return promise.finally(() => signal.removeEventListener('abort', onAbort));
}

function toExchangeError(error: Error, origin: string): Error {
  const { host } = new URL(origin);
  const closed = 'code' in error && (error.code === 'UND_ERR_DESTROYED' || error.code === 'UND_ERR_CLOSED');
  return closed ? new ConnectionsClosedError(host, { cause: error }) : toNetworkError(error, host);
}

/** A body up to this size, in bytes, is handed to the socket at once. */
const SLICE = 256 * 1024;

/**
 * A large body goes to the socket slice by slice: undici then counts the server's silence from the last slice, not
 * from the first, so that a slow line is not mistaken for a dead one.
 */
function bodyOf(body: Uint8Array | undefined): Uint8Array | Readable | null {
  if (body === undefined) return null;
  return body.byteLength <= SLICE ? body : Readable.from(slices(body));
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += SLICE) yield bytes.subarray(start, start + SLICE);
}
