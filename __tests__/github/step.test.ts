import { describe, expect, test } from '@jest/globals';
import { GitHubStep } from '../../src/github/step.ts';
import { fakeWorkflow } from '../support/recording.ts';

describe('outputs', () => {
  test('are set as text: numbers and booleans as literals, tags separated by commas, IDs as JSON', () => {
    const workflow = fakeWorkflow();

    new GitHubStep(workflow).output({
      ref: 'ds1:fo5rp4m',
      count: 0,
      'is-committed': false,
      tags: ['v1', 'production'],
      versions: ['fo5rp4m', 'abcdefg'],
    });

    expect(workflow.outputs).toEqual({
      ref: 'ds1:fo5rp4m',
      count: '0',
      'is-committed': 'false',
      tags: 'v1,production',
      versions: '["fo5rp4m","abcdefg"]',
    });
  });

  test('of empty lists are an empty string for tags and an empty array for IDs', () => {
    const workflow = fakeWorkflow();

    new GitHubStep(workflow).output({ tags: [], versions: [] });

    expect(workflow.outputs).toEqual({ tags: '', versions: '[]' });
  });

  test('are set up to 100,000 bytes; a larger one is omitted with a notice', () => {
    const workflow = fakeWorkflow();

    new GitHubStep(workflow).output({ message: 'é'.repeat(50_000), url: `${'é'.repeat(50_000)}x` });

    expect(Object.keys(workflow.outputs)).toEqual(['message']);
    expect(workflow.told('notice')).toEqual(['Output url was omitted because it exceeds 100 kB']);
  });
});

describe('the job summary', () => {
  const env = { GITHUB_STEP_SUMMARY: '/summary' };
  const note = (text: string) => ({ kind: 'note', text }) as const;

  test('shows the last blocks that were set, below the headline', async () => {
    const workflow = fakeWorkflow({ env });
    const step = new GitHubStep(workflow);

    step.operation = 'prune';
    await step.summary(note('plan'));
    await step.summary(note('first'), note('second'));
    await step.summarize({ outcome: 'deleted', headline: 'Deleted 2 of 4 versions' });

    expect(workflow.summary).toBe(
      '<h3>Paperspace dataset: prune</h3>\n<p>Deleted 2 of 4 versions</p>\n<p>first</p>\n<p>second</p>\n',
    );
  });

  test('shows a plan as soon as it is set', async () => {
    const workflow = fakeWorkflow({ env });
    const step = new GitHubStep(workflow);

    step.operation = 'prune';
    await step.summary(note('plan'));

    expect(workflow.summary).toBe('<h3>Paperspace dataset: prune</h3>\n<p>plan</p>\n');
  });

  test('that cannot be written causes one warning', async () => {
    const workflow = fakeWorkflow({ env, summaryFails: new Error('no such file') });
    const step = new GitHubStep(workflow);

    await step.summary(note('plan'));
    await step.summarize({ outcome: 'none', headline: 'Done' });

    expect(workflow.told('warning')).toEqual(['The job summary could not be written: no such file']);
  });

  test('of a failure shows the error and the blocks that were set before it', async () => {
    const workflow = fakeWorkflow({ env });
    const step = new GitHubStep(workflow);

    step.operation = 'prune';
    await step.summary(note('plan'));
    await step.summarizeFailure({ title: 'Refused', message: 'No.' });

    expect(workflow.summary).toBe(
      '<h3>Paperspace dataset: prune failed</h3>\n<p><strong>Refused</strong></p>\n<p>No.</p>\n<p>plan</p>\n',
    );
  });
});
