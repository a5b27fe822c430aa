/** A real S3 server behind a proxy that can go wrong, a client for it, and folders of files. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';
import type { Dispatcher } from 'undici';
import type { LocalFile } from '../../src/files/local/local-file.ts';
import { openStorage, type Storage } from '../../src/files/s3/client.ts';
import { locateVersion, type VersionLocation } from '../../src/files/s3/location.ts';
import { createDispatcher } from '../../src/net/dispatcher.ts';
import { type HeldRetryContext, heldRetryContext } from './recording.ts';
import { type FaultProxy, startFaultProxy, UploadLedger } from './s3-proxy.ts';

const MIB = 1024 ** 2;

/** More than one part, and not a whole number of them. */
export const LARGE = 9 * MIB + 17;

export interface OpenOptions {
  readonly idleTimeoutMs?: number;
  readonly retries?: number;
  readonly concurrency?: number;
}

export interface Opened {
  readonly storage: Storage;
  readonly retryContext: HeldRetryContext;
}

interface Server {
  readonly bucket: string;
  readonly proxy: FaultProxy;
  readonly client: S3Client;
  readonly ledger: UploadLedger | undefined;
}

export class StorageBed {
  readonly bucket: string;
  readonly proxy: FaultProxy;
  /** For looking into the storage, past the proxy. */
  readonly client: S3Client;
  readonly #ledger: UploadLedger | undefined;
  readonly #closers: (() => Promise<unknown>)[];
  readonly #folders: string[] = [];

  private constructor({ bucket, proxy, client, ledger }: Server, closers: (() => Promise<unknown>)[]) {
    this.bucket = bucket;
    this.proxy = proxy;
    this.client = client;
    this.#ledger = ledger;
    this.#closers = closers;
  }

  /** On a server of its own, or on the one that STORAGE_TEST_ENDPOINT names. */
  static async start(): Promise<StorageBed> {
    const app = buildApp({ logger: false, relaxedRules: { disableMinCopySourceSize: true } });
    const given = process.env.STORAGE_TEST_ENDPOINT;
    const endpoint = given ?? (await app.listen({ port: 0, host: '127.0.0.1' }));
    const ledger = given === undefined ? new UploadLedger() : undefined;
    const proxy = await startFaultProxy(endpoint, ledger);
    const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
    const bucket = `tests-${randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return new StorageBed({ bucket, proxy, client, ledger }, [() => proxy.close(), () => closeServer(app)]);
  }

  async close(): Promise<void> {
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    this.client.destroy();
    for (const close of this.#closers) await close();
  }

  /** Forgets what was asked, and what goes wrong. */
  reset(): void {
    this.proxy.rule = () => undefined;
    this.proxy.requests.length = 0;
  }

  /** A client of the library, by way of the proxy. */
  open({ idleTimeoutMs = 20_000, retries = 5, concurrency = 4 }: OpenOptions = {}): Opened {
    const dispatcher: Dispatcher = createDispatcher({ proxy: {}, idleTimeoutMs, connections: concurrency });
    this.#closers.unshift(() => dispatcher.destroy());
    const retryContext = heldRetryContext({ retries });
    // Some servers check the time of a signature.
    retryContext.clock.advance(Date.now() - retryContext.clock.now());
    const storage = openStorage({ credentials, endpoint: this.proxy.endpoint, dispatcher, retryContext, concurrency });
    return { storage, retryContext };
  }

  /** A version with nothing in it. */
  version(): VersionLocation {
    return locateVersion(`s3://${this.bucket}/team/datasets/ds0/versions/${randomUUID()}`, 'data/');
  }

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'storage-'));
    this.#folders.push(folder);
    return folder;
  }

  /** Writes files, by key, and describes them as a scan does. */
  files(contents: Readonly<Record<string, string | Buffer>>): LocalFile[] {
    const folder = this.folder();
    return Object.entries(contents).map(([key, content]) => {
      const path = join(folder, key);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return describeFile(path, key);
    });
  }

  async put(Key: string, Body: string | Buffer): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: Buffer.from(Body) }));
  }

  async get(Key: string): Promise<Buffer> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  /** The keys of the uploads that were begun under a prefix, and neither completed nor abandoned. */
  async unfinished(prefix: string): Promise<string[]> {
    if (this.#ledger !== undefined) {
      return this.#ledger.unfinished(this.bucket, prefix).map(({ key }) => key.slice(prefix.length));
    }
    const command = new ListMultipartUploadsCommand({ Bucket: this.bucket, Prefix: prefix });
    const { Uploads = [] } = await this.client.send(command);
    return Uploads.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(prefix.length)]));
  }
}

/** Its own way of closing waits for connections that somebody may have forgotten. */
async function closeServer(app: ReturnType<typeof buildApp>): Promise<void> {
  app.server.closeAllConnections();
  await app.close();
}

export const credentials = { accessKeyId: 'testkey', secretAccessKey: 'testsecret' };

export function describeFile(path: string, key: string): LocalFile {
  const { size, mtimeMs, ino } = statSync(path);
  return { path, key, size, mtimeMs, ino };
}

/** Bytes that compress to nothing less, and differ from call to call. */
export function noise(size: number): Buffer {
  return randomBytes(size);
}
