import type { Connections, OutgoingRequest } from '../../net/connections.ts';
import { ConnectionsClosedError, toNetworkError } from '../../net/errors.ts';

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

/** Returns a header of a response, given its name in lower case; the first of several. */
export function headerOf({ headers }: ResponseHead, name: string): string | undefined {
  return [headers[name]].flat()[0];
}

/**
 * Sends one request and hands the response to the receiver that `receive` chooses by its head.
 *
 * @throws NetworkError, ConnectionsClosedError, the signal's reason, or whatever the receiver throws
 */
export function exchange<T>(
  connections: Pick<Connections, 'send'>,
  request: OutgoingRequest,
  signal: AbortSignal,
  receive: (head: ResponseHead) => Receiver<T>,
): Promise<T> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let receiver: Receiver<T> | undefined;
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };
  const abort = connections.send(request, {
    onHead: (status, headers) =>
      attempt(() => {
        receiver = receive({ status, headers });
      }),
    space: () => receiver?.space?.(),
    onData: (chunk) => attempt(() => receiver?.write(chunk)),
    onEnd: () =>
      attempt(() => {
        if (receiver !== undefined) resolve(receiver.end());
      }),
    onError: (error) => reject(explain(error, request.origin)),
  });
  const fail = (error: unknown): void => {
    reject(error);
    abort(Error.isError(error) ? error : new Error(String(error)));
  };
  const onAbort = (): void => fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => signal.removeEventListener('abort', onAbort));
}

function explain(error: Error, origin: string): Error {
  return error instanceof ConnectionsClosedError ? error : toNetworkError(error, new URL(origin).host);
}
