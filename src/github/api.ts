/** Calls GitHub's API for comments and release notes. Loaded only if a step asks for it. */
import { getOctokit } from '@actions/github';
import { fetch } from 'undici';
import * as v from 'valibot';
import { createDispatcher } from '../net/dispatcher.ts';
import { messageOf } from '../net/errors.ts';
import { isRetryableStatus, parseRetryAfter, type RetryContext, type RetryDecision, withRetry } from '../net/retry.ts';
import type { GitHubEvent } from './event.ts';
import { proxyEnvironment, USER_AGENT, type Workflow } from './workflow.ts';

export interface GitHubApi {
  readonly octokit: ReturnType<typeof getOctokit>;
  /** Runs `attempt` until it succeeds or fails for good; `action` is for the log, such as `read the release`. */
  retry<T>(action: string, attempt: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Comments and release notes are optional, so a step spends little time on them. */
const MAX_RETRIES = 2;

/** Connects through the proxies that the environment names. Nothing is sent yet. */
function connectToGitHub({ workflow, idleTimeoutMs, retryContext }: GitHubUpdate, token: string): GitHubApi {
  const { env } = workflow;
  const debug = (message: string): void => retryContext.log.debug(message);
  // The toolkit's own connections wait five minutes for a response and ignore cancellation.
  const dispatcher = createDispatcher({ proxy: proxyEnvironment(env), idleTimeoutMs, connections: 1 });
  const octokit = getOctokit(token, {
    baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
    userAgent: USER_AGENT,
    // Its default prints server messages unescaped.
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

const failureSchema = v.object({
  status: v.number(),
  message: v.string(),
  response: v.optional(v.object({ headers: v.record(v.string(), v.unknown()) })),
});

/** A refusal by GitHub. */
interface GitHubRefusal {
  readonly status: number;
  readonly limited: boolean;
  readonly retryAfterMs: number | undefined;
}

/** A refusal by GraphQL, which comes with HTTP 200. */
const graphqlFailureSchema = v.object({ errors: v.tupleWithRest([v.object({ type: v.string() })], v.unknown()) });
const graphqlStatuses = new Map([
  ['FORBIDDEN', 403],
  ['INSUFFICIENT_SCOPES', 403],
  ['NOT_FOUND', 404],
  ['RATE_LIMITED', 429],
]);

/** Returns GitHub's refusal, or undefined if there was no response. */
function refusalOf(error: unknown, now: number): GitHubRefusal | undefined {
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
  const refusal = refusalOf(error, now);
  if (refusal === undefined) return { kind: 'retry', cause: messageOf(error) };
  const { status, limited, retryAfterMs } = refusal;
  if (limited || !isRetryableStatus(status)) return { kind: 'give-up' };
  return { kind: 'retry', cause: messageOf(error), retryAfterMs };
}

/** A change on GitHub that a step makes in addition to its operation. */
export interface GitHubUpdate {
  readonly workflow: Workflow;
  readonly event: GitHubEvent;
  readonly token: string | undefined;
  readonly idleTimeoutMs: number;
  readonly retryContext: RetryContext;
}

interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** One kind of change, and the texts about its failure. */
interface Change<T> {
  /** Returns what to change in a repository. An error says why there is nothing. */
  readonly find: (repository: Repository) => T;
  /** Makes the change and returns a line for the log. */
  readonly write: (api: GitHubApi, target: T) => Promise<string>;
  /** The permission that the job needs. */
  readonly permission: string;
  /** Returns the warning about a change that failed. */
  readonly warning: (reason: string) => string;
  /** The meanings of statuses for this change. */
  readonly reasons?: Readonly<Record<number, string>>;
}

/** Makes a change on GitHub. Never throws: a failure causes one warning, and the step still succeeds. */
export async function updateGitHub<T>(update: GitHubUpdate, change: Change<T>): Promise<void> {
  const { workflow, token } = update;
  try {
    const [owner = '', repo = ''] = (workflow.env.GITHUB_REPOSITORY ?? '').split('/');
    const target = change.find({ owner, repo });
    if (token === undefined) throw new Error(`there is no \`github-token\`. ${change.permission}`);
    const api = connectToGitHub(update, token);
    try {
      workflow.info(await change.write(api, target));
    } catch (error) {
      throw new Error(failureText(error, update.retryContext.clock.now(), change), { cause: error });
    } finally {
      await api.close();
    }
  } catch (error) {
    workflow.warning(change.warning(messageOf(error)));
    if (Error.isError(error) && error.cause !== undefined) workflow.debug(String(error.cause));
  }
}

/** Describes why a request to GitHub failed. */
function failureText(
  error: unknown,
  now: number,
  { permission, reasons = {} }: Pick<Change<never>, 'permission' | 'reasons'>,
): string {
  const message = messageOf(error);
  const refusal = refusalOf(error, now);
  if (refusal === undefined) return `The request to GitHub failed: ${message}`;
  const { status, limited } = refusal;
  const said = `GitHub responded: ${message} (HTTP ${status})`;
  if (limited) return `${said}. Too many requests were made with this token. Re-run the job later`;
  if (status === 401) return `${said}. The \`github-token\` is not valid. ${permission}`;
  const reason = reasons[status];
  if (reason !== undefined) return `${said}. ${reason}. ${permission}`;
  return status === 403 || status === 404 ? `${said}. ${permission}` : said;
}
