import { describe, expect, test } from '@jest/globals';
import { attemptOf, markOf, newAttempt, withMark } from '../../src/paperspace/snapshot-mark.ts';

test('an attempt id is another one each time', () => {
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
    ['none that was given', undefined],
    ['metadata without it', { other: 1 }],
    ['something of another maker', { snapshot: 'mine' }],
    ['a mark of another form', { snapshot: { key: 7 } }],
    ['a release of another form', { snapshot: { released: 'yes' } }],
    ['files of another form', { snapshot: { files: { digest: '00' } } }],
  ])('is empty where there is %s', (_name, metadata) => {
    expect(markOf(metadata)).toEqual({});
    expect(attemptOf(metadata)).toBeUndefined();
  });

  test('keeps fields of a later version of this action', () => {
    expect(markOf({ snapshot: { attempt: 'a-1', future: true } })).toEqual({ attempt: 'a-1', future: true });
  });

  test('joins what is there: other keys stay, and fields that are not named', () => {
    const metadata = withMark({ accuracy: 0.9, snapshot: { key: 'k', attempt: 'a-1' } }, { attempt: 'a-2' });

    expect(metadata).toEqual({ accuracy: 0.9, snapshot: { key: 'k', attempt: 'a-2' } });
    expect(attemptOf(metadata)).toBe('a-2');
  });

  test('takes the place of something of another maker', () => {
    expect(withMark({ snapshot: 'mine' }, { attempt: 'a-1' })).toEqual({ snapshot: { attempt: 'a-1' } });
  });

  test('leaves the metadata alone that it is given', () => {
    const metadata = Object.freeze({ accuracy: 0.9 });

    expect(withMark(metadata, { attempt: 'a-1' })).not.toBe(metadata);
    expect(metadata).toEqual({ accuracy: 0.9 });
  });
});
