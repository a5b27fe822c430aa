import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { GitHubStep } from '../../src/github/github-step.ts';
import { temporaryFolder } from '../support/folders.ts';
import { fakeWorkflow } from '../support/runner.ts';

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
    expect(workflow.messages('notice')).toEqual(['Output url was omitted because it exceeds 100 kB']);
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
    await step.summarize('Deleted 2 of 4 versions');

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
    await step.summarize('Done');

    expect(workflow.messages('warning')).toEqual(['The job summary could not be written: no such file']);
  });

  test('of a failure shows the error and the blocks that were set before it', async () => {
    const workflow = fakeWorkflow({ env });
    const step = new GitHubStep(workflow);

    step.operation = 'prune';
    await step.summary(note('plan'));
    await step.summarize({ title: 'Refused', message: 'No.' });

    expect(workflow.summary).toBe(
      '<h3>Paperspace dataset: prune failed</h3>\n<p><strong>Refused</strong></p>\n<p>No.</p>\n<p>plan</p>\n',
    );
  });
});

let temporary = '';
beforeEach(() => {
  temporary = temporaryFolder();
});

/** A step that writes its result into a folder, and the result once the step has ended. */
function stepIn(folder: string | undefined) {
  const workflow = fakeWorkflow({ env: { RUNNER_TEMP: folder } });
  const { outputs } = workflow;
  const step = new GitHubStep(workflow);
  const finish = async (): Promise<{ text: string | undefined; content: string; file: string }> => {
    await step.finish({ outcome: 'found', headline: 'Done' });
    const { result: text, 'result-path': file = '' } = workflow.outputs;
    return { text, content: await readFile(file, 'utf8'), file };
  };
  return { step, outputs, finish };
}

describe('the result of an operation', () => {
  test('is written as JSON to a file in RUNNER_TEMP', async () => {
    const { step, finish } = stepIn(temporary);

    await step.result({ id: 'ds1', name: null });
    const { text, content, file } = await finish();

    expect(path.relative(temporary, file)).toMatch(/^paperspace-\w+\/result\.json$/);
    expect(content).toBe('{"id":"ds1","name":null}');
    expect(text).toBe(content);
  });

  test('of a step that failed is kept, without an outcome', async () => {
    const { step, outputs } = stepIn(temporary);

    await step.appendResult([{ key: 'rose.csv' }]);
    await step.close();
    await step.close();

    expect(Object.keys(outputs)).toEqual(['result-path', 'result']);
    expect(await readFile(outputs['result-path'] ?? '', 'utf8')).toBe('[{"key":"rose.csv"}]');
  });

  test('of a step that failed before it had one does not exist', async () => {
    const { step, outputs } = stepIn(temporary);

    await step.close();

    expect(outputs).toEqual({});
  });

  test('of a list is a JSON array with one item per line', async () => {
    const { step, finish } = stepIn(temporary);

    await step.appendResult([1]);
    await step.appendResult([{ a: 'b' }]);
    const { text, content } = await finish();

    expect(content).toBe('[1,\n{"a":"b"}]');
    expect(text).toBe(content);
  });

  test('of an empty list is an empty JSON array', async () => {
    const { text, content } = await stepIn(temporary).finish();

    expect([text, content]).toEqual(['[]', '[]']);
  });

  test('is returned for the output up to 100,000 bytes', async () => {
    const { step, finish } = stepIn(temporary);

    await step.result('x'.repeat(100_000 - 2));

    expect((await finish()).text).toHaveLength(100_000);
  });

  test('above 100,000 bytes is complete in the file and omitted from the output', async () => {
    const items = Array.from({ length: 3_000 }, (_, index) => ({ index, text: 'é'.repeat(30) }));
    const { step, finish } = stepIn(temporary);

    await step.appendResult(items);
    const { text, content } = await finish();

    expect(text).toBeUndefined();
    expect(JSON.parse(content)).toEqual(items);
  });

  test('is a separate file for each step of a job', async () => {
    const files = await Promise.all([stepIn(temporary).finish(), stepIn(temporary).finish()]);

    expect(new Set(files.map(({ file }) => file)).size).toBe(2);
    expect(await readdir(temporary)).toHaveLength(2);
  });

  test.each([
    undefined,
    '',
  ])('is written to the temporary folder of the system if RUNNER_TEMP is not set (%j)', async (none) => {
    const { file } = await stepIn(none).finish();

    expect(file.startsWith(path.join(tmpdir(), 'paperspace-'))).toBe(true);
    await rm(path.dirname(file), { recursive: true });
  });
});
