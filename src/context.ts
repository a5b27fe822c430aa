import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from './connection.ts';
import { readEvent } from './github/event.ts';
import type { Workflow } from './github/workflow.ts';
import type { RetryContext } from './net/retry.ts';
import type { Context } from './operations/operation.ts';
import { PaperspaceClient } from './paperspace/client.ts';

/** What a run gives its operation beside the client and the outside world. */
type FromRun = Pick<Context, 'result' | 'publish' | 'preview' | 'announce'>;

/** Gathers everything that an operation may use. */
export async function createContext(
  workflow: Workflow,
  connection: Connection,
  retryContext: RetryContext,
  fromRun: FromRun,
): Promise<Context> {
  const { clock, random, signal } = retryContext;
  return {
    ...fromRun,
    paperspace: new PaperspaceClient(connection.sendRequest, retryContext),
    log: workflow,
    clock,
    random,
    signal,
    platform: process.platform,
    event: await readEvent(workflow.env, (file) => readFile(file, 'utf8'), workflow, clock.now()),
    openStorage: (settings) => connection.openStorage(settings, retryContext),
    scan: async (request) => {
      const { scanFiles } = await import('./files/local/scan.ts');
      return scanFiles(request);
    },
    writeFile: (name, text) => writeTemporary(workflow.env.RUNNER_TEMP, name, text),
  };
}

/** RUNNER_TEMP is emptied after the job, so that later steps can read the file and nothing is left behind. */
async function writeTemporary(temporary: string | undefined, name: string, text: string): Promise<string> {
  const folder = await mkdtemp(path.join(temporary || tmpdir(), 'paperspace-'));
  const file = path.join(folder, name);
  await writeFile(file, text, { flag: 'wx' });
  return file;
}
