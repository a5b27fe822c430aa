import { describe, expect, test } from '@jest/globals';
import { distDifferences, folderDifferences } from '../scripts/check-dist.ts';
import { temporaryFolder } from './support/folders.ts';

test('the committed bundle equals a build of the sources', () => {
  expect(distDifferences()).toEqual([]);
});

describe('two bundles', () => {
  test('are equal with the same files', () => {
    const files = { 'index.js': 'a', 'deep/1.js': 'b' };

    expect(folderDifferences(temporaryFolder(files), temporaryFolder(files))).toEqual([]);
  });

  test('differ by missing, additional and changed files', () => {
    const old = temporaryFolder({ 'index.js': 'a', '1.js': 'b', 'deep/same.js': 'c' });
    const fresh = temporaryFolder({ 'index.js': 'A', '2.js': 'b', 'deep/same.js': 'c' });

    expect(folderDifferences(old, fresh)).toEqual([
      '1.js is not part of the bundle',
      '2.js is missing',
      'index.js differs',
    ]);
  });
});
