import { expect, test } from '@jest/globals';
import { compileGlob, compileKeyFilter } from '../../src/files/globs.ts';

test.each<[string[], string, boolean]>([
  [['a.txt'], 'a.txt', true],
  [['a.txt'], 'b/a.txt', false],
  [['a.txt'], 'aXtxt', false],
  [['*.txt'], '.hidden.txt', true],
  [['*.txt'], 'b/a.txt', false],
  [['**/*.txt'], 'a.txt', true],
  [['**/*.txt'], 'b/c/a.txt', true],
  [['**'], 'any/thing\nat all', true],
  [['/'], 'anything', true],
  [['folder'], 'folder/a/b', true],
  [['folder/'], 'folder/a', true],
  [['./folder'], 'folders', false],
  [['a?c'], 'abc', true],
  [['a?c'], 'a/c', false],
  [['a[0-9]'], 'a5', true],
  [['a[!0-9]'], 'a5', false],
  [['a[!0-9]'], 'ax', true],
  [['a[!x]'], 'a/', false],
  [['a[^0-9]'], 'ax', true],
  [['a{1}'], 'a{1}', true],
  [['a(b)+c$'], 'a(b)+c$', true],
  [['[x'], '[x', true],
  [['🎉?'], '🎉🎉', true],
  [['**', '!*.md'], 'README.md', false],
  [['**', '!*.md', 'README.md'], 'README.md', true],
  [['!a'], 'b', false],
  [['# a', '  ', 'b '], 'b', true],
  [[], 'a', false],
])('%j select the key %j: %s', (globs, key, selected) => {
  expect(compileKeyFilter(globs)(key)).toBe(selected);
});

test.each<[string, string, boolean]>([
  ['v1', 'v1', true],
  ['v1', 'v1/rc', false],
  ['v*', 'v1.2.3', true],
  ['v*', 'v1/rc', false],
  ['v*/*', 'v1/rc', true],
  ['**', 'v1/rc', true],
  ['!v1', 'v1', false],
  ['!v1', '!v1', true],
  ['#1', '#1', true],
  ['v[0-9]', 'v5', true],
  ['', '', true],
  ['', 'v1', false],
])('the glob %j matches the whole of %j: %s', (glob, text, matched) => {
  expect(compileGlob(glob)(text)).toBe(matched);
});
