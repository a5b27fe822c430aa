import { execFileSync } from 'node:child_process';
import { statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, posix, relative, win32 } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { KeysError, ScanError } from '../../../src/files/errors.ts';
import { keyOf, rootOf, type ScanOptions, scanFiles } from '../../../src/files/local/scan.ts';
import { temporaryFolder, writeFiles } from '../../support/folders.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Writes files whose content is their name. */
function write(...names: string[]): void {
  writeFiles(folder, Object.fromEntries(names.map((name) => [name, name])));
}

const defaults = { includeHiddenFiles: false, destination: '/', platform: 'linux' } as const;

async function filesOf(patterns: string, more: Partial<ScanOptions> = {}) {
  return (await scanFiles({ ...defaults, patterns, ...more })).files;
}

/** Scans patterns relative to the folder; one that begins with `!` stays an exclusion. */
function scan(patterns: readonly string[], more: Partial<ScanOptions> = {}) {
  const lines = patterns.map((pattern) => pattern.replace(/^!?/, (mark) => `${mark}${folder}/`));
  return filesOf(lines.join('\n'), more);
}

async function keys(patterns: readonly string[], more: Partial<ScanOptions> = {}): Promise<string[]> {
  return (await scan(patterns, more)).map(({ key }) => key);
}

test('a file has its path, key, size, time and inode', async () => {
  write('a.txt');
  const { size, mtimeMs, ino } = statSync(join(folder, 'a.txt'));

  const found = (await scan(['**'])).map((file) => ({ ...file, path: file.path }));

  expect(found).toEqual([{ path: join(folder, 'a.txt'), key: 'a.txt', size, mtimeMs, ino }]);
});

test('inodes are ignored on Windows', async () => {
  write('a.txt');

  expect(await scan(['**'], { platform: 'win32' })).toMatchObject([{ key: 'a.txt', ino: undefined }]);
});

test('keys are relative to the common folder of the patterns and sorted by their bytes', async () => {
  write('data/train/b', 'data/train/a', 'data/test/a', 'other');

  expect(await keys([''])).toEqual(['data/test/a', 'data/train/a', 'data/train/b', 'other']);
  expect(await keys(['data'])).toEqual(['test/a', 'train/a', 'train/b']);
  expect(await keys(['data/train/*'])).toEqual(['a', 'b']);
  expect(await keys(['data/train', 'data/test'])).toEqual(['test/a', 'train/a', 'train/b']);
  expect(await keys(['data/train/a'])).toEqual(['a']);
  expect(await keys(['data/train/a', 'other'])).toEqual(['data/train/a', 'other']);
  expect(await keys(['data/*/a'])).toEqual(['test/a', 'train/a']);
});

test('excluded files are skipped and do not change the keys', async () => {
  write('data/a', 'data/b', 'data/c/d');

  expect(await keys(['data', '!data/c/**', '!data/b'])).toEqual(['a']);
});

test('keys begin with the destination', async () => {
  write('a');

  expect(await keys(['**'], { destination: '/train/x/' })).toEqual(['train/x/a']);
  await expect(scan(['**'], { destination: '../x' })).rejects.toThrow(RangeError);
});

test('hidden files and folders are included only on request', async () => {
  write('.a', '.git/config', 'b');

  expect(await keys(['**'])).toEqual(['b']);
  expect(await keys(['**'], { includeHiddenFiles: true })).toEqual(['.a', '.git/config', 'b']);
});

test('names are kept unchanged', async () => {
  const names = ['#a', '%41', '+', '..b', ' c d ', 'e\nf', 'g\\h', 'é', 'e\u0301', '🎉'];
  write(...names);

  expect((await keys(['**'], { includeHiddenFiles: true })).sort()).toEqual(names.sort());
});

test('decomposed names from macOS are composed in keys, so that a file has one key on all systems', async () => {
  write('e\u0301/e\u0301.txt');

  expect(await scan(['**'], { platform: 'darwin' })).toMatchObject([
    { path: join(folder, 'e\u0301/e\u0301.txt'), key: '\u00e9/\u00e9.txt' },
  ]);
});

test('a pattern may lead up from the workspace', async () => {
  write('a.txt');
  const patterns = `${relative(process.cwd(), folder)}/*.txt`;

  expect(patterns).toMatch(/^\.\.\//);
  expect(await filesOf(patterns)).toMatchObject([{ path: join(folder, 'a.txt'), key: 'a.txt' }]);
});

describe('a folder without wildcards, which is walked, has the same files as with a glob', () => {
  /** An exclusion that matches nothing, so that the glob library finds the files. */
  const glob = ['', '!no-such-file'];

  test.each([true, false])('with hidden files: %s', async (includeHiddenFiles) => {
    write('a', 'b/c', 'b/.d', '.e/f', 'b/g h/[i]', 'b/é');
    symlinkSync('b', join(folder, 'link'));
    symlinkSync('../b', join(folder, 'b/loop'));
    symlinkSync('../a', join(folder, 'b/file'));

    const walked = await scan([''], { includeHiddenFiles });

    expect(walked.length).toBeGreaterThan(5);
    expect(walked).toEqual(await scan(glob, { includeHiddenFiles }));
    expect(await scan(['**'], { includeHiddenFiles })).toEqual(walked);
  });

  test('with folders in each other, files, and paths that do not exist', async () => {
    write('data/train/a', 'data/test/b', 'other');
    const patterns = ['data', 'data/train', 'other', 'missing'];

    expect(await keys(patterns)).toEqual(['data/test/b', 'data/train/a', 'other']);
    expect(await keys(patterns)).toEqual(await keys([...patterns, '!no-such-file']));
  });

  test('with a hidden folder', async () => {
    write('.data/a');

    expect(await keys(['.data'])).toEqual([]);
    expect(await keys(['.data', '!no-such-file'])).toEqual([]);
    expect(await keys(['.data'], { includeHiddenFiles: true })).toEqual(['a']);
  });

  test('with comments, spaces and folders above', async () => {
    write('data/a', 'other/b');

    expect(await filesOf(`# all\n\n  ${folder}/other/../data  `)).toMatchObject([{ key: 'a' }]);
  });
});

test('no match and no including pattern mean no files', async () => {
  expect(await keys(['*.txt'])).toEqual([]);
  expect(await keys(['!*.txt'])).toEqual([]);
  expect(await filesOf('')).toEqual([]);
});

test('links to files and folders are followed, and a loop only once', async () => {
  write('real/a', 'outside/b');
  symlinkSync('a', join(folder, 'real/link'));
  symlinkSync('../outside', join(folder, 'real/folder'));
  symlinkSync('.', join(folder, 'real/loop'));
  symlinkSync('../real', join(folder, 'outside/back'));

  expect(await keys(['real'])).toEqual(['a', 'folder/b', 'link']);
});

test('broken links are an error that lists all of them', async () => {
  write('a');
  symlinkSync('nowhere', join(folder, 'broken-1'));
  symlinkSync('nowhere', join(folder, 'broken-2'));
  symlinkSync('a', join(folder, 'good'));
  const scanning = scan(['**']);

  await expect(scanning).rejects.toThrow(ScanError);
  await expect(scanning).rejects.toMatchObject({ paths: [join(folder, 'broken-1'), join(folder, 'broken-2')] });
  await expect(scanning).rejects.toThrow(/: broken symbolic link$/);
});

test('a link to itself is a broken link', async () => {
  symlinkSync('self', join(folder, 'self'));

  await expect(scan(['**'])).rejects.toMatchObject({ paths: [join(folder, 'self')] });
});

test('a broken hidden link is an error only if hidden files are included', async () => {
  write('a');
  symlinkSync('nowhere', join(folder, '.lock'));

  expect(await keys(['**'])).toEqual(['a']);
  await expect(scan(['**'], { includeHiddenFiles: true })).rejects.toMatchObject({ paths: [join(folder, '.lock')] });
});

test('a broken link behind a link to a folder is listed', async () => {
  write('data/a', 'other/b');
  symlinkSync('nowhere', join(folder, 'other/broken'));
  symlinkSync('../other', join(folder, 'data/link'));

  await expect(scan(['data'])).rejects.toMatchObject({ paths: [join(folder, 'data/link/broken')] });
});

test('an excluded broken link is ignored', async () => {
  write('data/a', 'data/sub/b');
  symlinkSync('nowhere', join(folder, 'data/sub/broken'));

  expect(await keys(['data', '!data/sub/broken'])).toEqual(['a', 'sub/b']);
});

test('a name that is not UTF-8 is an error', async () => {
  write('a');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), '');

  await expect(scan(['**'])).rejects.toThrow('name is not UTF-8');
});

test('a path that is neither file nor folder is an error', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);

  await expect(scan(['**'])).rejects.toThrow('neither a file nor a folder');
});

test('other errors of the file system are thrown', async () => {
  const patterns = `${'/x'.repeat(3000)}`;

  await expect(filesOf(patterns)).rejects.toMatchObject({
    code: 'ENAMETOOLONG',
  });
});

test('more files than one batch are all found', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `f${String(index).padStart(3, '0')}`);
  write(...names);

  expect(await keys(['**'])).toEqual(names);
});

test('a key that is too long is refused', async () => {
  const name = Array.from({ length: 5 }, () => 'x'.repeat(210)).join('/');
  write(name);

  await expect(scan(['**'])).rejects.toThrow(KeysError);
});

test.each([
  [['C:\\data\\train', 'C:\\data\\test'], 'C:\\data\\test\\a', 'C:\\data', 'test/a'],
  [['C:\\a', 'C:\\b\\c'], 'C:\\b\\c\\d', 'C:\\', 'b/c/d'],
  [['\\\\server\\share\\a', '\\\\server\\share\\b'], '\\\\server\\share\\b\\c', '\\\\server\\share', 'b/c'],
])('on Windows %j have %s at %s as %s', (searchPaths, path, root, key) => {
  const found = rootOf(searchPaths, win32);

  expect(found).toBe(root);
  expect(keyOf(path, found, win32, 'win32')).toBe(key);
});

test('different drives have no folder in common', () => {
  expect(() => rootOf(['C:\\a', 'D:\\a'], win32)).toThrow('no common folder');
});

test('the root can be the common folder', () => {
  expect(rootOf(['/a', '/b'], posix)).toBe('/');
  expect(rootOf(['/a/b', '/a/b/c'], posix)).toBe('/a/b');
  expect(keyOf('/a\\b', '/', posix, 'linux')).toBe('a\\b');
});
