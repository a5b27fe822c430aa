import { describe, expect, test } from '@jest/globals';
import { releaseEnv, releaseEvent } from '../../emulator/release-event.ts';
import { type GitHubEvent, readEvent } from '../../src/github/event.ts';
import type { Environment } from '../../src/github/workflow.ts';
import type { EventFacts } from '../../src/operations/step.ts';
import { NOON_MS } from '../support/clocks.ts';
import { RecordingLog } from '../support/recording.ts';

const { GITHUB_REF_TYPE: _type, GITHUB_REF_NAME: _name, GITHUB_REF: _ref, ...noRef } = releaseEnv;
const pushEnv = {
  ...noRef,
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
};
const tagEnv = { ...pushEnv, GITHUB_REF: 'refs/tags/v2', GITHUB_REF_NAME: 'v2', GITHUB_REF_TYPE: 'tag' };

const read = (env: Environment, payload: unknown = {}): Promise<GitHubEvent> =>
  readEvent(
    { GITHUB_EVENT_PATH: '/event.json', ...env },
    async () => JSON.stringify(payload),
    new RecordingLog(),
    NOON_MS,
  );

describe('a published release', () => {
  test('provides its tag, its name as the message, its provenance, and a key that re-runs share', async () => {
    const facts = await read(releaseEnv, releaseEvent);

    expect(facts).toEqual({
      tag: 'v1.2.3',
      message: 'Spring data',
      run: 'acme/flowers/runs/4242',
      runAttempt: '1',
      key: 'acme/flowers@refs/tags/v1.2.3@0123456789abcdef0123456789abcdef01234567/publish/snapshot',
      oldestMs: Date.parse('2026-01-01T00:00:00Z'),
      releaseId: 1,
      links: [
        { label: 'Run', text: 'Release #42', url: 'https://github.com/acme/flowers/actions/runs/4242' },
        {
          label: 'Commit',
          text: '0123456',
          url: 'https://github.com/acme/flowers/commit/0123456789abcdef0123456789abcdef01234567',
        },
        { label: 'Release', text: 'v1.2.3', url: 'https://github.com/acme/flowers/releases/tag/v1.2.3' },
      ],
      provenance: {
        repository: 'acme/flowers',
        sha: '0123456789abcdef0123456789abcdef01234567',
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
    });
  });

  test('provides the tag of its payload, whatever the ref is', async () => {
    expect((await read({ ...pushEnv, GITHUB_EVENT_NAME: 'release' }, releaseEvent)).tag).toBe('v1.2.3');
  });

  test('provides the tag of the ref if the payload has none', async () => {
    expect((await read(releaseEnv, { release: { name: null } })).tag).toBe('v1.2.3');
  });

  test('without a name provides its tag as the message', async () => {
    expect((await read(releaseEnv, { release: { ...releaseEvent.release, name: ' ' } })).message).toBe('v1.2.3');
  });

  test('without a creation time sets no lower bound for the age of a version', async () => {
    expect((await read(releaseEnv, { release: { tag_name: 'v1.2.3' } })).oldestMs).toBeUndefined();
  });
});

describe('a push', () => {
  test('of a tag provides the tag, the tag as the message, and a key with the tag', async () => {
    const { tag, message, key } = await read(tagEnv);

    expect({ tag, message }).toEqual({ tag: 'v2', message: 'v2' });
    expect(key).toMatch(/^acme\/flowers@refs\/tags\/v2@0123456789abcdef0123456789abcdef01234567\//);
  });

  test('of commits provides no tag, the subject of the last commit as the message, and a key with the run', async () => {
    const { tag, message, key, oldestMs } = await read(pushEnv, { head_commit: { message: 'Add tulips\n\nMany.' } });

    expect({ tag, message }).toEqual({ tag: undefined, message: 'Add tulips' });
    expect(key).toBe('acme/flowers/runs/4242/publish/snapshot');
    expect(oldestMs).toBe(NOON_MS - 65 * 86_400_000);
  });
});

describe('another event', () => {
  test('such as a manual run on a tag provides no tag', async () => {
    expect((await read({ ...tagEnv, GITHUB_EVENT_NAME: 'workflow_dispatch' })).tag).toBeUndefined();
  });

  test('of a pull request provides its title as the message', async () => {
    const payload = { pull_request: { title: 'Tulips', number: 7 } };

    expect((await read({ ...pushEnv, GITHUB_EVENT_NAME: 'pull_request' }, payload)).message).toBe('Tulips');
  });

  test('without a message of its own provides the workflow and its run number as the message', async () => {
    expect((await read(pushEnv)).message).toBe('Release #42');
    expect((await read({ GITHUB_WORKFLOW: 'Nightly' })).message).toBe('Nightly #');
  });

  test('outside a workflow provides no message, no provenance, and a key with unknown parts', async () => {
    const { message, provenance, key, tag } = await read({});

    expect({ message, provenance, key, tag }).toEqual({
      message: undefined,
      provenance: {},
      key: 'unknown/unknown/runs/unknown/job/step',
      tag: undefined,
    });
  });

  test('of a release outside a repository provides a key with unknown parts', async () => {
    const { key } = await read({ GITHUB_EVENT_NAME: 'release' }, releaseEvent);

    expect(key).toBe('unknown/unknown@refs/tags/v1.2.3@unknown/job/step');
  });

  test('without the name of a ref provides no tag', async () => {
    expect((await read({ ...tagEnv, GITHUB_REF_NAME: '' })).tag).toBeUndefined();
  });
});

describe('an event file', () => {
  const given = async (
    env: Environment,
    readFile: () => Promise<string>,
  ): Promise<{ facts: EventFacts; log: RecordingLog }> => {
    const log = new RecordingLog();
    return { facts: await readEvent(env, readFile, log, NOON_MS), log };
  };

  test.each([
    ['does not exist', () => Promise.reject(new Error('ENOENT: no such file'))],
    ['cannot be read because of an error without a code', () => Promise.reject('ENOENT: no such file')],
    ['is not JSON', async () => '{"release":'],
    ['is not an object', async () => '5'],
  ])('that %s is a warning, and the facts of the environment are used', async (_what, readFile) => {
    const { facts, log } = await given({ ...releaseEnv, GITHUB_EVENT_PATH: '/event.json' }, readFile);

    expect(log.warnings).toEqual([
      expect.stringMatching(
        /^Could not read the event file: .*\. Message, tags and key are taken from the environment only$/,
      ),
    ]);
    expect(facts).toMatchObject({ tag: 'v1.2.3', message: 'v1.2.3' });
  });

  test.each([undefined, ''])('without a path (%j) is not read and causes no warning', async (name) => {
    const { log } = await given({ ...pushEnv, GITHUB_EVENT_PATH: name }, () => Promise.reject(new Error('not read')));

    expect(log.all).toEqual([]);
  });

  test('with fields of unexpected types is read without these fields', async () => {
    const odd = { release: { name: 5, tag_name: [] }, head_commit: 'x', pull_request: null };

    expect(await read(pushEnv, odd)).toMatchObject({ tag: undefined, message: 'Release #42' });
  });
});

describe('the ID of a release', () => {
  const idOf = async (env: Environment, text: string): Promise<number | undefined> => {
    const event = { ...releaseEnv, GITHUB_EVENT_PATH: '/event.json', ...env };
    return (await readEvent(event, async () => text, new RecordingLog(), NOON_MS)).releaseId;
  };

  test('is read from the event', async () => {
    expect(await idOf({}, JSON.stringify(releaseEvent))).toBe(1);
  });

  test.each([
    ['for another event', { GITHUB_EVENT_NAME: 'push' }, JSON.stringify(releaseEvent)],
    ['without an event file', { GITHUB_EVENT_PATH: '' }, JSON.stringify(releaseEvent)],
    ['if the event file is not JSON', {}, '{'],
    ['if the event has no release', {}, '{}'],
    ['if it is not a number', {}, '{"release":{"id":"1"}}'],
    ['if it is too large to be exact', {}, '{"release":{"id":1e300}}'],
  ])('is undefined %s', async (_what, env, text) => {
    expect(await idOf(env, text)).toBeUndefined();
  });
});
