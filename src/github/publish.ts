/**
 * The texts that a step keeps on GitHub: a comment, and a section of release notes. Loaded only if a step asks for
 * them.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Outputs, PullRequestComment, VersionChanges } from '../operations/step.ts';
import { type GitHubApi, type GitHubUpdate, updateGitHub } from './api.ts';
import { renderComment, renderSection } from './markup.ts';
import type { Environment } from './workflow.ts';

/** Maintains one comment of this step on the pull request that started the workflow. Never throws. */
export function updateComment(
  update: Omit<GitHubUpdate, 'token'>,
  { token, jobIndex, headline, blocks }: PullRequestComment,
  operation: string,
): Promise<void> {
  const { workflow, event } = update;
  return updateGitHub(
    { ...update, token },
    {
      find: (repository) => {
        if (event.pullRequest !== undefined) return { ...repository, issue_number: event.pullRequest };
        throw new Error(`${startedBy(workflow.env)} is not a pull request event`);
      },
      write: async (api, thread) => {
        const marker = commentMarker(workflow.env, jobIndex);
        const body = renderComment(marker, operation, headline, blocks);
        const did = await api.retry('comment on the pull request', () => createOrUpdate(api, thread, marker, body));
        return `${did} the comment on pull request #${thread.issue_number}`;
      },
      permission:
        'The job needs `permissions: pull-requests: write`, which is not available to pull requests from forks',
      warning: (reason) =>
        `Could not comment on the pull request: ${reason}. The job summary, unless it is turned off, has the same content`,
    },
  );
}

/**
 * Maintains a section about the version that the outputs name in the notes of the release that started the workflow.
 * Never throws.
 */
export function updateReleaseNotes(
  update: GitHubUpdate,
  outputs: Outputs,
  changes: VersionChanges | undefined,
): Promise<void> {
  const { workflow, event } = update;
  return updateGitHub(update, {
    find: (repository) => {
      if (outputs['is-committed'] !== true) throw new Error('the version is a draft, which may still change');
      if (event.releaseId !== undefined) return { ...repository, release_id: event.releaseId };
      throw new Error(`${startedBy(workflow.env)} is not about a release`);
    },
    write: async ({ octokit, retry }, release) => {
      const { data } = await retry('read the release', () => octokit.rest.repos.getRelease(release));
      const before = v.parse(releaseSchema, data).body ?? '';
      const body = withSection(before, outputs['dataset-id'] ?? '', renderSection(outputs, changes));
      if (body === before) return 'The release notes are up to date';
      await retry('update the release', () => octokit.rest.repos.updateRelease({ ...release, body }));
      return 'Updated the release notes';
    },
    permission: 'The job needs `permissions: contents: write`',
    warning: (reason) => `The release notes were not updated: ${reason}`,
    reasons: {
      404: 'The release was deleted, or the token has no access to it',
      422: 'The notes may be too long',
    },
  });
}

function startedBy({ GITHUB_EVENT_NAME }: Environment): string {
  return `the event that started the workflow (${GITHUB_EVENT_NAME || 'unknown'})`;
}

/**
 * Returns the first line of the comment, which GitHub does not show. It identifies the step of the workflow across
 * runs.
 *
 * @param jobIndex the index of the matrix job
 */
export function commentMarker(env: Environment, jobIndex: string): string {
  const step = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, env.GITHUB_ACTION, jobIndex];
  const id = createHash('sha256').update(JSON.stringify(step)).digest('hex').slice(0, 32);
  return `<!-- paperspace-dataset-action:comment ${id} -->`;
}

interface Thread {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/**
 * Updates the comment, or creates it if there is none. Looks it up first on every attempt, to find a comment that
 * was created by a request without a response. Of two that were created at the same time, keeps the older.
 */
async function createOrUpdate(
  { octokit }: GitHubApi,
  thread: Thread,
  marker: string,
  body: string,
): Promise<'Created' | 'Updated' | 'Kept'> {
  const { owner, repo } = thread;
  const update = async ({ id, body: before }: OwnComment): Promise<'Updated' | 'Kept'> => {
    if (before === body) return 'Kept';
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    return 'Updated';
  };
  const found = await findComment(octokit, thread, marker);
  if (found !== undefined) return update(found);
  const { data } = await octokit.rest.issues.createComment({ ...thread, body });
  const oldest = await findComment(octokit, thread, marker);
  if (oldest === undefined || oldest.id === data.id) return 'Created';
  await octokit.rest.issues.deleteComment({ owner, repo, comment_id: data.id });
  return update(oldest);
}

const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        nodes { body url viewerDidAuthor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

const pageSchema = v.object({
  repository: v.object({
    pullRequest: v.object({
      comments: v.object({
        nodes: v.array(v.object({ body: v.string(), url: v.string(), viewerDidAuthor: v.boolean() })),
        pageInfo: v.object({ hasNextPage: v.boolean(), endCursor: v.nullable(v.string()) }),
      }),
    }),
  }),
});

/**
 * Finds the oldest comment that begins with the marker and that the owner of the token wrote: anyone can copy a
 * marker, and a token that may write can change the comments of others. Only GraphQL returns the owner of the token.
 */
async function findComment(
  octokit: GitHubApi['octokit'],
  { owner, repo, issue_number: number }: Thread,
  marker: string,
): Promise<OwnComment | undefined> {
  let after: string | null = null;
  do {
    const page: unknown = await octokit.graphql(QUERY, { owner, repo, number, after });
    const { nodes, pageInfo } = v.parse(pageSchema, page).repository.pullRequest.comments;
    for (const { body, url, viewerDidAuthor } of nodes) {
      const [, id] = /#issuecomment-(\d+)$/.exec(url) ?? [];
      if (viewerDidAuthor && body.startsWith(marker) && id !== undefined) return { id: Number(id), body };
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return undefined;
}

const releaseSchema = v.object({ body: v.optional(v.nullable(v.string()), null) });

/**
 * Puts the section about a version into the text of a release. A section of the same dataset is replaced; otherwise
 * the section is appended. The text around it stays unchanged, byte for byte. If the text has the section more than
 * once, the first is replaced and the others are removed. A marker without its partner counts as text.
 */
export function withSection(body: string, datasetId: string, section: readonly string[]): string {
  const newline = body.includes('\r\n') ? '\r\n' : '\n';
  const [begin, end] = markers(datasetId);
  const text = [begin, ...section, end].join(newline);
  const places = placesOf(body, begin, end);
  if (places.length === 0) return `${body}${gapAfter(body, newline)}${text}`;
  let result = '';
  let at = 0;
  for (const [index, place] of places.entries()) {
    result += body.slice(at, place.from) + (index === 0 ? text : '');
    at = place.to;
  }
  return result + body.slice(at);
}

/** Returns HTML comments, which GitHub does not show. Each dataset has its own section in a release. */
function markers(datasetId: string): readonly [begin: string, end: string] {
  const id = datasetId.replace(/[^A-Za-z0-9]/g, '');
  return [`<!-- paperspace-dataset-action:begin ${id} -->`, `<!-- paperspace-dataset-action:end ${id} -->`];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Finds every begin marker that is followed by an end marker, with no other begin marker between the two. */
function placesOf(body: string, begin: string, end: string): Place[] {
  const places: Place[] = [];
  for (let at = body.indexOf(begin); at !== -1; ) {
    const next = body.indexOf(begin, at + begin.length);
    const close = body.indexOf(end, at);
    if (close === -1) break;
    if (next === -1 || close < next) places.push({ from: at, to: close + end.length });
    at = next;
  }
  return places;
}

/** Returns the line breaks that leave one empty line between the user's text and the section. */
function gapAfter(body: string, newline: string): string {
  if (body === '' || /(\r?\n){2}$/.test(body)) return '';
  return body.endsWith('\n') ? newline : newline.repeat(2);
}
