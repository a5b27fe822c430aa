import * as v from 'valibot';
import { NetworkError } from '../net/errors.ts';
import { isOverloadStatus, parseRetryAfter, type RetryContext, type RetryDecision, withRetry } from '../net/retry.ts';
import { isRefusal, isWorthRetrying, mayHaveActed, PaperspaceError, type Problem, problemText } from './errors.ts';
import { type HttpRequest, type HttpResponse, ResponseTooLargeError, type SendRequest } from './http.ts';
import { errorSchema } from './schema.ts';

/** One call of the API: its name in messages, the request, and the schema of a valid response. */
export interface Call<T> {
  /** In the infinitive, such as `get version`. */
  readonly operation: string;
  readonly subject: string;
  readonly request: HttpRequest;
  readonly schema: v.GenericSchema<unknown, T>;
}

/** The value of a valid response, and the server's time (its `Date` header), if it was sent. */
export interface CallResult<T> {
  readonly value: T;
  readonly serverTimeMs: number | undefined;
}

/** Sends a call once and checks the response. Throws a {@link PaperspaceError} or a `CancelledError`. */
export async function sendOnce<T>(
  call: Call<T>,
  attempt: number,
  sendRequest: SendRequest,
  { clock, log, signal }: RetryContext,
): Promise<CallResult<T>> {
  const { method, path } = call.request;
  const start = clock.now();
  const fail = (problem: Problem): PaperspaceError => new PaperspaceError(call.operation, call.subject, problem);
  let response: HttpResponse;
  try {
    response = await sendRequest(call.request, signal);
  } catch (error) {
    log.debug(`${method} ${path} -> no response in ${clock.now() - start} ms (attempt ${attempt})`);
    if (error instanceof ResponseTooLargeError) throw fail(tooLarge(error));
    if (!(error instanceof NetworkError)) throw error;
    throw fail({ kind: 'unreachable', failure: error });
  }
  log.debug(`${method} ${path} -> ${response.status} in ${clock.now() - start} ms (attempt ${attempt})`);
  const parsed = parseResponse(call.schema, response, clock.now());
  if ('problem' in parsed) throw fail(parsed.problem);
  return { value: parsed.value, serverTimeMs: parseDate(response.headers.date) };
}

function tooLarge({ status, message }: ResponseTooLargeError): Problem {
  return { kind: 'unreadable', status, reason: 'too-large', explanation: message, requestId: undefined };
}

function parseResponse<T>(
  schema: v.GenericSchema<unknown, T>,
  response: HttpResponse,
  now: number,
): { readonly value: T } | { readonly problem: Problem } {
  const { status, headers, body } = response;
  const requestId = headers['x-request-id'] ?? headers['request-id'] ?? headers['cf-ray'];
  if (status >= 300 && status < 400) {
    return { problem: { kind: 'redirected', status, location: headers.location } };
  }
  const json = parseJson(body);
  if (json !== undefined && isDeeperThan(json.value, MAX_DEPTH)) {
    const explanation = `the response is nested deeper than ${MAX_DEPTH} levels`;
    return { problem: { kind: 'unreadable', status, requestId, reason: 'wrong-shape', explanation } };
  }
  if (status < 200 || status >= 400) return { problem: refusal(response, json, requestId, now) };
  const unreadable = { kind: 'unreadable', status, requestId } as const;
  if (json === undefined) {
    return { problem: { ...unreadable, reason: 'not-json', explanation: 'the response is not JSON' } };
  }
  const checked = v.safeParse(schema, json.value);
  if (checked.success) return { value: checked.output };
  const explanation = `the response differs from the API reference: ${shapeProblem(checked.issues)}`;
  return { problem: { ...unreadable, reason: 'wrong-shape', explanation } };
}

function shapeProblem([first]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  return `${v.getDotPath(first) ?? 'top level'}: expected ${first.expected ?? 'something else'}, got ${first.received}`;
}

function refusal(
  { status, headers, url }: HttpResponse,
  json: { readonly value: unknown } | undefined,
  requestId: string | undefined,
  now: number,
): Problem {
  const error = v.safeParse(errorSchema, json?.value);
  const body = error.success ? error.output : {};
  return {
    kind: 'refused',
    status,
    code: body.code,
    message: body.message,
    details: body.details ?? body.issues,
    requestId,
    retryAfterMs: parseRetryAfter(headers['retry-after'], now),
    url,
  };
}

/** Deeper than any metadata. Values are processed recursively, so a deeper one would exhaust the stack. */
const MAX_DEPTH = 500;

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

/** The result of a change that took effect. */
export interface Confirmed<T> {
  readonly value: T;
  /**
   * True if a response was lost and the request was sent again: the first one may still take effect and leave
   * something behind.
   */
  readonly repeated: boolean;
}

/** Decides by its problem whether to repeat a call that failed with `error`. Any other error is final. */
export function retryDecision(error: unknown): RetryDecision {
  if (!(error instanceof PaperspaceError) || !isWorthRetrying(error.problem)) return { kind: 'give-up' };
  const { problem } = error;
  const retryAfterMs = problem.kind === 'refused' ? problem.retryAfterMs : undefined;
  const isOverload = problem.kind === 'unreachable' ? problem.failure.isTimeout : isOverloadStatus(problem.status);
  return { kind: 'retry', cause: problemText(problem), retryAfterMs, isOverload };
}

/**
 * Sends a request that changes something until the change is confirmed, and never repeats one that took effect: after
 * each attempt whose response was lost, `readBack` returns the result if the change is there, and only otherwise is the
 * request sent again. Before an error is thrown the change is read back once more, because a delayed request may have
 * taken effect and caused the refusal.
 */
export async function confirmChange<T>(
  what: string,
  retryContext: RetryContext,
  send: (attempt: number) => Promise<T>,
  readBack: () => Promise<T | undefined>,
): Promise<Confirmed<T>> {
  const lost: PaperspaceError[] = [];
  let isUnknown = false;
  const confirmLost = async (): Promise<Confirmed<T> | undefined> => {
    const error = lost.at(-1);
    if (error === undefined) return undefined;
    try {
      const value = await readBack();
      return value === undefined ? undefined : { value, repeated: lost.length > 1 };
    } catch (failure) {
      // A 404 is conclusive: the object to change does not exist.
      if (isRefusal(failure, 404) || !(failure instanceof PaperspaceError)) throw failure;
      retryContext.log.info(`Could not determine whether the request took effect: ${failure.message}`);
      isUnknown = true;
      throw error;
    }
  };
  const attempt = async (number: number): Promise<Confirmed<T>> => {
    const done = await confirmLost();
    if (done !== undefined) return done;
    try {
      return { value: await send(number), repeated: lost.length > 0 };
    } catch (error) {
      if (!(error instanceof PaperspaceError)) throw error;
      if (mayHaveActed(error.problem)) lost.push(error);
      if (number <= retryContext.retries && isWorthRetrying(error.problem)) throw error;
      const doneLate = await confirmLost();
      if (doneLate === undefined) throw error;
      return doneLate;
    }
  };
  // Reading back has its own retries: if they fail, there are no more.
  return withRetry(what, retryContext, attempt, (error) => (isUnknown ? { kind: 'give-up' } : retryDecision(error)));
}
