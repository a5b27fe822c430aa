import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials, CredentialsSource } from './credentials.ts';

/** A request as it is sent, except for its signature. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: URL;
  /** Encoded by {@link encodePath}. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The SHA-256 of the body in hexadecimal, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string;
}

/** Returns a request's headers, including the signature. */
export type Signer = (request: UnsignedRequest, region: string, now: Date) => Promise<Record<string, string>>;

/** The SHA-256 of no bytes, in hexadecimal. */
export const EMPTY_SHA256 = hash('sha256', '', 'hex');

/** Creates a signer for Signature Version 4. Requests credentials each time, because they can expire. */
export function createSigner(credentials: CredentialsSource): Signer {
  const signer = new SignatureV4({
    service: 's3',
    region: '',
    credentials: async () => withoutUndefined(await credentials()),
    sha256: NodeSha256,
    // S3 signs the path as it is sent.
    uriEscapePath: false,
  });
  return async ({ method, url, path, query, headers, payload }, region, now) => {
    const signed = await signer.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path,
        query: { ...query },
        headers: { ...headers, host: url.host, 'x-amz-content-sha256': payload },
      },
      { signingDate: now, signingRegion: region },
    );
    return signed.headers;
  };
}

/** AWS's types distinguish an undefined field from an absent one. */
function withoutUndefined({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** Node's SHA-256 in the form that the signer requires: a hash, or with a secret an HMAC. */
class NodeSha256 {
  readonly #key: KeyObject | undefined;
  #data = Buffer.alloc(0);

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#key = secret === undefined ? undefined : keyOf(secret);
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#data = Buffer.concat([this.#data, bytesOf(data)]);
  }

  async digest(): Promise<Uint8Array> {
    if (this.#key === undefined) return hash('sha256', this.#data, 'buffer');
    return createHmac('sha256', this.#key).update(this.#data).digest();
  }
}

/** By their bytes. Preparing a key takes six times as long as an HMAC, and a run signs with few of them. */
const keys = new Map<string, KeyObject>();

function keyOf(secret: string | ArrayBuffer | ArrayBufferView): KeyObject {
  const bytes = bytesOf(secret);
  const name = bytes.toString('latin1');
  const key = keys.get(name) ?? createSecretKey(bytes);
  keys.set(name, key);
  return key;
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

/** Percent-encodes all but RFC 3986's unreserved characters, as signatures require. */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Encodes a path, except its slashes. */
export function encodePath(path: string): string {
  // Most keys have nothing to encode, and this runs for every small file.
  if (/^[\w.~/-]*$/.test(path)) return path;
  return path.split('/').map(encodeText).join('/');
}

/** Returns a query without the question mark, sorted by name. */
export function encodeQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`)
    .sort()
    .join('&');
}
