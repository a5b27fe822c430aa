/** GitHub's API for one release. */
import { getOctokit } from '@actions/github';
import { fetch } from 'undici';
import * as v from 'valibot';
import { createDispatcher } from '../net/dispatcher.ts';
import { isRetryableStatus, parseRetryAfter, type RetryContext, type RetryDecision, withRetry } from '../net/retry.ts';
import { VERSION } from '../version.ts';
import type { Environment } from './workflow.ts';

export interface ReleaseAddress {
  /** `OWNER/NAME` of the repository. */
  readonly repository: string;
  readonly id: number;
}

export interface ReleaseApi {
  /** Returns the text of the release; empty where it has none. */
  read(release: ReleaseAddress): Promise<string>;
  write(release: ReleaseAddress, body: string): Promise<void>;
  close(): Promise<void>;
}

export interface ReleaseApiOptions {
  readonly env: Environment;
  readonly token: string;
  readonly idleTimeoutMs: number;
  readonly retryContext: RetryContext;
}

const releaseSchema = v.object({ body: v.optional(v.nullable(v.string()), null) });

/** Connects through the proxies that the environment names. Nothing is sent yet. */
export function connectToReleases({ env, token, idleTimeoutMs, retryContext }: ReleaseApiOptions): ReleaseApi {
  const proxy = {
    httpProxy: env.http_proxy || env.HTTP_PROXY,
    httpsProxy: env.https_proxy || env.HTTPS_PROXY,
    noProxy: env.no_proxy || env.NO_PROXY,
  };
  const debug = (message: string): void => retryContext.log.debug(message);
  // The toolkit's own connections wait five minutes for an answer, and take no part in the cancellation.
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
  const retrying = <T>(action: string, attempt: () => Promise<T>): Promise<T> =>
    withRetry(action, retryContext, attempt, (error) => judge(error, retryContext.clock.now()));
  return {
    read: async (release) => {
      const { data } = await retrying('read the release', () => octokit.rest.repos.getRelease(parameters(release)));
      return v.parse(releaseSchema, data).body ?? '';
    },
    write: async (release, body) => {
      await retrying('write the release', () => octokit.rest.repos.updateRelease({ ...parameters(release), body }));
    },
    close: () => dispatcher.destroy(),
  };
}

function parameters({ repository, id }: ReleaseAddress): { owner: string; repo: string; release_id: number } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo, release_id: id };
}

const failureSchema = v.object({
  status: v.number(),
  message: v.string(),
  response: v.optional(v.object({ headers: v.record(v.string(), v.unknown()) })),
});

/** What GitHub refused, or undefined where there was no answer. */
export interface ReleaseRefusal {
  readonly status: number;
  readonly limited: boolean;
  readonly retryAfterMs: number | undefined;
}

export function refusalOf(error: unknown, now: number): ReleaseRefusal | undefined {
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

/** A limit of an hour is not waited for, since the notes are a writeSummary. */
function judge(error: unknown, now: number): RetryDecision {
  const cause = Error.isError(error) ? error.message : String(error);
  const refusal = refusalOf(error, now);
  if (refusal === undefined) return { kind: 'retry', cause };
  const { status, limited, retryAfterMs } = refusal;
  return limited || !isRetryableStatus(status) ? { kind: 'give-up' } : { kind: 'retry', cause, retryAfterMs };
}
