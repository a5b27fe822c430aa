/** GitHub's API for one release. Loaded only where release notes are wanted. */
import { request } from '@octokit/request';
import { fetch } from 'undici';
import * as v from 'valibot';
import { createDispatcher } from '../net/dispatcher.ts';
import { isRetryableStatus, parseRetryAfter, type RetryContext, type Verdict, withRetry } from '../net/retry.ts';
import { VERSION } from '../version.ts';
import type { Environment } from './workflow.ts';

export interface ReleaseAddress {
  /** `OWNER/NAME` of the repository. */
  readonly repository: string;
  readonly id: number;
}

export interface ReleaseApi {
  /** The text of the release; empty where it has none. */
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
const ROUTE = '/repos/{+repository}/releases/{release_id}';

/** Connects through the proxies that the environment names. Nothing is sent yet. */
export function connectToReleases({ env, token, idleTimeoutMs, retryContext }: ReleaseApiOptions): ReleaseApi {
  const proxy = {
    httpProxy: env.http_proxy || env.HTTP_PROXY,
    httpsProxy: env.https_proxy || env.HTTPS_PROXY,
    noProxy: env.no_proxy || env.NO_PROXY,
  };
  const dispatcher = createDispatcher({ proxy, idleTimeoutMs, connections: 1 });
  const send = request.defaults({
    baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
    headers: { authorization: `token ${token}`, 'user-agent': `paperspace-dataset-action/${VERSION}` },
    request: {
      fetch: (url: string, options: Parameters<typeof fetch>[1]) => fetch(url, { ...options, dispatcher }),
      signal: retryContext.signal,
    },
  });
  const withRetries = (what: string, attempt: () => Promise<unknown>): Promise<unknown> =>
    withRetry(what, retryContext, attempt, (error) => judge(error, retryContext.clock.now()));
  return {
    read: async ({ repository, id }) => {
      const parameters = { repository, release_id: id };
      const answer = await withRetries('read the release', async () => (await send(`GET ${ROUTE}`, parameters)).data);
      return v.parse(releaseSchema, answer).body ?? '';
    },
    write: async ({ repository, id }, body) => {
      await withRetries('write the release', () => send(`PATCH ${ROUTE}`, { repository, release_id: id, body }));
    },
    close: () => dispatcher.destroy(),
  };
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
function judge(error: unknown, now: number): Verdict {
  const cause = Error.isError(error) ? error.message : String(error);
  const refusal = refusalOf(error, now);
  if (refusal === undefined) return { kind: 'again', cause };
  const { status, limited, retryAfterMs } = refusal;
  return limited || !isRetryableStatus(status) ? { kind: 'give-up' } : { kind: 'again', cause, retryAfterMs };
}
