import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/net/system.ts';

describe('the system clock', () => {
  test('returns the time of the machine', () => {
    const before = Date.now();
    const now = systemClock.now();

    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  test('sleeps, with a signal and without', async () => {
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
    await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });

  test('does not sleep when the signal was aborted before', async () => {
    const reason = new Error('stop');

    await expect(systemClock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test('wakes with the reason of the signal when it aborts', async () => {
    const controller = new AbortController();
    const reason = new Error('stop');
    const sleeping = systemClock.sleep(60_000, controller.signal);

    controller.abort(reason);

    await expect(sleeping).rejects.toBe(reason);
  });

  test('ignores a signal that aborts after the sleep', async () => {
    const controller = new AbortController();
    await systemClock.sleep(1, controller.signal);

    expect(() => controller.abort(new Error('stop'))).not.toThrow();
  });
});
