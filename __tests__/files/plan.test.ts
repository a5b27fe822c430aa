import { describe, expect, test } from '@jest/globals';
import type { FileState } from '../../src/files/differences.ts';
import { hashesToCompare, PackedFiles, type PlannedFile, planFile, type VersionContent } from '../../src/files/plan.ts';
import { describeFile } from '../../src/files/stored-files.ts';

const MIB = 1024 ** 2;
const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const file = { path: '/f', key: 'k', size: 5, mtimeMs: 1, ino: 1 };
const nothing: VersionContent = new Map();

interface Held {
  readonly size?: number;
  readonly etag?: string;
  readonly sha256?: string;
  readonly manifestEtag?: string;
  readonly manifestSize?: number;
}

/** A version that holds the one file. */
function holding({ size = 5, etag = MD5, sha256, manifestEtag = etag, manifestSize = size }: Held): VersionContent {
  const entry = sha256 === undefined ? undefined : { key: 'k', size: manifestSize, sha256, etag: manifestEtag };
  return new Map([['k', describeFile({ key: 'k', size, etag }, entry)]]);
}

test('a file without a candidate of the same size is not hashed', () => {
  expect(hashesToCompare(file, nothing, [nothing])).toBeUndefined();
  expect(hashesToCompare(file, holding({ size: 6 }), [nothing])).toBeUndefined();
  expect(hashesToCompare(file, nothing, [holding({ etag: 'opaque' })])).toBeUndefined();
});

test.each<[string, Held, object]>([
  ['with a manifest', { sha256: 's', etag: 'opaque' }, { md5: false, composed: false }],
  ['with a manifest of another object', { sha256: 's', manifestEtag: 'other' }, { md5: true, composed: false }],
  ['with a manifest of another size', { sha256: 's', manifestSize: 6 }, { md5: true, composed: false }],
  ['with an MD5 for its ETag', {}, { md5: true, composed: false }],
  ['with an ETag of one part', { etag: `${MD5}-1` }, { md5: false, composed: true }],
])('an object %s is compared by its known properties', (_name, held, wanted) => {
  expect(hashesToCompare(file, holding(held), [nothing])).toEqual(wanted);
  expect(hashesToCompare(file, nothing, [holding(held)])).toEqual(wanted);
});

test('an ETag of parts of another size cannot be compared', () => {
  const large = { ...file, size: 9 * MIB };

  expect(hashesToCompare(large, holding({ size: 9 * MIB, etag: `${MD5}-2` }), [nothing])).toEqual({
    md5: false,
    composed: true,
  });
  expect(hashesToCompare(large, holding({ size: 9 * MIB, etag: `${MD5}-3` }), [])).toBeUndefined();
});

test.each<[string, VersionContent, VersionContent, PlannedFile['action']]>([
  ['the draft has by SHA-256', holding({ sha256: 's' }), nothing, 'unchanged'],
  ['the draft has by MD5', holding({ etag: 'm' }), holding({ sha256: 's' }), 'unchanged'],
  ['the draft has by the ETag of parts', holding({ etag: 'c' }), nothing, 'unchanged'],
  ['the draft has another of, by SHA-256', holding({ sha256: 'x', etag: 'm' }), nothing, 'uploaded'],
  ['the draft has another of, by ETag', holding({ etag: 'x' }), nothing, 'uploaded'],
  ['only the base has', nothing, holding({ sha256: 's' }), 'copied'],
  ['the base has, and the draft another of', holding({ etag: 'x' }), holding({ etag: 'm' }), 'copied'],
  ['the base has another of', nothing, holding({ etag: 'x' }), 'uploaded'],
  ['no version has', nothing, nothing, 'uploaded'],
  ['versions have with an empty ETag', holding({ etag: '' }), holding({ etag: '' }), 'uploaded'],
])('a file that %s', (_name, draft, base, action) => {
  expect(planFile(file, { sha256: 's', md5: 'm', composed: 'c' }, draft, [base]).action).toBe(action);
});

test('a file is copied from the first version that has it', () => {
  const hashes = { sha256: 's', md5: 'm', composed: 'c' };
  const sources = [holding({ etag: 'x' }), holding({ sha256: 's', etag: 'first' }), holding({ etag: 'm' })];

  expect(planFile(file, hashes, nothing, sources)).toMatchObject({
    action: 'copied',
    source: 1,
    stored: { etag: 'first' },
  });
});

test('a file that was not hashed is uploaded', () => {
  expect(planFile(file, undefined, holding({}), [nothing])).toEqual({ action: 'uploaded', file });
});

describe('packed files', () => {
  const SHA256 = '0f'.repeat(32);
  const locals = ['a', 'b', 'c', 'd'].map((key) => ({ ...file, key }));
  const stored = { key: 'b', size: 5, etag: MD5, sha256: SHA256 };

  test.each([
    ['packed', stored],
    ['of another size', { ...stored, size: 6 }],
    ['without a SHA-256', { ...stored, sha256: undefined }],
    ['with an ETag of parts', { ...stored, etag: `${MD5}-1` }],
    ['without an ETag', { ...stored, etag: '' }],
  ])('return a file %s as it was added', (_name, added) => {
    const packed = new PackedFiles<FileState>(locals);

    packed.add(added);

    expect(packed.get('b')).toEqual(added);
    expect(['a', 'c', '0', 'e'].map((key) => packed.get(key))).toEqual([undefined, undefined, undefined, undefined]);
    expect([...packed]).toEqual([added]);
  });

  test('are sorted by key, without those that are not local', () => {
    const packed = new PackedFiles<FileState>(locals);
    const added = ['d', 'x', 'a', 'bb', 'c'].map((key) => ({ ...stored, key, size: key === 'c' ? 6 : 5 }));

    for (const one of added) packed.add(one);

    expect([...packed].map(({ key }) => key)).toEqual(['a', 'c', 'd']);
    expect(packed.notLocal().map(({ key }) => key)).toEqual(['x', 'bb']);
  });
});
