import { posix, win32 } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InvalidPatternError, resolveParents } from '../../../src/files/local/search-patterns.ts';

describe('patterns that lead up from the workspace become absolute', () => {
  test.each([
    ['../x', '/runner/x'],
    ['../../x/**/*.csv', '/x/**/*.csv'],
    ['../../../..', '/'],
    ['./data/../other', '/runner/repo/other'],
    ['data/./a', '/runner/repo/data/a'],
    ['/data/../other', '/other'],
    ['!../x/*.md', '!/runner/x/*.md'],
    ['! ../x', '! /runner/x'],
  ])('%s is %s', (pattern, resolved) => {
    expect(resolveParents(pattern, '/runner/repo', posix)).toBe(resolved);
  });

  test('special characters in the name of the workspace are escaped', () => {
    expect(resolveParents('../b', '/a*[c]\\d/x', posix)).toBe('/a[*][[]c]\\\\d/b');
  });

  test.each([
    ['..\\x', 'D:\\work\\x'],
    ['../../../x', 'D:\\x'],
    ['C:/data/../x', 'C:\\x'],
  ])('on Windows, too: %s is %s', (pattern, resolved) => {
    expect(resolveParents(pattern, 'D:\\work\\repo', win32)).toBe(resolved);
  });
});

test.each([
  'data',
  './data',
  '/data/**',
  '~/data',
  '# ../x',
  '',
  'a..b/*.csv',
  '!data',
])('the pattern %j stays unchanged', (pattern) => {
  expect(resolveParents(pattern, '/runner/repo', posix)).toBe(pattern);
});

test.each(['*/../x', '../*/../x', 'a/[bc]/..', '~/../x'])('%s cannot be resolved and is refused', (pattern) => {
  expect(() => resolveParents(pattern, '/runner/repo', posix)).toThrow(InvalidPatternError);
  expect(() => resolveParents(pattern, '/runner/repo', posix)).toThrow(`\`${pattern}\`, which goes up a folder`);
});

test('each line is resolved on its own', () => {
  expect(resolveParents('data\n../x\r\n!../x/y', '/runner/repo', posix)).toBe('data\n/runner/x\n!/runner/x/y');
});
