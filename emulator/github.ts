/**
 * The part of GitHub's API that release notes and comments need, on the loopback interface: one release, read and
 * changed by id, and the comments on one pull request. For tests and for workflows that run on this machine.
 */
import { createServer, type IncomingMessage } from 'node:http';
import * as v from 'valibot';

export interface GitHubOptions {
  /** `OWNER/NAME` of the repository. */
  readonly repository: string;
  readonly release?: { readonly id: number; readonly body: string | null };
  readonly pullRequest?: { readonly number: number; readonly comments?: readonly GitHubComment[] };
  /** The only token that is accepted. Undefined accepts any. */
  readonly token?: string | undefined;
}

/** A comment on the pull request. */
export interface GitHubComment {
  readonly id: number;
  readonly body: string;
  /** Whether the owner of the token wrote it. */
  readonly own: boolean;
}

export interface GitHubRequest {
  readonly method: string;
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A response to send instead of the correct one. */
export interface GitHubAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Waits this long before it answers. */
  readonly delayMs?: number;
  /** Whether the request takes effect nonetheless. */
  readonly acts?: boolean;
}

export interface EmulatedGitHub {
  /** For the variable GITHUB_API_URL. */
  readonly url: string;
  readonly requests: readonly GitHubRequest[];
  /** The release's text as it is now. */
  body(): string | null;
  setBody(body: string | null): void;
  /** The comments as they are now, oldest first. */
  comments(): readonly GitHubComment[];
  /** Responds to every request of this kind like this from now on; undefined restores GitHub's behavior. */
  answerWith(kind: RequestKind, answer: GitHubAnswer | undefined): void;
  close(): Promise<void>;
}

/** A method, or the requests of GraphQL, of which none changes anything here. */
export type RequestKind = 'GET' | 'PATCH' | 'POST' | 'DELETE' | 'GraphQL';

const changeSchema = v.object({ body: v.string() });
const querySchema = v.object({
  query: v.string(),
  variables: v.looseObject({ number: v.number(), after: v.nullish(v.string()) }),
});

export async function startGitHub({ repository, release, pullRequest, token }: GitHubOptions): Promise<EmulatedGitHub> {
  const requests: GitHubRequest[] = [];
  const answers = new Map<RequestKind | undefined, GitHubAnswer>();
  let body = release?.body ?? null;
  const comments = new Comments(pullRequest?.comments ?? []);
  const act = ({ method, target, body: text }: GitHubRequest): GitHubAnswer => {
    const [, kind, id, rest] =
      new RegExp(`^/repos/${repository}/(releases|issues/comments|issues)/(\\d+)(/comments)?$`).exec(target) ?? [];
    if (method === 'POST' && target === '/graphql')
      return comments.query(v.parse(querySchema, JSON.parse(text)), pullRequest?.number);
    if (kind === 'releases' && Number(id) === release?.id) {
      if (method === 'PATCH') ({ body } = v.parse(changeSchema, JSON.parse(text)));
      return { status: 200, body: { id: release?.id, tag_name: 'v1.2.3', body } };
    }
    if (kind === 'issues' && rest === '/comments' && method === 'POST' && Number(id) === pullRequest?.number) {
      return { status: 201, body: comments.add(v.parse(changeSchema, JSON.parse(text)).body) };
    }
    if (kind === 'issues/comments' && method === 'PATCH') {
      return comments.update(Number(id), v.parse(changeSchema, JSON.parse(text)).body);
    }
    return kind === 'issues/comments' && method === 'DELETE' ? comments.remove(Number(id)) : refusal(404, 'Not Found');
  };
  const answer = (request: GitHubRequest): GitHubAnswer => {
    const prepared = answers.get(kindOf(request));
    if (prepared?.acts) act(request);
    if (prepared !== undefined) return prepared;
    if (token !== undefined && request.authorization !== `token ${token}`) return refusal(401, 'Bad credentials');
    return act(request);
  };
  const server = createServer(async (incoming, response) => {
    const request = await receive(incoming);
    requests.push(request);
    const { status, headers, body: content, delayMs = 0 } = answer(request);
    await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(status === 204 ? undefined : JSON.stringify(content ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    body: () => body,
    setBody: (text) => {
      body = text;
    },
    comments: () => comments.all,
    answerWith: (kind, given) => {
      if (given === undefined) answers.delete(kind);
      else answers.set(kind, given);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function kindOf({ method, target }: GitHubRequest): RequestKind | undefined {
  if (target === '/graphql') return 'GraphQL';
  return (['GET', 'PATCH', 'POST', 'DELETE'] as const).find((one) => one === method);
}

/** The comments on a pull request. A page of them is short, so that a test can have several. */
class Comments {
  all: readonly GitHubComment[];
  #nextId = 5_000_000_000;

  constructor(all: readonly GitHubComment[]) {
    this.all = all;
  }

  add(body: string): unknown {
    const id = this.#nextId;
    this.#nextId += 1;
    this.all = [...this.all, { id, body, own: true }];
    return { id, body };
  }

  update(id: number, body: string): GitHubAnswer {
    if (!this.all.some((comment) => comment.id === id)) return refusal(404, 'Not Found');
    this.all = this.all.map((comment) => (comment.id === id ? { ...comment, body } : comment));
    return { status: 200, body: { id, body } };
  }

  remove(id: number): GitHubAnswer {
    if (!this.all.some((comment) => comment.id === id)) return refusal(404, 'Not Found');
    this.all = this.all.filter((comment) => comment.id !== id);
    return { status: 204 };
  }

  query({ variables }: v.InferOutput<typeof querySchema>, number: number | undefined): GitHubAnswer {
    if (variables.number !== number) {
      const error = {
        type: 'NOT_FOUND',
        message: `Could not resolve to a PullRequest with the number of ${variables.number}.`,
      };
      return { status: 200, body: { data: { repository: { pullRequest: null } }, errors: [error] } };
    }
    const start = Number(variables.after ?? 0);
    const page = this.all.slice(start, start + PAGE);
    const nodes = page.map(({ id, body, own }) => ({
      body,
      url: `https://github.com/acme/flowers/pull/${number}#issuecomment-${id}`,
      viewerDidAuthor: own,
    }));
    const end = start + page.length;
    const pageInfo = { hasNextPage: end < this.all.length, endCursor: String(end) };
    return { status: 200, body: { data: { repository: { pullRequest: { comments: { nodes, pageInfo } } } } } };
  }
}

const PAGE = 3;

function refusal(status: number, message: string): GitHubAnswer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

async function receive(incoming: IncomingMessage): Promise<GitHubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    authorization: incoming.headers.authorization,
    body: Buffer.concat(chunks).toString(),
  };
}
