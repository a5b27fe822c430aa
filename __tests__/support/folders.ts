/**
 * Temporary folders and their files:
 *
 *     const folder = temporaryFolder({ 'train/a.csv': 'a' });
 *     writeFiles(folder, { 'train/a.csv': 'changed' });
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

const created: string[] = [];
afterAll(() => {
  for (const folder of created.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The contents of files, by path. */
export type Contents = Readonly<Record<string, string | Buffer>>;

/** Creates a folder with these files, which is deleted after the tests of the file. Its path has no symbolic links. */
export function temporaryFolder(files: Contents = {}): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'test-'));
  created.push(folder);
  writeFiles(folder, files);
  return folder;
}

/** Decodes a text that comes in pieces, each only valid until the next. */
export function textOf(pieces: Iterable<Uint8Array>): string {
  return Array.from(pieces, (piece) => Buffer.from(piece).toString()).join('');
}

/** Writes files into a folder, and creates the folders that they need. */
export function writeFiles(folder: string, files: Contents): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Reads every file under a folder, by its path there. */
export function filesUnder(folder: string): Record<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), readFileSync(file)]));
}
