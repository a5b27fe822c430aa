/** Builds the bundle and compares it with `dist/` file by file: the committed files must equal a build of `src/`. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, temporaryFolder } from './build.ts';

const root = path.join(import.meta.dirname, '..');

/** Returns each difference as a line; none if `dist/` is up to date. */
export function distDifferences(): string[] {
  const fresh = temporaryFolder('dist-');
  try {
    build(path.relative(root, fresh));
    return folderDifferences(path.join(root, 'dist'), fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Returns what must change in `committed` to make it equal to `fresh`. */
export function folderDifferences(committed: string, fresh: string): string[] {
  const old = filesOf(committed);
  const wanted = filesOf(fresh);
  const changed = wanted.filter(
    (file) =>
      old.includes(file) && !readFileSync(path.join(committed, file)).equals(readFileSync(path.join(fresh, file))),
  );
  return [
    ...wanted.filter((file) => !old.includes(file)).map((file) => `${file} is missing`),
    ...old.filter((file) => !wanted.includes(file)).map((file) => `${file} is not part of the bundle`),
    ...changed.map((file) => `${file} differs`),
  ].sort();
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

if (import.meta.main) {
  const differences = distDifferences();
  for (const difference of differences) console.error(`dist: ${difference}`);
  if (differences.length > 0) {
    console.error('dist/ is not what src/ gives: run npm run build and commit it');
    process.exitCode = 1;
  }
}
