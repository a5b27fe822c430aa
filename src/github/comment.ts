/** The comment on the pull request that started the workflow. Loaded only if a step asks for it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { PullRequestComment } from '../operations/step.ts';
import { type GitHubApi, type GitHubUpdate, repositoryOf, updateGitHub } from './api.ts';
import { readPullRequestNumber } from './event.ts';
import { renderComment } from './summary.ts';
import type { Environment } from './workflow.ts';

/** The comment to write, and the dependencies for writing it. */
interface CommentUpdate extends Omit<GitHubUpdate, 'token'> {
  readonly comment: PullRequestComment;
  readonly operation: string;
}

/** Maintains one comment of this step on the pull request that started the workflow. Never throws. */
export function updateComment({ comment, operation, ...update }: CommentUpdate): Promise<void> {
  const { token, jobIndex, headline, blocks } = comment;
  const { env } = update.workflow;
  return updateGitHub(
    { ...update, token },
    {
      find: async () => ({ ...repositoryOf(env), issue_number: await pullRequestNumber(env) }),
      write: async (api, thread) => {
        const marker = commentMarker(env, jobIndex);
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

async function pullRequestNumber(env: Environment): Promise<number> {
  const number = await readPullRequestNumber(env, (file) => readFile(file, 'utf8'));
  if (number !== undefined) return number;
  throw new Error(
    `the event that started the workflow (${env.GITHUB_EVENT_NAME || 'unknown'}) is not about a pull request`,
  );
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
