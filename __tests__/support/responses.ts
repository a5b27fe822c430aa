/** Responses of the API: samples of datasets and versions, a script of responses, and a list that is read in pages. */
import type { HttpRequest, HttpResponse, SendRequest } from '../../src/paperspace/http.ts';
import type { Dataset, Page, Version } from '../../src/paperspace/schema.ts';

export const DATASET_ID = 'dst364npcw6ccok';
export const VERSION_ID = 'fo5rp4m';

export function sampleDataset(fields: Partial<Dataset> = {}): Dataset {
  return {
    id: DATASET_ID,
    name: 'faces',
    description: null,
    isPublic: false,
    storageProviderId: null,
    teamId: 't1',
    dtCreated: '2026-03-18T12:00:00Z',
    dtModified: '2026-03-18T12:00:00Z',
    ...fields,
  };
}

export function sampleVersion(fields: Partial<Version> = {}): Version {
  return {
    datasetId: DATASET_ID,
    version: VERSION_ID,
    isCommitted: false,
    message: null,
    metadata: null,
    tags: [],
    url: null,
    usageBytes: null,
    userId: null,
    dtCreated: '2026-03-18T12:00:00Z',
    dtModified: '2026-03-18T12:00:00Z',
    ...fields,
  };
}

/** What a request receives: a response, or an error that is thrown. */
export type Turn = HttpResponse | Error;

/** Returns a response with status 200 and this JSON. */
export function ok(value: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** Returns a response with another status. */
export function refusal(
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** Returns a function that sends no request but plays a script, turn by turn, and fails once the script has ended. */
export function scripted(...turns: readonly Turn[]): {
  readonly sendRequest: SendRequest;
  readonly requests: HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  const sendRequest: SendRequest = async (request) => {
    const turn = turns[requests.length];
    requests.push(request);
    if (turn === undefined) throw new Error(`the script has no request ${requests.length}: ${request.path}`);
    if (turn instanceof Error) throw turn;
    return turn;
  };
  return { sendRequest, requests };
}

/** A list of numbers that is read page by page, with what it was asked for. */
export interface ListedPages {
  readonly fetch: (query: { after: string | undefined; limit: number }) => Promise<Page<number>>;
  /** The queries, each as `AFTER/LIMIT`. */
  readonly asked: readonly string[];
  /** How many pages were asked for and not given yet, at most. */
  readonly mostInFlight: () => number;
}

/** The numbers from 0 up to `count`, in pages of at most `largest`; the cursor is the next number. */
export function listedPages(count: number, largest = 120, ending: { nextPage?: null } = {}): ListedPages {
  const asked: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  return {
    asked,
    mostInFlight: () => mostInFlight,
    fetch: async ({ after, limit }) => {
      asked.push(`${after ?? ''}/${limit}`);
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      const start = Number(after ?? 0);
      const end = Math.min(count, start + Math.min(limit, largest));
      const items = Array.from({ length: end - start }, (_, index) => start + index);
      return { items, hasMore: end < count, ...(end < count ? { nextPage: String(end) } : ending) };
    },
  };
}

export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export function numbers(count: number, start = 0): number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}
