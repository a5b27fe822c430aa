import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EmulatedGitHub, type GitHubComment, startGitHub } from '../../emulator/github.ts';
import { releaseEnv, releaseEvent } from '../../emulator/release-event.ts';
import { readEvent } from '../../src/github/event.ts';
import { renderComment } from '../../src/github/markup.ts';
import { commentMarker, updateComment } from '../../src/github/publish.ts';
import type { PullRequestComment, SummaryBlock } from '../../src/operations/step.ts';

import { NOON_MS } from '../support/clocks.ts';
import { temporaryFolder } from '../support/folders.ts';
import { type HeldRetryContext, heldRetryContext, RecordingLog } from '../support/recording.ts';
import { type FakeWorkflow, fakeWorkflow } from '../support/runner.ts';

const TOKEN = 'ghs_0123456789';
const PERMISSION = 'The job needs `permissions: pull-requests: write`';
const eventEnv = {
  ...releaseEnv,
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_ACTION: 'changes',
  GITHUB_WORKFLOW: 'Review',
};
const marker = commentMarker(eventEnv, '0');
const blocks: readonly SummaryBlock[] = [{ kind: 'note', text: '3 files added' }];

let github: EmulatedGitHub;
const eventFile = path.join(temporaryFolder(), 'event.json');
async function start(comments: readonly GitHubComment[] = []): Promise<void> {
  github = await startGitHub({ repository: 'acme/flowers', pullRequest: { number: 17, comments }, token: TOKEN });
}
beforeEach(async () => {
  const event = await readFile(path.join(import.meta.dirname, '../fixtures/events/pull-request-fork.json'));
  await writeFile(eventFile, event);
});
afterEach(() => github.close());

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly comment?: Partial<PullRequestComment>;
  readonly retryContext?: HeldRetryContext;
}

async function update({ env, comment, retryContext = heldRetryContext() }: Given = {}): Promise<FakeWorkflow> {
  const workflow = fakeWorkflow({
    env: { ...eventEnv, GITHUB_API_URL: github.url, GITHUB_EVENT_PATH: eventFile, ...env },
  });
  const event = await readEvent(workflow.env, (file) => readFile(file, 'utf8'), new RecordingLog(), NOON_MS);
  await updateComment(
    { workflow, event, idleTimeoutMs: 5_000, retryContext },
    { token: TOKEN, jobIndex: '0', headline: 'The dataset changes', blocks, ...comment },
    'diff',
  );
  return workflow;
}

const requests = (): string[] => github.requests.map(({ method, target }) => `${method} ${target}`);
const written = (): string[] => requests().filter((request) => !request.endsWith('/graphql'));
const bodies = (): string[] => github.comments().map(({ body }) => body);

describe('the comment on a pull request', () => {
  test('is created by the first run and updated by the next', async () => {
    await start([{ id: 1, body: 'Nice lilies!', own: false }]);
    const first = await update();
    const second = await update({ comment: { headline: 'The dataset changes again' } });

    expect(written()).toEqual([
      'POST /repos/acme/flowers/issues/17/comments',
      'PATCH /repos/acme/flowers/issues/comments/5000000000',
    ]);
    expect(bodies()).toEqual(['Nice lilies!', expect.stringContaining('The dataset changes again')]);
    expect(first.messages('info')).toEqual(['Created the comment on pull request #17']);
    expect(second.messages('info')).toEqual(['Updated the comment on pull request #17']);
    expect([...first.messages('warning'), ...second.messages('warning')]).toEqual([]);
  });

  test('is not updated if it would stay the same', async () => {
    await start();
    await update();
    const workflow = await update();
    expect(written()).toHaveLength(1);
    expect(workflow.messages('info')).toEqual(['Kept the comment on pull request #17']);
  });

  test('is found among many comments', async () => {
    const others = Array.from({ length: 10 }, (_, index) => ({
      id: index + 1,
      body: `comment ${index}`,
      own: index % 2 === 0,
    }));
    await start([...others, { id: 99, body: `${marker}\nold`, own: true }]);
    await update();
    expect(written()).toEqual(['PATCH /repos/acme/flowers/issues/comments/99']);
    expect(github.comments()).toHaveLength(11);
  });

  test('is never a comment of another author, even if that has the marker', async () => {
    await start([
      { id: 1, body: `${marker}\nforged`, own: false },
      { id: 2, body: `About ${marker}`, own: true },
    ]);
    await update();
    expect(written()).toEqual(['POST /repos/acme/flowers/issues/17/comments']);
    expect(bodies().slice(0, 2)).toEqual([`${marker}\nforged`, `About ${marker}`]);
  });

  test('is separate for each step, job, workflow and matrix job', async () => {
    await start();
    await update();
    for (const env of [{ GITHUB_ACTION: 'other' }, { GITHUB_JOB: 'other' }, { GITHUB_WORKFLOW: 'other' }]) {
      await update({ env });
      await update({ env });
    }
    await update({ comment: { jobIndex: '1' } });
    expect(github.comments()).toHaveLength(5);
  });

  test('is shared by later runs and commits', async () => {
    await start();
    await update();
    await update({ env: { GITHUB_RUN_ID: '9', GITHUB_RUN_ATTEMPT: '2', GITHUB_SHA: 'f'.repeat(40) } });
    expect(github.comments()).toHaveLength(1);
  });

  test('is reduced to the older one if two runs create it at the same time', async () => {
    await start();
    await Promise.all([update(), update({ comment: { headline: 'From the other run' } })]);
    expect(github.comments()).toHaveLength(1);
  });

  test('is created once even if the response to its creation is lost', async () => {
    await start();
    github.answerWith('POST', { status: 502, acts: true });
    const workflow = await update();
    expect(written()).toEqual(['POST /repos/acme/flowers/issues/17/comments']);
    expect(github.comments()).toHaveLength(1);
    expect(workflow.messages('warning')).toEqual([]);
  });

  test('is created again if it is deleted before it is updated', async () => {
    await start([{ id: 1, body: `${marker}\nold`, own: true }]);
    github.answerWith('PATCH', { status: 404, body: { message: 'Not Found' } });
    const workflow = await update();
    expect(workflow.messages('warning')).toEqual([expect.stringContaining('(HTTP 404)')]);
  });
});

describe('a pull request that gets no comment', () => {
  test.each([
    [
      'another event started the workflow',
      { env: { GITHUB_EVENT_NAME: 'push' } },
      'the event that started the workflow (push) is not a pull request event',
    ],
    ['there is no token', { comment: { token: undefined } }, PERMISSION],
    ['the event file does not exist', { env: { GITHUB_EVENT_PATH: '/no/such/file' } }, 'is not a pull request event'],
  ])('causes a warning and no request if %s', async (_what, given, wanted) => {
    await start();
    if ('env' in given && 'GITHUB_EVENT_NAME' in given.env) await writeFile(eventFile, JSON.stringify(releaseEvent));
    const workflow = await update(given);
    expect(requests()).toEqual([]);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining(wanted)]);
    expect(workflow.messages('warning')).toEqual([
      expect.stringContaining('The job summary, unless it is turned off, has the same content'),
    ]);
  });

  test.each([
    [
      'the token of a fork is read-only',
      'POST',
      403,
      `(HTTP 403). ${PERMISSION}, which is not available to pull requests from forks`,
    ],
    ['the token is invalid', 'GraphQL', 401, 'The `github-token` is not valid'],
    ['GitHub keeps failing', 'GraphQL', 502, '(HTTP 502)'],
  ] as const)('causes one warning if %s', async (_what, kind, status, wanted) => {
    await start();
    github.answerWith(kind, { status, body: { message: 'No' } });
    const workflow = await update();
    expect(github.comments()).toEqual([]);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining(wanted)]);
    expect(JSON.stringify(workflow.transcript)).not.toContain(TOKEN);
  });

  test('causes a warning if the token cannot read the pull request', async () => {
    await start();
    const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }];
    github.answerWith('GraphQL', { status: 200, body: { data: { repository: { pullRequest: null } }, errors } });
    const workflow = await update();
    expect(workflow.messages('warning')).toEqual([expect.stringContaining('Resource not accessible by integration')]);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining(PERMISSION)]);
  });

  test('causes a warning if the response is invalid', async () => {
    await start();
    github.answerWith('GraphQL', { status: 200, body: { data: { repository: 5 } } });
    expect((await update()).messages('warning')).toEqual([expect.stringContaining('The request to GitHub failed')]);
  });

  test('causes a warning if the step is cancelled during a request', async () => {
    await start();
    const retryContext = heldRetryContext();
    retryContext.controller.abort(new Error('cancelled by SIGINT'));
    expect((await update({ retryContext })).messages('warning')).toEqual([
      expect.stringContaining('cancelled by SIGINT'),
    ]);
  });
});

describe('the text of a comment', () => {
  const rows = (...names: readonly string[]): SummaryBlock => ({
    kind: 'table',
    caption: 'Files',
    columns: ['File'],
    rows: names.map((name) => [name]),
    omitted: 0,
  });

  test('begins with the marker and has the content of the summary', () => {
    const text = renderComment(marker, 'diff', '2 files changed', [rows('a.txt')]);
    expect(text.split('\n').slice(0, 3)).toEqual([
      marker,
      '<h3>Paperspace dataset: diff</h3>',
      '<p>2 files changed</p>',
    ]);
    expect(text).toContain('<td>a.txt</td>');
  });

  test.each([
    '@octocat',
    '#1',
    'GH-1',
    'acme/tulips#1',
    '0123456789abcdef0123456789abcdef01234567',
    'mail@octocat.com',
  ])('shows %s as code, so that GitHub does not link it', (name) => {
    const [, cell = ''] = /<td>(.*)<\/td>/.exec(renderComment(marker, 'diff', 'x', [rows(name)])) ?? [];
    expect(cell).toMatch(/^<code>[^<>]+<\/code>$/);
  });

  test('escapes names, so that none becomes markup or a marker', () => {
    const text = renderComment(marker, 'diff', '<b>', [
      rows('</table><script>', '<!-- paperspace-dataset-action:comment -->', '`x`'),
    ]);
    expect(text.match(/<!--/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|<b>|`/);
  });

  test('is cut to the maximum size of a comment, and says so', () => {
    const long = Array.from(
      { length: 100 },
      (_, index) => ({ kind: 'note', text: `${index} ${'é'.repeat(1_000)}` }) as const,
    );
    const text = renderComment(marker, 'diff', 'x', long);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_000);
    expect(text).toContain('The job summary, unless it is turned off, can hold more');
  });
});
