import { describe, expect, test } from '@jest/globals';
import { commitVersion, removeExtraDrafts, union } from '../../src/paperspace/version-changes.ts';
import { withVersions } from '../support/api.ts';

describe('a commit that fails', () => {
  test.each([401, 403])('with status %i does not read the version back', async (status) => {
    const { client, id, add, requests } = withVersions({ faults: [{ kind: 'status', status }] });
    const { version } = add({ isCommitted: true });

    await expect(commitVersion(client, id, version, {})).rejects.toMatchObject({ problem: { status } });
    expect(requests()).toHaveLength(1);
  });

  test('with a redirect or repeated 5xx and 429 responses is not sent again', async () => {
    const location = 'https://elsewhere.test/';
    for (const fault of [
      { kind: 'redirect', location },
      { kind: 'status', status: 501 },
      { kind: 'status', status: 429 },
    ] as const) {
      const { client, id, add, requests } = withVersions({ retries: 0, faults: [{ ...fault, method: 'PUT' }] });
      const { version } = add();

      await expect(commitVersion(client, id, version, {})).rejects.toThrow(/^Failed to update version/);
      // The commit may have taken effect despite a 429. The client itself reads the version back in that case.
      expect(requests().filter((line) => line.startsWith('PUT'))).toHaveLength(1);
    }
  });
});

describe('the extra drafts of a repeated create request', () => {
  test('are deleted, but not committed versions and drafts of other attempts', async () => {
    const { client, log, add, paperspace, id } = withVersions();
    const ofAttempt = (attempt: string, isCommitted = false) =>
      add({ metadata: { snapshot: { attempt } }, isCommitted });
    const [twin, kept, committed, other] = [ofAttempt('a'), ofAttempt('a'), ofAttempt('a', true), ofAttempt('b')];

    await removeExtraDrafts({ paperspace: client, log }, kept, 'a');

    expect(paperspace.versions(id)).toEqual([kept, committed, other]);
    expect(paperspace.versions(id)).not.toContainEqual(twin);
  });
});

test('a second draft that lists would omit causes a warning with the attempt ID', async () => {
  const { client, add, log } = withVersions({ answers: { draftsInLists: false } });
  const version = add({ metadata: { snapshot: { attempt: 'a-1' } } });

  await removeExtraDrafts({ paperspace: client, log }, version, 'a-1');

  expect(log.warnings).toEqual([
    expect.stringContaining('A second draft with `metadata.snapshot.attempt` a-1 may exist'),
  ]);
});

test('a union of tags has each tag once, in order of appearance', () => {
  expect(union(['b', 'a'], ['c', 'a', 'b'])).toEqual(['b', 'a', 'c']);
});
