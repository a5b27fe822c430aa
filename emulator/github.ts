/**
 * The part of GitHub's API that release notes need, on the loopback interface: one release, read and changed by id. For
 * tests and for workflows that run on this machine.
 */
import { createServer, type IncomingMessage } from 'node:http';
import * as v from 'valibot';

export interface GitHubOptions {
  /** `OWNER/NAME` of the repository. */
  readonly repository: string;
  readonly release: { readonly id: number; readonly body: string | null };
  /** The one token that is let in. Undefined: any. */
  readonly token?: string | undefined;
}

export interface GitHubRequest {
  readonly method: string;
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What to answer instead of what would be right. */
export interface GitHubAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Waits this long before it answers. */
  readonly delayMs?: number;
}

export interface EmulatedGitHub {
  /** For the variable GITHUB_API_URL. */
  readonly url: string;
  readonly requests: readonly GitHubRequest[];
  /** The release's text as it is now. */
  body(): string | null;
  setBody(body: string | null): void;
  /** Answers every request of this method so from now on; undefined: as GitHub does. */
  answerWith(method: 'GET' | 'PATCH', answer: GitHubAnswer | undefined): void;
  close(): Promise<void>;
}

const changeSchema = v.object({ body: v.string() });

export async function startGitHub({ repository, release, token }: GitHubOptions): Promise<EmulatedGitHub> {
  const requests: GitHubRequest[] = [];
  const answers = new Map<string, GitHubAnswer>();
  const path = `/repos/${repository}/releases/${release.id}`;
  let { body } = release;
  const show = () => ({ id: release.id, tag_name: 'v1.2.3', body });
  const answer = (request: GitHubRequest): GitHubAnswer => {
    const prepared = answers.get(request.method);
    if (prepared !== undefined) return prepared;
    if (token !== undefined && request.authorization !== `token ${token}`) return refusal(401, 'Bad credentials');
    if (request.target !== path) return refusal(404, 'Not Found');
    if (request.method === 'GET') return { status: 200, body: show() };
    if (request.method !== 'PATCH') return refusal(404, 'Not Found');
    ({ body } = v.parse(changeSchema, JSON.parse(request.body)));
    return { status: 200, body: show() };
  };
  const server = createServer(async (incoming, response) => {
    const request = await receive(incoming);
    requests.push(request);
    const { status, headers, body: content, delayMs = 0 } = answer(request);
    await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(content ?? {}));
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
    answerWith: (method, given) => {
      if (given === undefined) answers.delete(method);
      else answers.set(method, given);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

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
