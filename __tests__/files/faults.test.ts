import { expect, test } from '@jest/globals';
import { planDownload } from '../../src/files/download-version.ts';
import type { LocalFile } from '../../src/files/local/local-file.ts';
import { measure } from '../../src/files/manifest.ts';
import { planVersion } from '../../src/files/plan-version.ts';
import type { Storage } from '../../src/files/s3/client.ts';
import { StorageRequestError } from '../../src/files/s3/errors.ts';
import type { VersionLocation } from '../../src/files/s3/location.ts';
import { type SyncOptions, syncVersion } from '../../src/files/sync.ts';
import { listFiles } from '../../src/files/version-files.ts';
import { NetworkError } from '../../src/net/errors.ts';
import { temporaryFolder } from '../support/folders.ts';
import { LARGE, noise, type OpenOptions, useS3Bed } from '../support/s3-bed.ts';
import { type Fault, type FaultRule, firstTimes, inTurn, refuse, type SeenRequest } from '../support/s3-proxy.ts';

const bed = useS3Bed();

const isFile = ({ method, path }: SeenRequest): boolean => method === 'PUT' && path.includes('/data/');
const isPart = ({ method, query }: SeenRequest): boolean => method === 'PUT' && query.get('partNumber') === '1';
const isComplete = ({ method, query }: SeenRequest): boolean => method === 'POST' && query.has('uploadId');

interface Attempt {
  readonly options: SyncOptions;
  readonly content: Buffer;
}

function attempt(size: number): Attempt {
  const content = noise(size);
  const files: LocalFile[] = bed.files({ file: content });
  return { content, options: { files, draft: bed.version(), sources: [], destination: '' } };
}

/** Uploads one file despite faults, checks that it arrives, and returns the log lines of the retries. */
async function arrives(size: number, rule: FaultRule, options: OpenOptions = {}): Promise<readonly string[]> {
  const { storage, retryContext } = bed.open(options);
  const { content, options: sync } = attempt(size);
  bed.proxy.rule = rule;
  await syncVersion(storage, sync);
  expect((await bed.getObject(`${sync.draft.prefix}file`)).equals(content)).toBe(true);
  expect(await bed.unfinished(sync.draft.prefix)).toEqual([]);
  return retryContext.log.infos;
}

/** The same where it cannot arrive; gives the error. */
async function fails(size: number, rule: FaultRule, options: OpenOptions = {}): Promise<unknown> {
  const { storage } = bed.open(options);
  const { options: sync } = attempt(size);
  bed.proxy.rule = rule;
  const error = await syncVersion(storage, sync).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(await bed.unfinished(sync.draft.prefix)).toEqual([]);
  return error;
}

const passing: [string, Fault][] = [
  ['a 503 SlowDown', refuse(503, 'SlowDown')],
  ['a 400 RequestTimeout', refuse(400, 'RequestTimeout')],
  ['a 500 without a body', { kind: 'answer', status: 500 }],
  ['a 502 with a page', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
  ['a 429', refuse(429, 'TooManyRequests')],
  ['a lost answer', { kind: 'lose-answer' }],
];

test.each(passing)('%s is retried for files and lists', async (_name, fault) => {
  expect(await arrives(10, firstTimes(2, isFile, fault))).toEqual([
    expect.stringMatching(/^Retrying in 0\.3 s: upload s3:\/\/.*\/data\/file \(attempt 2 of 6\)\. Cause: /),
    expect.stringContaining('attempt 3 of 6'),
  ]);
  expect(
    await arrives(
      10,
      firstTimes(1, ({ query }) => query.has('list-type'), fault),
    ),
  ).toHaveLength(1);
});

test.each<[string, (request: SeenRequest) => boolean]>([
  ['a part', isPart],
  ['the completion', isComplete],
  ['the beginning', ({ query, method }) => query.has('uploads') && method === 'POST'],
])('%s of a multipart upload is retried after an error and after a lost response', async (_name, matches) => {
  const lines = await arrives(LARGE, inTurn(matches, [refuse(503, 'SlowDown'), { kind: 'lose-answer' }]));

  expect(lines.filter((line) => line.startsWith('Retrying'))).toHaveLength(2);
});

test('Retry-After of the storage is obeyed', async () => {
  const { storage, retryContext } = bed.open();
  const { options } = attempt(10);
  const fault = refuse(503, 'SlowDown', { 'retry-after': '7' });
  const rules = [firstTimes(1, isFile, fault), firstTimes(1, ({ query }) => query.has('list-type'), fault)];
  bed.proxy.rule = (request) => rules.map((rule) => rule(request)).find((found) => found !== undefined);

  await syncVersion(storage, options);

  expect(retryContext.clock.sleeps).toEqual([7000, 7000]);
});

test('a part without a response is sent again after the idle timeout', async () => {
  const lines = await arrives(LARGE, firstTimes(1, isPart, { kind: 'silence' }), { idleTimeoutMs: 2_500 });

  expect(lines).toContainEqual(expect.stringContaining('(response-timeout)'));
});

test.each([
  'XAmzContentSHA256Mismatch',
  'BadDigest',
])('a damaged body, refused as %s, is sent again once', async (code) => {
  const damaged = refuse(400, code);
  expect(await arrives(10, firstTimes(1, isFile, damaged))).toHaveLength(1);
  expect(await fails(10, firstTimes(2, isFile, damaged))).toMatchObject({ code, status: 400 });
});

test.each([
  'AccessDenied',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'NoSuchBucket',
])('%s is not retried', async (code) => {
  const status = code === 'NoSuchBucket' ? 404 : 403;
  for (const [size, operation] of [
    [10, 'PutObject'],
    [LARGE, 'UploadPart'],
  ] as const) {
    bed.reset();
    const error = await fails(size, firstTimes(1, isFile, refuse(status, code)), { concurrency: 1 });

    expect(error).toBeInstanceOf(StorageRequestError);
    expect(error).toMatchObject({ operation, bucket: bed.bucket, status, code, requestId: 'REQ1' });
    expect(error).toHaveProperty('key', expect.stringContaining('/data/file'));
    expect(error).toHaveProperty('reason', `Told to say ${code}`);
    expect(error).not.toHaveProperty('cause');
    expect(bed.proxy.requests.filter(isFile)).toHaveLength(1);
  }
});

test.each<[string, (storage: Storage, version: VersionLocation) => Promise<unknown>]>([
  ['a plan', (storage, draft) => planVersion(storage, { files: [], draft, sources: [], destination: '' }, 'all')],
  [
    'a download',
    (storage, version) =>
      planDownload(storage, {
        version,
        folder: temporaryFolder(),
        destination: '',
        clean: false,
        platform: process.platform,
      }),
  ],
])('%s that is refused ends its concurrent requests and retries nothing', async (_name, work) => {
  const { storage, retryContext } = bed.open({ retries: 50 });
  bed.proxy.rule = ({ query }) =>
    query.has('list-type') ? refuse(403, 'AccessDenied') : { kind: 'answer', status: 503 };

  await expect(work(storage, bed.version())).rejects.toMatchObject({ code: 'AccessDenied' });

  const { length } = retryContext.log.infos;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(retryContext.log.infos).toHaveLength(length);
  expect(retryContext.log.warnings).toEqual([]);
});

test('retries are limited, and the last error is thrown', async () => {
  const error = await fails(10, firstTimes(99, isFile, refuse(503, 'SlowDown')), { retries: 2 });

  expect(error).toMatchObject({ code: 'SlowDown', status: 503 });
  expect(bed.proxy.requests.filter(isFile)).toHaveLength(3);
});

test('a response that is not from S3 is reported as such', async () => {
  const page: Fault = { kind: 'answer', status: 403, body: '<html><title>Forbidden</html>' };

  expect(
    await fails(
      10,
      firstTimes(1, ({ query }) => query.has('list-type'), page),
    ),
  ).toMatchObject({
    status: 403,
    code: undefined,
  });
});

test('an error without a body has the status as its message', async () => {
  expect(await fails(10, firstTimes(1, isFile, { kind: 'answer', status: 400 }))).toMatchObject({
    reason: 'the storage responded with HTTP 400',
    code: undefined,
  });
});

test('an error with an encoded or missing message is readable', async () => {
  const answer = (body: string): Fault => ({ kind: 'answer', status: 400, body: `<Error>${body}</Error>` });

  expect(await fails(10, firstTimes(1, isFile, answer('<Message>&lt;a&gt; &amp;amp;</Message>')))).toMatchObject({
    reason: '<a> &amp;',
  });
  expect(await fails(10, firstTimes(1, isFile, answer('<Code>Odd</Code>')))).toMatchObject({ reason: 'Odd' });
});

test('a lost connection has a network error as its cause', async () => {
  const error = await fails(10, firstTimes(9, isFile, { kind: 'lose-answer' }), { retries: 0 });

  expect(error).toBeInstanceOf(StorageRequestError);
  expect(error).toMatchObject({ status: undefined, code: undefined, cause: { kind: 'connection-lost' } });
  expect(Error.isError(error) && error.cause).toBeInstanceOf(NetworkError);
});

test('a wrong ETag fails the verification', async () => {
  const fault: Fault = { kind: 'change', headers: { etag: '"0123456789abcdef0123456789abcdef"' } };

  expect(await fails(10, firstTimes(1, isFile, fault))).toMatchObject({
    differences: [{ kind: 'etag', key: 'file', expected: '0123456789abcdef0123456789abcdef' }],
  });
});

test('an upload completed without a response is recognized by its object', async () => {
  const { storage } = bed.open();
  const { options } = attempt(LARGE);
  let completed = 0;
  bed.proxy.rule = (request) => {
    if (!isComplete(request)) return undefined;
    completed += 1;
    return completed === 1 ? { kind: 'lose-answer' } : refuse(404, 'NoSuchUpload');
  };

  expect((await syncVersion(storage, options)).uploaded).toBe(1);
  expect(bed.proxy.requests.filter(({ method }) => method === 'HEAD')).toHaveLength(1);
});

test('a refused completion is an error, and the upload is aborted', async () => {
  expect(await fails(LARGE, firstTimes(1, isComplete, refuse(400, 'InvalidPart')))).toMatchObject({
    code: 'InvalidPart',
  });
});

test('an upload ended by another client is an error', async () => {
  const { storage } = bed.open();
  const { options } = attempt(LARGE);
  await bed.putObject(`${options.draft.prefix}file`, noise(LARGE));
  bed.proxy.rule = firstTimes(1, isComplete, refuse(404, 'NoSuchUpload'));

  await expect(syncVersion(storage, options)).rejects.toMatchObject({ code: 'NoSuchUpload' });
});

test('a completion with status 200 and an error in its body is retried', async () => {
  const failed = '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>We failed</Message></Error>';

  expect(await arrives(LARGE, firstTimes(1, isComplete, { kind: 'answer', status: 200, body: failed }))).toHaveLength(
    1,
  );
});

test('invalid responses are errors after limited retries', async () => {
  const noEtag: Fault = { kind: 'change', headers: { etag: '' } };
  expect(await fails(LARGE, firstTimes(9, isPart, noEtag))).toMatchObject({
    reason: 'the storage accepted a part without returning its ETag',
  });
  const noId: Fault = { kind: 'answer', status: 200, body: '<InitiateMultipartUploadResult/>' };
  expect(
    await fails(
      LARGE,
      firstTimes(9, ({ query, method }) => method === 'POST' && query.has('uploads'), noId),
    ),
  ).toMatchObject({ reason: 'the storage started an upload without returning its ID' });
});

test('a storage without ETags is trusted, and its files have no ETag in the manifest', async () => {
  const { storage } = bed.open();
  const { options } = attempt(10);
  bed.proxy.rule = (request) => {
    if (isFile(request)) return { kind: 'change', headers: { etag: '' } };
    if (!request.query.has('list-type')) return undefined;
    return { kind: 'change', body: (text) => text.replace(/<ETag>.*?<\/ETag>/g, '') };
  };

  expect((await syncVersion(storage, options)).uploaded).toBe(1);
  expect((await bed.getObject(options.draft.manifestKey)).toString()).toBe('');
});

test('an endless list is an error', async () => {
  const { storage } = bed.open();
  const location = bed.version();
  await bed.putObject(`${location.prefix}a`, 'a');
  bed.proxy.rule = ({ query }) =>
    query.has('list-type')
      ? {
          kind: 'change',
          body: (text) =>
            text.replace(
              '<IsTruncated>false</IsTruncated>',
              '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>',
            ),
        }
      : undefined;

  await expect(listFiles(storage, location)).rejects.toThrow('the same page of the list twice');
});

test('a list is read to its end, and the failure of a later page is thrown', async () => {
  const { storage } = bed.open({ retries: 0 });
  const location = bed.version();
  const keys = Array.from({ length: 1001 }, (_, index) => `k${String(index).padStart(4, '0')}`);
  for (let start = 0; start < keys.length; start += 91) {
    await Promise.all(keys.slice(start, start + 91).map((key) => bed.putObject(location.prefix + key, '1')));
  }

  expect(measure(await listFiles(storage, location))).toEqual({ files: 1001, bytes: 1001 });
  bed.proxy.rule = ({ query }) => (query.has('continuation-token') ? refuse(403, 'AccessDenied') : undefined);
  await expect(listFiles(storage, location)).rejects.toMatchObject({ code: 'AccessDenied' });
});

test('encoded keys are decoded, and incomplete entries are skipped', async () => {
  const { storage } = bed.open();
  const location = bed.version();
  const list =
    (body: string): FaultRule =>
    () => ({
      kind: 'answer',
      status: 200,
      body: `<ListBucketResult>${body}</ListBucketResult>`,
    });
  const key = `${encodeURIComponent(location.prefix)}a+b%0A%2B`;
  bed.proxy.rule = list(`<EncodingType>url</EncodingType><Contents><Key>${key}</Key></Contents>`);
  expect(await listFiles(storage, location)).toEqual([{ key: 'a b\n+', size: 0, etag: '' }]);

  bed.proxy.rule = list('');
  expect(await listFiles(storage, location)).toEqual([]);
});
