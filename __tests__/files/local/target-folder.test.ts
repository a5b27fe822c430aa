import { expect, test } from '@jest/globals';
import { KeysError } from '../../../src/files/errors.ts';
import { type Disk, openTargetFolder } from '../../../src/files/local/target-folder.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk in memory that does not tell names apart by case. */
class CaseInsensitiveDisk implements Disk {
  readonly folders = new Set<string>();
  readonly files = new Set<string>();

  lstat(path: string) {
    const [isFolder, isFile] = [this.folders, this.files].map((names) => names.has(path.toLowerCase()));
    if (!isFolder && !isFile) return undefined;
    return { isDirectory: () => isFolder === true, isSymbolicLink: () => false };
  }

  async mkdir(path: string, options?: { readonly recursive: true }): Promise<void> {
    const name = path.toLowerCase();
    if (options === undefined && (this.folders.has(name) || this.files.has(name))) throw systemError('EEXIST');
    this.folders.add(name);
  }

  async realpath(path: string): Promise<string> {
    return path;
  }
}

test('folders that differ only in case can be created concurrently on case-insensitive systems', async () => {
  const disk = new CaseInsensitiveDisk();
  const folder = await openTargetFolder('/out', disk);

  const keys = ['Train/a', 'train/b', 'TRAIN/x/c', 'train/X/d'];
  const paths = await Promise.all(keys.map((key) => folder.prepare(key)));

  expect(paths).toEqual(keys.map((key) => `/out/${key}`));
  expect([...disk.folders]).toEqual(['/out', '/out/train', '/out/train/x']);
});

test('a file that appears in place of a folder is an error', async () => {
  const disk = new CaseInsensitiveDisk();
  const folder = await openTargetFolder('/out', disk);
  const mkdir = disk.mkdir.bind(disk);
  disk.mkdir = (path) => {
    disk.files.add('/out/train');
    return mkdir(path);
  };

  const preparing = folder.prepare('Train/a');

  await expect(preparing).rejects.toThrow(KeysError);
  await expect(preparing).rejects.toThrow('needs the folder Train, but a file with that name exists');
});

test('a folder that cannot be created is an error of the file system', async () => {
  const disk = new CaseInsensitiveDisk();
  const folder = await openTargetFolder('/out', disk);
  disk.mkdir = async () => {
    throw systemError('EACCES');
  };

  await expect(folder.prepare('train/a')).rejects.toMatchObject({ code: 'EACCES' });
});
