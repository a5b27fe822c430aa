/** Fills the emulator with many versions without a request for each. */
import type { Dataset } from '../src/paperspace/schema.ts';
import type { Paperspace } from './paperspace.ts';

export interface SeedOptions {
  readonly datasets?: number | undefined;
  /** For each dataset. Versions are committed, tagged `v1`, `v2` and so on. */
  readonly versions?: number | undefined;
  /** When the first dataset and version were created, in milliseconds since the Unix epoch. */
  readonly startMs?: number | undefined;
  /** The time from one version to the next, in milliseconds; 0 creates all of them at once. */
  readonly everyMs?: number | undefined;
}

/** 1 January 2026, 00:00 UTC. */
const DEFAULT_START_MS = 1_767_225_600_000;
const MINUTE_MS = 60_000;

/** Returns the new datasets, `seeded-1`, `seeded-2` and so on, oldest first. */
export function seed(
  paperspace: Paperspace,
  { datasets = 1, versions = 0, startMs = DEFAULT_START_MS, everyMs = MINUTE_MS }: SeedOptions,
): Dataset[] {
  return Array.from({ length: datasets }, (_, index) => {
    const dataset = paperspace.addDataset({ name: `seeded-${index + 1}`, createdMs: startMs + index * everyMs });
    for (let number = 1; number <= versions; number += 1) {
      paperspace.addVersion(dataset.id, {
        message: `Version ${number}`,
        tags: [`v${number}`],
        isCommitted: true,
        createdMs: startMs + number * everyMs,
      });
    }
    return dataset;
  });
}
