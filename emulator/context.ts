/** The dependencies of every endpoint of the emulator. */
import type { Clock, Random } from '../src/net/system.ts';
import type { Answers } from './answers.ts';
import type { Catalog } from './catalog.ts';
import type { Cursors } from './cursors.ts';

/** Returns the bytes stored under a version's `url`, or null if unknown. */
export type MeasureUsage = (url: string) => Promise<number | null>;

export interface Context {
  readonly answers: Answers;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  /** The team and the user that the API key belongs to. */
  readonly teamId: string;
  readonly userId: string;
  /** The bucket that versions' URLs name. */
  readonly bucket: string;
  readonly storageProviderId: string;
  readonly usageBytes?: MeasureUsage | undefined;
}

/** Formats a time as the API does. */
export function toDate(ms: number): string {
  return new Date(ms).toISOString();
}
