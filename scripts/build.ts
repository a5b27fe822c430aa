/** Builds `dist/` from `src/`: `tsc` compiles, ncc bundles. The same sources give the same bytes, wherever they lie. */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** Builds into `outDir` (relative to the project). ncc does not clean its output folder, so it is emptied first. */
export function build(outDir: string): void {
  const lib = path.join(root, 'lib');
  rmSync(lib, { recursive: true, force: true });
  rmSync(path.join(root, outDir), { recursive: true, force: true });
  run('tsc', '-p', 'tsconfig.build.json');
  cpSync(path.join(root, 'package.json'), path.join(lib, 'package.json'));
  run('ncc', 'build', 'lib/index.js', '-o', outDir);
}

function run(tool: string, ...parameters: string[]): void {
  execFileSync(path.join(root, 'node_modules/.bin', tool), parameters, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

if (import.meta.main) build('dist');
