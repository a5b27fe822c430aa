import { hash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { parseRetryAfter } from '../../net/retry.ts';
import { StorageRequestError, type StorageSubject } from '../errors.ts';
import { collectBody, readAnswer, readBody } from './body.ts';
import type { Storage } from './client.ts';
import { bareEtag } from './etag.ts';
import { request } from './request.ts';
import type { ObjectRequest } from './signed-exchange.ts';

/** Bytes to store as an object or a part. */
export interface Content {
  readonly body: Buffer;
  /** In hexadecimal, where it is known already. */
  readonly sha256?: string | undefined;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * Writes an object or a part, with its MD5, and gives its ETag without quotes.
 *
 * @throws StorageRequestError
 */
export async function putContent(
  storage: Storage,
  subject: StorageSubject,
  { body, sha256, query }: Content,
): Promise<string> {
  const { bucket, key } = subject;
  const headers = { 'content-md5': hash('md5', body, 'base64'), 'content-type': 'application/octet-stream' };
  const wanted = {
    method: 'PUT',
    bucket,
    key,
    headers,
    body,
    sha256,
    ...(query === undefined ? {} : { query }),
  } as const;
  return exchange(storage, subject, wanted, async (answer) => {
    await answer.body.dump();
    return bareEtag(headerOf(answer, 'etag'));
  });
}

/** What to read of an object. */
export interface Extent {
  /** Without quotes; empty where it is not known. */
  readonly etag: string;
  /** Undefined for the whole object. */
  readonly start: number | undefined;
}

/**
 * Reads an object, or the part of it that begins at `start`, into `buffer`, provided that it still has its ETag.
 *
 * @throws StorageRequestError
 */
export async function getContent(
  storage: Storage,
  subject: StorageSubject,
  { etag, start }: Extent,
  buffer: Buffer,
): Promise<void> {
  const { bucket, key } = subject;
  const headers = {
    ...(etag === '' ? {} : { 'if-match': `"${etag}"` }),
    ...(start === undefined ? {} : { range: `bytes=${start}-${start + buffer.length - 1}` }),
  };
  await exchange(storage, subject, { method: 'GET', bucket, key, headers }, ({ body }) =>
    collectBody(storage, body, buffer),
  );
}

/**
 * Reads the body of an object by pieces.
 *
 * @throws StorageRequestError
 */
export async function readContent<T>(
  storage: Storage,
  subject: StorageSubject,
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const { bucket, key } = subject;
  return exchange(storage, subject, { method: 'GET', bucket, key }, ({ body }) => read(readBody(storage, body)));
}

function exchange<T>(
  storage: Storage,
  subject: StorageSubject,
  wanted: ObjectRequest,
  read: (answer: Dispatcher.ResponseData) => Promise<T>,
): Promise<T> {
  return request(storage, subject, async (_client, { abortSignal }) => {
    const answer = await storage.exchange(wanted, abortSignal);
    if (answer.statusCode < 300) return read(answer);
    throw await refusal(storage, subject, answer);
  });
}

/** S3's errors are XML: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
async function refusal(
  storage: Storage,
  subject: StorageSubject,
  answer: Dispatcher.ResponseData,
): Promise<StorageRequestError> {
  const text = (await readAnswer(storage.host, readBody(storage, answer.body))).toString();
  const code = elementOf(text, 'Code');
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), storage.retryContext.clock.now());
  const requestId = headerOf(answer, 'x-amz-request-id') ?? elementOf(text, 'RequestId');
  const message = elementOf(text, 'Message') ?? code ?? `the storage answered with HTTP ${answer.statusCode}`;
  return new StorageRequestError(subject, { status: answer.statusCode, code, requestId, retryAfterMs }, message);
}

function elementOf(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return entities.reduce((decoded, [entity, character]) => decoded?.replaceAll(entity, character), text);
}

/** The ampersand comes last, so that what it is part of is not decoded twice. */
const entities = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
] as const;

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  return [headers[name]].flat()[0];
}
