import { expect, test } from '@jest/globals';
import { InputError, PartialFailure, RefusedError } from '../../src/operations/errors.ts';

test('an error of inputs says everything that is wrong', () => {
  const error = new InputError([
    { input: 'limit', message: 'is out of bounds' },
    { input: 'order', message: 'is none of them' },
  ]);

  expect(error.message).toBe('Input `limit` is out of bounds\nInput `order` is none of them');
  expect(error.problems).toHaveLength(2);
});

test('a refusal says what to do instead', () => {
  const cause = new Error('why');

  expect(new RefusedError('It is not done', 'Do that.', { cause })).toMatchObject({
    message: 'It is not done',
    hint: 'Do that.',
    cause,
  });
});

test('a failure in part has all failures, and the first for its cause', () => {
  const failures = [new Error('one'), new Error('two')];

  expect(new PartialFailure('2 of 5 failed', failures)).toMatchObject({ failures, cause: failures[0] });
});
