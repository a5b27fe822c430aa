/** Ways for the tests to ask the emulator, with answers that are parsed. */
import * as v from 'valibot';
import { type EmulatorOptions, startEmulator } from '../../emulator/server.ts';
import type { HttpRequest, SendRequest } from '../../src/paperspace/http.ts';
import {
  type Dataset,
  datasetPageSchema,
  datasetSchema,
  type Page,
  type Version,
  versionPageSchema,
  versionSchema,
} from '../../src/paperspace/schema.ts';

/** An answer whose body is read as JSON; undefined where there is none. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Asking {
  ask(method: HttpRequest['method'], path: string, body?: unknown): Promise<Answered>;
  /** The same for answers that have to be good ones of their kind. */
  dataset(method: HttpRequest['method'], path: string, body?: unknown): Promise<Dataset>;
  version(method: HttpRequest['method'], path: string, body?: unknown): Promise<Version>;
  datasets(path: string): Promise<Page<Dataset>>;
  versions(path: string): Promise<Page<Version>>;
}

export function asking(sendRequest: SendRequest, signal: AbortSignal = new AbortController().signal): Asking {
  const ask: Asking['ask'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await sendRequest({ method, path, ...sent }, signal);
    return { ...answer, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
  };
  return {
    ask,
    dataset: async (...request) => v.parse(datasetSchema, (await ask(...request)).body),
    version: async (...request) => v.parse(versionSchema, (await ask(...request)).body),
    datasets: async (path) => v.parse(datasetPageSchema, (await ask('GET', path)).body),
    versions: async (path) => v.parse(versionPageSchema, (await ask('GET', path)).body),
  };
}

/** An sendRequest over a socket that says as little as it can: redirects are not followed. */
export function fetchExchange(url: string, apiKey: string): SendRequest {
  return async ({ method, path, body }, signal) => {
    const headers = { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(url + path, { method, headers, body: body ?? null, signal, redirect: 'manual' });
    const answered = { status: response.status, headers: Object.fromEntries(response.headers) };
    return { ...answered, body: await response.text() };
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
