import { expect, jest, test } from '@jest/globals';
import { describeProgress, withProgress } from '../../src/files/progress.ts';
import { HeldClock } from '../support/clocks.ts';
import { RecordingLog } from '../support/recording.ts';

const MIB = 1024 ** 2;

test.each([
  [{ files: 0, bytes: 0 }, 5000, 'Up: 0 of 4 files, 0 bytes of 8.0 MiB (0%), 0 bytes/s'],
  [{ files: 1, bytes: 2 * MIB }, 4000, 'Up: 1 of 4 files, 2.0 MiB of 8.0 MiB (25%), 512.0 KiB/s, 12 s left'],
  [{ files: 1, bytes: MIB }, 60_000, 'Up: 1 of 4 files, 1.0 MiB of 8.0 MiB (12%), 17.1 KiB/s, 7 min left'],
  [{ files: 1, bytes: 1024 }, 2000, 'Up: 1 of 4 files, 1.0 KiB of 8.0 MiB (0%), 512 bytes/s, 4 h 33 min left'],
  [{ files: 4, bytes: 8 * MIB }, 0, 'Up: 4 of 4 files, 8.0 MiB of 8.0 MiB (100%), 0 bytes/s'],
])('%j after %d ms is shown as: %s', (done, elapsedMs, line) => {
  expect(describeProgress({ what: 'Up', files: 4, bytes: 8 * MIB }, done, elapsedMs)).toBe(line);
});

test('no bytes are shown as complete', () => {
  expect(describeProgress({ what: 'Up', files: 1, bytes: 0 }, { files: 0, bytes: 0 }, 1)).toContain('(100%)');
});

test('a line is logged at every tick while the work runs', async () => {
  const clock = new HeldClock();
  const log = new RecordingLog();
  let tick = (): void => undefined;
  let stopped = false;

  await withProgress(
    { what: 'Up', files: 2, bytes: 10, clock, log },
    async (progress) => {
      progress.addBytes(5);
      progress.addFile();
      clock.advance(5000);
      tick();
    },
    (given) => {
      tick = given;
      return () => {
        stopped = true;
      };
    },
  );

  expect(log.infos).toEqual(['Up: 1 of 2 files, 5 bytes of 10 bytes (50%), 1 byte/s, 5.0 s left']);
  expect(stopped).toBe(true);
});

test('the ticks come every five seconds, and end when the work fails', async () => {
  jest.useFakeTimers();
  try {
    const log = new RecordingLog();
    const work = withProgress({ what: 'Up', files: 1, bytes: 1, clock: new HeldClock(), log }, async () => {
      jest.advanceTimersByTime(10_000);
      throw new Error('no more');
    });

    await expect(work).rejects.toThrow('no more');
    jest.advanceTimersByTime(10_000);
    expect(log.infos).toHaveLength(2);
  } finally {
    jest.useRealTimers();
  }
});
