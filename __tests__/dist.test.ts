import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../scripts/build.ts';
import { distDifferences, folderDifferences } from '../scripts/check-dist.ts';

test('the committed bundle equals a build of the sources', () => {
  expect(distDifferences()).toEqual([]);
});

describe('two bundles', () => {
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder('compare-');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, files: Record<string, string>): string => {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
      writeFileSync(path.join(folder, name, file), content);
    }
    return path.join(folder, name);
  };

  test('are equal with the same files', () => {
    const files = { 'index.js': 'a', 'deep/1.js': 'b' };

    expect(folderDifferences(write('old', files), write('new', files))).toEqual([]);
  });

  test('differ by missing, additional and changed files', () => {
    const old = write('old', { 'index.js': 'a', '1.js': 'b', 'deep/same.js': 'c' });
    const fresh = write('new', { 'index.js': 'A', '2.js': 'b', 'deep/same.js': 'c' });

    expect(folderDifferences(old, fresh)).toEqual([
      '1.js is not part of the bundle',
      '2.js is missing',
      'index.js differs',
    ]);
  });
});
