/** The emulator with its S3 server as a process of its own, so that what is measured does not share its event loop. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { datasetSchema } from '../src/paperspace/schema.ts';
import type { Api } from './action.ts';

export interface Servers extends Api {
  /** The AWS_* variables that lead every S3 tool to the storage. */
  readonly aws: Readonly<Record<string, string>>;
  createDataset(name: string): Promise<string>;
  close(): void;
}

const VARIABLES = 6;

export async function startServers(): Promise<Servers> {
  const cli = path.join(import.meta.dirname, '..', 'emulator', 'cli.ts');
  const child = spawn(process.execPath, [cli, '--storage'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const variables: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const at = line.indexOf('=');
    variables[line.slice(0, at)] = line.slice(at + 1);
    if (Object.keys(variables).length === VARIABLES) break;
  }
  const { PAPERSPACE_API_URL: url = '', PAPERSPACE_API_KEY: apiKey = '', ...aws } = variables;
  return {
    url,
    apiKey,
    aws,
    createDataset: (name) => createDataset({ url, apiKey }, name),
    close: () => void child.kill(),
  };
}

async function createDataset({ url, apiKey }: Api, name: string): Promise<string> {
  const answer = await fetch(`${url}/datasets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, isPublic: false }),
  });
  return v.parse(datasetSchema, await answer.json()).id;
}
