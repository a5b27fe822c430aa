import { describe, expect, test } from '@jest/globals';
import {
  DamagedFileError,
  DeletionError,
  FileChangedError,
  FolderError,
  KeysError,
  type StorageFailure,
  type StorageOperation,
  StorageRequestError,
  StorageSettingsError,
  StorageUrlError,
  VerificationError,
} from '../../src/files/errors.ts';
import { errorText } from '../../src/github/error-text.ts';
import { storageErrorText } from '../../src/github/storage-error-text.ts';
import { NetworkError } from '../../src/net/errors.ts';

const request = (
  failure: StorageFailure,
  operation: StorageOperation = 'PutObject',
  cause?: Error,
): StorageRequestError =>
  new StorageRequestError({ operation, bucket: 'bucket', key: 'data/a.csv' }, failure, 'no', cause && { cause });

describe('a request that the storage refused', () => {
  test('says what was done to which object, what the storage said, and its request id', () => {
    const { title, message } = errorText(request({ status: 403, code: 'AccessDenied', requestId: 'r1' }));

    expect(title).toBe('Failed to upload s3://bucket/data/a.csv');
    expect(message.split('\n')).toEqual([
      'Failed to upload s3://bucket/data/a.csv: no (HTTP 403, AccessDenied, request r1)',
      'The credentials may not do this: they need to list, read and write the bucket.',
    ]);
  });

  test.each([
    ['NoSuchBucket', 404, /`s3-endpoint` and `s3-region`/],
    ['InvalidAccessKeyId', 403, /does not know AWS_ACCESS_KEY_ID/],
    ['SignatureDoesNotMatch', 403, /AWS_SECRET_ACCESS_KEY does not belong/],
    ['ExpiredToken', 400, /credentials expired/],
    ['RequestTimeTooSkewed', 403, /clock is wrong/],
    ['PermanentRedirect', 301, /another region/],
    ['AuthorizationHeaderMalformed', 400, /another region/],
    ['SlowDown', 503, /lower `concurrency`/],
    ['NoSuchUpload', 404, /keep runs apart/],
    ['InternalError', 500, /The storage failed, even after the retries/],
  ])('for the reason %s has its own advice', (code, status, advice) => {
    expect(storageErrorText(request({ status, code }))?.hint).toMatch(advice);
  });

  test('for a reason of its own has no advice', () => {
    expect(errorText(request({ status: 400, code: 'EntityTooSmall' })).message).toBe(
      'Failed to upload s3://bucket/data/a.csv: no (HTTP 400, EntityTooSmall)',
    );
  });

  test.each<[StorageOperation, string]>([
    ['ListObjectsV2', 'list'],
    ['GetObject', 'read'],
    ['CompleteMultipartUpload', 'complete the upload of'],
  ])('names the request in words: %s', (operation, verb) => {
    expect(storageErrorText(request({}, operation))?.title).toBe(`Failed to ${verb} s3://bucket/data/a.csv`);
  });

  test('without an answer has the advice on the network', () => {
    const text = storageErrorText(request({}, 'HeadObject', new NetworkError('dns', 'host', 'not found')));

    expect(text).toEqual({
      title: 'Failed to look at s3://bucket/data/a.csv',
      message: 'Failed to look at s3://bucket/data/a.csv: no',
      hint: expect.stringMatching(/host name in `s3-endpoint`/),
    });
  });

  test('without an answer or a cause has no advice', () => {
    expect(storageErrorText(request({}))?.hint).toBeUndefined();
  });
});

describe('what is wrong with storage or files', () => {
  test.each([
    [new StorageUrlError(null), /cannot be reached: the version has no storage url/, /storage provider of your own/],
    [new StorageSettingsError(['AWS_REGION']), /not set up: the storage needs AWS_REGION/, /`env`/],
    [new FolderError('../x', 'leads out'), /not usable: the folder "\.\.\/x" leads out/, /`destination`/],
    [new FileChangedError('a.csv'), /changed: the file a\.csv changed/, /after what makes them/],
    [new KeysError([{ key: 'A', reason: 'is twice' }]), /do not fit: "A" is twice/, /Rename the files/],
    [new DeletionError([{ key: 'a', code: 'X', message: 'no' }]), /could not be deleted: "a"/, /s3:DeleteObject/],
    [
      new VerificationError([{ kind: 'missing', key: 'a' }]),
      /not committed: "a" is missing/,
      /what is missing is sent again/,
    ],
    [new DamagedFileError('a', 'x', 'y'), /damaged: the SHA-256 of "a"/, /another version/],
  ])('is said with what to do: %s', (error, said, advice) => {
    const [message, hint, ...rest] = errorText(error).message.split('\n');

    expect(message).toMatch(said);
    expect(hint).toMatch(advice);
    expect(rest).toEqual([]);
  });

  test('is nothing of any other error', () => {
    expect(storageErrorText(new Error('x'))).toBeUndefined();
    expect(storageErrorText('x')).toBeUndefined();
  });
});
