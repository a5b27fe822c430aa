import { expect, test } from '@jest/globals';
import { union } from '../../src/paperspace/tags.ts';

test('a union has each tag once, in order of appearance', () => {
  expect(union(['b', 'a'], ['c', 'a', 'b'])).toEqual(['b', 'a', 'c']);
});
