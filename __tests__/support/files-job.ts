/** A job as in `job.ts` whose versions have files: a real S3 server beside the API, and credentials for it. */
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { StepOptions } from '../../emulator/runner.ts';
import { type EmulatedStorage, startStorage } from '../../emulator/storage.ts';
import { startedBy } from './events.ts';
import { type Job, type Step, startJob } from './job.ts';

const BUCKET = 'flowers';

export interface FilesJob extends Omit<Job, 'step'> {
  /** Runs a step of a published release, with the bucket's credentials. */
  step(inputs: Readonly<Record<string, string>>, options?: Partial<StepOptions>): Promise<Step>;
  /** The same in a further attempt of the run. */
  again(inputs: Readonly<Record<string, string>>, options?: Partial<StepOptions>): Promise<Step>;
  /** The variables that lead to the storage. */
  readonly credentials: Readonly<Record<string, string>>;
  /** A new folder with these files. */
  folder(files?: Readonly<Record<string, string | Buffer>>): Promise<string>;
  /** Puts an object into a version's folder of files, under any key. */
  put(versionUrl: string | null | undefined, key: string, body: string): Promise<void>;
  /** What lies in a version's folder of files, by key. */
  contents(versionUrl: string | null | undefined): Promise<Record<string, Buffer>>;
}

export class FilesBed {
  readonly storage: EmulatedStorage;

  private constructor(storage: EmulatedStorage) {
    this.storage = storage;
  }

  static async start(): Promise<FilesBed> {
    return new FilesBed(await startStorage({ bucket: BUCKET }));
  }

  close(): Promise<void> {
    return this.storage.close();
  }

  /** @param endpoint another way to the storage, such as one that counts */
  async job(endpoint: string = this.storage.endpoint): Promise<FilesJob> {
    const { client, credentials: keys, region, usageBytes } = this.storage;
    const job = await startJob({ bucket: BUCKET, usageBytes });
    const credentials = {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    };
    const started = startedBy('release-published');
    const step: FilesJob['step'] = (inputs, { env, ...rest } = {}) =>
      job.step(inputs, { ...started, ...rest, env: { ...started.env, ...credentials, ...env } });
    return {
      ...job,
      credentials,
      step,
      again: (inputs, options = {}) => step(inputs, { ...options, env: { GITHUB_RUN_ATTEMPT: '2', ...options.env } }),
      folder: (files = {}) => folderOf(job.temporary, files),
      put: async (url, key, Body) => {
        await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: prefixOf(url) + key, Body }));
      },
      contents: (url) => contentsOf(this.storage, prefixOf(url)),
    };
  }
}

function prefixOf(url: string | null | undefined): string {
  return `${(url ?? '').slice(`s3://${BUCKET}/`.length)}/data/`;
}

async function folderOf(temporary: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(path.join(temporary, 'folder-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

async function contentsOf({ client }: EmulatedStorage, Prefix: string): Promise<Record<string, Buffer>> {
  const contents: Record<string, Buffer> = {};
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: BUCKET, Prefix })) {
    for (const { Key = '' } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      contents[Key.slice(Prefix.length)] = Buffer.from((await Body?.transformToByteArray()) ?? []);
    }
  }
  return contents;
}

/** Every file under a folder, by its path there. */
export async function filesUnder(folder: string): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found[path.relative(folder, file)] = await readFile(file);
  }
  return found;
}
