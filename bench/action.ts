/** The bundle as a process for timing, with the same environment and files for its outputs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseEnv } from '../emulator/release-event.ts';
import type { Contender } from './measure.ts';

const bundle = path.join(import.meta.dirname, '..', 'dist', 'index.js');

let folder: string | undefined;

/** Returns the temporary folder of this run. */
export function temporary(): string {
  folder ??= mkdtempSync(path.join(tmpdir(), 'bench-'));
  return folder;
}

export function removeTemporary(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}

/** The URL and the key of the API. */
export interface Api {
  readonly url: string;
  readonly apiKey: string;
}

/** Returns a step of the action with these inputs. */
export async function step(
  name: string,
  { url, apiKey }: Api,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Contender> {
  const runnerTemp = await mkdtemp(path.join(temporary(), 'step-'));
  const files: Record<string, string> = {};
  for (const file of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
    files[file] = path.join(runnerTemp, file);
    await writeFile(path.join(runnerTemp, file), '');
  }
  const variables = Object.entries({ 'api-url': url, 'api-key': apiKey, ...inputs }).map(
    ([input, value]) => [`INPUT_${input.toUpperCase()}`, value] as const,
  );
  return {
    name,
    command: process.execPath,
    parameters: [bundle],
    env: { ...releaseEnv, RUNNER_TEMP: runnerTemp, ...files, ...Object.fromEntries(variables), ...env },
  };
}
