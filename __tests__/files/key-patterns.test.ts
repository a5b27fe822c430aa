import { expect, test } from '@jest/globals';
import { compilePatterns } from '../../src/files/key-patterns.ts';

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
])('%j choose %j: %s', (patterns, key, chosen) => {
  expect(compilePatterns(patterns)(key)).toBe(chosen);
});
