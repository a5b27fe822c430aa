import { ActionError, NetworkError, type NetworkFailureKind, networkHint } from '../../net/errors.ts';
import type { EndpointSource } from './location.ts';

/** The form of one kind of request, and its description in the log and in errors. */
interface OperationFacts {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** The target of the URL: one object, a bucket, or the service with all its buckets. */
  readonly target: 'object' | 'bucket' | 'service';
  /** In the infinitive, before the name of its target. */
  readonly verb: string;
}

/** The requests of S3 that this action sends: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
export const operations = {
  AbortMultipartUpload: { method: 'DELETE', target: 'object', verb: 'abort the upload of' },
  CompleteMultipartUpload: { method: 'POST', target: 'object', verb: 'complete the upload of' },
  CopyObject: { method: 'PUT', target: 'object', verb: 'copy to' },
  CreateMultipartUpload: { method: 'POST', target: 'object', verb: 'begin the upload of' },
  DeleteObject: { method: 'DELETE', target: 'object', verb: 'delete' },
  DeleteObjects: { method: 'POST', target: 'bucket', verb: 'delete files under' },
  GetObject: { method: 'GET', target: 'object', verb: 'read' },
  HeadObject: { method: 'HEAD', target: 'object', verb: 'look up' },
  ListBuckets: { method: 'GET', target: 'service', verb: 'list the buckets of' },
  ListMultipartUploads: { method: 'GET', target: 'bucket', verb: 'list unfinished uploads under' },
  ListObjectsV2: { method: 'GET', target: 'bucket', verb: 'list' },
  PutObject: { method: 'PUT', target: 'object', verb: 'upload' },
  UploadPart: { method: 'PUT', target: 'object', verb: 'upload a part of' },
  UploadPartCopy: { method: 'PUT', target: 'object', verb: 'copy a part to' },
} as const satisfies Record<string, OperationFacts>;

export type StorageOperation = keyof typeof operations;

/** The target of a request. */
export interface StorageSubject {
  readonly operation: StorageOperation;
  /** Empty for the service. */
  readonly bucket: string;
  /** The full key or, if the URL is that of a bucket, the prefix of the keys. */
  readonly key: string;
}

/** Returns what a request does, such as `upload s3://bucket/key`. */
export function describeRequest({ operation, bucket, key }: StorageSubject): string {
  const { target, verb } = operations[operation];
  return target === 'service' ? `${verb} the storage` : `${verb} s3://${bucket}/${key}`;
}

/** The known details of a failed request. */
export interface StorageFailure {
  /** The HTTP status; undefined if no response arrived. */
  readonly status?: number | undefined;
  /** S3's error code, such as `NoSuchKey`; undefined if no response arrived. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** The delay that a `Retry-After` header requested, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The setting that the endpoint comes from; undefined for Amazon's own. */
  readonly endpoint?: EndpointSource | undefined;
}

/** A refused request, or one without a complete response; the latter has a `NetworkError` as its cause. */
export class StorageRequestError extends ActionError {
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The storage's message, or the failure of the connection. */
  readonly reason: string;

  constructor(subject: StorageSubject, failure: StorageFailure, reason: string, options?: ErrorOptions) {
    super(`Failed to ${describeRequest(subject)}: ${reason}${identification(failure)}`, {
      ...explain(failure, options?.cause),
      ...options,
    });
    this.operation = subject.operation;
    this.bucket = subject.bucket;
    this.key = subject.key;
    this.status = failure.status;
    this.code = failure.code;
    this.requestId = failure.requestId;
    this.retryAfterMs = failure.retryAfterMs;
    this.reason = reason;
  }
}

function identification({ status, code, requestId }: StorageFailure): string {
  const known = [
    status === undefined ? undefined : `HTTP ${status}`,
    code,
    requestId === undefined ? undefined : `request ${requestId}`,
  ].filter((part) => part !== undefined);
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

interface Explanation {
  readonly title: string;
  readonly hint?: string;
}

function explain(failure: StorageFailure, cause: unknown): Explanation {
  if (cause instanceof NetworkError) return explainNetwork(cause.kind, failure.endpoint);
  return byCode[failure.code ?? ''] ?? byStatus(failure.status);
}

const ACCESS_DENIED: Explanation = {
  title: 'Storage access denied',
  hint: 'The credentials must be allowed to list, read and write the bucket. Check their policy.',
};
const WRONG_REGION: Explanation = {
  title: 'Wrong storage region',
  hint: 'The bucket is in another region. Set `s3-region`.',
};

const byCode: Readonly<Record<string, Explanation>> = {
  AccessDenied: ACCESS_DENIED,
  NoSuchBucket: {
    title: 'Storage bucket not found',
    hint: "The bucket in the version's `url` does not exist. Check `s3-endpoint` and `s3-region`.",
  },
  InvalidAccessKeyId: {
    title: 'Unknown storage access key',
    hint: 'The storage does not recognize `AWS_ACCESS_KEY_ID`. Use the credentials of the bucket, not the API key.',
  },
  SignatureDoesNotMatch: {
    title: 'Wrong storage secret key',
    hint: '`AWS_SECRET_ACCESS_KEY` does not match `AWS_ACCESS_KEY_ID`.',
  },
  ExpiredToken: {
    title: 'Storage credentials expired',
    hint: 'Get new credentials right before this step, or credentials that are valid for longer.',
  },
  RequestTimeTooSkewed: { title: 'Wrong runner clock', hint: "Correct the runner's clock." },
  PermanentRedirect: WRONG_REGION,
  AuthorizationHeaderMalformed: WRONG_REGION,
  SlowDown: {
    title: 'Too many storage requests',
    hint: 'Too many requests, even after the retries. Set a lower `concurrency`.',
  },
  NoSuchUpload: {
    title: 'Storage upload not found',
    hint: 'Another run may be filling the same draft. Use `concurrency:` to run jobs one at a time.',
  },
};

function byStatus(status: number | undefined): Explanation {
  if (status === 403) return ACCESS_DENIED;
  if (status === 404) return { title: 'Storage object not found' };
  if (status !== undefined && status >= 500) {
    return {
      title: 'Storage server error',
      hint: 'The storage reported a server error. Re-run the job later.',
    };
  }
  return { title: 'Storage request failed' };
}

/** Names what the user can check, because the API's settings do not matter here. */
function explainNetwork(kind: NetworkFailureKind, endpoint: EndpointSource | undefined): Explanation {
  return { title: networkTitles[kind], hint: networkHint(kind, settingOf(endpoint)) };
}

function settingOf(endpoint: EndpointSource | undefined): string {
  if (endpoint === undefined)
    return 'the storage endpoint (`s3-region`, or `s3-endpoint` for storage other than Amazon S3)';
  return endpoint === 's3-endpoint' ? '`s3-endpoint`' : `the variable \`${endpoint}\``;
}

const networkTitles: Readonly<Record<NetworkFailureKind, string>> = {
  dns: 'Storage host not found',
  refused: 'Storage connection refused',
  'connect-timeout': 'Storage connection timed out',
  'response-timeout': 'No response from the storage',
  stalled: 'Storage response stalled',
  tls: 'Storage TLS connection failed',
  proxy: 'Storage proxy error',
  'connection-lost': 'Storage connection lost',
};
