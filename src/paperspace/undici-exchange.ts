import type { Dispatcher } from 'undici';
import { toNetworkError } from '../net/errors.ts';
import { AnswerTooLargeError } from './call.ts';
import type { Exchange, ExchangeOptions } from './http.ts';
import { collectBody, flatHeaders, headersFor, wholePath } from './wire.ts';

/**
 * The API over undici, for where a proxy is named. Follows no redirect, so that the key goes to no other origin.
 */
export function createUndiciExchange(options: ExchangeOptions, dispatcher: Dispatcher): Exchange {
  const { apiUrl, idleTimeoutMs } = options;
  return async (request, signal) => {
    try {
      const answer = await dispatcher.request({
        origin: apiUrl.origin,
        path: wholePath(options, request),
        method: request.method,
        headers: headersFor(options, request),
        body: request.body ?? null,
        signal,
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
      });
      const body = await collectBody(options, answer.body, answer.statusCode);
      return { status: answer.statusCode, headers: flatHeaders(answer.headers), body };
    } catch (error) {
      if (error instanceof AnswerTooLargeError) throw error;
      throw toNetworkError(signal.aborted ? signal.reason : error, apiUrl.host);
    }
  };
}
