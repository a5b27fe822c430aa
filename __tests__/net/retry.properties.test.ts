import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { MAX_RETRY_AFTER_MS, parseRetryAfter, retryDelay, withRetry } from '../../src/net/retry.ts';
import { NOON_MS } from '../support/clocks.ts';
import { holds } from '../support/property.ts';
import { heldRetryContext } from '../support/recording.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('a delay is never negative, never above its ceiling, and a whole number', async () => {
  await holds(
    fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (attempt, drawn) => {
      const delay = retryDelay(attempt, () => drawn);
      expect(Number.isInteger(delay)).toBe(true);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(Math.min(20_000, 500 * 2 ** (attempt - 1)));
    }),
  );
});

test('a Retry-After delay is obeyed up to one minute', async () => {
  await holds(
    fc.property(fc.nat(), fc.nat({ max: 10_000_000 }), (attempt, retryAfterMs) => {
      expect(retryDelay(attempt, Math.random, retryAfterMs)).toBe(Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
    }),
  );
});

test('a Retry-After value is parsed as a delay from now or ignored', async () => {
  const header = fc.oneof(fc.string(), fc.nat().map(String), fc.bigInt().map(String));
  await holds(
    fc.property(header, (text) => {
      const ms = parseRetryAfter(text, NOON_MS);
      expect(ms === undefined || ms >= 0).toBe(true);
    }),
  );
});

test('an HTTP date is parsed to the second', async () => {
  const date = fc.date({ min: new Date('1970-01-02'), max: new Date('2099-12-31'), noInvalidDate: true });
  await holds(
    fc.property(date, (when) => {
      const second = Math.floor(when.getTime() / 1000) * 1000;
      expect(parseRetryAfter(when.toUTCString(), NOON_MS)).toBe(Math.max(0, second - NOON_MS));
    }),
  );
});

test('attempts never exceed one plus the retries, with one log line between two of them', async () => {
  await holds(
    fc.asyncProperty(fc.nat({ max: 20 }), fc.nat({ max: 25 }), chance, async (retries, failures, drawn) => {
      const retryContext = heldRetryContext({ retries, random: () => drawn });
      let attempts = 0;
      const attempt = async (): Promise<void> => {
        attempts += 1;
        if (attempts <= failures) throw new Error('no');
      };
      const run = withRetry('try', retryContext, attempt, () => ({ kind: 'retry', cause: 'no' }));
      await (failures <= retries ? run : expect(run).rejects.toThrow('no'));
      expect(attempts).toBe(Math.min(failures, retries) + 1);
      expect(retryContext.log.infos).toHaveLength(attempts - 1);
    }),
  );
});
