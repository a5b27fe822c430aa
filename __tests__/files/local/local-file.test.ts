import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { FileChangedError } from '../../../src/files/errors.ts';
import { fingerprintOf, readWhole, withLocalFile } from '../../../src/files/local/local-file.ts';
import { temporaryFolder } from '../../support/folders.ts';

const folder = temporaryFolder();

/** A file whose path reports another inode than the open file does, as a scan on that platform describes it. */
function withOtherInode(platform: NodeJS.Platform) {
  const file = path.join(folder, platform);
  writeFileSync(file, 'rose');
  const { size, mtimeMs, ino } = statSync(file);
  return { path: file, key: platform, ...fingerprintOf({ size, mtimeMs, ino: ino + 1 }, platform) };
}

test('a file on Windows counts as unchanged, although path and open file report different inodes', async () => {
  const file = withOtherInode('win32');
  const [whole, part] = [Buffer.alloc(4), Buffer.alloc(2)];

  await readWhole(file, whole);
  await withLocalFile(file, (read) => read(part, 2));

  expect([String(whole), String(part)]).toEqual(['rose', 'se']);
});

test('a file with another inode elsewhere is another file', async () => {
  const file = withOtherInode('linux');

  await expect(readWhole(file, Buffer.alloc(4))).rejects.toThrow(FileChangedError);
  await expect(withLocalFile(file, async () => undefined)).rejects.toThrow(FileChangedError);
});

test.each(['linux', 'win32'] as const)('a file of another size or time is another state on %s', async (platform) => {
  const { ino, ...file } = withOtherInode(platform);
  const other = { ...file, ino: undefined };

  await expect(readWhole({ ...other, mtimeMs: file.mtimeMs - 1 }, Buffer.alloc(4))).rejects.toThrow(FileChangedError);
  await expect(readWhole({ ...other, size: 5 }, Buffer.alloc(5))).rejects.toThrow(FileChangedError);
});
