import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { encodePath, encodeQuery, encodeText } from '../../../src/files/s3/encoding.ts';
import { createSigner } from '../../../src/files/s3/signature.ts';

/** The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const keys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const now = new Date('2013-05-24T00:00:00Z');
const host = 'examplebucket.s3.amazonaws.com';
const empty = hash('sha256', '', 'hex');

test.each([
  [
    'GET Object',
    { method: 'GET', path: '/test.txt', query: '', headers: { host, range: 'bytes=0-9' }, payload: empty },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'PUT Object',
    {
      method: 'PUT',
      path: '/test%24file.text',
      query: '',
      headers: { host, date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      payload: hash('sha256', 'Welcome to Amazon S3.', 'hex'),
    },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'GET Bucket lifecycle',
    { method: 'GET', path: '/', query: 'lifecycle=', headers: { host }, payload: empty },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'List objects',
    { method: 'GET', path: '/', query: 'max-keys=2&prefix=J', headers: { host }, payload: empty },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('the documented example %s has the documented signature', (_name, request, signature) => {
  expect(createSigner(keys)(request, now).authorization).toMatch(new RegExp(`Signature=${signature}$`));
});

test('the key is made anew for another day, and a session token is signed', () => {
  const sign = createSigner({ ...keys, sessionToken: 'token' });
  const request = { method: 'GET', path: '/', query: '', headers: { host }, payload: empty };
  const first = sign(request, now);

  expect(first).toMatchObject({
    'x-amz-security-token': 'token',
    authorization: expect.stringContaining('host;x-amz-content-sha256;x-amz-date;x-amz-security-token'),
  });
  expect(sign(request, now)).toEqual(first);
  expect(sign(request, new Date('2013-05-25T00:00:00Z')).authorization).toContain('/20130525/us-east-1/');
});

test('all but unreserved characters are encoded, slashes of a path excepted', () => {
  expect(encodeText("a-_.~!'()* +%/é")).toBe('a-_.~%21%27%28%29%2A%20%2B%25%2F%C3%A9');
  expect(encodePath('a b/c#')).toBe('a%20b/c%23');
});

test('a query is sorted, and may have a name without a value or with several', () => {
  expect(encodeQuery({ b: 'x y', a: null, c: ['2', '1'] })).toBe('a=&b=x%20y&c=1&c=2');
});
