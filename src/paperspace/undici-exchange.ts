import type { Dispatcher } from 'undici';
import { toNetworkError } from '../network/failure.ts';
import { AnswerTooLargeError } from './call.ts';
import type { Exchange } from './http.ts';

/** What an exchange over the network needs. */
export interface ExchangeOptions {
  /** Base URL, such as `https://api.paperspace.com/v1`; https, or http on loopback: its parser sees to that. */
  readonly apiUrl: URL;
  readonly apiKey: string;
  readonly userAgent: string;
  readonly dispatcher: Dispatcher;
  /** How long an answer may take to begin, and a body to go on, each, in milliseconds. */
  readonly silenceMs: number;
}

/** A page of 120 versions with rich metadata stays far below this; what is larger is not read to its end. */
const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

/**
 * The API over the network. It follows no redirect (so that the key goes to no other origin), asks for no compression
 * and reads no more than {@link LARGEST_BODY_BYTES} of a body.
 */
export function createUndiciExchange({ apiUrl, apiKey, userAgent, dispatcher, silenceMs }: ExchangeOptions): Exchange {
  const base = apiUrl.pathname.replace(/\/+$/, '');
  return async ({ method, path, body }, signal) => {
    try {
      const answer = await dispatcher.request({
        origin: apiUrl.origin,
        path: `${base}${path}`,
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          accept: 'application/json',
          'user-agent': userAgent,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body ?? null,
        signal,
        headersTimeout: silenceMs,
        bodyTimeout: silenceMs,
      });
      return { status: answer.statusCode, headers: flatten(answer.headers), body: await readBody(answer) };
    } catch (error) {
      if (error instanceof AnswerTooLargeError) throw error;
      if (signal.aborted) throw signal.reason;
      throw toNetworkError(error, apiUrl.host);
    }
  };
}

async function readBody({ statusCode, body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body came that is not made of bytes');
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BODY_BYTES) throw new AnswerTooLargeError(statusCode, LARGEST_BODY_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
