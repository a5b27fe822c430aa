import { hash } from 'node:crypto';
import type { Connections, OutgoingRequest } from '../../net/connections.ts';
import { NetworkError } from '../../net/errors.ts';
import { formatDuration } from '../../net/format.ts';
import type { RetryContext } from '../../net/retry.ts';
import type { CredentialsSource } from './credentials.ts';
import { operations, StorageRequestError, type StorageSubject } from './errors.ts';
import { exchange, headerOf, type Receiver, type ResponseHead } from './exchange.ts';
import { bucketUrl, type Endpoint, isRegion, partitionOf, serviceUrl } from './location.ts';
import { asText, readRefusal } from './responses.ts';
import { createSigner, EMPTY_SHA256, encodePath, encodeQuery, type Signer } from './signing.ts';

/** A request of S3. Method and URL follow from the operation. */
export interface StorageRequest extends StorageSubject {
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Uint8Array | undefined;
  /** The SHA-256 of the body in hexadecimal, if already known. */
  readonly sha256?: string | undefined;
  /** The maximum time until the response begins, in milliseconds, if it differs from the default. */
  readonly responseTimeoutMs?: number | undefined;
}

export interface TransportOptions {
  readonly connections: Pick<Connections, 'send'>;
  readonly credentials: CredentialsSource;
  /** Undefined for Amazon's own. */
  readonly endpoint: Endpoint | undefined;
  readonly region: string;
  readonly retryContext: Pick<RetryContext, 'clock' | 'log'>;
}

/** The properties of a sent request that a refusal may require to change. */
interface AttemptSettings {
  readonly region: string;
  readonly hasMd5: boolean;
}

/** The receiver of a successful response. */
export type Receive<T> = (head: ResponseHead) => Receiver<T>;

/**
 * Sends signed requests, one attempt each. Derives from refusals the bucket's region, the clock offset, and whether
 * bodies must carry their MD5. Resends a request once if it was refused for such a reason.
 */
export class Transport {
  /** The service's host name, for messages. */
  readonly host: string;
  readonly #options: TransportOptions;
  readonly #sign: Signer;
  /** The regions of buckets outside the configured region. */
  readonly #regions = new Map<string, string>();
  /** By bucket and region, because parsing a URL is slow compared with a small file. */
  readonly #urls = new Map<string, URL>();
  /** Whether bodies must carry their MD5. It takes twice as long as SHA-256, and most buckets do not require it. */
  #wantsMd5 = false;
  /** The offset of the storage's clock from this machine's, in milliseconds; positive if ahead. */
  #clockOffsetMs = 0;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#sign = createSigner(options.credentials);
    this.host = serviceUrl(options.endpoint?.url, options.region).host;
  }

  /**
   * Sends a request and returns what the receiver makes of the response.
   *
   * @throws StorageRequestError, whatever the receiver throws, or the signal's reason
   */
  async send<T>(request: StorageRequest, signal: AbortSignal, receive: Receive<T>): Promise<T> {
    const lesson = { isLearned: false };
    try {
      return await this.#attempt(request, signal, receive, lesson);
    } catch (error) {
      if (!lesson.isLearned) throw error;
    }
    return this.#attempt(request, signal, receive, lesson);
  }

  async #attempt<T>(request: StorageRequest, signal: AbortSignal, receive: Receive<T>, lesson: Lesson): Promise<T> {
    const region = this.#regions.get(request.bucket) ?? this.#options.region;
    const hasMd5 = this.#wantsMd5;
    const outgoing = await this.#prepare(request, region);
    try {
      return await exchange<T>(this.#options.connections, outgoing, signal, (head) =>
        head.status < 300 ? receive(head) : this.#refusal(request, { region, hasMd5 }, head, lesson),
      );
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      const endpoint = this.#options.endpoint?.source;
      throw new StorageRequestError(request, { endpoint }, error.explanation, { cause: error });
    }
  }

  async #prepare(request: StorageRequest, region: string): Promise<OutgoingRequest> {
    const { method, target } = operations[request.operation];
    const url = target === 'service' ? this.#serviceUrl(region) : this.#bucketUrl(region, request.bucket);
    const below = target === 'object' ? `/${encodePath(request.key)}` : '';
    const path = `${url.pathname.replace(/\/$/, '')}${below}` || '/';
    const { body, query = {} } = request;
    const payload = digestOf(request);
    const now = new Date(this.#options.retryContext.clock.now() + this.#clockOffsetMs);
    const headers = await this.#sign(
      { method, url, path, query, headers: this.#headersOf(request), payload },
      region,
      now,
    );
    headers['user-agent'] = 'paperspace-dataset-action';
    if (body !== undefined) headers['content-length'] = String(body.byteLength);
    const search = encodeQuery(query);
    return {
      origin: url.origin,
      path: search === '' ? path : `${path}?${search}`,
      method,
      headers,
      body,
      responseTimeoutMs: request.responseTimeoutMs,
    };
  }

  #headersOf({ headers = {}, body }: StorageRequest): Readonly<Record<string, string>> {
    return this.#wantsMd5 && body !== undefined ? { 'content-md5': hash('md5', body, 'base64'), ...headers } : headers;
  }

  #serviceUrl(region: string): URL {
    return serviceUrl(this.#options.endpoint?.url, region);
  }

  #bucketUrl(region: string, bucket: string): URL {
    const name = `${region}/${bucket}`;
    const url = this.#urls.get(name) ?? bucketUrl(this.#options.endpoint?.url, region, bucket);
    this.#urls.set(name, url);
    return url;
  }

  #refusal(subject: StorageRequest, sent: AttemptSettings, head: ResponseHead, lesson: Lesson): Receiver<never> {
    return asText(this.host, (text) => {
      const now = this.#options.retryContext.clock.now();
      const { error, region: named } = readRefusal({ subject, head, host: this.host, now }, text);
      lesson.isLearned =
        this.#learnTime(error, head) || this.#learnRegion(subject, sent, head, named) || this.#learnMd5(error, sent);
      throw error;
    });
  }

  #learnTime({ code }: StorageRequestError, head: ResponseHead): boolean {
    const time = Date.parse(headerOf(head, 'date') ?? '');
    if (code !== 'RequestTimeTooSkewed' || Number.isNaN(time)) return false;
    const { clock, log } = this.#options.retryContext;
    this.#clockOffsetMs = time - clock.now();
    log.info(`This machine's clock is ${formatDuration(Math.abs(this.#clockOffsetMs))} off; using the storage's clock`);
    return true;
  }

  /**
   * Records that the bucket requires an MD5, as one with Object Lock does: only the refusal's message shows it.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
   */
  #learnMd5({ status, reason }: StorageRequestError, { hasMd5 }: AttemptSettings): boolean {
    if (hasMd5 || status !== 400 || !/content-md5/i.test(reason)) return false;
    this.#wantsMd5 = true;
    return true;
  }

  /** Takes only a region from a response: the host is derived from it by the usual rules. */
  #learnRegion(
    { bucket }: StorageRequest,
    { region: used }: AttemptSettings,
    head: ResponseHead,
    inBody: string | undefined,
  ): boolean {
    const named = headerOf(head, 'x-amz-bucket-region') ?? inBody;
    if (named === undefined || named === used || !isRegion(named) || ![301, 307, 400].includes(head.status))
      return false;
    // The credentials of one partition are unknown in the others.
    if (this.#options.endpoint === undefined && partitionOf(named) !== partitionOf(used)) return false;
    if (this.#regions.get(bucket) !== named) {
      this.#options.retryContext.log.info(`The bucket ${bucket} is in the region ${named}, not ${used}`);
    }
    this.#regions.set(bucket, named);
    return true;
  }
}

/** Whether a refusal showed how to correct the request. */
interface Lesson {
  isLearned: boolean;
}

/** Returns the SHA-256 of the body, which is signed, so that the storage rejects a body damaged in transit. */
function digestOf({ body, sha256 }: StorageRequest): string {
  return sha256 ?? (body === undefined ? EMPTY_SHA256 : hash('sha256', body, 'hex'));
}
