import type { NetworkError } from '../net/errors.ts';
import { isRetryableStatus } from '../net/retry.ts';

/** What kept a request from being answered as the reference says. */
export type Problem =
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | undefined;
      readonly message: string | undefined;
      readonly details: unknown;
      readonly requestId: string | undefined;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly kind: 'unreachable'; readonly failure: NetworkError }
  | {
      readonly kind: 'unreadable';
      readonly status: number;
      readonly reason: 'not-json' | 'wrong-shape' | 'too-large';
      readonly explanation: string;
      readonly requestId: string | undefined;
    }
  | { readonly kind: 'redirected'; readonly status: number; readonly location: string | undefined };

/** A call of the API that failed: which one, on what, and why. */
export class PaperspaceError extends Error {
  override readonly name = 'PaperspaceError';
  /** In the infinitive, such as `get version`. */
  readonly operation: string;
  /** What it was done to, such as `dst364npcw6ccok:fo5rp4m`. */
  readonly subject: string;
  readonly problem: Problem;

  constructor(operation: string, subject: string, problem: Problem) {
    super(`Failed to ${operation} ${subject}: ${problemText(problem)}`, {
      cause: problem.kind === 'unreachable' ? problem.failure : undefined,
    });
    this.operation = operation;
    this.subject = subject;
    this.problem = problem;
  }
}

/** A reference that leads nowhere: a name, a tag or `latest` that no dataset or version answers to. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly what: string;
  readonly where: string;

  constructor(what: string, where: string) {
    super(`There is no ${what} ${where}`);
    this.what = what;
    this.where = where;
  }
}

/** A name or tag that leads to more than one thing; `ids` are all of them. */
export class AmbiguousError extends Error {
  override readonly name = 'AmbiguousError';
  readonly what: string;
  readonly ids: readonly string[];

  constructor(what: string, ids: readonly string[]) {
    super(`${what} is ambiguous: ${ids.join(', ')}`);
    this.what = what;
    this.ids = ids;
  }
}

/** A list that gave the same cursor twice, and so would never end. */
export class RepeatedCursorError extends Error {
  override readonly name = 'RepeatedCursorError';

  constructor(list: string) {
    super(`The list of ${list} gave the same cursor twice, so it would never end`);
  }
}

/** A list that goes on for ever, one new page after the other. */
export class EndlessListError extends Error {
  override readonly name = 'EndlessListError';

  constructor(list: string, pages: string) {
    super(`The list of ${list} does not end: it gave ${pages}`);
  }
}

/** An id that cannot be part of a path: empty, `.` or `..`. */
export class InvalidIdError extends Error {
  override readonly name = 'InvalidIdError';

  constructor(what: string, id: string) {
    super(`${JSON.stringify(id)} cannot be the id of a ${what}`);
  }
}

/** Whether the same request can succeed if it is sent again. */
export function isWorthRetrying(problem: Problem): boolean {
  switch (problem.kind) {
    case 'refused':
      return isRetryableStatus(problem.status);
    case 'unreachable':
      return problem.failure.kind !== 'tls';
    case 'unreadable':
      return problem.reason === 'not-json';
    case 'redirected':
      return false;
  }
}

/**
 * Whether the server may have done what it was asked although its answer says otherwise or did not come. A gateway
 * that answers 408, 429 or 5xx knows nothing of what went on behind it.
 */
export function mayHaveActed(problem: Problem): boolean {
  switch (problem.kind) {
    case 'refused':
      return isRetryableStatus(problem.status);
    case 'unreachable':
      return problem.failure.sent;
    case 'unreadable':
      return true;
    case 'redirected':
      return false;
  }
}

/** Whether the error is the API's own answer with one of these statuses. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof PaperspaceError && error.problem.kind === 'refused' && statuses.includes(error.problem.status)
  );
}

/** What the API says can be of any length; an annotation that nobody can read to its end says nothing. */
const MAX_SAID = 2_000;

function shorten(text: string): string {
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text;
}

/** What the call gives, or undefined where the API says 404: others can delete a thing at any time. */
export async function unlessGone<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  }
}

/** A problem in words, without advice. The text may hold what the API said: make it harmless before printing it. */
export function problemText(problem: Problem): string {
  switch (problem.kind) {
    case 'refused':
      return `${refusalText(problem)} (${identification(`HTTP ${problem.status}`, problem.code, problem.requestId)})`;
    case 'unreachable':
      return `${problem.failure.host} gave no answer (${problem.failure.kind}): ${problem.failure.message}`;
    case 'unreadable':
      return `${shorten(problem.explanation)} (${identification(`HTTP ${problem.status}`, undefined, problem.requestId)})`;
    case 'redirected':
      return `the API answered with a redirect to ${shorten(problem.location ?? 'nowhere')}, which is not followed (HTTP ${problem.status})`;
  }
}

function refusalText({ message, details }: Problem & { kind: 'refused' }): string {
  const said = shorten(message ?? 'the API gave no message');
  if (details === undefined) return said;
  return `${said}: ${shorten(typeof details === 'string' ? details : JSON.stringify(details))}`;
}

function identification(status: string, code: string | undefined, requestId: string | undefined): string {
  return shorten(
    [status, code, requestId === undefined ? undefined : `request ${requestId}`].filter(Boolean).join(', '),
  );
}
