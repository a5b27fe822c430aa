/**
 * The API, without operations. `emulated()` is the action's API client and an emulator in this process; after each test, all
 * requests and responses are checked against the contract. `listening()` starts an emulator on a socket and sends requests
 * to it; `clientFor()` is the action's HTTP client, for an emulator or any other server.
 */
import { afterEach, expect } from '@jest/globals';
import * as v from 'valibot';
import { emulateInProcess, type InProcessEmulator, type InProcessOptions } from '../../emulator/in-process.ts';
import { seededRandom } from '../../emulator/random.ts';
import { type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import { createHttpClient, type HttpRequest, type SendRequest } from '../../src/paperspace/http.ts';
import {
  type Dataset,
  datasetPageSchema,
  datasetSchema,
  type Page,
  type Version,
  versionPageSchema,
  versionSchema,
} from '../../src/paperspace/schema.ts';

import type { HeldClock } from './clocks.ts';
import { contractProblems } from './contract.ts';
import { type HeldRetryContext, heldRetryContext, type RecordingLog } from './recording.ts';

export const KEY = 'k3y-of-the-team';
export const GET = { method: 'GET', path: '/datasets' } as const;

export interface EmulatedClient {
  readonly client: PaperspaceClient;
  readonly emulator: InProcessEmulator;
  readonly paperspace: InProcessEmulator['paperspace'];
  readonly retryContext: HeldRetryContext;
  readonly clock: HeldClock;
  readonly log: RecordingLog;
  /** The requests so far, each as `METHOD TARGET`. */
  requests(): string[];
}

const emulators: InProcessEmulator[] = [];

afterEach(() => {
  const problems = emulators.splice(0).flatMap(({ requests }) => requests.flatMap(contractProblems));
  expect(problems).toEqual([]);
});

/** Returns a client and its emulator. IDs are the same every time, and waits take no time. */
export function emulated({
  retries,
  ...options
}: InProcessOptions & { readonly retries?: number } = {}): EmulatedClient {
  const retryContext = heldRetryContext(retries === undefined ? {} : { retries });
  const { clock, log } = retryContext;
  const emulator = emulateInProcess({ random: seededRandom(1), clock, ...options });
  emulators.push(emulator);
  return {
    client: new PaperspaceClient(emulator.sendRequest, retryContext),
    emulator,
    paperspace: emulator.paperspace,
    retryContext,
    clock,
    log,
    requests: () => emulator.requests.map(({ method, target }) => `${method} ${target}`),
  };
}

/** Adds a dataset, and a function that adds versions to it. */
export function withVersions(options: Parameters<typeof emulated>[0] = {}) {
  const world = emulated(options);
  const { id } = world.paperspace.addDataset({ name: 'faces' });
  const add = (fields: Parameters<typeof world.paperspace.addVersion>[1] = {}) =>
    world.paperspace.addVersion(id, fields);
  return { ...world, id, add, versions: `GET /datasets/${id}/versions` };
}

/** The query of a full page, newest first. */
export const NEWEST = 'limit=120&orderBy=dtCreated&order=desc';

/** A response whose body is parsed as JSON; undefined if there is none. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ApiRequests {
  send(method: HttpRequest['method'], path: string, body?: unknown): Promise<ApiResponse>;
  /** The same, with a response that must have the right form. */
  dataset(method: HttpRequest['method'], path: string, body?: unknown): Promise<Dataset>;
  version(method: HttpRequest['method'], path: string, body?: unknown): Promise<Version>;
  datasets(path: string): Promise<Page<Dataset>>;
  versions(path: string): Promise<Page<Version>>;
}

export function requestsThrough(
  sendRequest: SendRequest,
  signal: AbortSignal = new AbortController().signal,
): ApiRequests {
  const send: ApiRequests['send'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await sendRequest({ method, path, ...sent }, signal);
    return { ...response, body: response.body === '' ? undefined : JSON.parse(response.body) };
  };
  return {
    send,
    dataset: async (...request) => v.parse(datasetSchema, (await send(...request)).body),
    version: async (...request) => v.parse(versionSchema, (await send(...request)).body),
    datasets: async (path) => v.parse(datasetPageSchema, (await send('GET', path)).body),
    versions: async (path) => v.parse(versionPageSchema, (await send('GET', path)).body),
  };
}

/** Returns a function that sends requests with `fetch` and follows no redirect. */
export function fetchExchange(url: string, apiKey: string): SendRequest {
  return async ({ method, path, body }, signal) => {
    const headers = { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(url + path, { method, headers, body: body ?? null, signal, redirect: 'manual' });
    const head = { status: response.status, headers: Object.fromEntries(response.headers) };
    return { ...head, body: await response.text() };
  };
}

/** Starts an emulator on a socket. `await using` closes it. */
export async function listening(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  return {
    ...requestsThrough(fetchExchange(emulator.url, emulator.apiKey)),
    emulator,
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

/** The same, for a client that sends {@link KEY}. */
export function listeningForKey(options: EmulatorOptions = {}) {
  return listening({ apiKey: KEY, ...options });
}

/** Reads all items of a list, page by page. */
export async function everyPage<T>(
  read: (path: string) => Promise<Page<T>>,
  path: string,
  betweenPages: () => void | Promise<void> = () => undefined,
): Promise<T[]> {
  const items: T[] = [];
  for (let after = ''; ; ) {
    const page = await read(path + after);
    items.push(...page.items);
    if (page.nextPage === undefined || page.nextPage === null) return items;
    after = `&after=${encodeURIComponent(page.nextPage)}`;
    await betweenPages();
  }
}

interface ClientOptions {
  readonly idleTimeoutMs?: number;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** Returns a client of the API at this URL. `using` closes its connections. */
export function clientFor(url: string, { idleTimeoutMs = 5_000, httpsProxy, noProxy = '' }: ClientOptions = {}) {
  const proxy = httpsProxy === undefined ? undefined : { url: httpsProxy, except: noProxy };
  const client = createHttpClient({
    apiUrl: new URL(url),
    apiKey: KEY,
    userAgent: 'tests/1.0',
    idleTimeoutMs,
    proxy,
  });
  const controller = new AbortController();
  return {
    controller,
    send: (request: HttpRequest) => client.send(request, controller.signal),
    [Symbol.dispose]: () => client.close(),
  };
}
