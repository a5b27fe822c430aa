/** Builds `dist/` from `src/`: `tsc` compiles, ncc bundles. The same sources give the same bytes in every folder. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledPackages, licensesText } from './licenses.ts';
import { slimToolkit } from './slim-toolkit.ts';

const root = path.join(import.meta.dirname, '..');

/**
 * Builds into `outDir` (relative to the project), which is emptied first, since ncc leaves old files in it. What is
 * intermediate is written to a folder of its own, so that two builds can run at once.
 */
export function build(outDir: string): void {
  const workDir = temporaryFolder('build-');
  const lib = path.join(workDir, 'lib');
  try {
    run(root, 'typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', lib);
    slimToolkit(root, workDir);
    rmSync(path.join(root, outDir), { recursive: true, force: true });
    // ncc writes paths relative to where it runs into the bundle: seen from there they are always the same.
    const stats = path.join(workDir, 'stats.json');
    const out = path.join(root, outDir);
    run(lib, '@vercel/ncc/dist/ncc/cli.js', 'build', 'src/index.js', '-o', out, '--stats-out', stats);
    const packages = bundledPackages(stats, path.join(root, 'node_modules/@vercel/ncc'));
    writeFileSync(path.join(out, 'licenses.txt'), licensesText(packages));
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** Creates a folder under `.tmp/`: inside the project, so that packages are found from there. */
export function temporaryFolder(prefix: string): string {
  const parent = path.join(root, '.tmp');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(path.join(parent, prefix));
}

/** Runs a program of a package with this Node, since what lies in `.bin` is no program on Windows. */
function run(cwd: string, program: string, ...parameters: string[]): void {
  execFileSync(process.execPath, [path.join(root, 'node_modules', program), ...parameters], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

if (import.meta.main) build('dist');
