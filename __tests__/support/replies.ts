/** Connections to a storage that exists only as a function from requests to replies: no socket, no waiting. */
import type { Connections, OutgoingRequest } from '../../src/net/connections.ts';

export interface Reply {
  readonly status: number;
  readonly body?: string | Buffer | undefined;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Returns connections whose server replies to each request with what `reply` returns, or fails with what it throws. */
export function replying(reply: (request: OutgoingRequest) => Reply | Error): Pick<Connections, 'send'> {
  return {
    send: (request, handler) => {
      queueMicrotask(() => {
        const replied = replyOrError(reply, request);
        if (Error.isError(replied)) return handler.onError(replied);
        handler.onHead(replied.status, replied.headers ?? {});
        if (replied.body !== undefined) handler.onData(Buffer.from(replied.body));
        handler.onEnd();
      });
      return () => undefined;
    },
  };
}

function replyOrError(reply: (request: OutgoingRequest) => Reply | Error, request: OutgoingRequest): Reply | Error {
  try {
    return reply(request);
  } catch (error) {
    return Error.isError(error) ? error : new Error(String(error));
  }
}
