import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checksumsText,
  compareKeys,
  createManifest,
  manifestText,
  sortByKey,
  storedManifestText,
} from '../../src/files/manifest.ts';
import { textOf } from '../support/folders.ts';
import { holds } from '../support/property.ts';

const SHA = 'a'.repeat(64);

test('a manifest has one sorted JSON line per file, and the digest of its bytes', () => {
  const manifest = createManifest([
    { key: 'b\n', size: 2, sha256: SHA },
    { key: 'a é', size: 1, sha256: SHA },
  ]);

  const text = `{"key":"a é","size":1,"sha256":"${SHA}"}\n{"key":"b\\n","size":2,"sha256":"${SHA}"}\n`;
  expect(manifest).toMatchObject({ digest: hash('sha256', text, 'hex'), files: 2, bytes: 3 });
  expect(textOf(manifestText(manifest.entries))).toBe(text);
  expect(textOf(checksumsText(manifest.entries))).toBe(`${SHA}  a é\n\\${SHA}  b\\n\n`);
});

test('a manifest without files is empty', () => {
  expect(createManifest([])).toEqual({ entries: [], digest: hash('sha256', '', 'hex'), files: 0, bytes: 0 });
});

test('only the stored manifest has ETags', () => {
  const entry = { key: 'a', size: 1, sha256: SHA, etag: 'e' };

  expect(textOf(manifestText([entry]))).not.toContain('etag');
  expect(textOf(storedManifestText([entry], undefined))).toBe(`{"key":"a","size":1,"sha256":"${SHA}","etag":"e"}\n`);
});

test('the stored manifest begins with the total if it has an entry for every file', () => {
  const entry = { key: 'a', size: 1, sha256: SHA, etag: 'e' };

  expect(textOf(storedManifestText([entry], { files: 1, bytes: 1 }))).toBe(
    `{"files":1,"bytes":1}\n{"key":"a","size":1,"sha256":"${SHA}","etag":"e"}\n`,
  );
});

test('the pieces of a long text and of a long line join to the whole text', () => {
  const keys = [
    ...Array.from({ length: 1000 }, (_, index) => `${'🎉'.repeat(index % 7)}é${index}`),
    'a'.repeat(200_000),
  ];
  const lines = keys.map((key) => `{"key":"${key}","size":1,"sha256":"${SHA}"}\n`);

  expect(textOf(manifestText(keys.map((key) => ({ key, size: 1, sha256: SHA }))))).toBe(lines.join(''));
});

test('the same files give the same manifest in any order', () =>
  holds(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary' })), fc.infiniteStream(fc.nat()), (keys, order) => {
      const entries = keys.map((key) => ({ key, size: 1, sha256: SHA, rank: order.next().value }));
      const shuffled = entries.toSorted((a, b) => Number(a.rank) - Number(b.rank));

      expect(createManifest(shuffled).digest).toBe(createManifest(entries).digest);
    }),
  ));

test('keys are sorted by their bytes', () =>
  holds(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  ));

test('characters beyond U+FFFF are sorted last', () => {
  expect(['\u{1f600}', '\uffee', '\ue000', 'z', ''].sort(compareKeys)).toEqual([
    '',
    'z',
    '\ue000',
    '\uffee',
    '\u{1f600}',
  ]);
});

test('checksums name files as coreutils does', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const entries = [
    { key: 'z', sha256: a },
    { key: '-', sha256: a },
    { key: 'back\\slash', sha256: b },
    { key: 'line\nfeed\r', sha256: b },
  ];

  expect(textOf(checksumsText(sortByKey(entries)))).toBe(
    `${a}  ./-\n\\${b}  back\\\\slash\n\\${b}  line\\nfeed\\r\n${a}  z\n`,
  );
});

test('a line separator of Unicode is part of a name', () => {
  const manifest = createManifest([{ key: 'a\u2028b', size: 1, sha256: SHA }]);

  expect(textOf(checksumsText(manifest.entries))).toBe(`${SHA}  a\u2028b\n`);
});
