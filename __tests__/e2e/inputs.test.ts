import { describe, expect, test } from '@jest/globals';
import { type Job, type Step, startJob } from '../support/job.ts';

/** The step fails before anything is sent, with one annotation of this title, and says so in outputs and summary. */
function expectRefused({ emulator }: Job, { exit, messages, outputs, summary, lines }: Step, title: string): string[] {
  expect(exit).toBe(1);
  expect(emulator.requests).toEqual([]);
  expect(outputs).toEqual({ outcome: 'none' });
  expect(lines.filter((line) => line.startsWith('::error'))).toEqual([
    expect.stringMatching(new RegExp(`^::error title=${title}::`)),
  ]);
  expect(summary).toMatch(new RegExp(` failed</h3>\n<p><strong>${title}</strong></p>\n`));
  return messages('error').flatMap((text) => text.split('\n'));
}

const dataset = 'dst364npcw6ccok';

describe('invalid inputs are reported before any request', () => {
  test.each([
    [
      'an operation that there is not',
      { operation: 'comit' },
      /`operation` must be an operation, not `comit`.*Did you mean `commit`\?/,
    ],
    [
      'a number',
      { operation: 'list-datasets', limit: '10k' },
      /`limit` must be a whole number of at least 0, not `10k`/,
    ],
    ['a negative number', { operation: 'list-datasets', limit: '-1' }, /`limit` must be a whole number .*`-1`/],
    ['a number out of bounds', { operation: 'list-datasets', retries: '21' }, /`retries` .* from 0 to 20, not `21`/],
    ['a time', { operation: 'list-datasets', 'request-timeout': '1.5' }, /`request-timeout` must be .*`1\.5`/],
    [
      'a boolean',
      { operation: 'create-dataset', name: 'x', public: 'yes' },
      /`public` must be `true` or `false`, not `yes`/,
    ],
    [
      'a choice',
      { operation: 'list-datasets', order: 'des' },
      /`order` must be `desc` or `asc`, not `des`.*Did you mean `desc`\?/,
    ],
    [
      'metadata that is no mapping',
      { operation: 'create-version', dataset, metadata: '[1]' },
      /`metadata` must be a JSON or YAML mapping, not `\[1\]`/,
    ],
    [
      'metadata that is no YAML',
      { operation: 'create-version', dataset, metadata: 'a: [' },
      /`metadata` .*It is not valid YAML/,
    ],
    [
      'metadata under a reserved key',
      { operation: 'create-version', dataset, metadata: 'github: {}' },
      /`metadata` .*The keys `snapshot` and `github` are reserved for this action/,
    ],
    [
      'a reference without a version behind its colon',
      { operation: 'commit', dataset: 'flowers:' },
      /`dataset` must be .*`flowers:`/,
    ],
    [
      'a version without an operation',
      { dataset: 'flowers:v1', path: 'data' },
      /`dataset` names the version `v1`, but the operation is `snapshot` \(the default if `operation` is not set\).* Did you mean `operation: download-files`\?/,
    ],
    ['a reference without a dataset', { operation: 'commit', dataset: ':v1' }, /`dataset` must be .*`:v1`/],
    ['no version', { operation: 'commit', dataset }, /`version` is missing/],
    [
      'two versions',
      { operation: 'commit', dataset: `${dataset}:v1`, version: 'v2' },
      /`version` is `v2`, but `dataset` names the version `v1`/,
    ],
    [
      'a version where none belongs',
      { operation: 'get-dataset', dataset: `${dataset}:v1` },
      /`dataset` names the version `v1`/,
    ],
    [
      'a name where an id is due',
      { operation: 'delete-dataset', dataset: 'flowers' },
      /`dataset` must be a dataset ID .*`flowers`/,
    ],
    [
      'a tag where an id is due',
      { operation: 'delete-version', dataset: `${dataset}:production` },
      /`version` must be a version ID .*`production`/,
    ],
    [
      'a tag named latest',
      { operation: 'set-tags', dataset: `${dataset}:v1`, tags: 'a,latest' },
      /`tags` must be tags.*`latest` always means/,
    ],
    ['no tags', { operation: 'set-tags', dataset: `${dataset}:v1` }, /`tags` is missing.*`tags-mode: clear`/],
    [
      'tags that are to be cleared',
      { operation: 'set-tags', dataset: `${dataset}:v1`, tags: 'a', 'tags-mode': 'clear' },
      /`tags` conflicts with/,
    ],
    ['nothing to change', { operation: 'update-dataset', dataset }, /`name` is missing, and so is `description`/],
    [
      'a URL that is none',
      { operation: 'list-datasets', 'api-url': 'api.paperspace.com' },
      /`api-url` must be an https URL/,
    ],
    [
      'a URL of another kind',
      { operation: 'list-datasets', 'api-url': 'file:///etc/passwd' },
      /`api-url` must be an https URL/,
    ],
    [
      'plain http to elsewhere',
      { operation: 'list-datasets', 'api-url': 'http://api.paperspace.com/v1' },
      /`api-url` .*The API key would be sent unencrypted/,
    ],
    [
      'plain http to what looks like this machine',
      { operation: 'list-datasets', 'api-url': 'http://127.0.0.1.example.com' },
      /`api-url` .*sent unencrypted/,
    ],
    [
      'a URL with credentials',
      { operation: 'list-datasets', 'api-url': 'https://user:word@api.example/v1' },
      /`api-url` .*It must not contain credentials/,
    ],
    [
      'a URL with a query',
      { operation: 'list-datasets', 'api-url': 'https://api.example/v1?a=b' },
      /`api-url` .*a query or a fragment/,
    ],
    [
      'a key with a line break in it',
      { operation: 'list-datasets', 'api-key': 'one\ntwo' },
      /`api-key` must be an API key .*whitespace/,
    ],
  ])('%s', async (_what, inputs, message) => {
    const job = await startJob();

    const step = await job.step(inputs);

    expect(expectRefused(job, step, 'Invalid input')).toEqual([expect.stringMatching(message)]);
  });

  test('a variable with an endpoint that lacks its scheme, by the name of the variable', async () => {
    const job = await startJob();

    const step = await job.step(
      { operation: 'list-files', dataset: `${dataset}:v1` },
      { env: { AWS_ENDPOINT_URL_S3: 'nyc3.example.com' } },
    );

    expect(expectRefused(job, step, 'Invalid input')).toEqual([
      'Variable `AWS_ENDPOINT_URL_S3` must be an http or https URL, not `nyc3.example.com`. Did you mean `https://nyc3.example.com`?',
    ]);
  });

  test('a missing API key is reported with the secret to set and who receives no secrets', async () => {
    const job = await startJob();

    const step = await job.step({ operation: 'list-datasets', 'api-key': '' });

    expect(expectRefused(job, step, 'Invalid input')).toEqual([
      expect.stringMatching(
        /^Input `api-key` is missing.*PAPERSPACE_API_KEY.*secrets\.PAPERSPACE_API_KEY.*forks.*Dependabot.*environment.*secrets: inherit/,
      ),
    ]);
  });

  test('several invalid inputs are one annotation with a line for each', async () => {
    const job = await startJob();

    const step = await job.step({
      operation: 'list-versions',
      'api-key': '',
      'api-url': 'nowhere',
      dataset: ':',
      limit: 'all',
      order: 'up',
      summary: 'maybe',
    });

    const inputs = expectRefused(job, step, '6 invalid inputs').map((line) => /^Input `([a-z-]+)`/.exec(line)?.[1]);
    expect(inputs).toEqual(['dataset', 'limit', 'order', 'api-key', 'api-url', 'summary']);
  });

  test('credentials in a URL are refused and not repeated', async () => {
    const job = await startJob();

    const step = await job.step({ operation: 'list-datasets', 'api-url': 'https://user:hunter2@api.example/v1' });

    expectRefused(job, step, 'Invalid input');
    expect(JSON.stringify(step)).not.toContain('hunter2');
  });
});

describe('the API key', () => {
  test('is read from PAPERSPACE_API_KEY when the input is empty', async () => {
    const { step, emulator } = await startJob();

    const { exit, requests } = await step(
      { operation: 'list-datasets', 'api-key': '' },
      { env: { PAPERSPACE_API_KEY: emulator.apiKey } },
    );

    expect([exit, requests.length]).toEqual([0, 1]);
  });

  test('of the input takes precedence over the variable', async () => {
    const { step } = await startJob();

    const { exit } = await step({ operation: 'list-datasets' }, { env: { PAPERSPACE_API_KEY: 'another' } });

    expect(exit).toBe(0);
  });
});

describe('an input that the operation ignores', () => {
  test('is a warning that names the operations that use it', async () => {
    const { step, dataset: id } = await startJob();

    const { exit, messages, outputs } = await step({
      operation: 'get-dataset',
      dataset: id,
      'tags-mode': 'add',
      name: 'x',
    });

    expect(exit).toBe(0);
    expect(messages('warning')).toEqual([
      'Input `name` has no effect on get-dataset: it applies to create-dataset, update-dataset',
      'Input `tags-mode` has no effect on get-dataset: it applies to set-tags',
    ]);
    expect(outputs.outcome).toBe('found');
  });

  test('is no warning when it has its default value or its default is an expression', async () => {
    const { step } = await startJob();

    const { messages } = await step({
      operation: 'list-datasets',
      public: 'false',
      'tags-mode': 'replace',
      message: '',
    });

    expect(messages('warning')).toEqual([]);
  });
});
