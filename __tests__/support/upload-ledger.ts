import type { SeenRequest } from './fault-proxy.ts';

/**
 * Knows which multipart uploads are unfinished, from the requests and answers that pass by, and lists them one a page:
 * the S3 server of these tests does all but that.
 */
export class UploadLedger {
  readonly #uploads = new Map<string, string>();

  /** Takes note of what became of a request. */
  observe({ method, path, query }: SeenRequest, status: number, answer: string): void {
    const [, begun] = /<UploadId>(.+)<\/UploadId>/.exec(answer) ?? [];
    if (method === 'POST' && query.has('uploads') && begun !== undefined) this.#uploads.set(begun, path);
    const ended = query.get('uploadId');
    if (ended !== null && (method === 'DELETE' || method === 'POST') && status < 300) this.#uploads.delete(ended);
  }

  /** The whole keys of unfinished uploads, in the order in which they were begun. */
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
