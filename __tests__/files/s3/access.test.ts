import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { checkAccess } from '../../../src/files/s3/access.ts';
import { S3Bed } from '../../support/s3-bed.ts';

let bed: S3Bed;
beforeAll(async () => {
  bed = await S3Bed.start();
});
afterAll(() => bed.close());
beforeEach(() => bed.reset());

const refusals = [
  ['InvalidAccessKeyId', 'Storage: unknown access key'],
  ['SignatureDoesNotMatch', 'Storage: wrong secret key'],
  ['ExpiredToken', 'Storage: credentials expired'],
];

describe('where a version of the dataset is known', () => {
  test('asks once for one key of it, and finds nothing wrong with none', async () => {
    const { storage } = bed.open();

    await checkAccess(storage, bed.version());

    expect(bed.proxy.requests).toMatchObject([{ method: 'GET', path: `/${bed.bucket}` }]);
    expect(bed.proxy.requests[0]?.query.get('max-keys')).toBe('1');
  });

  test.each([...refusals, ['AccessDenied', 'Storage: access denied']])('throws %s', async (code, title) => {
    bed.refuse(code);

    await expect(checkAccess(bed.open().storage, bed.version())).rejects.toMatchObject({ code, title });
    expect(bed.proxy.requests).toHaveLength(1);
  });

  test('throws where the bucket is not there', async () => {
    const folder = { bucket: 'no-such-bucket', prefix: 'p/' };

    await expect(checkAccess(bed.open().storage, folder)).rejects.toMatchObject({
      code: 'NoSuchBucket',
      title: 'Storage: bucket not found',
    });
  });
});

describe('where no version is known', () => {
  test('asks once for the buckets', async () => {
    await checkAccess(bed.open().storage, undefined);

    expect(bed.proxy.requests).toMatchObject([{ method: 'GET', path: '/' }]);
  });

  test.each(refusals)('throws %s', async (code, title) => {
    bed.refuse(code);

    await expect(checkAccess(bed.open().storage, undefined)).rejects.toMatchObject({ code, title });
  });

  test('takes keys that may not list buckets for good, since they are known', async () => {
    bed.refuse('AccessDenied');

    await expect(checkAccess(bed.open().storage, undefined)).resolves.toBeUndefined();
  });
});
