/** GitHub's API, for what a step keeps up to date there. Loaded only where a step asks for it. */
import { getOctokit } from '@actions/github';
import { fetch } from 'undici';
import * as v from 'valibot';
import { createDispatcher } from '../net/dispatcher.ts';
import { isRetryableStatus, parseRetryAfter, type RetryContext, type RetryDecision, withRetry } from '../net/retry.ts';
import type { Environment } from './workflow.ts';
import { VERSION } from './workflow.ts';

export interface GitHubApi {
  readonly octokit: ReturnType<typeof getOctokit>;
  /** Runs `attempt` until it succeeds or cannot; `action` is for the log, such as `read the release`. */
  retry<T>(action: string, attempt: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface GitHubApiOptions {
  readonly env: Environment;
  readonly token: string;
  readonly idleTimeoutMs: number;
  readonly retryContext: RetryContext;
}

/** Comments and release notes are optional, so a step spends little time on them. */
const MAX_RETRIES = 2;

/** Connects through the proxies that the environment names. Nothing is sent yet. */
export function connectToGitHub({ env, token, idleTimeoutMs, retryContext }: GitHubApiOptions): GitHubApi {
  const proxy = {
    httpProxy: env.http_proxy || env.HTTP_PROXY,
    httpsProxy: env.https_proxy || env.HTTPS_PROXY,
    noProxy: env.no_proxy || env.NO_PROXY,
  };
  const debug = (message: string): void => retryContext.log.debug(message);
  // The toolkit's own connections wait five minutes for a response and ignore cancellation.
  const dispatcher = createDispatcher({ proxy, idleTimeoutMs, connections: 1 });
  const octokit = getOctokit(token, {
    baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
    userAgent: `paperspace-dataset-action/${VERSION}`,
    // Its default prints what a server says as it is.
    log: { debug, info: debug, warn: debug, error: debug },
    request: {
      fetch: (url: string, options: Parameters<typeof fetch>[1]) => fetch(url, { ...options, dispatcher }),
      signal: retryContext.signal,
    },
  });
  const limited = { ...retryContext, retries: Math.min(MAX_RETRIES, retryContext.retries) };
  return {
    octokit,
    retry: (action, attempt) =>
      withRetry(action, limited, attempt, (error) => retryDecision(error, retryContext.clock.now())),
    close: () => dispatcher.destroy(),
  };
}

/** Returns the owner and the name of the repository that the workflow runs in. */
export function repositoryOf({ GITHUB_REPOSITORY = '' }: Environment): { owner: string; repo: string } {
  const [owner = '', repo = ''] = GITHUB_REPOSITORY.split('/');
  return { owner, repo };
}

const failureSchema = v.object({
  status: v.number(),
  message: v.string(),
  response: v.optional(v.object({ headers: v.record(v.string(), v.unknown()) })),
});

/** What GitHub refused. */
export interface GitHubRefusal {
  readonly status: number;
  readonly limited: boolean;
  readonly retryAfterMs: number | undefined;
}

/** What GraphQL refuses comes with HTTP 200. */
const graphqlFailureSchema = v.object({ errors: v.tupleWithRest([v.object({ type: v.string() })], v.unknown()) });
const graphqlStatuses = new Map([
  ['FORBIDDEN', 403],
  ['INSUFFICIENT_SCOPES', 403],
  ['NOT_FOUND', 404],
  ['RATE_LIMITED', 429],
]);

/** Returns what GitHub refused, or undefined if there was no response. */
export function refusalOf(error: unknown, now: number): GitHubRefusal | undefined {
  const byGraphql = v.safeParse(graphqlFailureSchema, error);
  const graphqlStatus = byGraphql.success ? graphqlStatuses.get(byGraphql.output.errors[0].type) : undefined;
  if (graphqlStatus !== undefined) {
    return { status: graphqlStatus, limited: graphqlStatus === 429, retryAfterMs: undefined };
  }
  const parsed = v.safeParse(failureSchema, error);
  if (!parsed.success || parsed.output.response === undefined) return undefined;
  const { status, response } = parsed.output;
  const retryAfter = response.headers['retry-after'];
  const limited = status === 429 || response.headers['x-ratelimit-remaining'] === '0' || retryAfter !== undefined;
  return {
    status,
    limited: limited && (status === 403 || status === 429),
    retryAfterMs: parseRetryAfter(typeof retryAfter === 'string' ? retryAfter : undefined, now),
  };
}

/** Decides whether to repeat a request. Does not wait for a rate limit that resets in an hour. */
function retryDecision(error: unknown, now: number): RetryDecision {
  const cause = Error.isError(error) ? error.message : String(error);
  const refusal = refusalOf(error, now);
  if (refusal === undefined) return { kind: 'retry', cause };
  const { status, limited, retryAfterMs } = refusal;
  return limited || !isRetryableStatus(status) ? { kind: 'give-up' } : { kind: 'retry', cause, retryAfterMs };
}

/** What else to say about a failure. */
export interface FailureAdvice {
  /** The permission that the job needs. */
  readonly permission: string;
  /** What a status means for this request. */
  readonly reasons: Readonly<Record<number, string>>;
}

/** Describes why a request to GitHub failed. */
export function failureText(error: unknown, now: number, { permission, reasons }: FailureAdvice): string {
  const message = Error.isError(error) ? error.message : String(error);
  const refusal = refusalOf(error, now);
  if (refusal === undefined) return `GitHub's response could not be used: ${message}`;
  const { status, limited } = refusal;
  const said = `GitHub responded: ${message} (HTTP ${status})`;
  if (limited) return `${said}. Too many requests were made with this token: run the job again later`;
  if (status === 401) return `${said}. The \`github-token\` is not valid. ${permission}`;
  const reason = reasons[status];
  if (reason !== undefined) return `${said}. ${reason}. ${permission}`;
  return status === 403 || status === 404 ? `${said}. ${permission}` : said;
}
