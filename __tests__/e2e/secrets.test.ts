import { describe, expect, test } from '@jest/globals';
import { type Job, type Step, startJob } from '../support/job.ts';

/** Every character that a header can hold and that is written in another way in a URL, in JSON or in a command. */
const oddKey = 'k/e+y="%3A\\&<key>|`$#{}~=;:,';

/** `startJob` asserts after each step that the key stands nowhere; these are the ways there are to come by it. */
async function job(): Promise<Job> {
  return startJob({ apiKey: oddKey });
}

function expectMasked({ log }: Step): void {
  const commands = log.split('\n').filter((line) => line.startsWith('::add-mask::'));
  expect(commands).toContain(`::add-mask::${oddKey.replaceAll('%', '%25')}`);
  expect(log.startsWith('::add-mask::')).toBe(true);
}

describe('the API key is in no output, log, state or summary', () => {
  test('of a successful step with debug logging', async () => {
    const { step, dataset } = await job();

    const done = await step({ operation: 'create-version', dataset }, { env: { RUNNER_DEBUG: '1' } });

    expect(done.exit).toBe(0);
    expectMasked(done);
  });

  test('of a step that reads it from the variable', async () => {
    const { step, dataset } = await job();

    const done = await step(
      { operation: 'get-dataset', dataset, 'api-key': '' },
      { env: { PAPERSPACE_API_KEY: oddKey } },
    );

    expect(done.exit).toBe(0);
    expectMasked(done);
  });

  test.each([
    ['is refused', { kind: 'status', status: 401, times: 'always' }],
    ['gets no answer', { kind: 'drop', times: 'always' }],
    ['gets half an answer', { kind: 'truncate', times: 'always' }],
    ['gets an answer of another shape', { kind: 'wrong-shape' }],
    ['is led elsewhere', { kind: 'redirect', location: 'https://elsewhere.example/' }],
  ] as const)('of a step that %s, with debug on', async (_what, fault) => {
    const { step, dataset, emulator } = await job();
    emulator.addFault(fault);

    const failed = await step({ operation: 'create-version', dataset, retries: '1' }, { env: { RUNNER_DEBUG: '1' } });

    expect(failed.exit).toBe(1);
    expectMasked(failed);
  });

  test('of a step with invalid inputs, including the key', async () => {
    const { step } = await job();

    const failed = await step({ operation: 'list-datasets', limit: 'x' });
    const wrong = await step({ operation: 'list-datasets', 'api-key': `${oddKey}\n${oddKey}` });

    expect([failed.exit, wrong.exit]).toEqual([1, 1]);
    expectMasked(failed);
    expect(wrong.messages('error').join()).toContain('Input `api-key` must be an API key');
  });

  test('of a cancelled step', async () => {
    const { step, dataset, emulator, arrived } = await job();
    emulator.addFault({ kind: 'hang' });

    const cancelled = await step(
      { operation: 'create-version', dataset },
      { started: (kill) => void arrived(1).then(() => kill('SIGINT')) },
    );

    expect(cancelled.exit).toBe(1);
    expectMasked(cancelled);
  });

  test('of a post step', async () => {
    const { step, post, dataset } = await job();
    const main = await step({ operation: 'create-version', dataset });

    const done = await post(main, { operation: 'create-version', dataset, 'on-failure': 'delete' });

    expect(done.exit).toBe(0);
    expectMasked(done);
  });
});

test('the job token is masked and appears nowhere else', async () => {
  const { step, dataset } = await startJob();

  const done = await step({ operation: 'get-dataset', dataset, 'github-token': 'ghs_0123456789' });

  const rest = done.log.split('\n').filter((line) => line !== '::add-mask::ghs_0123456789');
  expect(rest).toHaveLength(done.log.split('\n').length - 1);
  expect(JSON.stringify([rest, done.outputs, done.state, done.summary])).not.toContain('ghs_0123456789');
});

test('IDs are not masked, because masked values disappear from job outputs', async () => {
  const { step, dataset } = await startJob();

  const { messages, outputs } = await step({ operation: 'create-version', dataset });

  expect(messages('add-mask').join()).not.toContain(outputs.version ?? '');
  expect(messages('add-mask').join()).not.toContain(dataset);
});
