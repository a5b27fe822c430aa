import { ActionError, type NetworkError, networkHint } from '../net/errors.ts';
import { didYouMean } from '../net/format.ts';
import { isRetryableStatus } from '../net/retry.ts';

/** The reason why a request did not get the response that the API reference describes. */
export type Problem =
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | undefined;
      readonly message: string | undefined;
      readonly details: unknown;
      readonly requestId: string | undefined;
      readonly retryAfterMs: number | undefined;
      /** The URL of the request, if known. */
      readonly url?: string | undefined;
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
export class PaperspaceError extends ActionError {
  /** In the infinitive, such as `get version`. */
  readonly operation: string;
  /** The object of the call, such as `dst364npcw6ccok:fo5rp4m`. */
  readonly subject: string;
  readonly problem: Problem;

  constructor(operation: string, subject: string, problem: Problem) {
    const title = `Failed to ${operation} ${subject}`;
    super(`${title}: ${problemText(problem)}`, {
      title,
      hint: problemHint(problem, subject),
      cause: problem.kind === 'unreachable' ? problem.failure : undefined,
    });
    this.operation = operation;
    this.subject = subject;
    this.problem = problem;
  }
}

/** The hint about a missing API key, or one that was not accepted. */
export const API_KEY_HINT =
  'Set `api-key: ${{ secrets.PAPERSPACE_API_KEY }}`. GitHub does not pass the secret to workflows triggered by forks, to workflows triggered by Dependabot unless it is a Dependabot secret, to a job that does not name the environment that holds it, or to a reusable workflow whose caller does not pass it, with `secrets: inherit` or by name.';

function problemHint(problem: Problem, subject: string): string | undefined {
  switch (problem.kind) {
    case 'refused':
      return refusalHint(problem, subject);
    case 'unreachable':
      return networkHint(problem.failure.kind, '`api-url`');
    case 'unreadable':
      return 'Check `api-url`. The response may come from a proxy between the runner and the API.';
    case 'redirected':
      return 'Set `api-url` to the final address. The API key is never sent to the target of a redirect.';
  }
}

function refusalHint({ status, url }: Problem & { kind: 'refused' }, subject: string): string | undefined {
  if (status === 401) return `The API key was not accepted. ${API_KEY_HINT}`;
  if (status === 403) return 'The API key has no access. It must belong to the team that owns the dataset.';
  if (status === 404 && lacksVersion(url)) return 'Check `api-url`: it should end in `/v1`.';
  if (status === 404) return `${subject} not found. Check the ID and the API key's team.`;
  if (status === 409)
    return 'The request conflicts with the current state of the dataset or version. Check that state, then try again.';
  if (status === 429) return 'Too many requests, even after the retries. Run fewer jobs at once, or raise `retries`.';
  if (status >= 500) return 'The API reported a server error. Re-run the job later; completed work is reused.';
  return undefined;
}

/** Returns whether the base URL lacks the version of the API, as in `https://api.paperspace.com`. */
function lacksVersion(url: string | undefined): boolean {
  return url !== undefined && !/\/v\d+\/datasets\b/.test(url);
}

/** A reference to a dataset, a tag or `latest` that matches nothing. */
export class NotFoundError extends ActionError {
  constructor(what: string, where: string, hint: string) {
    super(`There is no ${what} ${where}`, { title: 'Not found', hint });
  }
}

/** Returns the error about a dataset that has none of the `names`, which were just read. */
export function datasetNotFound(name: string, names: readonly string[]): NotFoundError {
  return new NotFoundError(
    `dataset named ${JSON.stringify(name)}`,
    "among the private datasets of the API key's team",
    `${didYouMean(name, names) || "Check the spelling and the API key's team."} Use the ID for a public dataset.`,
  );
}

const MAX_NAMED_TAGS = 20;

/** Returns the error about a missing version or tag, with the tags that the newest versions have. */
export function tagNotFound(datasetId: string, tag: string, tags: readonly string[]): NotFoundError {
  const more = tags.length > MAX_NAMED_TAGS ? ` and ${tags.length - MAX_NAMED_TAGS} more` : '';
  const existing =
    tags.length === 0 ? '' : ` Tags of the newest versions: ${tags.slice(0, MAX_NAMED_TAGS).join(', ')}${more}.`;
  const hint = `${didYouMean(tag, tags) || 'Check the spelling.'}${existing}`;
  return new NotFoundError(`version or tag ${JSON.stringify(tag)}`, `in dataset ${datasetId}`, hint);
}

/** A name or tag that matches several datasets or versions. */
export class AmbiguousError extends ActionError {
  constructor(what: string, ids: readonly string[]) {
    super(`${what} is ambiguous: ${ids.join(', ')}`, {
      title: 'Ambiguous',
      hint: 'Use one of the IDs that the error lists.',
    });
  }
}

/** A list whose pagination does not terminate: it repeats a cursor, or has more pages than any list. */
export class PaginationError extends ActionError {
  constructor(list: string, reason: string) {
    super(`Pagination of the list of ${list} did not terminate: ${reason}`, {
      title: 'Pagination did not terminate',
      hint: 'The API, or a proxy in front of it, returned an invalid list. Re-run the job later.',
    });
  }
}

/** An ID that cannot be part of a path: empty, `.` or `..`. */
export class InvalidIdError extends ActionError {
  constructor(what: string, id: string) {
    super(`${JSON.stringify(id)} is not a valid ${what} ID`, { title: 'Invalid ID' });
  }
}

/** Returns whether the same request can succeed if it is sent again. */
export function isWorthRetrying(problem: Problem): boolean {
  if (problem.kind === 'unreachable') return problem.failure.kind !== 'tls';
  if (problem.kind === 'unreadable') return problem.reason === 'not-json';
  return problem.kind === 'refused' && isRetryableStatus(problem.status);
}

/**
 * Returns whether the request may have taken effect although its response indicates otherwise or did not arrive. A
 * gateway that responds with 408, 429 or 5xx does not know what happened behind it.
 */
export function mayHaveTakenEffect(problem: Problem): boolean {
  if (problem.kind === 'unreachable') return problem.failure.sent;
  return problem.kind === 'unreadable' || (problem.kind === 'refused' && isRetryableStatus(problem.status));
}

/** Returns whether the error is the API's own response with one of these statuses. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof PaperspaceError && error.problem.kind === 'refused' && statuses.includes(error.problem.status)
  );
}

/** Returns the result of the call, or undefined after a 404: other processes can delete the object at any time. */
export async function unlessGone<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  }
}

/** A message of the API can be of any length, but a long annotation is not read. */
const MAX_QUOTED = 2_000;

function shorten(text: string): string {
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

/** Describes a problem, without a hint. The text may quote the API: escape it before printing it. */
export function problemText(problem: Problem): string {
  switch (problem.kind) {
    case 'refused':
      return `${refusalText(problem)} (${identification(`HTTP ${problem.status}`, problem.code, problem.requestId)})`;
    case 'unreachable':
      return problem.failure.explanation;
    case 'unreadable':
      return `${shorten(problem.explanation)} (${identification(`HTTP ${problem.status}`, undefined, problem.requestId)})`;
    case 'redirected':
      return `the API responded with a redirect to ${shorten(problem.location ?? 'an unknown address')}, which is not followed (HTTP ${problem.status})`;
  }
}

function refusalText({ message, details }: Problem & { kind: 'refused' }): string {
  const quoted = shorten(message ?? 'the API sent no message');
  if (details === undefined) return quoted;
  return `${quoted}: ${shorten(typeof details === 'string' ? details : JSON.stringify(details))}`;
}

function identification(status: string, code: string | undefined, requestId: string | undefined): string {
  return shorten(
    [status, code, requestId === undefined ? undefined : `request ${requestId}`].filter(Boolean).join(', '),
  );
}
