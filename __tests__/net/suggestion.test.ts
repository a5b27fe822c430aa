import { describe, expect, test } from '@jest/globals';
import { didYouMean, suggestions } from '../../src/net/suggestion.ts';

const choices = ['list-datasets', 'list-versions', 'upload-files', 'commit', 'Flowers'];

describe('a suggestion', () => {
  test.each([
    ['list-dataset', ['list-datasets']],
    ['LIST-VERSIONS', ['list-versions']],
    ['comit', ['commit']],
    ['list_versions', ['list-versions']],
    ['flower', ['Flowers']],
    ['upload', ['upload-files']],
    ['list', ['list-datasets', 'list-versions']],
    ['commitment', []],
    ['up', []],
    ['x', []],
    ['', []],
  ])('for %j is %j', (written, expected) => {
    expect(suggestions(written, choices)).toEqual(expected);
  });

  test('is undefined without choices', () => {
    expect(suggestions('commit', [])).toEqual([]);
  });

  test('allows one wrong letter in a short word', () => {
    expect(suggestions('ad', ['add'])).toEqual(['add']);
  });
});

test('a suggestion is worded as a question or is empty', () => {
  expect(didYouMean('comit', choices)).toBe(' Did you mean `commit`?');
  expect(didYouMean('list', choices)).toBe(' Did you mean `list-datasets` or `list-versions`?');
  expect(didYouMean('something', choices)).toBe('');
});
