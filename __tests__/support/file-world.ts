/** Operations on files in this process, against a real S3 server and files of this machine. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openStorage } from '../../src/files/index.ts';
import { mostInFlight } from '../../src/net/concurrency.ts';
import { createStorageDispatcher } from '../../src/net/dispatcher.ts';
import type { ScanRequest } from '../../src/operations/services.ts';
import { FastClock } from './clocks.ts';
import { describeFile, type S3Bed } from './s3-bed.ts';
import { type FileServices, World, type WorldOptions } from './snapshot-world.ts';

/** A world whose versions have files in the storage. Each has ids of its own, since all share one bucket. */
export function worldOn(bed: S3Bed, options: Omit<WorldOptions, 'bucket' | 'files' | 'usageBytes'> = {}): World {
  const { bucket, usageBytes } = bed.storage;
  const seed = options.seed ?? Math.floor(Math.random() * 1_000_000_000);
  return new World({ clock: new FastClock(), ...options, seed, bucket, usageBytes, files: filesOn(bed) });
}

function filesOn(bed: S3Bed): FileServices {
  return ({ log }, { clock, random, signal }) => ({
    hasStorageCredentials: true,
    scan: scanFolder,
    openStorage: async ({ concurrency }) => {
      const dispatcher = createStorageDispatcher({
        proxy: {},
        idleTimeoutMs: 20_000,
        connections: mostInFlight(concurrency),
      });
      bed.closeAtEnd(() => dispatcher.destroy());
      const { credentials } = bed.storage;
      const endpoint = { url: new URL(bed.proxy.endpoint), source: 's3-endpoint' } as const;
      const retryContext = { clock, log, random, signal, retries: 5 };
      return openStorage({ credentials, endpoint, dispatcher, retryContext, concurrency });
    },
    writeFile: async (name, text) => path.join(bed.folder({ [name]: text }), name),
  });
}

/** Every file of one folder. Globs are tested elsewhere. */
async function scanFolder({ patterns: folder, destination }: ScanRequest) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => describeFile(file, destination + path.relative(folder, file)));
}
