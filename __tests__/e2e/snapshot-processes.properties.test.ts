import { expect, test } from '@jest/globals';
import { answerChoices } from '../../emulator/answers.ts';
import { seededRandom } from '../../emulator/random.ts';
import { type Job, type Step, startedBy, startJob } from '../support/job.ts';

/** A few in every run of the tests, many in a search for failures. */
const atLength = process.env.PROPERTY_RUNS !== undefined;
const MEETINGS = atLength ? 200 : 3;
const KILLS = atLength ? 50 : 3;
const TAGS = 'v1.2.3, stable';

/** The outputs that every snapshot without files sets. */
const OUTPUTS = [
  'dataset-id',
  'is-committed',
  'message',
  'outcome',
  'ref',
  'result',
  'result-path',
  'tags',
  'url',
  'version',
];

const seed = Math.floor(Math.random() * 1_000_000);
const random = seededRandom(seed);
const below = (limit: number): number => Math.floor(random() * limit);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a job whose dataset has a version of the previous release with one of the tags. */
async function startRelease(tagHolder: (typeof answerChoices.tagHolder)[number]): Promise<Job> {
  const job = await startJob({ answers: { tagHolder } });
  job.emulator.paperspace.addVersion(job.dataset, { isCommitted: true, tags: ['v1.2.2', 'stable'] });
  return job;
}

/** Expects one committed version of the key with its tags, and steps that set all of its outputs. */
function expectOneSnapshot({ emulator, dataset }: Job, moment: unknown, ...steps: readonly Step[]): void {
  const [earlier, snapshot, ...others] = emulator.paperspace.versions(dataset);
  const state = [snapshot?.isCommitted, snapshot?.tags, earlier?.tags, others];
  expect([moment, ...state]).toEqual([moment, true, ['v1.2.3', 'stable'], ['v1.2.2'], []]);
  for (const { exit, outputs, log } of steps) {
    expect([moment, log, exit, outputs.version]).toEqual([moment, log, 0, snapshot?.version]);
    expect(Object.keys(outputs).sort()).toEqual(OUTPUTS);
  }
}

test(`two processes that start together on one key both succeed, and one version is left once one of them has run again, ${MEETINGS} times`, async () => {
  for (let meeting = 0; meeting < MEETINGS; meeting += 1) {
    const tagHolder = answerChoices.tagHolder[meeting % 3] ?? 'moves';
    const sameRun = meeting % 2 === 0;
    const delay = below(60);
    const job = await startRelease(tagHolder);
    const { event, env } = startedBy('release-published');
    const inputs = { dataset: job.dataset, tags: TAGS };

    const steps = await Promise.all([
      job.step(inputs, { event, env }),
      pause(delay).then(() =>
        job.step(inputs, { event, env: { ...env, GITHUB_RUN_ID: sameRun ? '4242' : '4243', GITHUB_JOB: 'publish' } }),
      ),
    ]);

    const again = await job.step(inputs, { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } });

    expect(steps.map(({ exit }) => exit)).toEqual([0, 0]);
    expectOneSnapshot(job, { seed, meeting, tagHolder, sameRun, delay }, again);
    await job.emulator.close();
  }
}, 900_000);

test(`the next attempt completes the snapshot of a process that was killed at any moment, ${KILLS} times`, async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const tagHolder = answerChoices.tagHolder[kill % 3] ?? 'moves';
    const requests = below(9);
    const delay = below(15);
    const job = await startRelease(tagHolder);
    const { event, env } = startedBy('release-published');
    const inputs = { dataset: job.dataset, tags: TAGS };

    await job.step(inputs, {
      event,
      env,
      started: (send) =>
        void job
          .arrived(requests)
          .then(() => pause(delay))
          .then(() => send('SIGKILL')),
    });
    const again = await job.step(inputs, { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } });

    expectOneSnapshot(job, { seed, kill, tagHolder, requests, delay }, again);
    await job.emulator.close();
  }
}, 600_000);
