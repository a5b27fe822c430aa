import * as v from 'valibot';
import { messageOf } from '../net/errors.ts';
import type { Log } from '../net/system.ts';
import type { EventFacts, EventLink } from '../operations/step.ts';
import type { Environment } from './workflow.ts';

/** The parts of GitHub's event payloads that are used. Each may be missing or have another type. */
const text = v.fallback(v.optional(v.string()), undefined);
const number = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger())), undefined);
const payloadSchema = v.looseObject({
  release: v.fallback(
    v.optional(
      v.looseObject({ id: number, name: v.nullish(v.string()), tag_name: text, html_url: text, created_at: text }),
    ),
    undefined,
  ),
  head_commit: v.fallback(v.nullish(v.looseObject({ message: text })), undefined),
  pull_request: v.fallback(v.optional(v.looseObject({ title: text, number })), undefined),
});
type Payload = v.InferOutput<typeof payloadSchema>;

/** A run and its re-runs end within 65 days: a run takes at most 35 days, and its last re-run begins within 30 days. */
const RUN_LIFETIME_MS = 65 * 86_400_000;

type ReadFile = (path: string) => Promise<string>;

/** The event that started the workflow, with what comments and release notes need. */
export interface GitHubEvent extends EventFacts {
  /** The ID of the release, if that is the event. */
  readonly releaseId: number | undefined;
  /** The number of the pull request that the event is about. */
  readonly pullRequest: number | undefined;
}

/** Reads the event that started the workflow. An event file that cannot be read causes a warning. */
export async function readEvent(env: Environment, readFile: ReadFile, log: Log, now: number): Promise<GitHubEvent> {
  const payload = await readPayload(env, readFile, log);
  const tag = tagOf(env, payload);
  const run = `${env.GITHUB_REPOSITORY ?? 'unknown/unknown'}/runs/${env.GITHUB_RUN_ID ?? 'unknown'}`;
  const step = `${env.GITHUB_JOB ?? 'job'}/${env.GITHUB_ACTION ?? 'step'}`;
  return {
    tag,
    run,
    runAttempt: env.GITHUB_RUN_ATTEMPT || '1',
    message: defaultMessage(env, payload, tag),
    provenance: provenanceOf(env, payload, tag),
    links: linksOf(env, payload, tag),
    key: tag === undefined ? `${run}/${step}` : `${releaseKey(env, tag)}/${step}`,
    oldestMs: oldestOf(payload, tag, now),
    releaseId: env.GITHUB_EVENT_NAME === 'release' ? payload.release?.id : undefined,
    pullRequest: payload.pull_request?.number,
  };
}

async function readPayload({ GITHUB_EVENT_PATH: path }: Environment, readFile: ReadFile, log: Log): Promise<Payload> {
  if (!path) return {};
  try {
    return v.parse(payloadSchema, JSON.parse(await readFile(path)));
  } catch (error) {
    log.warning(
      `Could not read the event file: ${messageOf(error)}. Message, tags and key are taken from the environment only`,
    );
    return {};
  }
}

/** Returns the tag of a release, or the tag that was pushed. */
function tagOf(env: Environment, { release }: Payload): string | undefined {
  if (env.GITHUB_EVENT_NAME === 'release' && release?.tag_name) return release.tag_name;
  if (env.GITHUB_REF_TYPE !== 'tag') return undefined;
  if (env.GITHUB_EVENT_NAME !== 'push' && env.GITHUB_EVENT_NAME !== 'release') return undefined;
  return env.GITHUB_REF_NAME || undefined;
}

function releaseKey(env: Environment, tag: string): string {
  return `${env.GITHUB_REPOSITORY ?? 'unknown/unknown'}@refs/tags/${tag}@${env.GITHUB_SHA ?? 'unknown'}`;
}

function defaultMessage(env: Environment, payload: Payload, tag: string | undefined): string | undefined {
  const subject = payload.head_commit?.message?.split(/\r?\n/, 1)[0];
  const started =
    env.GITHUB_WORKFLOW === undefined ? undefined : `${env.GITHUB_WORKFLOW} #${env.GITHUB_RUN_NUMBER ?? ''}`;
  const candidates = [payload.release?.name, tag, subject, payload.pull_request?.title, started];
  return candidates.find((candidate) => candidate?.trim()) ?? undefined;
}

function provenanceOf(env: Environment, { release }: Payload, tag: string | undefined): Record<string, unknown> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId } = env;
  const known = {
    repository,
    sha: env.GITHUB_SHA,
    ref: env.GITHUB_REF,
    event: env.GITHUB_EVENT_NAME,
    workflow: env.GITHUB_WORKFLOW,
    runId,
    runAttempt: env.GITHUB_RUN_ATTEMPT,
    actor: env.GITHUB_ACTOR,
    runUrl: server && repository && runId ? `${server}/${repository}/actions/runs/${runId}` : undefined,
    releaseTag: tag,
    releaseUrl: release?.html_url,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== ''));
}

function linksOf(env: Environment, { release }: Payload, tag: string | undefined): EventLink[] {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId, GITHUB_SHA: sha } = env;
  const base = server && repository ? `${server}/${repository}` : undefined;
  const name = env.GITHUB_WORKFLOW ?? 'Run';
  const number = env.GITHUB_RUN_NUMBER === undefined ? '' : ` #${env.GITHUB_RUN_NUMBER}`;
  const links: readonly (EventLink | undefined)[] = [
    base && runId ? { label: 'Run', text: `${name}${number}`, url: `${base}/actions/runs/${runId}` } : undefined,
    base && sha ? { label: 'Commit', text: sha.slice(0, 7), url: `${base}/commit/${sha}` } : undefined,
    release?.html_url ? { label: 'Release', text: tag ?? 'Release', url: release.html_url } : undefined,
  ];
  return links.filter((link) => link !== undefined);
}

function oldestOf({ release }: Payload, tag: string | undefined, now: number): number | undefined {
  if (tag === undefined) return now - RUN_LIFETIME_MS;
  const created = Date.parse(release?.created_at ?? '');
  return Number.isNaN(created) ? undefined : created;
}
