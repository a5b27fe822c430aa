import type { Clock } from '../network/clock.ts';
import type { Log } from '../network/log.ts';

/** What is told about a transfer while it goes on. */
export interface Progress {
  addFile(): void;
  addBytes(bytes: number): void;
}

export interface ProgressOptions {
  /** What is going on, as the beginning of a line: `Uploading`. */
  readonly what: string;
  readonly files: number;
  readonly bytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

const EVERY_MS = 5000;

/** Logs a line every five seconds for as long as `work` takes; none where it is done before. */
export async function withProgress<T>(options: ProgressOptions, work: (progress: Progress) => Promise<T>): Promise<T> {
  const done = { files: 0, bytes: 0 };
  const ended = new AbortController();
  const reporting = report(options, done, ended.signal);
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
    ended.abort();
    await reporting;
  }
}

interface Done {
  files: number;
  bytes: number;
}

async function report({ clock, log, ...total }: ProgressOptions, done: Done, ended: AbortSignal): Promise<void> {
  const start = clock.now();
  for (;;) {
    // Rejects only when the work has ended, which is when the reports end, too.
    const goesOn = await clock.sleep(EVERY_MS, ended).then(
      () => true,
      () => false,
    );
    if (!goesOn || ended.aborted) return;
    log.info(describeProgress(total, done, clock.now() - start));
  }
}

/** One line: how much of how much, how fast, and how long it will take at that rate. */
export function describeProgress(
  { what, files, bytes }: Pick<ProgressOptions, 'what' | 'files' | 'bytes'>,
  done: Readonly<Done>,
  elapsedMs: number,
): string {
  const rate = elapsedMs > 0 ? (done.bytes * 1000) / elapsedMs : 0;
  const percent = bytes === 0 ? 100 : Math.floor((done.bytes * 100) / bytes);
  const left = rate === 0 ? '' : `, ${formatDuration((bytes - done.bytes) / rate)} left`;
  const amount = `${done.files} of ${files} files, ${formatBytes(done.bytes)} of ${formatBytes(bytes)}`;
  return `${what}: ${amount} (${percent} %), ${formatBytes(rate)}/s${left}`;
}

const units = ['KiB', 'MiB', 'GiB', 'TiB'];

/** `0 B`, `1023 B`, `1.5 KiB`, `8.0 MiB` ... */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`;
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

function formatDuration(seconds: number): string {
  const rounded = Math.ceil(seconds);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.ceil(rounded / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
