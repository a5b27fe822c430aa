import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  createSigner,
  EMPTY_SHA256,
  encodePath,
  encodeQuery,
  encodeText,
  type UnsignedRequest,
} from '../../../src/files/s3/signing.ts';

/** The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const now = new Date('2013-05-24T00:00:00Z');
const url = new URL('https://examplebucket.s3.amazonaws.com');
const get = { method: 'GET', url, path: '/', query: {}, headers: {}, payload: EMPTY_SHA256 };

test.each<[string, UnsignedRequest, string]>([
  [
    'GET Object',
    { ...get, path: '/test.txt', headers: { range: 'bytes=0-9' } },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'GET Bucket lifecycle',
    { ...get, query: { lifecycle: '' } },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'List objects',
    { ...get, query: { prefix: 'J', 'max-keys': '2' } },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('the signature of the documented example %s is the documented one', async (_name, request, signature) => {
  const { authorization } = await createSigner(async () => keys)(request, 'us-east-1', now);

  expect(authorization).toMatch(new RegExp(`Signature=${signature}$`));
});

/** By hand, step for step as https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html has it. */
test('the signature covers the body, the session token and every header, also for unusual keys', async () => {
  const payload = hash('sha256', 'body', 'hex');
  const request = {
    method: 'PUT',
    url,
    path: encodePath("/a b/é+('*')"),
    query: { partNumber: '1', uploadId: 'a/b=' },
    headers: { 'content-md5': 'md5==' },
    payload,
  };

  const headers = await createSigner(async () => ({ ...keys, sessionToken: 'token' }))(request, 'eu-west-1', now);

  expect(headers).toMatchObject({
    host: url.host,
    'x-amz-date': '20130524T000000Z',
    'x-amz-security-token': 'token',
    'x-amz-content-sha256': payload,
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/eu-west-1/s3/aws4_request, SignedHeaders=content-md5;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=7cf2ca14ca1bfdf54f1fc3381adbcaae7db08c057f24c9ecc91a8075d7dd5e4c',
  });
});

test('every request is signed with current credentials and the current date', async () => {
  const given = [keys, { ...keys, accessKeyId: 'OTHER' }];
  const sign = createSigner(async () => given.shift() ?? keys);

  const first = await sign(get, 'us-east-1', now);
  const second = await sign(get, 'us-east-1', new Date('2013-05-25T00:00:00Z'));

  expect(first.authorization).toContain('AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/');
  expect(second.authorization).toContain('OTHER/20130525/us-east-1/s3/');
});

test('all characters except unreserved ones and the slashes of a path are encoded', () => {
  expect(encodeText("a-_.~!'()* +%/é")).toBe('a-_.~%21%27%28%29%2A%20%2B%25%2F%C3%A9');
  expect(encodePath('a b/c#')).toBe('a%20b/c%23');
});

test('a query is sorted and can have a name without a value', () => {
  expect(encodeQuery({ b: 'x y', a: '', c: '1' })).toBe('a=&b=x%20y&c=1');
});
