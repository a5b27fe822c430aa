import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  bareEtag,
  composedEtag,
  etagForm,
  MAX_OBJECT_BYTES,
  MAX_PARTS,
  PART_SIZE,
  partCount,
  partSizeOf,
  partsOf,
  rangesOf,
} from '../../../src/files/s3/parts.ts';
import { holds } from '../../support/property.ts';

const MIB = 1024 ** 2;

test.each([
  [0, 8 * MIB, 1],
  [8 * MIB, 8 * MIB, 1],
  [8 * MIB + 1, 8 * MIB, 2],
  [8 * MIB * MAX_PARTS, 8 * MIB, MAX_PARTS],
  [8 * MIB * MAX_PARTS + 1, 16 * MIB, 5001],
  [MAX_OBJECT_BYTES, 1024 * MIB, 5120],
])('%d bytes are uploaded in parts of %d, which are %d', (size, partSize, count) => {
  expect(partSizeOf(size)).toBe(partSize);
  expect(partCount(size)).toBe(count);
});

test('an object cannot exceed 5 TiB', () => {
  expect(() => partSizeOf(MAX_OBJECT_BYTES + 1)).toThrow(RangeError);
});

test('the parts of a file cover it without gaps within the limits of S3', () =>
  holds(
    fc.property(fc.integer({ min: 0, max: 40 * 1024 * MIB }), (size) => {
      const parts = [...partsOf(size)];
      const gaps = parts.filter(({ number, start }, index) => number !== index + 1 || start !== index * PART_SIZE);
      const [last] = parts.slice(-1);

      expect(gaps).toEqual([]);
      expect(Math.max(...parts.map((part) => part.size))).toBeLessThanOrEqual(PART_SIZE);
      expect((last?.start ?? 0) + (last?.size ?? 0)).toBe(size);
      expect(parts).toHaveLength(partCount(size));
    }),
  ));

test('an empty file has one part to upload and no range to read', () => {
  expect([...partsOf(0)]).toEqual([{ number: 1, start: 0, size: 0 }]);
  expect([...rangesOf(0, 4 * MIB)]).toEqual([]);
});

test('an object is read in ranges of the given size', () => {
  expect([...rangesOf(9 * MIB, 4 * MIB)].map(({ start, size }) => [start, size])).toEqual([
    [0, 4 * MIB],
    [4 * MIB, 4 * MIB],
    [8 * MIB, MIB],
  ]);
});

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
