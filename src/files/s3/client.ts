import { hash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import type { Dispatcher } from 'undici';
import * as v from 'valibot';
import type { RetryContext } from '../../net/retry.ts';
import { StorageSettingsError } from '../errors.ts';
import { createHttpHandler } from './http-handler.ts';
import { createSignedExchange, type SignedExchange } from './signed-exchange.ts';

export interface StorageCredentials {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

export interface StorageOptions {
  readonly credentials: StorageCredentials;
  /** The URL of an S3-compatible service; without one, Amazon's own for the region. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** The connections to use; they stay open when the storage is done. */
  readonly dispatcher: Dispatcher;
  readonly retryContext: RetryContext;
  /** How many requests, and buffers of a part's size, there are at a time. */
  readonly concurrency: number;
}

/** What every function of the storage needs. */
export interface Storage {
  readonly client: S3Client;
  /** For the contents of objects. */
  readonly exchange: SignedExchange;
  /** The service's name on the network, for messages. */
  readonly host: string;
  readonly retryContext: RetryContext;
  readonly concurrency: number;
}

/**
 * Makes a client for one service. Sends nothing yet.
 *
 * @throws StorageSettingsError naming the variables that usually hold what is missing
 */
export function openStorage(options: StorageOptions): Storage {
  const { accessKeyId, secretAccessKey, sessionToken } = options.credentials;
  const region = options.region || (options.endpoint ? 'us-east-1' : undefined);
  if (!accessKeyId || !secretAccessKey || !region) {
    const missing = Object.entries({
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
    });
    throw new StorageSettingsError(missing.flatMap(([name, value]) => (value ? [] : [name])));
  }
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    ...(options.endpoint ? { endpoint: options.endpoint, forcePathStyle: true } : {}),
    requestHandler: createHttpHandler(options.dispatcher),
    // Spaces, MinIO and R2 refuse or ignore the newer checksums; Content-MD5 is sent instead.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Retries are made, and logged, by `request`.
    maxAttempts: 1,
    retryMode: 'standard',
    // undici refuses the header.
    expectContinueHeader: false,
    // Given, so that the SDK looks for none of them in the environment or in files.
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    useArnRegion: false,
    disableS3ExpressSessionAuth: true,
    authSchemePreference: [],
    userAgentAppId: 'paperspace-dataset-action',
  });
  sendContentMd5(client);
  const { concurrency, dispatcher, retryContext } = options;
  const locate = (bucket: string): URL => locateBucket(client, bucket, region, options.endpoint || undefined);
  const exchange = createSignedExchange({
    dispatcher,
    keys: { accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined, region },
    locate,
    // The SDK learns how wrong this machine's clock is from the storage's first refusal.
    now: () => retryContext.clock.now() + client.config.systemClockOffset,
  });
  const host = options.endpoint ? new URL(options.endpoint).host : `s3.${region}.amazonaws.com`;
  return { client, exchange, host, retryContext, concurrency };
}

/** By the SDK's own rules, so that both ways lead to the same place. */
function locateBucket(client: S3Client, bucket: string, region: string, endpoint: string | undefined): URL {
  return client.config.endpointProvider({
    Bucket: bucket,
    Region: region,
    Endpoint: endpoint,
    ForcePathStyle: endpoint !== undefined,
    UseFIPS: false,
    UseDualStack: false,
    Accelerate: false,
    UseArnRegion: false,
    DisableS3ExpressSessionAuth: true,
  }).url;
}

/** The same storage, given up as soon as `signal` aborts. */
export function withSignal(storage: Storage, signal: AbortSignal): Storage {
  return { ...storage, retryContext: { ...storage.retryContext, signal } };
}

/**
 * S3 wants a checksum with DeleteObjects. The SDK would send a CRC-32, which several S3-compatible services do not
 * know; all know Content-MD5.
 */
function sendContentMd5(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (context.commandName === 'DeleteObjectsCommand') replaceChecksum(v.parse(textRequestSchema, args.request));
      return next(args);
    },
    // After the SDK has added its checksum, before it signs.
    { step: 'build', priority: 'low', name: 'contentMd5' },
  );
}

type Headers = Record<string, string>;

/** The request itself, not a copy: its headers are changed. */
const textRequestSchema = v.object({
  headers: v.custom<Headers>((value) => typeof value === 'object' && value !== null),
  body: v.string(),
});

function replaceChecksum({ headers, body }: v.InferOutput<typeof textRequestSchema>): void {
  for (const name of Object.keys(headers).filter((header) => /^x-amz-(sdk-)?checksum-/i.test(header))) {
    delete headers[name];
  }
  headers['content-md5'] = hash('md5', body, 'base64');
}
