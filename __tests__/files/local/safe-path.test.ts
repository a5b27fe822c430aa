import { isAbsolute, posix, win32 } from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { KeysError } from '../../../src/files/errors.ts';
import { checkKeys, type Platform } from '../../../src/files/local/target-folder.ts';
import { holds } from '../../support/property.ts';

test.each<[string, Platform]>([
  ['../../etc/passwd', 'linux'],
  ['a/../b', 'linux'],
  ['a/./b', 'linux'],
  ['/abs', 'linux'],
  ['a//b', 'linux'],
  ['a/', 'linux'],
  ['', 'linux'],
  ['a\0b', 'linux'],
  ['é'.repeat(128), 'linux'],
  ['x'.repeat(256), 'darwin'],
  ['CON', 'win32'],
  ['a/nul.txt', 'win32'],
  ['COM1', 'win32'],
  ['lpt¹.log', 'win32'],
  ['aux .c', 'win32'],
  ['trailing.', 'win32'],
  ['trailing /b', 'win32'],
  ['C:\\a', 'win32'],
  ['C:a', 'win32'],
  ['..\\a', 'win32'],
  ['a?', 'win32'],
  ['a\nb', 'win32'],
  ['x'.repeat(256), 'win32'],
])('the key %j is refused on %s', (key, platform) => {
  expect(() => checkKeys([key], platform)).toThrow(KeysError);
});

test.each<[string, Platform]>([
  ['CON', 'linux'],
  ['a\nb', 'linux'],
  ['a\\b', 'linux'],
  ['C:a', 'darwin'],
  ['...', 'linux'],
  ['..a/b..', 'linux'],
  ['é'.repeat(127), 'linux'],
  ['é'.repeat(255), 'win32'],
  ['console', 'win32'],
  ['com10', 'win32'],
  ['.hidden', 'win32'],
])('the key %j is a file on %s', (key, platform) => {
  expect(() => checkKeys([key], platform)).not.toThrow();
});

test('keys that differ in case are one file on case-insensitive systems', () => {
  expect(() => checkKeys(['A/b', 'a/B'], 'linux')).not.toThrow();
  expect(() => checkKeys(['A/b', 'a/B'], 'win32')).toThrow(/"a\/B" is the same file as "A\/b" on this system/);
  expect(() => checkKeys(['\u00e9', 'e\u0301'], 'darwin')).toThrow(KeysError);
});

test('a key cannot be a file and a folder', () => {
  expect(() => checkKeys(['a/b/c', 'a/b/d', 'a/bc', 'a/b'], 'linux')).toThrow(
    /^Invalid file names: "a\/b" is a file, but also a folder that contains "a\/b\/c"$/,
  );
  expect(() => checkKeys(['A', 'a/b'], 'darwin')).toThrow(KeysError);
});

test('all refused keys are counted, and the first ten are named', () => {
  const keys = Array.from({ length: 12 }, (_, index) => `/${index}`);

  expect(() => checkKeys(keys, 'linux')).toThrow(/^Invalid file names: "\/0" is an absolute path; .*; and 2 more$/);
  expect(new KeysError(keys.map((key) => ({ key, reason: 'is wrong' }))).problems).toHaveLength(12);
});

test('an accepted key never leaves the folder', () => {
  const piece = fc.oneof(fc.constantFrom('..', '.', '/', '\\', 'C:', 'a', '~', '\0', ' '), fc.string());
  return holds(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.constantFrom<Platform>('linux', 'win32'),
      (key, platform) => {
        const paths = platform === 'win32' ? win32 : posix;
        const root = platform === 'win32' ? 'D:\\folder' : '/folder';
        try {
          checkKeys([key], platform);
        } catch {
          return;
        }
        const below = paths.relative(root, paths.join(root, ...key.split('/')));
        expect(below.split(paths.sep)).toEqual(key.split('/'));
        expect(isAbsolute(below)).toBe(false);
      },
    ),
  );
});
