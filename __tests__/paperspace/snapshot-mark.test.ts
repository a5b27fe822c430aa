import { describe, expect, test } from '@jest/globals';
import { markOf, newAttempt, withMark } from '../../src/paperspace/snapshot-mark.ts';

test('every attempt ID is unique', () => {
  expect(newAttempt()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(newAttempt()).not.toBe(newAttempt());
});

describe('the mark of a version', () => {
  const full = {
    key: 'acme/faces@refs/tags/v1@0/job/step/0',
    attempt: 'a-1',
    run: 'acme/faces/runs/7',
    runAttempt: '2',
    step: 'acme/faces/runs/7/job/step/0',
    released: true,
    files: { digest: '00', count: 2, bytes: 30 },
  };

  test('is read back as it was written', () => {
    expect(markOf(withMark(null, full))).toEqual(full);
  });

  test.each([
    ['no metadata', null],
    ['undefined metadata', undefined],
    ['metadata without a mark', { other: 1 }],
    ['a value of another tool', { snapshot: 'mine' }],
    ['a mark of another format', { snapshot: { key: 7 } }],
    ['a field `released` of another type', { snapshot: { released: 'yes' } }],
    ['a field `files` of another format', { snapshot: { files: { digest: '00' } } }],
  ])('is empty for %s', (_name, metadata) => {
    expect(markOf(metadata)).toEqual({});
    expect(markOf(metadata).attempt).toBeUndefined();
  });

  test('keeps fields of a later version of this action', () => {
    expect(markOf({ snapshot: { attempt: 'a-1', future: true } })).toEqual({ attempt: 'a-1', future: true });
  });

  test('is merged into the metadata and keeps other keys and fields', () => {
    const metadata = withMark({ accuracy: 0.9, snapshot: { key: 'k', attempt: 'a-1' } }, { attempt: 'a-2' });

    expect(metadata).toEqual({ accuracy: 0.9, snapshot: { key: 'k', attempt: 'a-2' } });
    expect(markOf(metadata).attempt).toBe('a-2');
  });

  test('replaces a value of another tool', () => {
    expect(withMark({ snapshot: 'mine' }, { attempt: 'a-1' })).toEqual({ snapshot: { attempt: 'a-1' } });
  });

  test('does not modify the given metadata object', () => {
    const metadata = Object.freeze({ accuracy: 0.9 });

    expect(withMark(metadata, { attempt: 'a-1' })).not.toBe(metadata);
    expect(metadata).toEqual({ accuracy: 0.9 });
  });
});
