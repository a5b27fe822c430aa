import type { HttpRequest, HttpResponse, SendRequest } from '../../src/paperspace/http.ts';

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
