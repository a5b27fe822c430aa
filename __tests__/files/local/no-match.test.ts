import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { scanFiles } from '../../../src/files/local/scan.ts';
import { temporaryFolder } from '../../support/folders.ts';

const CHECKOUT = 'Does `actions/checkout` run before this step?';

const before = process.cwd();
let workspace: string;
beforeEach(() => {
  workspace = temporaryFolder();
  process.chdir(workspace);
});
afterEach(() => process.chdir(before));

/** Scans for patterns that match nothing, and returns the explanation. */
async function explain(patterns: string): Promise<string> {
  const found = await scanFiles({ patterns, includeHiddenFiles: false, destination: '', platform: 'linux' });
  expect(found.files).toEqual([]);
  return found.explainNoMatch();
}

test('a misspelt folder is reported with the searched folder and a suggestion', async () => {
  mkdirSync('data');

  expect(await explain('dta')).toBe(`The folder ${workspace} has no \`dta\`. Did you mean \`data\`? ${CHECKOUT}`);
});

test('a workspace with a repository needs no hint about checkout', async () => {
  mkdirSync('.git');
  mkdirSync('data');

  expect(await explain('dta/**')).toBe(`The folder ${workspace} has no \`dta\`. Did you mean \`data\`?`);
});

test('an empty workspace causes a hint about checkout', async () => {
  expect(await explain('data')).toBe(`The folder ${workspace} is empty. ${CHECKOUT}`);
});

test('a suggestion for a nested name comes from its parent folder', async () => {
  mkdirSync('data/train', { recursive: true });

  const folder = path.join(workspace, 'data');
  expect(await explain('data/trai/*.csv')).toBe(`The folder ${folder} has no \`trai\`. Did you mean \`train\`?`);
  expect(await explain('data/xyz')).toBe(`The folder ${folder} has no \`xyz\`.`);
});

test('a folder without matching files and an empty folder are told apart', async () => {
  mkdirSync('data/empty', { recursive: true });
  writeFileSync('data/rose.csv', '');

  expect(await explain('data/*.png')).toBe(`No file in ${path.join(workspace, 'data')} matches.`);
  expect(await explain('data/empty')).toBe(`The folder ${path.join(workspace, 'data/empty')} is empty.`);
});

test('each pattern is explained, and exclusions alone select nothing', async () => {
  mkdirSync('.git');

  expect(await explain('a\nb\n!c')).toBe(`The folder ${workspace} has no \`a\`. The folder ${workspace} has no \`b\`.`);
  expect(await explain('!c\n# d')).toBe('No line selects files: each begins with `!` or `#`.');
});
