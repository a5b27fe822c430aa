import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEvent } from './action/event.ts';
import type { Workflow } from './action/workflow.ts';
import type { Connection } from './connection.ts';
import type { Persistence } from './network/retry.ts';
import type { Context } from './operations/operation.ts';
import { PaperspaceClient } from './paperspace/client.ts';

/** What a run gives its operation beside the client and the outside world. */
type FromRun = Pick<Context, 'result' | 'publish' | 'preview' | 'announce'>;

/** Gathers everything that an operation may use. */
export async function createContext(
  workflow: Workflow,
  connection: Connection,
  persistence: Persistence,
  fromRun: FromRun,
): Promise<Context> {
  const { clock, random, signal } = persistence;
  return {
    ...fromRun,
    paperspace: new PaperspaceClient(connection.exchange, persistence),
    log: workflow,
    clock,
    random,
    signal,
    platform: process.platform,
    event: await readEvent(workflow.env, (file) => readFile(file, 'utf8'), workflow, clock.now()),
    openStorage: (settings) => connection.openStorage(settings, persistence),
    scan: async (request) => {
      const { scanFiles } = await import('./action/scan.ts');
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
