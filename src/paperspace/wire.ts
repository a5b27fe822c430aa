import { NetworkError } from '../net/errors.ts';
import { AnswerTooLargeError } from './call.ts';
import type { ExchangeOptions, HttpRequest } from './http.ts';

/** A page of 120 versions with rich metadata stays far below this; what is larger is not read to its end. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** So many times the longest silence a body may take as a whole: one that only trickles would never end. */
const MAX_BODY_IDLE_TIMEOUTS = 10;

/** The whole path of a request, the API's base included. */
export function wholePath({ apiUrl }: ExchangeOptions, { path }: HttpRequest): string {
  return `${apiUrl.pathname.replace(/(?<!\/)\/+$/, '')}${path}`;
}

/** The headers of a request. No compression is asked for, so that a body is as large as it says. */
export function headersFor({ apiKey, userAgent }: ExchangeOptions, { body }: HttpRequest): Record<string, string> {
  return {
    authorization: `Bearer ${apiKey}`,
    accept: 'application/json',
    'user-agent': userAgent,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
}

/**
 * Reads a body to its end and calls `onChunk` for each piece that comes. Throws an {@link AnswerTooLargeError} as soon
 * as it is larger than {@link MAX_BODY_BYTES}, and a `NetworkError` where it trickles without an end.
 */
export async function collectBody(
  { apiUrl, idleTimeoutMs }: Pick<ExchangeOptions, 'apiUrl' | 'idleTimeoutMs'>,
  body: AsyncIterable<unknown>,
  status: number,
  onChunk: () => void = () => undefined,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  const longestMs = MAX_BODY_IDLE_TIMEOUTS * idleTimeoutMs;
  const startMs = performance.now();
  let bytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body came that is not made of bytes');
    onChunk();
    if (performance.now() - startMs > longestMs) {
      throw new NetworkError('stalled', apiUrl.host, `the answer was not whole after ${longestMs / 1000} s`);
    }
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new AnswerTooLargeError(status, MAX_BODY_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Headers by their lower-case names; those that came more than once are joined. */
export function flatHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
