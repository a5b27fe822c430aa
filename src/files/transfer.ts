import type { BufferPool } from './buffer-pool.ts';
import type { Progress } from './progress.ts';
import type { Storage } from './s3/client.ts';

/** What all files of one transfer share. */
export interface Transfer {
  readonly storage: Storage;
  readonly buffers: BufferPool;
  readonly progress: Progress;
}
