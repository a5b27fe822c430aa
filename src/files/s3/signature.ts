import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** What to sign with. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
}

export interface UnsignedRequest {
  readonly method: string;
  /** Encoded, without a query. */
  readonly path: string;
  /** Encoded, sorted by name, without the question mark. */
  readonly query: string;
  /** With `host`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The SHA-256 of the body in hexadecimal, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string;
}

/** Gives a request's headers with the signature among them. */
export type Signer = (request: UnsignedRequest, now: Date) => Record<string, string>;

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Signs requests to S3 as the SDK does, at a tenth of its cost, which is what counts where many small files are sent:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function createSigner({ accessKeyId, secretAccessKey, sessionToken, region }: SigningKeys): Signer {
  let cached: { readonly day: string; readonly key: KeyObject } | undefined;
  const keyOf = (day: string): KeyObject => {
    if (cached?.day === day) return cached.key;
    const root = createSecretKey(`AWS4${secretAccessKey}`, 'utf8');
    const key = [day, region, 's3', 'aws4_request'].reduce((last, text) => createSecretKey(hmac(last, text)), root);
    cached = { day, key };
    return key;
  };
  return ({ method, path, query, headers, payload }, now) => {
    const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
    const signed: Record<string, string> = {
      ...headers,
      'x-amz-content-sha256': payload,
      'x-amz-date': time,
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
    };
    const names = Object.keys(signed).sort();
    const lines = names.map((name) => `${name}:${signed[name]?.trim()}\n`).join('');
    const canonical = `${method}\n${path}\n${query}\n${lines}\n${names.join(';')}\n${payload}`;
    const text = `${ALGORITHM}\n${time}\n${scope}\n${hash('sha256', canonical, 'hex')}`;
    const signature = hmac(keyOf(time.slice(0, 8)), text).toString('hex');
    const credential = `${accessKeyId}/${scope}`;
    signed.authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    return signed;
  };
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
