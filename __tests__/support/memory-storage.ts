/** An S3 service in memory: what the file operations need of it, and no socket. */
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scanFiles } from '../../src/files/local/scan.ts';
import { compareKeys } from '../../src/files/manifest.ts';
import { openStorage } from '../../src/files/s3/client.ts';
import type { OutgoingRequest } from '../../src/net/connections.ts';
import { type Reply, replying } from './replies.ts';
import type { ServicesOf } from './world.ts';

const ENDPOINT = 'https://storage.invalid';

export class MemoryStorage {
  readonly objects = new Map<string, Buffer>();
  /** Called before an object is deleted. */
  onDelete: (key: string) => void = () => undefined;
  /** When each object was written, in milliseconds since the epoch. */
  readonly #written = new Map<string, number>();
  #now: () => number = () => 0;

  /** The ETags of all objects by key. */
  etags(): Map<string, string> {
    return new Map([...this.objects].map(([key, content]) => [key, hash('md5', content)]));
  }

  put(key: string, content: string, writtenMs = 0): void {
    this.objects.set(key, Buffer.from(content));
    this.#written.set(key, writtenMs);
  }

  /** Returns what a run needs to use this storage and to find the files of `folder`. */
  files(folder: string): ServicesOf {
    return ({ log }, { clock, random, signal }) => ({
      hasStorageCredentials: this.objects.size > 0,
      openStorage: async ({ concurrency }) => {
        this.#now = () => clock.now();
        return openStorage({
          credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
          endpoint: { url: new URL(ENDPOINT), source: 's3-endpoint' },
          connections: replying((request) => this.#reply(request)),
          retryContext: { clock, log, random, signal, retries: 5 },
          concurrency,
        });
      },
      scan: (options) => scanFiles({ ...options, patterns: folder, platform: process.platform }),
      writeFile: async (name) => name,
    });
  }

  #reply({ method, path: target, body, headers }: OutgoingRequest): Reply {
    const url = new URL(target, ENDPOINT);
    const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
    if (method === 'GET' && url.searchParams.has('uploads')) return xml('<ListMultipartUploadsResult/>');
    if (method === 'GET' && key === '') return this.#list(url.searchParams);
    if (method === 'POST' && url.searchParams.has('delete')) return this.#deleteAll(Buffer.from(body ?? []).toString());
    if (method === 'DELETE') return this.#delete(key);
    if (method === 'PUT') return this.#put(key, body, headers['x-amz-copy-source']);
    return this.#get(key);
  }

  #list(query: URLSearchParams): Reply {
    const prefix = query.get('prefix') ?? '';
    const found = [...this.objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => compareKeys(a, b));
    if (query.get('delimiter') === '/')
      return folders(
        prefix,
        found.map(([key]) => key),
      );
    const contents = found.map(([key, content]) => {
      const etag = hash('md5', content);
      const modified = new Date(this.#written.get(key) ?? 0).toISOString();
      return `<Contents><Key>${key}</Key><LastModified>${modified}</LastModified><Size>${content.length}</Size><ETag>&quot;${etag}&quot;</ETag></Contents>`;
    });
    return xml(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
  }

  #deleteAll(request: string): Reply {
    for (const [, key = ''] of request.matchAll(/<Key>([^<]*)<\/Key>/g)) this.#delete(key);
    return xml('<DeleteResult/>');
  }

  #delete(key: string): Reply {
    this.onDelete(key);
    this.objects.delete(key);
    return { status: 204 };
  }

  #put(key: string, body: Uint8Array | undefined, copied: string | undefined): Reply {
    const source = copied === undefined ? undefined : decodeURIComponent(copied).split('/').slice(1).join('/');
    const content = source === undefined ? Buffer.from(body ?? []) : this.objects.get(source);
    if (content === undefined) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    this.objects.set(key, content);
    this.#written.set(key, this.#now());
    const etag = `"${hash('md5', content)}"`;
    if (source === undefined) return { status: 200, headers: { etag } };
    return xml(`<CopyObjectResult><ETag>${etag.replaceAll('"', '&quot;')}</ETag></CopyObjectResult>`);
  }

  #get(key: string): Reply {
    const content = this.objects.get(key);
    if (content === undefined) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    return { status: 200, body: content, headers: { etag: `"${hash('md5', content)}"` } };
  }
}

/** Lists the folders directly under a prefix, as S3 does with a delimiter. */
function folders(prefix: string, keys: readonly string[]): Reply {
  const names = keys.map((key) => key.slice(prefix.length)).filter((key) => key.includes('/'));
  const unique = new Set(names.map((name) => name.slice(0, name.indexOf('/') + 1)));
  const found = [...unique].map((name) => `<CommonPrefixes><Prefix>${prefix}${name}</Prefix></CommonPrefixes>`);
  return xml(`<ListBucketResult><IsTruncated>false</IsTruncated>${found.join('')}</ListBucketResult>`);
}

function xml(body: string): Reply {
  return { status: 200, body: `<?xml version="1.0"?>${body}`, headers: { 'content-type': 'application/xml' } };
}

/** Writes the two files that {@link MemoryStorage.files} finds. Imports nothing of Jest: `npm run test:faults` uses it too. */
export function writeFlowers(folder: string): void {
  for (const name of ['roses', 'tulips']) writeFileSync(path.join(folder, name), `many ${name}`);
}
