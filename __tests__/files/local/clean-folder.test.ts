import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { findExtraneous, removeExtraneous, UnsafeCleanError } from '../../../src/files/local/clean-folder.ts';
import { temporaryFolder, writeFiles } from '../../support/folders.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Writes files whose content is their name. */
function write(...names: string[]): void {
  writeFiles(folder, Object.fromEntries(names.map((name) => [name, name])));
}

/** What would be deleted, relative to the folder. */
async function extraneous(keys: readonly string[], platform: NodeJS.Platform = 'linux') {
  const { files, folders } = await findExtraneous(folder, keys, platform);
  const relative = (found: readonly string[]): string[] => found.map((name) => path.relative(folder, name));
  return { files: relative(files).sort(), folders: relative(folders) };
}

async function clean(keys: readonly string[], platform: NodeJS.Platform = 'linux'): Promise<string[]> {
  await removeExtraneous(await findExtraneous(folder, keys, platform), new AbortController().signal);
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

test('files and folders that no key names are found, deepest first', async () => {
  write('a', 'b', 'sub/c', 'old/deep/d', '.hidden');
  mkdirSync(path.join(folder, 'empty/deeper'), { recursive: true });

  expect(await extraneous(['a', 'sub/c', 'sub/new'])).toEqual({
    files: ['.hidden', 'b', 'old/deep/d'],
    folders: ['empty/deeper', 'empty', 'old/deep', 'old'],
  });
  expect(await clean(['a', 'sub/c', 'sub/new'])).toEqual(['a', 'sub', 'sub/c']);
});

test('a folder that does not exist has nothing to delete, and the folder itself is kept', async () => {
  expect(await findExtraneous(path.join(folder, 'new'), ['a'], 'linux')).toEqual({ files: [], folders: [] });
  expect(existsSync(path.join(folder, 'new'))).toBe(false);
  expect(await clean(['a'])).toEqual([]);
});

test('a file in place of a folder and a folder in place of a file are removed', async () => {
  write('a', 'b/c');

  expect(await clean(['a/x', 'b'])).toEqual([]);
});

describe('symbolic links', () => {
  test('are removed without removing their targets', async () => {
    const outside = temporaryFolder();
    writeFileSync(path.join(outside, 'precious'), '');
    symlinkSync(outside, path.join(folder, 'folder'));
    symlinkSync(path.join(outside, 'precious'), path.join(folder, 'file'));
    symlinkSync('nowhere', path.join(folder, 'broken'));
    write('a');

    expect(await clean(['a'])).toEqual(['a']);
    expect(readdirSync(outside)).toEqual(['precious']);
  });

  test('are kept if the path of a file passes through them', async () => {
    write('real/a', 'real/b', 'real/sub/c');
    symlinkSync('real', path.join(folder, 'link'));
    symlinkSync('sub', path.join(folder, 'real/inner'));

    await clean(['link/a', 'link/inner/c']);

    expect(readdirSync(folder)).toEqual(['link', 'real']);
    expect(readdirSync(path.join(folder, 'real'))).toEqual(['a', 'inner', 'sub']);
    expect(readdirSync(path.join(folder, 'real/sub'))).toEqual(['c']);
  });

  test('can be the folder itself', async () => {
    write('target/a', 'target/b');
    symlinkSync('target', path.join(folder, 'link'));

    const found = await findExtraneous(path.join(folder, 'link'), ['a'], 'linux');

    expect(found.files).toEqual([path.join(folder, 'target/b')]);
  });
});

test('names that differ only in case are the same file on Windows and macOS, but not on Linux', async () => {
  write('Train/A', 'e\u0301');

  expect(await extraneous(['train/a', '\u00e9'], 'darwin')).toEqual({ files: [], folders: [] });
  expect(await extraneous(['train/a', '\u00e9'], 'win32')).toEqual({ files: [], folders: [] });
  expect(await extraneous(['train/a', '\u00e9'])).toEqual({ files: ['Train/A', 'e\u0301'], folders: ['Train'] });
});

describe('nothing is deleted', () => {
  test('if it would include a Git repository', async () => {
    write('repo/.git/HEAD', 'old');

    await expect(findExtraneous(folder, [], 'linux')).rejects.toThrow(UnsafeCleanError);
    await expect(findExtraneous(folder, [], 'linux')).rejects.toThrow('contains a Git repository');
    expect(await extraneous(['repo/.git/HEAD'])).toEqual({ files: ['old'], folders: [] });
  });

  test('if the folder contains the working directory', async () => {
    await expect(findExtraneous('..', [], 'linux')).rejects.toThrow('contains the working directory of the job');
    await expect(findExtraneous('/', [], 'linux')).rejects.toThrow(UnsafeCleanError);
  });

  test('after the run is cancelled', async () => {
    write('a');
    const found = await findExtraneous(folder, [], 'linux');

    await expect(removeExtraneous(found, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

test('a file that no longer exists counts as deleted', async () => {
  write('old/a');
  const found = await findExtraneous(folder, [], 'linux');
  rmSync(path.join(folder, 'old'), { recursive: true });

  await removeExtraneous(found, new AbortController().signal);

  expect(readdirSync(folder)).toEqual([]);
});
