import { hash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { toNetworkError } from '../../net/errors.ts';
import { encodePath, encodeQuery } from './encoding.ts';
import { bodyOf } from './http-handler.ts';
import { createSigner, type SigningKeys } from './signature.ts';

/** A request for one object. */
export interface ObjectRequest {
  readonly method: 'GET' | 'PUT';
  readonly bucket: string;
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The SHA-256 of the body in hexadecimal, where it is known already. */
  readonly sha256?: string | undefined;
}

/** Sends a request once. Throws a `NetworkError`, or the signal's reason. */
export type SignedExchange = (request: ObjectRequest, signal: AbortSignal) => Promise<Dispatcher.ResponseData>;

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly keys: SigningKeys;
  /** The URL that a bucket's keys are below. */
  readonly locate: (bucket: string) => URL;
  /** The time as the storage has it, in milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * A way to the storage beside the SDK, for nothing but the contents of objects: the SDK takes about three times as long
 * for a small file as sending it does.
 */
export function createSignedExchange({ dispatcher, keys, locate, now }: ExchangeOptions): SignedExchange {
  const sign = createSigner(keys);
  const places = new Map<string, URL>();
  const placeOf = (bucket: string): URL => {
    const place = places.get(bucket) ?? locate(bucket);
    places.set(bucket, place);
    return place;
  };
  return async (request, signal) => {
    const { method, bucket, key, body } = request;
    const place = placeOf(bucket);
    const path = `${place.pathname.replace(/\/$/, '')}/${encodePath(key)}`;
    const query = encodeQuery(request.query ?? {});
    const headers = sign(
      { method, path, query, headers: { host: place.host, ...request.headers }, payload: payloadOf(request, place) },
      new Date(now()),
    );
    if (body !== undefined) headers['content-length'] = String(body.byteLength);
    try {
      return await dispatcher.request({
        origin: place.origin,
        path: query === '' ? path : `${path}?${query}`,
        method,
        headers,
        body: bodyOf(body),
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw toNetworkError(error, place.host);
    }
  };
}

/**
 * What stands for the body in the signature. Where TLS protects it anyway, it is not hashed for that, as in the SDK;
 * its MD5 is among the signed headers.
 */
function payloadOf({ body, sha256 }: ObjectRequest, place: URL): string {
  if (sha256 !== undefined) return sha256;
  if (body !== undefined && place.protocol === 'https:') return 'UNSIGNED-PAYLOAD';
  return hash('sha256', body ?? '', 'hex');
}
