/** Creates the files for measuring transfers. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporary } from './action.ts';

export const MIB = 1024 * 1024;
const PER_FOLDER = 1000;

export interface Workload {
  readonly files: number;
  readonly bytes: number;
}

/** Returns the name of a workload, such as `20,000 x 4 KiB`. */
export function nameOf({ files, bytes }: Workload): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const exponent = Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${files.toLocaleString('en')} x ${Number((bytes / 1024 ** exponent).toFixed(1))} ${units[exponent]}`;
}

/** Writes files of random bytes, in folders of a thousand, and returns the folder above them. */
export async function makeFiles({ files, bytes }: Workload): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(temporary(), 'files-')), 'data');
  for (let index = 0; index < files; index += 1) {
    if (index % PER_FOLDER === 0) await mkdir(path.dirname(fileOf(folder, index)), { recursive: true });
    await writeRandom(fileOf(folder, index), bytes);
  }
  return folder;
}

/**
 * Writes new content to one file in a hundred, spread evenly. They are dated an hour ahead: a tool that compares times
 * would otherwise miss them if it has copied the others meanwhile.
 */
export async function changeFiles(folder: string, { files, bytes }: Workload): Promise<void> {
  const later = new Date(Date.now() + 3_600_000);
  for (let index = 0; index < files; index += 100) {
    await writeRandom(fileOf(folder, index), bytes);
    await utimes(fileOf(folder, index), later, later);
  }
}

function fileOf(folder: string, index: number): string {
  return path.join(folder, String(Math.floor(index / PER_FOLDER)), `${index}.bin`);
}

async function writeRandom(file: string, bytes: number): Promise<void> {
  if (bytes <= 16 * MIB) return writeFile(file, randomBytes(bytes));
  const handle = await open(file, 'w');
  for (let left = bytes; left > 0; left -= 16 * MIB) await handle.write(randomBytes(Math.min(left, 16 * MIB)));
  await handle.close();
}
