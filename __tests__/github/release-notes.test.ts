import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EmulatedGitHub, startGitHub } from '../../emulator/github.ts';
import { releaseEnv, releaseEvent } from '../../emulator/release-event.ts';
import { updateReleaseNotes } from '../../src/github/release-notes.ts';
import type { Outputs } from '../../src/operations/outputs.ts';
import { type FakeWorkflow, fakeWorkflow, type HeldRetryContext, heldRetryContext } from '../support/recording.ts';

const TOKEN = 'ghs_0123456789';
const PERMISSION = 'permissions: contents: write';
const committed: Outputs = { 'dataset-id': 'ds364npcw6ccok0', ref: 'ds364npcw6ccok0:fo5rp4m', 'is-committed': true };

let github: EmulatedGitHub;
let folder = '';
let eventFile = '';
beforeEach(async () => {
  github = await startGitHub({ repository: 'acme/flowers', release: { id: 1, body: 'Tulips.' }, token: TOKEN });
  folder = await mkdtemp(path.join(tmpdir(), 'notes-'));
  eventFile = path.join(folder, 'event.json');
  await writeFile(eventFile, JSON.stringify(releaseEvent));
});
afterEach(async () => {
  await github.close();
  await rm(folder, { recursive: true });
});

interface Given {
  readonly token?: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly outputs?: Outputs;
  readonly idleTimeoutMs?: number;
  readonly retryContext?: HeldRetryContext;
}

async function keep(given: Given = {}): Promise<FakeWorkflow> {
  const { env, outputs, idleTimeoutMs = 5_000, retryContext = heldRetryContext() } = given;
  const workflow = fakeWorkflow({
    env: { ...releaseEnv, GITHUB_API_URL: github.url, GITHUB_EVENT_PATH: eventFile, ...env },
  });
  const token = 'token' in given ? given.token : TOKEN;
  await updateReleaseNotes({ workflow, token, outputs: { ...committed, ...outputs }, idleTimeoutMs, retryContext });
  return workflow;
}

const asked = (): string[] => github.requests.map(({ method, target }) => `${method} ${target}`);

describe('the notes of a release', () => {
  test('get a section after the text of the user', async () => {
    const workflow = await keep();

    expect(asked()).toEqual(['GET /repos/acme/flowers/releases/1', 'PATCH /repos/acme/flowers/releases/1']);
    expect(github.body()).toMatch(/^Tulips\.\n\n<!-- .*begin ds364npcw6ccok0 -->\n### Paperspace dataset\n/);
    expect(workflow.told('info')).toEqual(['Updated the release notes']);
    expect(workflow.told('warning')).toEqual([]);
  });

  test('are not updated if the section is up to date', async () => {
    await keep();
    const workflow = await keep();

    expect(asked().filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
    expect(workflow.told('info')).toEqual(['The release notes are up to date']);
  });

  test('get the section if they are empty', async () => {
    github.setBody(null);
    await keep();

    expect(github.body()).toMatch(/^<!-- /);
  });

  test.each([
    [
      'the version is a draft',
      { outputs: { 'is-committed': false } },
      'the version is a draft, which may still change',
    ],
    [
      'another event started the workflow',
      { env: { GITHUB_EVENT_NAME: 'push' } },
      'the event push, which started the workflow, names no release',
    ],
    [
      'no event is known',
      { env: { GITHUB_EVENT_NAME: '' } },
      'the event unknown, which started the workflow, names no release',
    ],
    [
      'the event file does not exist',
      { env: { GITHUB_EVENT_PATH: '/no/such/file' } },
      'the event release, which started the workflow, names no release',
    ],
    ['there is no token', { token: undefined }, PERMISSION],
  ])('are not updated, with a warning and without a request, if %s', async (_what, given, wanted) => {
    const workflow = await keep(given);

    expect(asked()).toEqual([]);
    expect(workflow.told('warning')).toEqual([expect.stringContaining(wanted)]);
  });

  test.each([
    ['the token is invalid', 401, {}, `The \`github-token\` is not valid. The job needs \`${PERMISSION}\``],
    ['the permission is missing', 403, {}, `(HTTP 403). The job needs \`${PERMISSION}\``],
    ['the release does not exist', 404, {}, 'The release was deleted, or the token has no access to it'],
    ['the text is refused', 422, {}, 'The notes may be too long'],
    ['GitHub responds with another status', 451, {}, '(HTTP 451)'],
    ['the rate limit is reached', 403, { 'x-ratelimit-remaining': '0' }, 'Too many requests were made with this token'],
    [
      'the secondary rate limit is reached',
      403,
      { 'retry-after': '3600' },
      'Too many requests were made with this token',
    ],
    ['there are too many requests', 429, {}, 'Too many requests were made with this token'],
  ])('are not updated, with one warning after one request, if %s', async (_what, status, headers, wanted) => {
    github.answerWith('GET', { status, headers, body: { message: 'No.' } });
    const workflow = await keep();

    expect(asked()).toEqual(['GET /repos/acme/flowers/releases/1']);
    expect(workflow.told('warning')).toEqual([expect.stringContaining(wanted)]);
    expect(workflow.told('warning')[0]).toContain('The release notes were not updated: GitHub responded: No.');
    expect(JSON.stringify(workflow.said)).not.toContain(TOKEN);
    expect(github.body()).toBe('Tulips.');
  });

  test('are retried twice if GitHub fails', async () => {
    const retryContext = heldRetryContext();
    github.answerWith('PATCH', { status: 502, headers: { 'retry-after': '2' }, body: { message: 'Bad gateway' } });
    const workflow = await keep({ retryContext });

    expect(asked().filter((request) => request.startsWith('PATCH'))).toHaveLength(3);
    expect(retryContext.clock.sleeps).toEqual([2_000, 2_000]);
    expect(workflow.told('warning')).toEqual([expect.stringContaining('(HTTP 502)')]);
  });

  test('are not updated, with a warning, if GitHub does not respond in time', async () => {
    github.answerWith('GET', { status: 200, delayMs: 10_000 });
    const workflow = await keep({ idleTimeoutMs: 1_000, retryContext: heldRetryContext({ retries: 0 }) });

    expect(workflow.told('warning')).toEqual([expect.stringContaining("GitHub's response could not be used")]);
  });

  test('are not updated, with a warning, if the response is invalid', async () => {
    github.answerWith('GET', { status: 200, body: { body: 5 } });
    const workflow = await keep();

    expect(workflow.told('warning')).toEqual([expect.stringContaining("GitHub's response could not be used")]);
  });

  test('are not updated, with a warning, if the step is cancelled during the request', async () => {
    const retryContext = heldRetryContext();
    retryContext.controller.abort(new Error('cancelled by SIGINT'));
    const workflow = await keep({ retryContext });

    expect(workflow.told('warning')).toEqual([expect.stringContaining('cancelled by SIGINT')]);
  });

  test('are not updated, with a warning, if the proxy does not respond', async () => {
    const workflow = await keep({
      env: { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' },
      retryContext: heldRetryContext({ retries: 0 }),
    });

    expect(asked()).toEqual([]);
    expect(workflow.told('warning')).toEqual([expect.stringContaining("GitHub's response could not be used")]);
  });
});
