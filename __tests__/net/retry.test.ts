import { describe, expect, test } from '@jest/globals';
import { CancelledError } from '../../src/net/errors.ts';
import {
  isRetryableStatus,
  MAX_RETRY_AFTER_MS,
  parseRetryAfter,
  type RetryDecision,
  retryDelay,
  withRetry,
} from '../../src/net/retry.ts';
import { NOON_MS } from '../support/clocks.ts';
import { heldRetryContext } from '../support/recording.ts';

describe('isRetryableStatus', () => {
  test.each([408, 425, 429, 500, 502, 503, 504, 520, 599])('is true for %i', (status) => {
    expect(isRetryableStatus(status)).toBe(true);
  });

  test.each([200, 301, 400, 401, 403, 404, 405, 409, 413, 422, 501, 505])('is false for %i', (status) => {
    expect(isRetryableStatus(status)).toBe(false);
  });
});

describe('parseRetryAfter', () => {
  test.each<[string, string | undefined, number | undefined]>([
    ['no header', undefined, undefined],
    ['seconds', '7', 7_000],
    ['no seconds at all', '0', 0],
    ['seconds among white space', ' 7 ', 7_000],
    ['a date to come', 'Wed, 18 Mar 2026 12:00:30 GMT', 30_000],
    ['a date in the past', 'Wed, 18 Mar 2026 11:00:00 GMT', 0],
    ['a negative number', '-7', undefined],
    ['a fraction', '1.5', undefined],
    ['nothing', '', undefined],
    ['a word', 'soon', undefined],
    ['the beginning of a date', 'Wed, 99 Foo', undefined],
    ['a date in the form of JSON', '2026-03-18T12:00:30Z', undefined],
  ])('parses %s', (_name, header, ms) => {
    expect(parseRetryAfter(header, NOON_MS)).toBe(ms);
  });
});

describe('retryDelay', () => {
  test.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [6, 16_000],
    [7, 20_000],
    [20, 20_000],
    [2_000, 20_000],
  ])('after attempt %i is between zero and %i ms', (attempt, ceiling) => {
    expect(retryDelay(attempt, () => 0)).toBe(0);
    expect(retryDelay(attempt, () => 0.5)).toBe(ceiling / 2);
    expect(retryDelay(attempt, () => 0.999_999_999)).toBe(ceiling);
  });

  test('obeys Retry-After up to one minute', () => {
    const random = (): number => {
      throw new Error('no random number is needed');
    };

    expect(retryDelay(1, random, 7_000)).toBe(7_000);
    expect(retryDelay(1, random, 0)).toBe(0);
    expect(retryDelay(1, random, 3_600_000)).toBe(MAX_RETRY_AFTER_MS);
  });
});

describe('withRetry', () => {
  const retry: RetryDecision = { kind: 'retry', cause: 'HTTP 503' };
  const failing = (failures: number, attempts: number[] = []) => ({
    attempts,
    attempt: async (number: number): Promise<string> => {
      attempts.push(number);
      if (attempts.length <= failures) throw new Error(`failure ${number}`);
      return 'done';
    },
  });

  test('makes one attempt without logging when it succeeds', async () => {
    const retryContext = heldRetryContext();
    const { attempt, attempts } = failing(0);

    await expect(withRetry('get it', retryContext, attempt, () => retry)).resolves.toBe('done');
    expect(attempts).toEqual([1]);
    expect(retryContext.log.all).toEqual([]);
  });

  test('retries until it succeeds, with one log line and one wait per retry', async () => {
    const retryContext = heldRetryContext();
    const { attempt, attempts } = failing(2);

    await expect(withRetry('get it', retryContext, attempt, () => retry)).resolves.toBe('done');
    expect(attempts).toEqual([1, 2, 3]);
    expect(retryContext.clock.sleeps).toEqual([250, 500]);
    expect(retryContext.log.infos).toEqual([
      'Retrying in 0.3 s: get it (attempt 2 of 6). Cause: HTTP 503',
      'Retrying in 0.5 s: get it (attempt 3 of 6). Cause: HTTP 503',
    ]);
  });

  test('waits as long as Retry-After says', async () => {
    const retryContext = heldRetryContext();

    await withRetry('get it', retryContext, failing(1).attempt, () => ({ ...retry, retryAfterMs: 7_000 }));

    expect(retryContext.clock.sleeps).toEqual([7_000]);
  });

  test.each([0, 1, 5])('throws the last error after %i retries', async (retries) => {
    const retryContext = heldRetryContext({ retries });
    const { attempt, attempts } = failing(Number.POSITIVE_INFINITY);

    await expect(withRetry('get it', retryContext, attempt, () => retry)).rejects.toThrow(`failure ${retries + 1}`);
    expect(attempts).toHaveLength(retries + 1);
    expect(retryContext.log.infos).toHaveLength(retries);
  });

  test('does not retry what cannot succeed', async () => {
    const retryContext = heldRetryContext();
    const { attempt, attempts } = failing(1);

    await expect(withRetry('get it', retryContext, attempt, () => ({ kind: 'give-up' }))).rejects.toThrow();
    expect(attempts).toEqual([1]);
    expect(retryContext.log.all).toEqual([]);
  });

  test('makes no attempt in a cancelled run', async () => {
    const retryContext = heldRetryContext();
    const { attempt, attempts } = failing(0);
    const cancelled = new CancelledError('SIGTERM');
    retryContext.controller.abort(cancelled);

    await expect(withRetry('get it', retryContext, attempt, () => retry)).rejects.toBe(cancelled);
    expect(attempts).toEqual([]);
  });

  test('stops waiting when the run is cancelled, and makes no further attempt', async () => {
    const retryContext = heldRetryContext();
    const { attempt, attempts } = failing(1);
    const cancelled = new CancelledError('SIGINT');
    retryContext.clock.whileAsleep = () => retryContext.controller.abort(cancelled);

    await expect(withRetry('get it', retryContext, attempt, () => retry)).rejects.toBe(cancelled);
    expect(attempts).toEqual([1]);
  });

  test('throws the cancellation instead of the error of the interrupted attempt', async () => {
    const retryContext = heldRetryContext();
    const cancelled = new CancelledError('SIGINT');
    const attempt = async (): Promise<never> => {
      retryContext.controller.abort(cancelled);
      throw new Error('aborted');
    };

    await expect(withRetry('get it', retryContext, attempt, () => retry)).rejects.toBe(cancelled);
    expect(retryContext.clock.sleeps).toEqual([]);
  });
});
