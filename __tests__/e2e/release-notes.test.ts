import { afterEach, describe, expect, test } from '@jest/globals';
import { type EmulatedGitHub, startGitHub } from '../../emulator/github.ts';
import { startJob } from '../support/job.ts';

const TOKEN = 'ghs_of-this-job-0123456789';
let github: EmulatedGitHub | undefined;
afterEach(() => github?.close());

async function startRelease(body: string) {
  github = await startGitHub({ repository: 'acme/flowers', release: { id: 1, body }, token: TOKEN });
  return { github, env: { GITHUB_API_URL: github.url } };
}

describe('a snapshot with release notes', () => {
  test('adds a section about the version and keeps what the user wrote', async () => {
    const { github, env } = await startRelease('More *tulips*.\r\n\r\n- @octocat\r\n');
    const { step, dataset } = await startJob();
    const inputs = { dataset: 'flowers', 'release-notes': 'true', 'github-token': TOKEN };

    const first = await step(inputs, { env });
    const again = await step(inputs, { env });

    expect([first.exit, again.exit]).toEqual([0, 0]);
    expect(first.lines).toContain('Updated the release notes');
    expect(again.lines).toContain('The release notes are up to date');
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET']);
    expect(github.body()?.split('\r\n')).toEqual([
      'More *tulips*.',
      '',
      '- @octocat',
      '',
      `<!-- paperspace-dataset-action:begin ${dataset} -->`,
      '### Paperspace dataset',
      '',
      `- Dataset: \`flowers\` (\`${dataset}\`)`,
      `- Version: \`${first.outputs.version}\``,
      '- Tags: `v1.2.3`',
      `- Storage: \`${first.outputs.url}\``,
      '',
      `Use it in a notebook, a workflow or a deployment as \`flowers:v1.2.3\`, or as \`${first.outputs.ref}\`, which never changes.`,
      `<!-- paperspace-dataset-action:end ${dataset} -->`,
    ]);
    expect(first.log.split('\n').filter((line) => line.includes(TOKEN))).toEqual([`::add-mask::${TOKEN}`]);
  });

  test('succeeds with a warning when the token has no write permission', async () => {
    const { github, env } = await startRelease('Tulips.');
    github.answerWith('PATCH', { status: 403, body: { message: 'Resource not accessible by integration' } });
    const { step, emulator, dataset } = await startJob();

    const { exit, messages } = await step({ dataset, 'release-notes': 'true', 'github-token': TOKEN }, { env });

    expect(exit).toBe(0);
    expect(messages('warning')).toEqual([
      'The release notes were not updated: GitHub responded: Resource not accessible by integration (HTTP 403). The job needs `permissions: contents: write`',
    ]);
    expect(github.body()).toBe('Tulips.');
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true, tags: ['v1.2.3'] }]);
  });

  test('of another operation are a warning about an unused input', async () => {
    const { step, dataset } = await startJob();

    const { exit, messages } = await step({ operation: 'get-dataset', dataset, 'release-notes': 'true' });

    expect(exit).toBe(0);
    expect(messages('warning')).toEqual(['Input `release-notes` has no effect on get-dataset: it applies to snapshot']);
  });
});
