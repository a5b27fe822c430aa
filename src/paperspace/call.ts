import * as v from 'valibot';
import { NetworkError } from '../net/errors.ts';
import { parseRetryAfter, type RetryContext } from '../net/retry.ts';
import { PaperspaceError, type Problem } from './errors.ts';
import { type HttpRequest, type HttpResponse, ResponseTooLargeError, type SendRequest } from './http.ts';
import { errorSchema } from './schema.ts';

/** One call of the API: what it is named in messages, what is sent, and what a good answer looks like. */
export interface Call<T> {
  readonly operation: string;
  readonly subject: string;
  readonly request: HttpRequest;
  readonly answer: v.GenericSchema<unknown, T>;
}

/** A good answer and the server's clock when it gave it (its `Date` header), where it says. */
export interface Answered<T> {
  readonly value: T;
  readonly serverTimeMs: number | undefined;
}

/**
 * Sends a call once and checks the answer. Throws a {@link PaperspaceError} for every answer but a good one, and
 * passes a `CancelledError` on.
 */
export async function sendOnce<T>(
  call: Call<T>,
  attempt: number,
  sendRequest: SendRequest,
  { clock, log, signal }: RetryContext,
): Promise<Answered<T>> {
  const { method, path } = call.request;
  const start = clock.now();
  const fail = (problem: Problem): PaperspaceError => new PaperspaceError(call.operation, call.subject, problem);
  let answer: HttpResponse;
  try {
    answer = await sendRequest(call.request, signal);
  } catch (error) {
    log.debug(`${method} ${path} -> no answer in ${clock.now() - start} ms (attempt ${attempt})`);
    if (error instanceof ResponseTooLargeError) throw fail(tooLarge(error));
    if (!(error instanceof NetworkError)) throw error;
    throw fail({ kind: 'unreachable', failure: error });
  }
  log.debug(`${method} ${path} -> ${answer.status} in ${clock.now() - start} ms (attempt ${attempt})`);
  const parsed = parseAnswer(call.answer, answer, clock.now());
  if ('problem' in parsed) throw fail(parsed.problem);
  return { value: parsed.value, serverTimeMs: parseDate(answer.headers.date) };
}

function tooLarge({ status, message }: ResponseTooLargeError): Problem {
  return { kind: 'unreadable', status, reason: 'too-large', explanation: message, requestId: undefined };
}

function parseAnswer<T>(
  schema: v.GenericSchema<unknown, T>,
  { status, headers, body }: HttpResponse,
  now: number,
): { readonly value: T } | { readonly problem: Problem } {
  const requestId = headers['x-request-id'] ?? headers['request-id'] ?? headers['cf-ray'];
  if (status >= 300 && status < 400) {
    return { problem: { kind: 'redirected', status, location: headers.location } };
  }
  const json = parseJson(body);
  if (json !== undefined && isDeeperThan(json.value, DEEPEST)) {
    const explanation = `the answer is nested deeper than ${DEEPEST} levels`;
    return { problem: { kind: 'unreadable', status, requestId, reason: 'wrong-shape', explanation } };
  }
  if (status < 200 || status >= 400) return { problem: refusal(status, headers, json, requestId, now) };
  const unreadable = { kind: 'unreadable', status, requestId } as const;
  if (json === undefined) {
    return { problem: { ...unreadable, reason: 'not-json', explanation: 'the answer is not JSON' } };
  }
  const checked = v.safeParse(schema, json.value);
  if (checked.success) return { value: checked.output };
  const explanation = `the answer is not what the API's reference says: ${shapeProblem(checked.issues)}`;
  return { problem: { ...unreadable, reason: 'wrong-shape', explanation } };
}

function shapeProblem([first]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  return `${v.getDotPath(first) ?? 'it'}: expected ${first.expected ?? 'something else'}, got ${first.received}`;
}

function refusal(
  status: number,
  headers: HttpResponse['headers'],
  json: { readonly value: unknown } | undefined,
  requestId: string | undefined,
  now: number,
): Problem {
  const error = v.safeParse(errorSchema, json?.value);
  const said = error.success ? error.output : {};
  return {
    kind: 'refused',
    status,
    code: said.code,
    message: said.message,
    details: said.details ?? said.issues,
    requestId,
    retryAfterMs: parseRetryAfter(headers['retry-after'], now),
  };
}

/** Deeper than any metadata. What reads, compares or writes a value goes down it level by level, and so would run out of stack. */
const DEEPEST = 500;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1));
}

function parseJson(body: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return { value };
  } catch {
    return undefined;
  }
}

function parseDate(header: string | undefined): number | undefined {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? undefined : time;
}
