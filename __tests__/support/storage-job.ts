/** A job whose dataset has a storage behind it, and a folder of files to upload. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach } from '@jest/globals';
import type { EmulatorOptions } from '../../emulator/server.ts';
import { type EmulatedStorage, startStorage } from '../../emulator/storage.ts';
import { type Job, startJob } from './job.ts';

const BUCKET = 'flowers';
const SESSION_TOKEN = 'session-token-of-the-storage';

export interface StorageJob extends Job {
  /** The folder with the files that {@link StorageJob.write} wrote. */
  readonly folder: string;
  /** The URL of the storage. */
  readonly endpoint: string;
  write(file: string, text: string): Promise<void>;
  /** The keys of all objects, relative to the folder of their version. */
  keys(): Promise<string[]>;
}

const open: { readonly storage: EmulatedStorage; readonly folder: string }[] = [];
afterEach(async () => {
  for (const { storage, folder } of open.splice(0)) {
    await storage.close();
    await rm(folder, { recursive: true });
  }
});

export async function startStorageJob(options: EmulatorOptions = {}): Promise<StorageJob> {
  const folder = await mkdtemp(path.join(tmpdir(), 'files-'));
  const storage = await startStorage({ bucket: BUCKET });
  open.push({ storage, folder });
  const job = await startJob({ bucket: BUCKET, usageBytes: storage.usageBytes, ...options });
  const variables = {
    AWS_ENDPOINT_URL_S3: storage.endpoint,
    AWS_ACCESS_KEY_ID: storage.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: storage.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: SESSION_TOKEN,
  };
  return {
    ...job,
    folder,
    endpoint: storage.endpoint,
    step: (inputs, { env, ...rest } = {}) => job.step(inputs, { env: { ...variables, ...env }, ...rest }),
    write: async (file, text) => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    },
    keys: async () => {
      const { Contents = [] } = await storage.client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      return Contents.map(({ Key = '' }) => Key.replace(/^.*\/versions\//, ''));
    },
  };
}
