import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { bareEtag, composedEtag, etagForm } from '../../../src/files/s3/etag.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';

test.each([
  [MD5, { kind: 'md5' }],
  [`${MD5}-1`, { kind: 'composed', parts: 1 }],
  [`${MD5}-10000`, { kind: 'composed', parts: 10_000 }],
  [`${MD5}-0`, { kind: 'opaque' }],
  [MD5.toUpperCase(), { kind: 'opaque' }],
  ['0x8D5', { kind: 'opaque' }],
  ['', { kind: 'opaque' }],
])('the ETag %j has the form %j', (etag, form) => {
  expect(etagForm(etag)).toEqual(form);
});

test.each([
  [`"${MD5}"`, MD5],
  [`W/"${MD5}"`, MD5],
  [MD5, MD5],
  ['', ''],
  [undefined, ''],
])('%j without quotes is %j', (etag, bare) => {
  expect(bareEtag(etag)).toBe(bare);
});

test('the ETag of a multipart upload is the MD5 of the MD5s of its parts, and their number', () => {
  const parts = ['a', 'b'].map((text) => hash('md5', text, 'buffer'));

  expect(composedEtag(parts.map((md5) => md5.toString('hex')))).toBe(`${hash('md5', Buffer.concat(parts), 'hex')}-2`);
});
