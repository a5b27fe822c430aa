import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../emulator/faults.ts';
import { type Job, startedBy, startJob } from '../support/job.ts';

const REQUESTS = [1, 2, 3, 4, 5, 6, 7];

function expectOneSnapshot({ emulator, dataset }: Job): void {
  const mine = emulator.paperspace.versions(dataset).filter(({ metadata }) => JSON.stringify(metadata).includes('key'));
  expect(mine).toMatchObject([{ isCommitted: true, tags: ['v1.2.3'] }]);
}

describe('a snapshot is taken once when the response to one request is lost', () => {
  test.each<[string, FaultInput]>([
    ['a connection that breaks', { kind: 'drop', when: 'after' }],
    ['a body that breaks off', { kind: 'truncate', when: 'after' }],
    ['a body that is no JSON', { kind: 'invalid-json', when: 'after' }],
    ['a gateway’s error', { kind: 'status', status: 502, body: 'html', when: 'after', retryAfter: 0 }],
    ['a request that is lost itself', { kind: 'drop', when: 'before' }],
  ])('%s', async (_what, fault) => {
    const jobs = await Promise.all(REQUESTS.map((nth) => startJob({ faults: [{ ...fault, nth }] })));

    const steps = await Promise.all(jobs.map(({ step, dataset }) => step({ dataset }, startedBy('release-published'))));

    expect(steps.map(({ exit, outputs }) => [exit, outputs.outcome])).toEqual(REQUESTS.map(() => [0, 'created']));
    for (const job of jobs) expectOneSnapshot(job);
  });

  test('a delayed create request leaves no version behind', async () => {
    const job = await startJob({ faults: [{ kind: 'late', method: 'POST', afterRequests: 2 }] });

    const { exit, lines } = await job.step({ dataset: job.dataset }, startedBy('release-published'));

    expect(exit).toBe(0);
    expect(lines.join('\n')).toMatch(/^Deleted draft \S+: /m);
    expectOneSnapshot(job);
  });
});

describe('the post step of a failed snapshot', () => {
  const failing: FaultInput = { kind: 'status', status: 403, method: 'PUT' };

  test('deletes the draft when on-failure is delete', async () => {
    const { step, post, dataset, emulator } = await startJob({ faults: [failing] });
    const inputs = { dataset, 'on-failure': 'delete' };

    const main = await step(inputs, startedBy('release-published'));
    const after = await post(main, inputs);

    expect([main.exit, after.exit]).toEqual([1, 0]);
    expect(main.messages('error')).toEqual([expect.stringMatching(/Version \S+ remains\.$/)]);
    expect(after.messages('notice')).toEqual([expect.stringMatching(/^Draft \S+ deleted because/)]);
    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });

  test('keeps the draft by default, and the next attempt resumes it', async () => {
    const job = await startJob({ faults: [failing] });
    const { step, post, dataset } = job;
    const { event, env } = startedBy('release-published');

    const main = await step({ dataset }, { event, env });
    const after = await post(main, { dataset });
    const next = await step({ dataset }, { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } });

    expect(after.messages('notice')).toEqual([
      expect.stringMatching(/^Draft \S+ kept[.] Re-run the job to resume, or/),
    ]);
    expect([next.exit, next.outputs.outcome, next.outputs.version]).toEqual([0, 'resumed', main.outputs.version]);
    expectOneSnapshot(job);
  });

  test('leaves a version unchanged that was committed before a later step failed', async () => {
    const job = await startJob();
    const inputs = { dataset: job.dataset, 'on-failure': 'delete' };

    const main = await job.step(inputs, startedBy('release-published'));
    const after = await job.post(main, inputs);

    expect([after.exit, after.messages('notice')]).toEqual([0, []]);
    expectOneSnapshot(job);
  });

  test('finds the draft of a step that was killed before it knew the ID', async () => {
    const { step, post, dataset, emulator, arrived } = await startJob({
      faults: [{ kind: 'hang', method: 'POST', when: 'after' }],
    });
    const inputs = { dataset, 'on-failure': 'delete' };

    const kill = { started: (send: (signal: NodeJS.Signals) => void) => void arrived(3).then(() => send('SIGKILL')) };
    const main = await step(inputs, { ...startedBy('release-published'), ...kill });
    expect([main.exit, emulator.paperspace.versions(dataset).length]).toEqual([null, 1]);
    await post(main, inputs);

    expect(emulator.paperspace.versions(dataset)).toEqual([]);
  });
});

test('a step that is cancelled while it moves a tag leaves the committed version, and the next attempt adds the tag', async () => {
  const { step, post, dataset, emulator, arrived } = await startJob({
    answers: { tagHolder: 'conflict' },
    faults: [{ kind: 'hang', method: 'PUT', nth: 5 }],
  });
  emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1.2.2', 'stable'] });
  const inputs = { dataset, tags: 'v1.2.3, stable', 'on-failure': 'delete' };
  const tags = (): string[][] => emulator.paperspace.versions(dataset).map((version) => version.tags);

  const kill = {
    started: (send: (signal: NodeJS.Signals) => void) => void arrived(5, 'PUT').then(() => send('SIGTERM')),
  };
  const { event, env } = startedBy('release-published');
  const main = await step(inputs, { event, env, ...kill });
  const after = await post(main, inputs);
  const between = tags();
  const next = await step(inputs, { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } });

  expect([main.exit, after.exit, between]).toEqual([1, 0, [['v1.2.2'], ['v1.2.3']]]);
  expect([next.exit, next.outputs.outcome, tags()]).toEqual([0, 'updated', [['v1.2.2'], ['v1.2.3', 'stable']]]);
});

test('a step that is cancelled before it created anything says so, and leaves the draft of another run', async () => {
  const { step, dataset, emulator, arrived } = await startJob();
  const { event, env } = startedBy('release-published');
  await step({ dataset, commit: 'false' }, { event, env: { ...env, GITHUB_RUN_ID: '1' } });
  const before = emulator.requests.length;
  emulator.addFault({ kind: 'hang', method: 'GET' });

  const kill = {
    started: (send: (signal: NodeJS.Signals) => void) => void arrived(before + 1).then(() => send('SIGTERM')),
  };
  const { exit, messages } = await step({ dataset }, { event, env, ...kill });

  expect(exit).toBe(1);
  expect(messages('error')).toEqual(['The step was cancelled by SIGTERM.\nNo change was sent to the Paperspace API.']);
  expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: false }]);
});

test('a dataset ID that does not exist is reported once, and not taken for a deleted draft', async () => {
  const { step } = await startJob();

  const { exit, messages, lines, requests } = await step({ dataset: 'ds0000000000000', 'allow-empty': 'true' });

  expect(exit).toBe(1);
  expect(messages('error')).toEqual([expect.stringMatching(/ds0000000000000.*\(HTTP 404.*\n.*Check/)]);
  expect(lines.filter((line) => /starting over|deleted by another process/.test(line))).toEqual([]);
  expect(requests.every((request) => JSON.stringify(request).includes('GET'))).toBe(true);
});
