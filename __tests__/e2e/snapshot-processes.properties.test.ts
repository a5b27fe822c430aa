import { expect, test } from '@jest/globals';
import { answerChoices } from '../../emulator/answers.ts';
import { seededRandom } from '../../emulator/random.ts';
import { startedBy } from '../support/events.ts';
import { type Job, type Step, startJob } from '../support/job.ts';

/** A few in every run of the tests, all of them where properties are tried at length. */
const atLength = process.env.PROPERTY_RUNS !== undefined;
const MEETINGS = atLength ? 200 : 3;
const KILLS = atLength ? 50 : 3;
const TAGS = 'v1.2.3, stable';

/** What a snapshot without files puts out, always. */
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

/** The release before holds one of the tags. */
async function startRelease(tagHolder: (typeof answerChoices.tagHolder)[number]): Promise<Job> {
  const job = await startJob({ answers: { tagHolder } });
  job.emulator.paperspace.addVersion(job.dataset, { isCommitted: true, tags: ['v1.2.2', 'stable'] });
  return job;
}

/** One committed version of the key with its tags, nothing else of it, and a step that knows all about it. */
function expectOneSnapshot({ emulator, dataset }: Job, told: unknown, ...steps: readonly Step[]): void {
  const [earlier, snapshot, ...others] = emulator.paperspace.versions(dataset);
  const state = [snapshot?.isCommitted, snapshot?.tags, earlier?.tags, others];
  expect([told, ...state]).toEqual([told, true, ['v1.2.3', 'stable'], ['v1.2.2'], []]);
  for (const { exit, outputs, log } of steps) {
    expect([told, log, exit, outputs.version]).toEqual([told, log, 0, snapshot?.version]);
    expect(Object.keys(outputs).sort()).toEqual(OUTPUTS);
  }
}

test(`two processes that start together on one key both end well, and leave one version at the latest when one runs again, ${MEETINGS} times`, async () => {
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

test(`a process that is killed at any moment leaves what the next attempt goes on with, ${KILLS} times`, async () => {
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
