/**
 * A proxy before the S3 server of the tests: it forwards and records requests, injects faults, and lists
 * unfinished uploads, which that server cannot.
 */
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';

/** One request. */
export interface SeenRequest {
  readonly method: string;
  /** The path, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Fault =
  /** The proxy responds itself. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Record<string, string>;
    }
  /** The request takes effect, and its response is lost. */
  | { readonly kind: 'lose-answer' }
  /** The connection breaks in the middle of the response body. */
  | { readonly kind: 'cut-body' }
  /** There is no response. */
  | { readonly kind: 'silence' }
  /** The response is changed. */
  | {
      readonly kind: 'change';
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly body?: (text: string) => string;
    };

/** Returns the fault of a request, if it has one. Called once per request. */
export type FaultRule = (request: SeenRequest) => Fault | undefined;

export interface FaultProxy {
  readonly endpoint: string;
  readonly requests: SeenRequest[];
  rule: FaultRule;
  close(): Promise<void>;
}

/** Injects the same fault into the first `times` requests that match. */
export function firstTimes(times: number, matches: (request: SeenRequest) => boolean, fault: Fault): FaultRule {
  let left = times;
  return (request) => {
    if (left === 0 || !matches(request)) return undefined;
    left -= 1;
    return fault;
  };
}

/** Injects each of the faults into one matching request, in order. */
export function inTurn(matches: (request: SeenRequest) => boolean, faults: readonly Fault[]): FaultRule {
  const left = [...faults];
  return (request) => (matches(request) ? left.shift() : undefined);
}

/** Returns an error response of S3. */
export function refuse(status: number, code: string, headers: Record<string, string> = {}): Fault {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>Told to say ${code}</Message><RequestId>REQ1</RequestId></Error>`;
  return { kind: 'answer', status, body, headers: { 'content-type': 'application/xml', ...headers } };
}

/** Accepts only one access key, because the server behind the proxy accepts any. */
export function onlyKey(accessKeyId: string): FaultRule {
  return ({ headers }) =>
    headers.authorization?.includes(` Credential=${accessKeyId}/`) ? undefined : refuse(403, 'InvalidAccessKeyId');
}

/** @param ledger lists unfinished uploads for a server that cannot */
export async function startFaultProxy(target: string, ledger?: UploadLedger): Promise<FaultProxy> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    // Some tests disconnect in the middle of a request.
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', target);
    const body = await wholeOf(incoming);
    const seen = {
      method: incoming.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: incoming.headers,
      body,
    };
    requests.push(seen);
    const fault = proxy.rule(seen) ?? listedBy(ledger, seen);
    handle(target, incoming, seen, fault, outgoing, ledger);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    rule: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function listedBy(ledger: UploadLedger | undefined, seen: SeenRequest): Fault | undefined {
  if (ledger === undefined || seen.method !== 'GET' || !seen.query.has('uploads')) return undefined;
  return { kind: 'answer', status: 200, body: ledger.list(seen), headers: { 'content-type': 'application/xml' } };
}

async function wholeOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function handle(
  target: string,
  incoming: IncomingMessage,
  seen: SeenRequest,
  fault: Fault | undefined,
  outgoing: ServerResponse,
  ledger: UploadLedger | undefined,
): void {
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'answer') {
    outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    return;
  }
  // Each request has its own connection, because a kept one could be closed in between, which would look like a fault.
  const options = { method: seen.method, headers: incoming.headers, agent: false as const };
  const upstream = httpRequest(`${target}${incoming.url}`, options, (answer) => {
    wholeOf(answer).then(
      (body) => {
        ledger?.observe(seen, answer.statusCode ?? 500, body.toString());
        reply(outgoing, answer, body, fault, seen.method);
      },
      () => outgoing.destroy(),
    );
  });
  upstream.on('error', () => outgoing.destroy());
  upstream.end(seen.body);
}

function reply(
  outgoing: ServerResponse,
  answer: IncomingMessage,
  body: Buffer,
  fault: Fault | undefined,
  method: string,
): void {
  const { 'transfer-encoding': _, ...headers } = answer.headers;
  const status = answer.statusCode ?? 500;
  switch (fault?.kind) {
    case 'lose-answer':
      outgoing.destroy();
      return;
    case 'cut-body':
      outgoing.writeHead(status, { ...headers, 'content-length': body.length });
      outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
      return;
    case 'change': {
      const changed = fault.body === undefined ? body : Buffer.from(fault.body(body.toString()));
      const length = method === 'HEAD' ? {} : { 'content-length': changed.length };
      outgoing.writeHead(fault.status ?? status, { ...headers, ...length, ...fault.headers }).end(changed);
      return;
    }
    default:
      outgoing.writeHead(status, headers).end(body);
  }
}

/**
 * Tracks unfinished multipart uploads by the requests and responses of the proxy, and lists them, one per page. fauxqs
 * cannot list them.
 */
export class UploadLedger {
  readonly #uploads = new Map<string, string>();

  /** Records the result of a request. */
  observe({ method, path, query }: SeenRequest, status: number, answer: string): void {
    const [, begun] = /<UploadId>(.+)<\/UploadId>/.exec(answer) ?? [];
    if (method === 'POST' && query.has('uploads') && begun !== undefined) this.#uploads.set(begun, path);
    const ended = query.get('uploadId');
    if (ended !== null && (method === 'DELETE' || method === 'POST') && status < 300) this.#uploads.delete(ended);
  }

  /** The full keys of unfinished uploads, in the order in which they were begun. */
  unfinished(bucket: string, prefix: string): { key: string; id: string }[] {
    return [...this.#uploads]
      .map(([id, path]) => ({ id, key: path.slice(bucket.length + 2) }))
      .filter(({ key }) => key.startsWith(prefix));
  }

  /** The answer to ListMultipartUploads. */
  list({ path, query }: SeenRequest): string {
    const uploads = this.unfinished(path.replaceAll('/', ''), query.get('prefix') ?? '');
    const after = uploads.findIndex(({ id }) => id === query.get('upload-id-marker'));
    const [next, ...more] = uploads.slice(after + 1);
    if (next === undefined) return '<ListMultipartUploadsResult/>';
    const key = query.get('encoding-type') === 'url' ? encodeURIComponent(next.key) : next.key;
    const markers = `<NextKeyMarker>${key}</NextKeyMarker><NextUploadIdMarker>${next.id}</NextUploadIdMarker>`;
    const upload = `<Upload><Key>${key}</Key><UploadId>${next.id}</UploadId></Upload>`;
    const head = `<IsTruncated>${more.length > 0}</IsTruncated><EncodingType>url</EncodingType>`;
    return `<ListMultipartUploadsResult>${head}${markers}${upload}</ListMultipartUploadsResult>`;
  }
}
