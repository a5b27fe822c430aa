import { Readable } from 'node:stream';
import type { ClientDefaults } from '@aws-sdk/client-s3';
import type { Dispatcher } from 'undici';
import { toNetworkError } from '../../net/errors.ts';
import { readAnswer } from './body.ts';
import { encodeQuery } from './encoding.ts';

type SdkHandler = Extract<NonNullable<ClientDefaults['requestHandler']>, { handle: unknown }>;
type SdkRequest = Parameters<SdkHandler['handle']>[0];
type SdkOptions = NonNullable<Parameters<SdkHandler['handle']>[1]>;
type SdkAnswer = Awaited<ReturnType<SdkHandler['handle']>>;

/** Bodies up to this size are handed to the socket at once. */
const SLICE = 256 * 1024;

/**
 * The AWS SDK's request handler on an undici dispatcher, so that the storage goes through the same connections, proxies
 * and timeouts as everything else. What fails below HTTP is thrown as a `NetworkError`; an abort is thrown as its reason.
 */
export function createHttpHandler(dispatcher: Dispatcher): SdkHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    httpHandlerConfigs: () => ({}),
    // The dispatcher was made and is closed by whoever gave it, and has no settings that the SDK could change.
    updateHttpClientConfig: () => undefined,
    destroy: () => undefined,
    handle: (request, options) => handle(dispatcher, request, options ?? {}),
  };
}

async function handle(dispatcher: Dispatcher, request: SdkRequest, options: SdkOptions): Promise<SdkAnswer> {
  const signal = options.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
  try {
    const answer = await dispatcher.request({
      origin: originOf(request),
      path: pathOf(request),
      method: methodOf(request.method),
      headers: request.headers,
      body: bodyOf(request.body),
      signal: signal ?? null,
      ...(options.requestTimeout === undefined ? {} : { headersTimeout: options.requestTimeout }),
    });
    // Read at once, since the SDK is asked for nothing that is long.
    const body = await readAnswer(request.hostname, answer.body);
    return { response: { statusCode: answer.statusCode, headers: flatten(answer.headers), body } };
  } catch (error) {
    signal?.throwIfAborted();
    throw toNetworkError(error, request.hostname);
  }
}

const methods = new Map<string, Dispatcher.HttpMethod>([
  ['GET', 'GET'],
  ['HEAD', 'HEAD'],
  ['PUT', 'PUT'],
  ['POST', 'POST'],
  ['DELETE', 'DELETE'],
]);

function methodOf(method: string): Dispatcher.HttpMethod {
  const known = methods.get(method);
  if (known === undefined) throw new TypeError(`unexpected method ${method}`);
  return known;
}

function pathOf({ path, query }: SdkRequest): string {
  const encoded = encodeQuery(query ?? {});
  return encoded === '' ? path : `${path}?${encoded}`;
}

function originOf({ protocol, hostname, port }: SdkRequest): string {
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
}

/**
 * A large body goes to the socket slice by slice: undici then counts the server's silence from the last slice, not
 * from the first, so that a slow line is not mistaken for a dead one.
 */
export function bodyOf(body: unknown): string | Uint8Array | Readable | null {
  if (body === undefined) return null;
  if (typeof body === 'string') return body;
  if (!(body instanceof Uint8Array)) throw new TypeError('a body must be text or bytes');
  return body.byteLength <= SLICE ? body : Readable.from(slices(body));
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += SLICE) yield bytes.subarray(start, start + SLICE);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
