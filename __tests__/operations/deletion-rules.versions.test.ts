import { describe, expect, test } from '@jest/globals';
import { type Candidate, describeKept, type PruneRules, planPrune } from '../../src/operations/deletion-rules.ts';

const NOW = Date.parse('2026-03-18T12:00:00Z');
const HOUR = 3_600_000;

function candidate(version: string, ageHours: number, fields: Partial<Candidate> = {}): Candidate {
  const dtCreated = new Date(NOW - ageHours * HOUR).toISOString();
  return {
    version,
    isCommitted: true,
    tags: [],
    dtCreated,
    dtModified: dtCreated,
    usageBytes: null,
    url: null,
    ...fields,
  };
}

function gone(versions: readonly Candidate[], rules: Partial<PruneRules>): string[] {
  const none = { keepLast: undefined, olderThanMs: undefined, draftsOlderThanMs: undefined, canDelete: () => false };
  return planPrune(versions, { ...none, ...rules }, NOW).deleted.map(({ version }) => version);
}

const four = [candidate('c', 3), candidate('a', 1), candidate('d', 4), candidate('b', 2)];

describe('committed versions', () => {
  test.each([
    ['all but the newest', { keepLast: 1 }, ['b', 'c', 'd']],
    ['all but the newest two', { keepLast: 2 }, ['c', 'd']],
    ['none if there are fewer', { keepLast: 9 }, []],
    ['those that are older', { olderThanMs: 2 * HOUR }, ['c', 'd']],
    ['only what both rules let go', { keepLast: 1, olderThanMs: 3 * HOUR }, ['d']],
    ['only what both rules let go, the other way round', { keepLast: 3, olderThanMs: HOUR / 2 }, ['d']],
    ['never the newest', { olderThanMs: 1 }, ['b', 'c', 'd']],
    ['none by a rule about drafts', { draftsOlderThanMs: HOUR }, []],
  ])('are deleted: %s', (_what, rules, expected) => {
    expect(gone(four, rules)).toEqual(expected);
  });

  test('of the same time are ordered by ID, so that two prunes keep the same ones', () => {
    expect(gone([candidate('a', 1), candidate('b', 1)], { keepLast: 1 })).toEqual(['a']);
    expect(gone([candidate('b', 1), candidate('a', 1)], { keepLast: 1 })).toEqual(['a']);
  });

  test('with a tag are kept, unless every tag matches', () => {
    const versions = [candidate('n', 0), candidate('x', 1, { tags: ['v1'] }), candidate('y', 2, { tags: ['v2', 'p'] })];

    expect(gone(versions, { keepLast: 1 })).toEqual([]);
    expect(gone(versions, { keepLast: 1, canDelete: (tag) => tag.startsWith('v') })).toEqual(['x']);
  });
});

describe('drafts', () => {
  test('are deleted only by their own rule, by the time of their last change', () => {
    const draft = { isCommitted: false };
    const touched = new Date(NOW - HOUR).toISOString();
    const versions = [
      candidate('a', 30, draft),
      candidate('b', 30, { ...draft, dtModified: touched }),
      candidate('c', 2, draft),
    ];

    expect(gone(versions, { draftsOlderThanMs: 6 * HOUR })).toEqual(['a']);
    expect(gone(versions, { keepLast: 1, olderThanMs: HOUR })).toEqual([]);
  });

  test('do not count as committed versions', () => {
    expect(gone([candidate('a', 1, { isCommitted: false }), ...four], { keepLast: 3 })).toEqual(['d']);
  });
});

test('an empty dataset has nothing to delete', () => {
  expect(gone([], { keepLast: 1, draftsOlderThanMs: 6 * HOUR })).toEqual([]);
});

describe('the versions that are kept are counted by the rule that keeps them', () => {
  const all = [...four, candidate('x', 5, { tags: ['v1'] }), candidate('y', 1, { isCommitted: false })];

  test.each([
    [{ keepLast: 4 }, '4 newest (keep-last: 4), 1 tagged (not in prune-tags), 1 draft (drafts-older-than not set)'],
    [
      { olderThanMs: 6 * HOUR, draftsOlderThanMs: 6 * HOUR },
      '1 newest (never deleted), 4 no older than 6 h (older-than), 1 draft modified in the last 6 h (drafts-older-than)',
    ],
    [{ draftsOlderThanMs: HOUR / 2 }, '5 committed (no rule applies)'],
  ])('with the rules %j', (given, text) => {
    const none = { keepLast: undefined, olderThanMs: undefined, draftsOlderThanMs: undefined, canDelete: () => false };
    const rules = { ...none, ...given };

    expect(describeKept(planPrune(all, rules, NOW), rules)).toBe(text);
  });
});
