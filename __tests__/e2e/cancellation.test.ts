import { describe, expect, test } from '@jest/globals';
import { type Job, type Step, startJob } from '../support/job.ts';

/** Runs a step whose request hangs, and asks its process to end as soon as the request has arrived. */
async function cancelled(
  { step, emulator, arrived }: Job,
  signal: NodeJS.Signals,
  inputs: Readonly<Record<string, string>>,
): Promise<Step> {
  emulator.addFault({ kind: 'hang', times: 'always' });
  return step(inputs, { started: (kill) => void arrived(1).then(() => kill(signal)) });
}

describe('a cancelled step', () => {
  test.each([
    'SIGINT',
    'SIGTERM',
  ] as const)('by %s during a read ends, and says that nothing was changed', async (signal) => {
    const job = await startJob();

    const { exit, requests, messages, outputs, summary } = await cancelled(job, signal, {
      operation: 'get-dataset',
      dataset: job.dataset,
    });

    expect(exit).toBe(1);
    expect(requests).toHaveLength(1);
    expect(messages('error')).toEqual([
      `The step was cancelled by ${signal}.\nNo change was sent to the Paperspace API.`,
    ]);
    expect(outputs).toEqual({ outcome: 'none' });
    expect(summary).toContain('<strong>Cancelled</strong>');
  });

  test('reports an unknown outcome when it is cancelled during a change', async () => {
    const job = await startJob();

    const { exit, messages } = await cancelled(job, 'SIGTERM', {
      operation: 'commit',
      dataset: `${job.dataset}:fo5rp4m`,
    });

    expect(exit).toBe(1);
    expect(messages('error')).toEqual([
      `The step was cancelled by SIGTERM.\nOutcome unknown: PUT /datasets/${job.dataset}/versions/fo5rp4m.`,
    ]);
  });

  test('reports a possible draft when it is cancelled during its creation, and the post step deletes that draft', async () => {
    const job = await startJob();
    const inputs = { operation: 'create-version', dataset: job.dataset, 'on-failure': 'delete' };
    job.emulator.addFault({ kind: 'hang', when: 'after' });

    const main = await job.step(inputs, { started: (kill) => void job.arrived(1).then(() => kill('SIGINT')) });
    const left = job.emulator.paperspace.versions(job.dataset);
    const post = await job.post(main, inputs);

    expect(main.exit).toBe(1);
    expect(main.messages('error')).toEqual([
      `The step was cancelled by SIGINT.\nA draft of dataset ${job.dataset} may have been created.`,
    ]);
    expect(left).toHaveLength(1);
    expect(post.exit).toBe(0);
    expect(job.emulator.paperspace.versions(job.dataset)).toEqual([]);
  });

  test('ends without another attempt when it is cancelled during a back-off', async () => {
    const job = await startJob();
    job.emulator.addFault({ kind: 'status', status: 503, retryAfter: 60, times: 'always' });

    const { exit, requests, messages } = await job.step(
      { operation: 'get-dataset', dataset: job.dataset },
      { started: (kill) => void job.arrived(1).then(() => setTimeout(() => kill('SIGINT'), 100)) },
    );

    expect(exit).toBe(1);
    expect(requests).toHaveLength(1);
    expect(messages('error')).toEqual(['The step was cancelled by SIGINT.\nNo change was sent to the Paperspace API.']);
  });

  test('ends in order when the runner sends a second signal', async () => {
    const job = await startJob();
    job.emulator.addFault({ kind: 'hang', times: 'always' });

    const { exit, messages } = await job.step(
      { operation: 'get-dataset', dataset: job.dataset },
      {
        started: (kill) =>
          void job.arrived(1).then(() => {
            kill('SIGINT');
            kill('SIGTERM');
          }),
      },
    );

    expect(exit).toBe(1);
    expect(messages('error')).toHaveLength(1);
  });
});
