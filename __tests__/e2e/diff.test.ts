import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EmulatedGitHub, startGitHub } from '../../emulator/github.ts';
import { temporaryFolder } from '../support/folders.ts';
import { type Job, startedBy, startJob } from '../support/job.ts';
import { expectHarmlessMarkup } from '../support/promises.ts';
import { useS3Bed } from '../support/s3-bed.ts';

const TOKEN = 'ghs_of-this-job-0123456789';
const HOUR_MS = 3_600_000;

const bed = useS3Bed();

let github: EmulatedGitHub;
beforeEach(async () => {
  github = await startGitHub({ repository: 'acme/flowers', pullRequest: { number: 17 }, token: TOKEN });
});
afterEach(() => github.close());

/** Starts a job with a committed version `v1` that has a manifest. */
async function startWithVersion(files: Readonly<Record<string, string>>): Promise<Job> {
  const job = await startJob({ bed });
  const taken = await job.step({ dataset: job.dataset, path: temporaryFolder(files), tags: 'v1', key: 'v1' });
  expect(taken.exit).toBe(0);
  return job;
}

const OLD = { 'roses.csv': 'red', 'tulips.csv': 'yellow', 'weeds.csv': 'green' };
const NEW = { 'roses.csv': 'white', 'flowers/tulips.csv': 'yellow', 'lilies.csv': 'blue' };

describe('diff on a pull request', () => {
  const { env, event } = startedBy('pull-request-fork');
  const options = (): { env: Record<string, string>; event: unknown } => ({
    event,
    env: { ...env, GITHUB_API_URL: github.url },
  });
  const inputs = { operation: 'diff', dataset: 'flowers:v1', comment: 'true', 'github-token': TOKEN };

  test('keeps one comment with the changes up to date, and changes nothing else', async () => {
    const { step } = await startWithVersion(OLD);

    const first = await step({ ...inputs, path: temporaryFolder(NEW) }, options());
    const second = await step({ ...inputs, path: temporaryFolder({ ...NEW, 'more.csv': '1' }) }, options());

    expect([first.exit, second.exit, first.messages('warning')]).toEqual([0, 0, []]);
    expect(first.outputs).toMatchObject({ outcome: 'changed', added: '1', changed: '1', removed: '1', renamed: '1' });
    expect(first.lines).toContain('Created the comment on pull request #17');
    expect(second.lines).toContain('Updated the comment on pull request #17');
    expect(github.comments()).toEqual([
      expect.objectContaining({
        body: expect.stringMatching(/^<!-- [\w-]+:comment [0-9a-f]{32} -->\n[\s\S]*2 files added/),
      }),
    ]);
    expect(second.summary).toContain('2 files added');
    expect(first.log.split('\n').filter((line) => line.includes(TOKEN))).toEqual([`::add-mask::${TOKEN}`]);
    expect(first.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(bed.proxy.requests.filter(({ method }) => method === 'PUT').length).toBeGreaterThan(0);
  });

  test('warns and succeeds with the summary where the token of a fork may not comment', async () => {
    const { step } = await startWithVersion(OLD);
    github.answerWith('POST', { status: 403, body: { message: 'Resource not accessible by integration' } });

    const { exit, messages, summary } = await step({ ...inputs, path: temporaryFolder(NEW) }, options());

    expect(exit).toBe(0);
    expect(messages('warning')).toEqual([
      'Could not comment on the pull request: GitHub responded: Resource not accessible by integration (HTTP 403). The job needs `permissions: pull-requests: write`, which is not available to pull requests from forks. The job summary, unless it is turned off, has the same content',
    ]);
    expect(github.comments()).toEqual([]);
    expect(summary).toContain('1 file added');
  });

  test('makes the names of files harmless in the log, the summary and the comment', async () => {
    const { step } = await startWithVersion(OLD);
    const names = ['::error::evil', '##[group]evil', '@octocat #1', '`x` **b** [l](u)', '<!-- a --><script>', 'a|b'];
    const hostile = Object.fromEntries(
      names.map((name, index) => [`${index}/${name.replaceAll('/', ':')}`, `${index}`]),
    );

    const { exit, summary } = await step({ ...inputs, path: temporaryFolder(hostile) }, options());

    expect(exit).toBe(0);
    expectHarmlessMarkup(summary);
    const [{ body } = { body: '' }] = github.comments();
    const [, ...lines] = body.split('\n');
    expectHarmlessMarkup(lines.join('\n'));
    expect(body).toMatch(/<code>[^<]*octocat[^<]*<\/code>/);
  });
});

test('diff of two versions writes a long list of changes into the result file', async () => {
  const { step, dataset } = await startWithVersion({ first: '1' });
  const many = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, index) => [`files/${index}.txt`, `content ${index}`]),
  );
  await step({ dataset, path: temporaryFolder(many), tags: 'v2', key: 'v2' });

  const { exit, outputs } = await step({ operation: 'diff', dataset: `${dataset}:v2`, against: 'v1' });

  expect(exit).toBe(0);
  expect(outputs).toMatchObject({ outcome: 'changed', added: '2000', removed: '1', 'compared-by': 'sha256' });
  expect(outputs).not.toHaveProperty('result');
  const changes: unknown = JSON.parse(await readFile(outputs['result-path'] ?? '', 'utf8'));
  expect(changes).toHaveLength(2_001);
});

test('deleted versions take their files with them', async () => {
  const { step, dataset, emulator } = await startWithVersion(OLD);
  const [old] = emulator.paperspace.versions(dataset);
  const young = await step({ dataset, path: temporaryFolder(NEW), tags: 'v2', key: 'v2' });
  const inputs = { operation: 'prune', dataset, 'keep-last': '1', 'prune-tags': '*', 'delete-files': 'true' };

  const plan = await step({ ...inputs, 'dry-run': 'true' });
  const before = await bed.keys('');
  const pruned = await step(inputs);

  expect([plan.exit, pruned.exit]).toEqual([0, 0]);
  expect(plan.outputs).toMatchObject({ files: '5', count: '1' });
  expect(pruned.outputs).toMatchObject({ outcome: 'deleted', files: '5', bytes: plan.outputs.bytes });
  const left = await bed.keys('');
  expect(before.filter((key) => !left.includes(key)).every((key) => key.includes(`/${old?.version}/`))).toBe(true);
  expect(before.length - left.length).toBe(5);
  expect(left.filter((key) => key.includes(`/${young.outputs.version}/`))).toHaveLength(5);

  const deleted = await step({ operation: 'delete-version', dataset: young.outputs.ref ?? '', 'delete-files': 'true' });
  expect(deleted.outputs).toMatchObject({ outcome: 'deleted', files: '5' });
  expect((await bed.keys('')).filter((key) => key.includes(`/${young.outputs.version}/`))).toEqual([]);
});

test('prune with orphans leaves a young folder alone', async () => {
  const { step, dataset, emulator } = await startWithVersion(OLD);
  const gone = emulator.paperspace.addVersion(dataset, { isCommitted: true, createdMs: Date.now() - HOUR_MS });
  await bed.put(gone, { 'roses.csv': 'red' });
  await step({ operation: 'delete-version', dataset: `${dataset}:${gone.version}` });

  const { exit, outputs } = await step({ operation: 'prune', dataset, orphans: 'true' });

  expect(exit).toBe(0);
  expect(outputs).toMatchObject({ outcome: 'none', files: '0', bytes: '0' });
  expect(await bed.contents(gone)).toEqual({ 'roses.csv': 'red' });
});
