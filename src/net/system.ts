/** Defines the parts of the system that tests replace: the log, the clock and random numbers. */

/**
 * The log of the layers below `github/`. A text may contain anything that comes from the API or a file: the
 * implementation escapes it.
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  /** Creates an annotation on the run that reports neither a warning nor an error. */
  notice(message: string): void;
  warning(message: string): void;
}

/** The clock of the rest of the code, so that tests can control time. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), like `Math.random`. */
export type Random = () => number;

/** The system clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    // Not imported: a step without waits should not load it.
    const { setTimeout } = process.getBuiltinModule('node:timers/promises');
    try {
      await setTimeout(ms, undefined, { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
