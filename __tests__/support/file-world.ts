/** Operations on files, in this process, against a real S3 server on the loopback interface and files of this machine. */
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { type EmulatedStorage, startStorage } from '../../emulator/storage.ts';
import { type LocalFile, openStorage } from '../../src/files/index.ts';
import { createDispatcher } from '../../src/net/dispatcher.ts';
import type { ScanRequest, Services } from '../../src/operations/services.ts';
import type { Step } from '../../src/operations/step.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { FastClock } from './clocks.ts';
import { World, type WorldOptions } from './snapshot-world.ts';

const BUCKET = 'flowers';

export class FileBed {
  readonly storage: EmulatedStorage;
  readonly #temporary: string;
  readonly #closers: (() => Promise<unknown>)[] = [];

  private constructor(storage: EmulatedStorage, temporary: string) {
    this.storage = storage;
    this.#temporary = temporary;
  }

  static async start(): Promise<FileBed> {
    return new FileBed(await startStorage({ bucket: BUCKET }), await mkdtemp(path.join(tmpdir(), 'files-')));
  }

  async close(): Promise<void> {
    for (const close of this.#closers) await close();
    await this.storage.close();
    await rm(this.#temporary, { recursive: true });
  }

  /** A world whose versions have files. Each has ids of its own, since all share one bucket. */
  world(options: Omit<WorldOptions, 'bucket' | 'files' | 'usageBytes'> = {}): World {
    const { usageBytes } = this.storage;
    const seed = options.seed ?? Math.floor(Math.random() * 1_000_000_000);
    const files: WorldOptions['files'] = (step, services) => this.#files(step, services);
    return new World({ clock: new FastClock(), ...options, seed, bucket: BUCKET, usageBytes, files });
  }

  #files({ log }: Step, { clock, random, signal }: Services): Pick<Services, 'openStorage' | 'scan' | 'writeFile'> {
    return {
      scan: scanFolder,
      openStorage: async ({ concurrency }) => {
        const dispatcher = await createDispatcher({ proxy: {}, idleTimeoutMs: 20_000, connections: concurrency });
        this.#closers.push(() => dispatcher.destroy());
        const { credentials, endpoint } = this.storage;
        const retryContext = { clock, log, random, signal, retries: 5 };
        return openStorage({ credentials, endpoint, dispatcher, retryContext, concurrency });
      },
      writeFile: async (name, text) => {
        const file = path.join(await mkdtemp(path.join(this.#temporary, 'out-')), name);
        await writeFile(file, text);
        return file;
      },
    };
  }

  /** A new folder with these files, by path in it. */
  async folder(files: Readonly<Record<string, string>> = {}): Promise<string> {
    const folder = await mkdtemp(path.join(this.#temporary, 'folder-'));
    await this.write(folder, files);
    return folder;
  }

  async write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }

  /** Puts objects into a version's folder of files. */
  async put(version: Pick<Version, 'url'>, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, Body] of Object.entries(files)) {
      await this.storage.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: prefixOf(version) + key, Body }));
    }
  }

  async take(version: Pick<Version, 'url'>, ...keys: readonly string[]): Promise<void> {
    const Objects = keys.map((key) => ({ Key: prefixOf(version) + key }));
    await this.storage.client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
  }

  /** What lies in a version's folder of files, by key. */
  async contents(version: Pick<Version, 'url'> | undefined): Promise<Record<string, string>> {
    const Prefix = prefixOf(version);
    const { Contents = [] } = await this.storage.client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }));
    const read = async (Key: string): Promise<[string, string]> => {
      const { Body } = await this.storage.client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      return [Key.slice(Prefix.length), (await Body?.transformToString()) ?? ''];
    };
    return Object.fromEntries(await Promise.all(Contents.flatMap(({ Key }) => (Key === undefined ? [] : [read(Key)]))));
  }
}

function prefixOf(version: Pick<Version, 'url'> | undefined): string {
  return `${version?.url?.slice(`s3://${BUCKET}/`.length)}/data/`;
}

/** All files of one folder. What globs are is tried elsewhere. */
async function scanFolder({ patterns: folder, destination }: ScanRequest): Promise<LocalFile[]> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const found: LocalFile[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const stats = await stat(file);
    if (!stats.isFile()) continue;
    const { size, mtimeMs, ino } = stats;
    found.push({ path: file, key: destination + name, size, mtimeMs, ino });
  }
  return found;
}
