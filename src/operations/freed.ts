/** How much storage a deletion frees, and how that reads. */
import type { Tally } from '../files/diff.ts';
import type { KnownVersion } from '../files/reclaim.ts';
import type { Concurrency } from '../net/concurrency.ts';
import { formatBytes, formatCount } from '../net/format.ts';
import { newestVersions } from '../paperspace/references.ts';
import type { InputName } from './inputs.ts';
import type { Services } from './services.ts';

/** The inputs of everything that deletes storage with versions. */
export const reclaimInputs = [
  'delete-files',
  's3-endpoint',
  's3-region',
  'concurrency',
] as const satisfies readonly InputName[];

export interface ReclaimInputs {
  readonly 's3-endpoint': URL | undefined;
  readonly 's3-region': string | undefined;
  readonly concurrency: Concurrency;
}

/** What was deleted, or would be, or why nothing of it may be. */
export type Freed = Tally | { readonly reason: string };

/** Returns `12 files (1.2 GiB)`, or why the files stay. */
export function freedText(freed: Freed): string {
  if ('reason' in freed) return `no files: ${freed.reason}`;
  return `${formatCount(freed.files, 'file')} (${formatBytes(freed.bytes)})`;
}

/** Adds up what was deleted. */
export function totalFreed(all: readonly Freed[]): Tally {
  const total = { files: 0, bytes: 0 };
  for (const freed of all) {
    if ('reason' in freed) continue;
    total.files += freed.files;
    total.bytes += freed.bytes;
  }
  return total;
}

/** Lists all versions of a dataset, and keeps of each no more than the rules need. */
export async function listKnown({ paperspace }: Services, datasetId: string): Promise<KnownVersion[]> {
  const known: KnownVersion[] = [];
  for await (const { version, url } of newestVersions(paperspace, datasetId, { ahead: true })) {
    known.push({ version, url });
  }
  return known;
}
