import { describe, expect, test } from '@jest/globals';
import { commitVersion, removeTwins, warnOfOrphan } from '../../src/paperspace/drafts.ts';
import { stageWithDataset } from '../support/stage.ts';

describe('a commit that fails', () => {
  test.each([401, 403])('after a %i is not looked at again', async (status) => {
    const { client, id, add, requests } = stageWithDataset({ faults: [{ kind: 'status', status }] });
    const { version } = add({ isCommitted: true });

    await expect(commitVersion(client, id, version, {})).rejects.toMatchObject({ problem: { status } });
    expect(requests()).toHaveLength(1);
  });

  test('after a redirect, or after 5xx and 429 that do not end, is not looked at again', async () => {
    const location = 'https://elsewhere.test/';
    for (const fault of [
      { kind: 'redirect', location },
      { kind: 'status', status: 501 },
      { kind: 'status', status: 429 },
    ] as const) {
      const { client, id, add, requests } = stageWithDataset({ retries: 0, faults: [{ ...fault, method: 'PUT' }] });
      const { version } = add();

      await expect(commitVersion(client, id, version, {})).rejects.toThrow(/^Failed to update version/);
      // A 429 may hide that the commit was done: that is looked for by the client itself.
      expect(requests().filter((line) => line.startsWith('PUT'))).toHaveLength(1);
    }
  });
});

describe('the twins of a draft', () => {
  test('are deleted: the other drafts of the attempt, and neither what is committed nor what is of others', async () => {
    const { client, log, add, versions } = stageWithDataset();
    const ofAttempt = (attempt: string, isCommitted = false) =>
      add({ metadata: { snapshot: { attempt } }, isCommitted });
    const [twin, kept, committed, other] = [ofAttempt('a'), ofAttempt('a'), ofAttempt('a', true), ofAttempt('b')];

    await removeTwins(client, log, kept, 'a');

    expect(versions()).toEqual([kept, committed, other]);
    expect(versions()).not.toContainEqual(twin);
  });
});

test('an orphan that nobody can see is a warning with its attempt id', () => {
  const { add, log } = stageWithDataset();
  const version = add();

  warnOfOrphan(log, version, 'a-1');

  expect(log.warnings).toEqual([expect.stringContaining('A second draft with the attempt ID a-1 may exist')]);
});
