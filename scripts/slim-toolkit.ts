/**
 * Half of what `@actions/core` loads is unused here: an HTTP client with a second undici for OIDC tokens, and a process
 * runner for platform details. The build empties the files that load them. Measured on two cores over 40 interleaved steps
 * with one request: the fastest takes 80 ms instead of 126 ms, and the median step 72 ms less.
 */
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The files of `@actions/core` to empty, with the names that the package imports from them. */
const emptied: Readonly<Record<string, readonly string[]>> = {
  'oidc-utils.js': ['OidcClient'],
  'path-utils.js': ['toPosixPath', 'toWin32Path', 'toPlatformPath'],
  'platform.js': [],
};

/** The package, and the one that loads it too. Their other dependencies are found where they are installed. */
const copied = ['@actions/core', '@actions/glob'] as const;

/** Creates a `node_modules` in the build's folder that takes precedence over the project's own. */
export function slimToolkit(projectDir: string, workDir: string): void {
  const modules = path.join(workDir, 'node_modules');
  for (const name of copied) {
    cpSync(path.join(projectDir, 'node_modules', name), path.join(modules, name), { recursive: true });
  }
  for (const [file, names] of Object.entries(emptied)) {
    const standIns = names.map((name) => `export function ${name}() {\n  throw new Error('not in this bundle');\n}\n`);
    writeFileSync(path.join(modules, '@actions/core/lib', file), standIns.join('') || 'export {};\n');
  }
}
