import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { markOf } from '../../src/paperspace/snapshot-mark.ts';
import { type EventName, startedBy, startJob } from '../support/job.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const RELEASE_KEY = `acme/flowers@refs/tags/v1.2.3@${SHA}/publish/snapshot/0`;
const RUN_KEY = 'acme/flowers/runs/4242/publish/snapshot/0';

describe('a snapshot on a published release', () => {
  test('commits a version with the name, tag, key and origin of the release in five round trips', async () => {
    const { step, dataset, emulator } = await startJob();

    const { exit, requests, outputs, lines, messages, summary } = await step(
      { dataset },
      startedBy('release-published'),
    );

    const [version] = emulator.paperspace.versions(dataset);
    const versions = `/datasets/${dataset}/versions`;
    const newest = `GET ${versions}?limit=120&orderBy=dtCreated&order=desc`;
    expect([exit, messages('error'), messages('warning')]).toEqual([0, [], []]);
    expect(requests.slice(0, 2).sort()).toEqual([newest, `${newest}&tags=v1.2.3`]);
    expect(requests.slice(2, 5)).toEqual([`POST ${versions}`, newest, `PUT ${versions}/${version?.version}`]);
    expect(requests.slice(5).sort()).toEqual([newest, `${newest}&tags=v1.2.3`]);
    expect(version).toMatchObject({ isCommitted: true, message: 'Spring data', tags: ['v1.2.3'] });
    expect(version?.metadata).toEqual({
      github: {
        repository: 'acme/flowers',
        sha: SHA,
        ref: 'refs/tags/v1.2.3',
        event: 'release',
        workflow: 'Release',
        runId: '4242',
        runAttempt: '1',
        actor: 'octocat',
        runUrl: 'https://github.com/acme/flowers/actions/runs/4242',
        releaseTag: 'v1.2.3',
        releaseUrl: 'https://github.com/acme/flowers/releases/tag/v1.2.3',
      },
      snapshot: {
        key: RELEASE_KEY,
        attempt: markOf(version?.metadata).attempt,
        run: 'acme/flowers/runs/4242',
        runAttempt: '1',
      },
    });
    expect(outputs).toEqual({
      outcome: 'created',
      'dataset-id': dataset,
      version: version?.version,
      ref: `${dataset}:${version?.version}`,
      tags: 'v1.2.3',
      url: version?.url,
      'is-committed': 'true',
      message: 'Spring data',
      result: JSON.stringify(version),
      'result-path': expect.stringMatching(/result\.json$/),
    });
    expect(lines).toContain(`Committed version ${dataset}:${version?.version}`);
    expect(summary).toContain('<td>State</td><td>committed</td>');
    expect(messages('notice')).toEqual(['No `path` given; no files uploaded']);
  });

  test('sets the outputs of the first run again when the job is re-run, except for the outcome', async () => {
    const { step, dataset, emulator } = await startJob();
    const { event, env } = startedBy('release-published');
    const first = await step({ dataset: 'flowers' }, { event, env });
    const before = emulator.paperspace.versions(dataset);

    const again = await step({ dataset: 'flowers' }, { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } });

    expect(again.exit).toBe(0);
    expect(again.outputs).toEqual({
      ...first.outputs,
      outcome: 'unchanged',
      'result-path': again.outputs['result-path'],
    });
    expect(emulator.paperspace.versions(dataset)).toEqual(before);
  });

  test('moves a shared tag from the previous release', async () => {
    const { step, dataset, emulator } = await startJob({ answers: { tagHolder: 'conflict' } });
    const old = emulator.paperspace.addVersion(dataset, { isCommitted: true, tags: ['v1.2.2', 'newest-release'] });

    const { exit, outputs } = await step({ dataset, tags: 'v1.2.3, newest-release' }, startedBy('release-published'));

    expect([exit, outputs.tags]).toEqual([0, 'v1.2.3,newest-release']);
    expect(emulator.paperspace.versions(dataset).find(({ version }) => version === old.version)?.tags).toEqual([
      'v1.2.2',
    ]);
  });
});

describe('the event of a snapshot', () => {
  test.each<[EventName, string, string[], string]>([
    ['release-published', 'Spring data', ['v1.2.3'], RELEASE_KEY],
    ['push-tag', 'v1.2.3', ['v1.2.3'], RELEASE_KEY],
    ['push-branch', 'Add 500 tulips', [], RUN_KEY],
    ['schedule', 'Release #42', [], RUN_KEY],
    ['workflow-dispatch', 'Release #42', [], RUN_KEY],
    ['repository-dispatch', 'Release #42', [], RUN_KEY],
    ['pull-request-fork', 'Add lilies', [], RUN_KEY],
  ])('%s: %s', async (name, message, tags, key) => {
    const { step, dataset, emulator } = await startJob();

    const { exit, messages } = await step({ dataset }, startedBy(name));

    expect([exit, messages('warning')]).toEqual([0, []]);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ message, tags, metadata: { snapshot: { key } } }]);
  });

  test('is a pull request of a fork, which has no secrets, and the error says so before any request', async () => {
    const { step, dataset } = await startJob();

    const { exit, requests, messages } = await step({ dataset, 'api-key': '' }, startedBy('pull-request-fork'));

    expect([exit, requests]).toEqual([1, []]);
    expect(messages('error')).toEqual([
      expect.stringMatching(/^Input `api-key` is missing.*GitHub does not pass the secret to .*forks/),
    ]);
  });

  test.each([
    ['is missing', undefined],
    ['is not JSON', '{"release":'],
    ['is no object', 'null'],
  ])('is read from the environment with a warning when its file %s', async (_what, content) => {
    const { step, dataset, emulator, temporary } = await startJob();
    const { env } = startedBy('release-published');
    const file = path.join(temporary, 'event.json');
    if (content !== undefined) await writeFile(file, content);

    const { exit, messages } = await step({ dataset }, { env: { ...env, GITHUB_EVENT_PATH: file } });

    expect(exit).toBe(0);
    expect(messages('warning')).toEqual([expect.stringMatching(/^Could not read the event file: /)]);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([
      { isCommitted: true, message: 'v1.2.3', tags: ['v1.2.3'], metadata: { snapshot: { key: RELEASE_KEY } } },
    ]);
  });

  test('is not required: without any facts the snapshot is taken', async () => {
    const { step, dataset, emulator } = await startJob();
    const names = Object.keys(startedBy('schedule').env);
    const env = { ...Object.fromEntries(names.map((name) => [name, ''])), GITHUB_EVENT_PATH: '' };

    const { exit, outputs } = await step({ dataset }, { env });

    expect([exit, outputs.outcome]).toEqual([0, 'created']);
    expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true, tags: [] }]);
  });
});

describe('the key of a snapshot', () => {
  test('is the same for a run and its re-runs when no release or tag started it', async () => {
    const { step, dataset, emulator } = await startJob();
    const { event, env } = startedBy('schedule');

    const first = await step({ dataset }, { event, env });
    const again = await step({ dataset }, { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } });
    const next = await step({ dataset }, { event, env: { ...env, GITHUB_RUN_ID: '4243' } });

    expect([first, again, next].map(({ outputs }) => outputs.outcome)).toEqual(['created', 'unchanged', 'created']);
    expect(emulator.paperspace.versions(dataset)).toHaveLength(2);
  });

  test('differs for each matrix job, job and step', async () => {
    const { step, dataset, emulator } = await startJob();
    const { event, env } = startedBy('release-published');

    const legs = [
      await step({ dataset, tags: 'leg-0' }, { event, env }),
      await step({ dataset, tags: 'leg-1', 'job-index': '1' }, { event, env }),
      await step({ dataset, tags: 'other-job' }, { event, env: { ...env, GITHUB_JOB: 'other' } }),
      await step({ dataset, tags: 'other-step' }, { event, env: { ...env, GITHUB_ACTION: 'snapshot2' } }),
    ];

    expect(legs.map(({ outputs }) => outputs.outcome)).toEqual(['created', 'created', 'created', 'created']);
    expect(emulator.paperspace.versions(dataset).map(({ tags }) => tags.join())).toEqual([
      'leg-0',
      'leg-1',
      'other-job',
      'other-step',
    ]);
  });

  test('is the input key for every event', async () => {
    const { step, dataset } = await startJob();

    const first = await step({ dataset, key: 'flowers-2026' }, startedBy('schedule'));
    const again = await step({ dataset, key: 'flowers-2026' }, startedBy('push-branch'));

    expect([first.outputs.outcome, again.outputs.outcome]).toEqual(['created', 'unchanged']);
    expect(again.outputs.version).toBe(first.outputs.version);
  });
});

test('a draft left uncommitted is committed by a later step and found by the next run', async () => {
  const { step, dataset, emulator } = await startJob();
  const { event, env } = startedBy('release-published');
  const again = { event, env: { ...env, GITHUB_RUN_ATTEMPT: '2' } };

  const draft = await step({ dataset, commit: 'false' }, { event, env });
  const committed = await step({ operation: 'commit', dataset: draft.outputs.ref ?? '', tags: 'v1.2.3' });
  const rerun = await step({ dataset, commit: 'false' }, again);

  expect([draft, committed, rerun].map(({ outputs }) => outputs.outcome)).toEqual(['created', 'updated', 'unchanged']);
  expect([draft.outputs['is-committed'], draft.outputs.tags]).toEqual(['false', '']);
  expect(Object.keys(rerun.outputs).sort()).toEqual(Object.keys(draft.outputs).sort());
  expect(emulator.paperspace.versions(dataset)).toMatchObject([{ isCommitted: true, tags: ['v1.2.3'] }]);
});

test('a dry run of a snapshot changes nothing', async () => {
  const { step, dataset, emulator } = await startJob();

  const { exit, requests, outputs } = await step({ dataset, 'dry-run': 'true' }, startedBy('release-published'));

  expect([exit, outputs.outcome, outputs['dataset-id']]).toEqual([0, 'none', dataset]);
  expect(requests.every((request) => request.startsWith('GET'))).toBe(true);
  expect(emulator.paperspace.versions(dataset)).toEqual([]);
});
