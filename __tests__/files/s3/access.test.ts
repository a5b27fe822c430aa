import { describe, expect, test } from '@jest/globals';
import { checkAccess } from '../../../src/files/s3/client.ts';
import { useS3Bed } from '../../support/s3-bed.ts';

const bed = useS3Bed();

const refusals = [
  ['InvalidAccessKeyId', 'Unknown storage access key'],
  ['SignatureDoesNotMatch', 'Wrong storage secret key'],
  ['ExpiredToken', 'Storage credentials expired'],
];

describe('checking access with a known version of the dataset', () => {
  test('lists one key of the version, and succeeds if there is none', async () => {
    const { storage } = bed.open();

    await checkAccess(storage, bed.version());

    const sent = bed.proxy.requests.map(({ method, path, query }) => [method, path, query.get('max-keys')]);
    expect(sent).toEqual([['GET', `/${bed.bucket}`, '1']]);
  });

  test.each([...refusals, ['AccessDenied', 'Storage access denied']])('throws %s', async (code, title) => {
    bed.refuse(code);

    await expect(checkAccess(bed.open().storage, bed.version())).rejects.toMatchObject({ code, title });
    expect(bed.proxy.requests).toHaveLength(1);
  });

  test('throws if the bucket does not exist', async () => {
    const folder = { bucket: 'no-such-bucket', prefix: 'p/' };

    await expect(checkAccess(bed.open().storage, folder)).rejects.toMatchObject({
      code: 'NoSuchBucket',
      title: 'Storage bucket not found',
    });
  });
});

describe('checking access without a known version', () => {
  test('lists the buckets once', async () => {
    await checkAccess(bed.open().storage, undefined);

    expect(bed.proxy.requests).toMatchObject([{ method: 'GET', path: '/' }]);
  });

  test.each(refusals)('throws %s', async (code, title) => {
    bed.refuse(code);

    await expect(checkAccess(bed.open().storage, undefined)).rejects.toMatchObject({ code, title });
  });

  test('accepts credentials that may not list buckets, because the storage recognizes them', async () => {
    bed.refuse('AccessDenied');

    await expect(checkAccess(bed.open().storage, undefined)).resolves.toBeUndefined();
  });
});
