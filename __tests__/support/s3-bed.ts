/**
 * An S3 server on the loopback interface. One bed serves all tests of a file or a block:
 *
 *     const bed = useS3Bed();
 *
 * Clients reach it through a proxy, which records their requests (`bed.proxy.requests`) and injects faults
 * (`bed.proxy.rule`). `bed.open()` is the library's own client, `startJob({ bed })` a job with the bundle, and
 * `worldOn(bed)` operations in this process. `put`, `contents` and the like go past the proxy.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { connectStorage, type EmulatedStorage, startStorage } from '../../emulator/storage.ts';
import type { LocalFile } from '../../src/files/local/local-file.ts';
import { scanFiles } from '../../src/files/local/scan.ts';
import { compareKeys } from '../../src/files/manifest.ts';
import { openStorage, type Storage } from '../../src/files/s3/client.ts';
import { locateVersion, type VersionLocation } from '../../src/files/s3/location.ts';
import { DirectConnections } from '../../src/net/connections.ts';
import type { Version } from '../../src/paperspace/schema.ts';
import { FastClock } from './clocks.ts';
import { type Contents, temporaryFolder, textOf } from './folders.ts';
import { type HeldRetryContext, heldRetryContext } from './recording.ts';
import { type FaultProxy, refuse, startFaultProxy, UploadLedger } from './s3-proxy.ts';
import { type ServicesOf, World, type WorldOptions } from './world.ts';

const MIB = 1024 ** 2;

/** A size of more than one part, and not of a whole number of parts. */
export const LARGE = 9 * MIB + 17;

/** The part of a version that locates its files. */
type Located = Pick<Version, 'url'> | undefined;

export interface OpenOptions {
  readonly idleTimeoutMs?: number;
  readonly retries?: number;
  readonly concurrency?: number;
}

export interface Opened {
  readonly storage: Storage;
  readonly retryContext: HeldRetryContext;
}

export class S3Bed {
  #servers: { readonly storage: EmulatedStorage; readonly proxy: FaultProxy } | undefined;
  readonly #ledger = process.env.STORAGE_TEST_ENDPOINT === undefined ? new UploadLedger() : undefined;
  readonly #closers: (() => Promise<unknown>)[] = [];

  /** Starts a server, or uses the one that STORAGE_TEST_ENDPOINT names. */
  async start(): Promise<void> {
    const endpoint = process.env.STORAGE_TEST_ENDPOINT;
    const storage =
      endpoint === undefined
        ? await startStorage({ bucket: 'flowers', copiesSmallParts: true })
        : await connectStorage(endpoint, `tests-${randomUUID()}`);
    this.#servers = { storage, proxy: await startFaultProxy(storage.endpoint, this.#ledger) };
  }

  get storage(): EmulatedStorage {
    return this.#started.storage;
  }

  get proxy(): FaultProxy {
    return this.#started.proxy;
  }

  get #started() {
    if (this.#servers === undefined) throw new Error('the bed is used before the tests of its block');
    return this.#servers;
  }

  async close(): Promise<void> {
    for (const close of this.#closers) await close();
    await this.proxy.close();
    await this.storage.close();
  }

  /** Forgets the requests and the faults so far. */
  reset(): void {
    this.proxy.rule = () => undefined;
    this.proxy.requests.length = 0;
  }

  /** Refuses every request with an error code of S3, as for wrong credentials, until the bed is reset. */
  refuse(code: string): void {
    this.proxy.rule = () => refuse(403, code);
  }

  get bucket(): string {
    return this.storage.bucket;
  }

  /** The variables that a step's `env` needs to reach the storage. */
  get variables(): Readonly<Record<string, string>> {
    const { accessKeyId, secretAccessKey } = this.storage.credentials;
    return {
      AWS_ENDPOINT_URL_S3: this.proxy.endpoint,
      AWS_REGION: this.storage.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      // A server that checks tokens refuses one that it did not issue.
      ...(this.#ledger === undefined ? {} : { AWS_SESSION_TOKEN: 'session-token-of-the-storage' }),
    };
  }

  /** Opens the library's own client. */
  open({ idleTimeoutMs = 20_000, retries = 5, concurrency = 4 }: OpenOptions = {}): Opened {
    const connections = new DirectConnections(idleTimeoutMs);
    this.closeAtEnd(() => connections.destroy());
    const retryContext = heldRetryContext({ retries });
    // Some servers check the time of a signature.
    retryContext.clock.advance(Date.now() - retryContext.clock.now());
    const { credentials } = this.storage;
    const endpoint = { url: new URL(this.proxy.endpoint), source: 's3-endpoint' } as const;
    const storage = openStorage({ credentials, endpoint, connections, retryContext, concurrency });
    return { storage, retryContext };
  }

  /** Closes something together with the bed, before the servers. */
  closeAtEnd(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  /** Names a version that has no files yet. */
  version(): VersionLocation {
    return locateVersion(`s3://${this.bucket}/team/datasets/ds0/versions/${randomUUID()}`, 'data/');
  }

  /** Creates files, by key, and describes them as a scan does. */
  files(contents: Contents): LocalFile[] {
    const folder = temporaryFolder(contents);
    const keys = Object.keys(contents).sort(compareKeys);
    return keys.map((key) => describeFile(path.join(folder, key), key));
  }

  /** Puts objects into a version's folder of files, by key. */
  async put(version: Located, files: Contents): Promise<void> {
    for (const [key, content] of Object.entries(files)) await this.putObject(this.#prefixOf(version) + key, content);
  }

  async putObject(Key: string, Body: string | Buffer): Promise<void> {
    await this.storage.client.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: Buffer.from(Body) }));
  }

  async getObject(Key: string): Promise<Buffer> {
    const { Body } = await this.storage.client.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  /** Deletes objects from a version's folder of files. */
  async remove(version: Located, ...keys: readonly string[]): Promise<void> {
    const Objects = keys.map((key) => ({ Key: this.#prefixOf(version) + key }));
    await this.storage.client.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects } }));
  }

  /** Reads a version's folder of files, by key. */
  async buffers(version: Located): Promise<Record<string, Buffer>> {
    const prefix = this.#prefixOf(version);
    const keys = await this.keys(prefix);
    return Object.fromEntries(
      await Promise.all(keys.map(async (key) => [key, await this.getObject(prefix + key)] as const)),
    );
  }

  /** The same, with every file as text. */
  async contents(version: Located): Promise<Record<string, string>> {
    const entries = Object.entries(await this.buffers(version));
    return Object.fromEntries(entries.map(([key, content]) => [key, content.toString()]));
  }

  /** Lists what is stored under a prefix, without it. */
  async keys(Prefix: string): Promise<string[]> {
    const keys: string[] = [];
    const pages = paginateListObjectsV2({ client: this.storage.client }, { Bucket: this.bucket, Prefix });
    for await (const { Contents = [] } of pages) keys.push(...Contents.map(({ Key = '' }) => Key.slice(Prefix.length)));
    return keys;
  }

  /** Lists the keys under a prefix whose multipart uploads were neither completed nor aborted. */
  async unfinished(prefix: string): Promise<string[]> {
    if (this.#ledger !== undefined) {
      return this.#ledger.unfinished(this.bucket, prefix).map(({ key }) => key.slice(prefix.length));
    }
    const command = new ListMultipartUploadsCommand({ Bucket: this.bucket, Prefix: prefix });
    const { Uploads = [] } = await this.storage.client.send(command);
    return Uploads.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(prefix.length)]));
  }

  #prefixOf(version: Located): string {
    return `${version?.url?.slice(`s3://${this.bucket}/`.length)}/data/`;
  }
}

/** Creates a bed for the tests of a file or a block. Each test begins without requests and faults. */
export function useS3Bed(): S3Bed {
  const bed = new S3Bed();
  beforeAll(() => bed.start());
  beforeEach(() => bed.reset());
  afterAll(() => bed.close());
  return bed;
}

/** Returns random bytes. */
export function noise(size: number): Buffer {
  return randomBytes(size);
}

/** Returns a world whose versions have files in the storage. Each world has its own IDs, because all share one bucket. */
export function worldOn(bed: S3Bed, options: Omit<WorldOptions, 'bucket' | 'services' | 'usageBytes'> = {}): World {
  const { bucket, usageBytes } = bed.storage;
  const seed = options.seed ?? Math.floor(Math.random() * 1_000_000_000);
  return new World({ clock: new FastClock(), ...options, seed, bucket, usageBytes, services: filesOn(bed) });
}

function filesOn(bed: S3Bed): ServicesOf {
  return ({ log }, { clock, random, signal }) => ({
    hasStorageCredentials: true,
    scan: (options) => scanFiles({ ...options, platform: process.platform }),
    openStorage: async ({ concurrency }) => {
      const connections = new DirectConnections(20_000);
      bed.closeAtEnd(() => connections.destroy());
      const { credentials } = bed.storage;
      const endpoint = { url: new URL(bed.proxy.endpoint), source: 's3-endpoint' } as const;
      const retryContext = { clock, log, random, signal, retries: 5 };
      return openStorage({ credentials, endpoint, connections, retryContext, concurrency });
    },
    writeFile: async (name, text) => path.join(temporaryFolder({ [name]: textOf(text) }), name),
  });
}

/** Describes a local file as a scan does. */
export function describeFile(file: string, key: string): LocalFile {
  const { size, mtimeMs, ino } = statSync(file);
  return { path: file, key, size, mtimeMs, ino };
}
