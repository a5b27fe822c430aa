/**
 * The API on a socket: `listening()` starts an emulator and sends requests of its own to it, with the responses parsed;
 * `clientFor()` is the action's HTTP client, for an emulator or any other server.
 */
import * as v from 'valibot';
import { type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
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

export const KEY = 'k3y-of-the-team';
export const GET = { method: 'GET', path: '/datasets' } as const;

/** A response whose body is parsed as JSON; undefined where there is none. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Asking {
  ask(method: HttpRequest['method'], path: string, body?: unknown): Promise<ApiResponse>;
  /** The same, where the response must be a good one of its kind. */
  dataset(method: HttpRequest['method'], path: string, body?: unknown): Promise<Dataset>;
  version(method: HttpRequest['method'], path: string, body?: unknown): Promise<Version>;
  datasets(path: string): Promise<Page<Dataset>>;
  versions(path: string): Promise<Page<Version>>;
}

export function asking(sendRequest: SendRequest, signal: AbortSignal = new AbortController().signal): Asking {
  const ask: Asking['ask'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await sendRequest({ method, path, ...sent }, signal);
    return { ...response, body: response.body === '' ? undefined : JSON.parse(response.body) };
  };
  return {
    ask,
    dataset: async (...request) => v.parse(datasetSchema, (await ask(...request)).body),
    version: async (...request) => v.parse(versionSchema, (await ask(...request)).body),
    datasets: async (path) => v.parse(datasetPageSchema, (await ask('GET', path)).body),
    versions: async (path) => v.parse(versionPageSchema, (await ask('GET', path)).body),
  };
}

/** Sends requests by `fetch`, and follows no redirect. */
export function fetchExchange(url: string, apiKey: string): SendRequest {
  return async ({ method, path, body }, signal) => {
    const headers = { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(url + path, { method, headers, body: body ?? null, signal, redirect: 'manual' });
    const head = { status: response.status, headers: Object.fromEntries(response.headers) };
    return { ...head, body: await response.text() };
  };
}

/** Starts an emulator on a socket; `await using` closes it. */
export async function listening(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  return {
    ...asking(fetchExchange(emulator.url, emulator.apiKey)),
    emulator,
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

/** The same, for a client that sends {@link KEY}. */
export function listeningForKey(options: EmulatorOptions = {}) {
  return listening({ apiKey: KEY, ...options });
}

/** Every item of a list, page after page. */
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

/** A client of the API at this URL, which closes its connections at the end of its scope. */
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
