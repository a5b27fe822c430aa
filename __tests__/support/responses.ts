/** Responses of the API, one of each kind as the reference has it, and a client's other end that plays a script of them. */
import type { HttpRequest, HttpResponse, SendRequest } from '../../src/paperspace/http.ts';
import type { Dataset, Version } from '../../src/paperspace/schema.ts';

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

/** What one request meets with: an answer, or an error that is thrown. */
export type Turn = HttpResponse | Error;

/** A good answer with this JSON in it. */
export function ok(value: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** An answer with a status that refuses. */
export function refusal(
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** An sendRequest that follows a script, turn by turn, and fails a request that the script does not have. */
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
