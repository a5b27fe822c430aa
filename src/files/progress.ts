import { formatBytes, formatCount, formatDuration, formatInteger } from '../net/format.ts';
import type { Clock, Log } from '../net/system.ts';
import type { BufferPool } from './buffer-pool.ts';
import type { Storage } from './s3/client.ts';

/** The means to report the progress of a transfer. */
export interface Progress {
  addFile(): void;
  addBytes(bytes: number): void;
}

/** The context shared by all files of a transfer. */
export interface Transfer {
  readonly storage: Storage;
  readonly buffers: BufferPool;
  readonly progress: Progress;
}

export interface ProgressOptions {
  /** The activity, as the beginning of a line: `Uploading`. */
  readonly what: string;
  readonly files: number;
  readonly bytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Calls `tick` at regular intervals until the returned function is called. */
export type Ticker = (tick: () => void) => () => void;

const EVERY_MS = 5000;

const everyFiveSeconds: Ticker = (tick) => {
  const timer = setInterval(tick, EVERY_MS);
  return () => clearInterval(timer);
};

/** Logs a line every five seconds while `work` runs. */
export async function withProgress<T>(
  { clock, log, ...total }: ProgressOptions,
  work: (progress: Progress) => Promise<T>,
  ticker: Ticker = everyFiveSeconds,
): Promise<T> {
  const done = { files: 0, bytes: 0 };
  const start = clock.now();
  const stop = ticker(() => log.info(describeProgress(total, done, clock.now() - start)));
  try {
    return await work({
      addFile: () => {
        done.files += 1;
      },
      addBytes: (bytes) => {
        done.bytes += bytes;
      },
    });
  } finally {
    stop();
  }
}

/** The number of files and bytes that have been transferred so far. */
export interface Transferred {
  files: number;
  bytes: number;
}

/** Describes the progress in one line: the amount, the total, the rate and the remaining time. */
export function describeProgress(
  { what, files, bytes }: Pick<ProgressOptions, 'what' | 'files' | 'bytes'>,
  done: Readonly<Transferred>,
  elapsedMs: number,
): string {
  const rate = elapsedMs > 0 ? (done.bytes * 1000) / elapsedMs : 0;
  const percent = bytes === 0 ? 100 : Math.floor((done.bytes * 100) / bytes);
  const left = rate === 0 ? '' : `, ${formatDuration((1000 * (bytes - done.bytes)) / rate)} left`;
  const amount = `${formatInteger(done.files)} of ${formatCount(files, 'file')}, ${formatBytes(done.bytes)} of ${formatBytes(bytes)}`;
  return `${what}: ${amount} (${percent}%), ${formatBytes(rate)}/s${left}`;
}
