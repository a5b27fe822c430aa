import { describe, expect, test } from '@jest/globals';
import { type StorageFailure, type StorageOperation, StorageRequestError } from '../../../src/files/s3/errors.ts';
import { errorText, NetworkError, type NetworkFailureKind } from '../../../src/net/errors.ts';

const request = (
  failure: StorageFailure,
  operation: StorageOperation = 'PutObject',
  cause?: Error,
): StorageRequestError =>
  new StorageRequestError({ operation, bucket: 'bucket', key: 'data/a.csv' }, failure, 'no', cause && { cause });

describe('a request that the storage refused', () => {
  test('names the request, the object, the message of the storage and its request ID', () => {
    const { title, message } = errorText(request({ status: 403, code: 'AccessDenied', requestId: 'r1' }));

    expect(title).toBe('Storage access denied');
    expect(message.split('\n')).toEqual([
      'Failed to upload s3://bucket/data/a.csv: no (HTTP 403, AccessDenied, request r1)',
      'The credentials must be allowed to list, read and write the bucket. Check their policy.',
    ]);
  });

  test.each([
    ['NoSuchBucket', 404, 'Storage bucket not found', /`s3-endpoint` and `s3-region`/],
    ['InvalidAccessKeyId', 403, 'Unknown storage access key', /does not recognize `AWS_ACCESS_KEY_ID`/],
    ['SignatureDoesNotMatch', 403, 'Wrong storage secret key', /`AWS_SECRET_ACCESS_KEY` does not match/],
    ['ExpiredToken', 400, 'Storage credentials expired', /new credentials/],
    ['RequestTimeTooSkewed', 403, 'Wrong runner clock', /runner's clock/],
    ['PermanentRedirect', 301, 'Wrong storage region', /another region/],
    ['AuthorizationHeaderMalformed', 400, 'Wrong storage region', /another region/],
    ['SlowDown', 503, 'Too many storage requests', /a lower `concurrency`/],
    ['NoSuchUpload', 404, 'Storage upload not found', /run jobs one at a time/],
    ['InternalError', 500, 'Storage server error', /The storage reported a server error/],
    ['Other', 403, 'Storage access denied', /policy/],
  ])('with the code %s has its own title and hint', (code, status, title, advice) => {
    expect(request({ status, code })).toMatchObject({ title, hint: expect.stringMatching(advice) });
  });

  test.each([
    [400, 'EntityTooSmall', 'Storage request failed'],
    [404, 'NoSuchKey', 'Storage object not found'],
  ])('with another code has no hint: %d %s', (status, code, title) => {
    expect(errorText(request({ status, code }))).toEqual({
      title,
      message: `Failed to upload s3://bucket/data/a.csv: no (HTTP ${status}, ${code})`,
    });
  });

  test.each<[StorageOperation, string]>([
    ['ListObjectsV2', 'list s3://bucket/data/a.csv'],
    ['GetObject', 'read s3://bucket/data/a.csv'],
    ['CompleteMultipartUpload', 'complete the upload of s3://bucket/data/a.csv'],
    ['ListBuckets', 'list the buckets of the storage'],
  ])('names the request in words: %s', (operation, words) => {
    expect(request({}, operation).message).toBe(`Failed to ${words}: no`);
  });
});

describe('a request that got no response', () => {
  test.each<[NetworkFailureKind, string, RegExp]>([
    ['dns', 'Storage host not found', /host name in `s3-endpoint`/],
    ['refused', 'Storage connection refused', /^Check `s3-endpoint`/],
    ['connect-timeout', 'Storage connection timed out', /^Check `s3-endpoint`/],
    ['response-timeout', 'No response from the storage', /`request-timeout`/],
    ['stalled', 'Storage response stalled', /`request-timeout`/],
    ['tls', 'Storage TLS connection failed', /`NODE_EXTRA_CA_CERTS`/],
    ['proxy', 'Storage proxy error', /`HTTPS_PROXY`/],
    ['connection-lost', 'Storage connection lost', /^Re-run the job/],
  ])('because of %s has a hint about the settings of the storage', (kind, title, hint) => {
    const error = request({ endpoint: 's3-endpoint' }, 'HeadObject', new NetworkError(kind, 'host', 'not found'));

    expect(error).toMatchObject({ title, hint: expect.stringMatching(hint) });
    expect(error.message).toBe('Failed to look up s3://bucket/data/a.csv: no');
    expect(error.hint).not.toContain('api-url');
  });

  test.each([
    ['AWS_ENDPOINT_URL_S3', /in the variable `AWS_ENDPOINT_URL_S3`/],
    ['AWS_ENDPOINT_URL', /in the variable `AWS_ENDPOINT_URL`/],
    [undefined, /in the storage endpoint \(`s3-region`, or `s3-endpoint` for storage/],
  ] as const)('names the source of the endpoint: %s', (endpoint, hint) => {
    expect(request({ endpoint }, 'GetObject', new NetworkError('dns', 'host', 'no')).hint).toMatch(hint);
  });

  test('without a cause has no hint', () => {
    expect(request({}).hint).toBeUndefined();
  });
});
