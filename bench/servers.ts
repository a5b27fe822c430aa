/** Starts the servers of the bench in their own processes, separate from the event loop of the measured process. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { datasetSchema } from '../src/paperspace/schema.ts';
import { type Api, temporary } from './action.ts';

/** The bucket of the emulator's versions. */
export const BUCKET = 'paperspace-emulator';

export interface Servers extends Api {
  /** The AWS_* variables that connect S3 tools to the storage. */
  readonly aws: Readonly<Record<string, string>>;
  createDataset(name: string): Promise<string>;
  close(): Promise<void>;
}

/** The S3 servers to measure with: versitygw, a fast one that checks signatures, or the emulator's own. */
export type StorageServer = 'versitygw' | 'emulator';

/** Returns versitygw if `npm run tools -- bench` has installed it. */
export function bestStorageServer(): StorageServer {
  return findTool('versitygw') === undefined ? 'emulator' : 'versitygw';
}

/** Returns the path of a program in `.tmp` or its name on the PATH, or undefined if it is neither. */
export function findTool(name: string): string | undefined {
  const own = ['bin', `${name}/bin`].map((folder) => path.join(import.meta.dirname, '..', '.tmp', folder, name));
  const found = own.find((file) => existsSync(file));
  return found ?? (spawnSync(name, ['--help']).error === undefined ? name : undefined);
}

/** Starts an emulator with an empty S3 server next to it. */
export async function startServers(storage: StorageServer = 'emulator'): Promise<Servers> {
  if (storage === 'emulator') {
    const { url, apiKey, aws, kill } = await startEmulator('--storage');
    return {
      url,
      apiKey,
      aws,
      createDataset: (name) => createDataset({ url, apiKey }, name),
      close: async () => kill(),
    };
  }
  const { url, apiKey, kill } = await startEmulator();
  const gateway = await startVersitygw();
  return {
    url,
    apiKey,
    aws: gateway.aws,
    createDataset: (name) => createDataset({ url, apiKey }, name),
    close: async () => {
      kill();
      await gateway.close();
    },
  };
}

async function startEmulator(...parameters: string[]): Promise<Api & Pick<Servers, 'aws'> & { kill(): void }> {
  const cli = path.join(import.meta.dirname, '..', 'emulator', 'cli.ts');
  const child = spawn(process.execPath, [cli, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  const variables: Record<string, string> = {};
  const wanted = parameters.includes('--storage') ? 'AWS_SECRET_ACCESS_KEY' : 'PAPERSPACE_API_KEY';
  for await (const line of createInterface({ input: child.stdout })) {
    const at = line.indexOf('=');
    variables[line.slice(0, at)] = line.slice(at + 1);
    if (wanted in variables) break;
  }
  const { PAPERSPACE_API_URL: url = '', PAPERSPACE_API_KEY: apiKey = '', ...aws } = variables;
  return { url, apiKey, aws, kill: () => void child.kill() };
}

const STARTUP_MS = 10_000;

async function startVersitygw(): Promise<{ readonly aws: Servers['aws']; close(): Promise<void> }> {
  const root = await mkdtemp(path.join(temporary(), 'versitygw-'));
  await mkdir(path.join(root, BUCKET));
  const address = `127.0.0.1:${await freePort()}`;
  const command = findTool('versitygw');
  if (command === undefined) throw new Error('versitygw is not installed');
  const keys = { ROOT_ACCESS_KEY_ID: 'bench', ROOT_SECRET_ACCESS_KEY: 'bench-secret' };
  const child = spawn(command, ['--port', address, '--quiet', '--keep-alive', 'posix', root], {
    env: keys,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const endpoint = `http://${address}`;
  await waitUntilReachable(endpoint);
  return {
    aws: {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: keys.ROOT_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: keys.ROOT_SECRET_ACCESS_KEY,
    },
    close: async () => {
      child.kill();
      await ended;
      await rm(root, { recursive: true });
    },
  };
}

/** Returns a port of the loopback interface that nothing uses. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address === null || typeof address === 'string' ? 0 : address.port;
      server.close(() => resolve(port));
    });
  });
}

/** Waits until a server responds to anything, and throws if it does not within ten seconds. */
export async function waitUntilReachable(endpoint: string): Promise<void> {
  const deadlineMs = performance.now() + STARTUP_MS;
  for (;;) {
    try {
      await fetch(endpoint);
      return;
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      await pause(50);
    }
  }
}

async function createDataset({ url, apiKey }: Api, name: string): Promise<string> {
  const answer = await fetch(`${url}/datasets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, isPublic: false }),
  });
  return v.parse(datasetSchema, await answer.json()).id;
}
