/** What every endpoint of the emulator works with. */
import type { Clock, Random } from '../src/net/clock.ts';
import type { Answers } from './answers.ts';
import type { Catalog } from './catalog.ts';
import type { Cursors } from './cursors.ts';

/** The bytes that lie in the storage under a version's `url`; null where nobody knows. */
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

/** The API's form of a time. */
export function toDate(ms: number): string {
  return new Date(ms).toISOString();
}
