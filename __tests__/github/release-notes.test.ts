import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type EmulatedGitHub, startGitHub } from '../../emulator/github.ts';
import { releaseEnv, releaseEvent } from '../../emulator/release-event.ts';
import { readEvent } from '../../src/github/event.ts';
import { renderSection } from '../../src/github/markup.ts';
import { updateReleaseNotes, withSection } from '../../src/github/publish.ts';
import type { Outputs } from '../../src/operations/step.ts';
import { NOON_MS } from '../support/clocks.ts';
import { temporaryFolder } from '../support/folders.ts';
import { holds } from '../support/property.ts';
import { type HeldRetryContext, heldRetryContext, RecordingLog } from '../support/recording.ts';
import { type FakeWorkflow, fakeWorkflow } from '../support/runner.ts';

const TOKEN = 'ghs_0123456789';
const PERMISSION = 'permissions: contents: write';
const committed: Outputs = { 'dataset-id': 'ds364npcw6ccok0', ref: 'ds364npcw6ccok0:fo5rp4m', 'is-committed': true };

let github: EmulatedGitHub;
const eventFile = path.join(temporaryFolder(), 'event.json');
beforeEach(async () => {
  github = await startGitHub({ repository: 'acme/flowers', release: { id: 1, body: 'Tulips.' }, token: TOKEN });
  await writeFile(eventFile, JSON.stringify(releaseEvent));
});
afterEach(() => github.close());

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
  const event = await readEvent(workflow.env, (file) => readFile(file, 'utf8'), new RecordingLog(), NOON_MS);
  const update = { workflow, event, token, idleTimeoutMs, retryContext };
  await updateReleaseNotes(update, { ...committed, ...outputs }, undefined);
  return workflow;
}

const requests = (): string[] => github.requests.map(({ method, target }) => `${method} ${target}`);

describe('the notes of a release', () => {
  test('get a section after the text of the user', async () => {
    const workflow = await keep();

    expect(requests()).toEqual(['GET /repos/acme/flowers/releases/1', 'PATCH /repos/acme/flowers/releases/1']);
    expect(github.body()).toMatch(/^Tulips\.\n\n<!-- .*begin ds364npcw6ccok0 -->\n### Paperspace dataset\n/);
    expect(workflow.messages('info')).toEqual(['Updated the release notes']);
    expect(workflow.messages('warning')).toEqual([]);
  });

  test('are not updated if the section is up to date', async () => {
    await keep();
    const workflow = await keep();

    expect(requests().filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
    expect(workflow.messages('info')).toEqual(['The release notes are up to date']);
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
      'the event that started the workflow (push) is not about a release',
    ],
    [
      'no event is known',
      { env: { GITHUB_EVENT_NAME: '' } },
      'the event that started the workflow (unknown) is not about a release',
    ],
    [
      'the event file does not exist',
      { env: { GITHUB_EVENT_PATH: '/no/such/file' } },
      'the event that started the workflow (release) is not about a release',
    ],
    ['there is no token', { token: undefined }, PERMISSION],
  ])('are not updated, with a warning and without a request, if %s', async (_what, given, wanted) => {
    const workflow = await keep(given);

    expect(requests()).toEqual([]);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining(wanted)]);
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

    expect(requests()).toEqual(['GET /repos/acme/flowers/releases/1']);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining(wanted)]);
    expect(workflow.messages('warning')).toEqual([
      expect.stringContaining('The release notes were not updated: GitHub responded: No.'),
    ]);
    expect(JSON.stringify(workflow.transcript)).not.toContain(TOKEN);
    expect(github.body()).toBe('Tulips.');
  });

  test('are retried twice if GitHub fails', async () => {
    const retryContext = heldRetryContext();
    github.answerWith('PATCH', { status: 502, headers: { 'retry-after': '2' }, body: { message: 'Bad gateway' } });
    const workflow = await keep({ retryContext });

    expect(requests().filter((request) => request.startsWith('PATCH'))).toHaveLength(3);
    expect(retryContext.clock.sleeps).toEqual([2_000, 2_000]);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining('(HTTP 502)')]);
  });

  test('are not updated, with a warning, if GitHub does not respond in time', async () => {
    github.answerWith('GET', { status: 200, delayMs: 10_000 });
    const workflow = await keep({ idleTimeoutMs: 1_000, retryContext: heldRetryContext({ retries: 0 }) });

    expect(workflow.messages('warning')).toEqual([expect.stringContaining('The request to GitHub failed')]);
  });

  test('are not updated, with a warning, if the response is invalid', async () => {
    github.answerWith('GET', { status: 200, body: { body: 5 } });
    const workflow = await keep();

    expect(workflow.messages('warning')).toEqual([expect.stringContaining('The request to GitHub failed')]);
  });

  test('are not updated, with a warning, if the step is cancelled during the request', async () => {
    const retryContext = heldRetryContext();
    retryContext.controller.abort(new Error('cancelled by SIGINT'));
    const workflow = await keep({ retryContext });

    expect(workflow.messages('warning')).toEqual([expect.stringContaining('cancelled by SIGINT')]);
  });

  test('are not updated, with a warning, if the proxy does not respond', async () => {
    const workflow = await keep({
      env: { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' },
      retryContext: heldRetryContext({ retries: 0 }),
    });

    expect(requests()).toEqual([]);
    expect(workflow.messages('warning')).toEqual([expect.stringContaining('The request to GitHub failed')]);
  });
});

const ID = 'ds364npcw6ccok0';
const OTHER = 'ds0000000000000';
const begin = `<!-- paperspace-dataset-action:begin ${ID} -->`;
const end = `<!-- paperspace-dataset-action:end ${ID} -->`;

describe('the section in the text of a release', () => {
  test.each([
    ['no text at all', '', `${begin}\nnew\n${end}`],
    ['no line break at the end', 'Tulips.', `Tulips.\n\n${begin}\nnew\n${end}`],
    ['a line break at the end', 'Tulips.\n', `Tulips.\n\n${begin}\nnew\n${end}`],
    ['an empty line at the end', 'Tulips.\n\n', `Tulips.\n\n${begin}\nnew\n${end}`],
    ['Windows line breaks', 'Tulips.\r\nRoses.', `Tulips.\r\nRoses.\r\n\r\n${begin}\r\nnew\r\n${end}`],
    ['a Windows line break at the end', 'Tulips.\r\n', `Tulips.\r\n\r\n${begin}\r\nnew\r\n${end}`],
  ])('is appended after one empty line to a text with %s', (_what, body, wanted) => {
    expect(withSection(body, ID, ['new'])).toBe(wanted);
  });

  test('replaces the existing section in place', () => {
    expect(withSection(`Above\t\n\n${begin}\r\nold\n${end}\n\n Below `, ID, ['new'])).toBe(
      `Above\t\n\n${begin}\r\nnew\r\n${end}\n\n Below `,
    );
  });

  test('is written once even if the text contained it twice', () => {
    const body = `A${begin}old${end}B${begin}older${end}C`;

    expect(withSection(body, ID, ['new'])).toBe(`A${begin}\nnew\n${end}BC`);
  });

  test('leaves the section of another dataset unchanged', () => {
    const body = withSection('Tulips.', OTHER, ['other']);

    expect(withSection(body, ID, ['new'])).toBe(`${body}\n\n${begin}\nnew\n${end}`);
  });

  test.each([
    ['a begin marker without an end marker', `Tulips ${begin} roses`],
    ['an end marker without a begin marker', `Tulips ${end} roses`],
    ['an end marker before its begin marker', `${end} roses ${begin}`],
  ])('is appended to a text with %s', (_what, body) => {
    expect(withSection(body, ID, ['new'])).toBe(`${body}\n\n${begin}\nnew\n${end}`);
  });

  test('begins at the last begin marker before the end marker', () => {
    const body = `${begin} mine ${begin}old${end}`;

    expect(withSection(body, ID, ['new'])).toBe(`${begin} mine ${begin}\nnew\n${end}`);
  });

  test('leaves the rest of the text unchanged, and is idempotent', async () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('\r\n', '\n', '\n\n', '`', '<!--', '-->', begin.slice(0, 12)));
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    await holds(
      fc.property(text, text, (above, below) => {
        const first = withSection(above + withSection('', ID, ['old']) + below, ID, ['new']);

        expect(first.startsWith(above)).toBe(true);
        expect(first.endsWith(below)).toBe(true);
        expect(withSection(first, ID, ['new'])).toBe(first);
      }),
    );
  });
});

describe('the lines of a section', () => {
  test('describe the version, its content, and how to use it', () => {
    const lines = renderSection({
      'dataset-id': ID,
      'dataset-name': 'flowers',
      version: 'fo5rp4m',
      ref: `${ID}:fo5rp4m`,
      tags: ['v1.2.3', 'production'],
      url: 's3://bucket/team/datasets/x',
      files: 3,
      bytes: 1024,
      'manifest-digest': 'abc',
    });

    expect(lines).toEqual([
      '### Paperspace dataset',
      '',
      `- Dataset: \`flowers\` (\`${ID}\`)`,
      '- Version: `fo5rp4m`',
      '- Tags: `v1.2.3`, `production`',
      '- Files: 3 (1.0 KiB)',
      '- Manifest SHA-256: `abc`',
      '- Storage: `s3://bucket/team/datasets/x`',
      '',
      `Use it in a notebook, a workflow or a deployment as \`flowers:v1.2.3\`, or as \`${ID}:fo5rp4m\`, which never changes.`,
    ]);
  });

  test.each([
    ['the version before', 'v1.1.0', '- Changes since `v1.1.0`: 2 files added (20 bytes)'],
    [
      'a version before whose tag is markup',
      '**@octocat**',
      '- Changes since `**@octocat**`: 2 files added (20 bytes)',
    ],
    ['no name of the version before', undefined, '- Changes: 2 files added (20 bytes)'],
  ])('state the changes with %s', (_what, since, line) => {
    expect(renderSection({ 'dataset-id': ID }, { since, text: '2 files added (20 bytes)' })).toContain(line);
  });

  test('omit unknown facts', () => {
    expect(renderSection({ 'dataset-id': ID, ref: `${ID}:fo5rp4m`, files: 3 })).toEqual([
      '### Paperspace dataset',
      '',
      `- Dataset: \`${ID}\``,
      '- Files: 3',
      '',
      `Use it in a notebook, a workflow or a deployment as \`${ID}:fo5rp4m\`.`,
    ]);
    expect(renderSection({}).at(-1)).toBe('Use it in a notebook, a workflow or a deployment as ``.');
  });

  test.each([
    ['a mention', '@octocat', '`@octocat`'],
    ['markup', '**bold** <img src=x>', '`**bold** <img src=x>`'],
    ['a backtick', 'a`b', '``a`b``'],
    ['backticks at its ends', '``x`', '``` ``x` ```'],
    ['a line break', 'a\n\n# b', '`a\\n\\n# b`'],
    ['a marker', begin, `\`<! -- paperspace-dataset-action:begin ${ID} -->\``],
  ])('show %s as code', (_what, name, wanted) => {
    expect(renderSection({ 'dataset-id': ID, 'dataset-name': name })[2]).toBe(`- Dataset: ${wanted} (\`${ID}\`)`);
  });
});
