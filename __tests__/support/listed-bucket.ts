/** A bucket in memory that lists its objects as S3 does, or as some other services do. No socket, no waiting. */
import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compareKeys } from '../../src/files/manifest.ts';
import { openStorage, type Storage } from '../../src/files/s3/client.ts';
import type { Concurrency } from '../../src/net/concurrency.ts';
import type { Connections, OutgoingRequest } from '../../src/net/connections.ts';
import { heldRetryContext } from './recording.ts';
import type { Reply } from './replies.ts';

/** What a service does with `start-after`: `misread` decodes it twice. */
export type StartAfter = 'supported' | 'ignored' | 'refused' | 'misread';

export class ListedBucket {
  /** The content of the objects by full key. */
  readonly objects: Map<string, string>;
  pageSize = 1000;
  startAfter: StartAfter = 'supported';
  compare = compareKeys;
  /** The full keys of objects that cannot be read. */
  readonly unreadable = new Set<string>();
  /** The queries of the lists in order. */
  readonly lists: URLSearchParams[] = [];
  /** The number of requests in flight at the same time, and its maximum. */
  inFlight = 0;
  maxInFlight = 0;
  /** The requests that were ended early. */
  aborted = 0;
  /** Returns what to reply instead of a page, after any time. */
  onList: (query: URLSearchParams, index: number) => Promise<Reply | undefined> = async () => undefined;

  constructor(objects: Iterable<readonly [string, string]> = []) {
    this.objects = new Map(objects);
  }

  open({
    concurrency = 16,
    signal,
  }: {
    readonly concurrency?: Concurrency;
    readonly signal?: AbortSignal;
  } = {}): Storage {
    const retryContext = heldRetryContext({ retries: 0 });
    return openStorage({
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      endpoint: { url: new URL('https://storage.invalid'), source: 's3-endpoint' },
      connections: { send: (...sent) => this.#send(...sent) },
      retryContext: signal === undefined ? retryContext : { ...retryContext, signal },
      concurrency,
    });
  }

  #send(request: OutgoingRequest, handler: Parameters<Connections['send']>[1]): ReturnType<Connections['send']> {
    let hasEnded = false;
    const end = (): void => {
      hasEnded = true;
      this.inFlight -= 1;
    };
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    const reply = async (): Promise<void> => {
      const { status, body = '', headers = {} } = await this.#reply(request);
      await nextTurn();
      if (hasEnded) return;
      end();
      handler.onHead(status, headers);
      handler.onData(Buffer.from(body));
      handler.onEnd();
    };
    reply().catch((error: unknown) => handler.onError(Error.isError(error) ? error : new Error(String(error))));
    return (reason) => {
      if (hasEnded) return;
      end();
      this.aborted += 1;
      handler.onError(reason);
    };
  }

  async #reply({ path, headers }: OutgoingRequest): Promise<Reply> {
    const { pathname, searchParams } = new URL(path, 'https://storage.invalid');
    if (searchParams.has('list-type')) {
      this.lists.push(searchParams);
      return (await this.onList(searchParams, this.lists.length - 1)) ?? this.#list(searchParams);
    }
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
    if (this.unreadable.has(key)) return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    const content = Buffer.from(this.objects.get(key) ?? '');
    const [, first = '0', last = content.length] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const range = { 'content-range': `bytes ${first}-${last}/${content.length}` };
    return { status: 206, body: content.subarray(Number(first), Number(last) + 1), headers: range };
  }

  #list(query: URLSearchParams): Reply {
    const prefix = query.get('prefix') ?? '';
    const after = this.#positionOf(query);
    if (after === undefined) return { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' };
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort(this.compare);
    const rest = after === '' ? keys : keys.filter((key) => this.compare(key, after) > 0);
    const page = rest.slice(0, this.pageSize);
    const token = rest.length > page.length ? encodeURIComponent(page.at(-1) ?? '') : undefined;
    const contents = page.map((key) => {
      const content = this.objects.get(key) ?? '';
      return `<Contents><Key>${encodeURIComponent(key)}</Key><Size>${content.length}</Size><ETag>"${hash('md5', content)}"</ETag></Contents>`;
    });
    const next = token === undefined ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`;
    return {
      status: 200,
      body: `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${token !== undefined}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
    };
  }

  /** Returns the key that the page begins after, empty for the first one; undefined if the service refuses. */
  #positionOf(query: URLSearchParams): string | undefined {
    const token = query.get('continuation-token');
    if (token !== null) return decodeURIComponent(token);
    const after = query.get('start-after') ?? '';
    if (after === '' || this.startAfter === 'ignored') return '';
    if (this.startAfter === 'misread') return new URLSearchParams(`k=${after}`).get('k') ?? '';
    return this.startAfter === 'refused' ? undefined : after;
  }
}
