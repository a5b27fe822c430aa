import { describe, expect, test } from '@jest/globals';
import { didYouMean, nearest } from '../../src/operations/suggestion.ts';

const choices = ['list-datasets', 'list-versions', 'commit'];

describe('the nearest choice', () => {
  test.each([
    ['list-dataset', 'list-datasets'],
    ['LIST-VERSIONS', 'list-versions'],
    ['comit', 'commit'],
    ['list_versions', 'list-versions'],
    ['commitment', undefined],
    ['x', undefined],
    ['', undefined],
  ])('of %j is %j', (written, choice) => {
    expect(nearest(written, choices)).toBe(choice);
  });

  test('is none where there is no choice', () => {
    expect(nearest('commit', [])).toBeUndefined();
  });

  test('may be a single letter off a short word', () => {
    expect(nearest('ad', ['add'])).toBe('add');
  });
});

test('is named in a question, or not at all', () => {
  expect(didYouMean('comit', choices)).toBe(' Did you mean "commit"?');
  expect(didYouMean('something', choices)).toBe('');
});
