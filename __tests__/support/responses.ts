/** Responses of the API: sample datasets and versions, a script of responses, ways to lose one, and a list in pages. */
import type { FaultInput } from '../../emulator/faults.ts';
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

/** A response, or an error that is thrown instead. */
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

/** Returns a function that answers requests with these responses, in order, and throws once there are no more. */
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

/** Ways to lose a response to a request that succeeds when it is sent again. */
export const passingLosses = [
  { kind: 'drop' },
  { kind: 'hang' },
  { kind: 'stall' },
  { kind: 'truncate' },
  { kind: 'invalid-json' },
  { kind: 'status', status: 408 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, body: 'html' },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 504, body: 'empty' },
] as const satisfies readonly FaultInput[];

type Loss = (typeof passingLosses)[number];
type Method = NonNullable<FaultInput['method']>;
type When = 'before' | 'after';

/** A row for `test.each`: the loss and its moment in words, and the fault for the first request of a method. */
export type LossRow = readonly [name: string, when: When, fault: FaultInput];

/** Returns every way to lose the first response to a method, before and after the server acted. */
export function losses(method: Method): LossRow[] {
  return (['before', 'after'] as const).flatMap((when) =>
    passingLosses.map((loss): LossRow => [nameOf(loss), when, { ...loss, when, method }]),
  );
}

function nameOf(loss: Loss): string {
  return loss.kind === 'status' ? `status ${loss.status}` : loss.kind;
}

/** A list of numbers that is read page by page, with the queries that it received. */
export interface ListedPages {
  readonly fetch: (query: { after: string | undefined; limit: number }) => Promise<Page<number>>;
  /** The queries, each as `AFTER/LIMIT`. */
  readonly queries: readonly string[];
  /** The maximum number of pages in flight. */
  readonly maxInFlight: () => number;
}

/** Lists the numbers below `count` in pages of at most `largest`. The cursor is the next number. */
export function listedPages(count: number, largest = 120, ending: { nextPage?: null } = {}): ListedPages {
  const queries: string[] = [];
  let inFlight = 0;
  let maxInFlight = 0;
  return {
    queries,
    maxInFlight: () => maxInFlight,
    fetch: async ({ after, limit }) => {
      queries.push(`${after ?? ''}/${limit}`);
      inFlight += 1;
      maxInFlight = Math.max(maxInFlight, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      const start = Number(after ?? 0);
      const end = Math.min(count, start + Math.min(limit, largest));
      const items = Array.from({ length: end - start }, (_, index) => start + index);
      return { items, hasMore: end < count, ...(end < count ? { nextPage: String(end) } : ending) };
    },
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export function numbers(count: number, start = 0): number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}
