/** How one kind of request is sent, and how it reads in the log and in errors. */
interface OperationFacts {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** What is at the URL: one object, a bucket, or the service with all its buckets. */
  readonly target: 'object' | 'bucket' | 'service';
  /** In the infinitive, before the name of what it is done to. */
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

/** What a request is about. */
export interface StorageSubject {
  readonly operation: StorageOperation;
  /** Empty for the service. */
  readonly bucket: string;
  /** The whole key or, where the URL is that of a bucket, the prefix of the keys that are meant. */
  readonly key: string;
}

/** Returns what a request does, such as `upload s3://bucket/key`. */
export function describeRequest({ operation, bucket, key }: StorageSubject): string {
  const { target, verb } = operations[operation];
  return target === 'service' ? `${verb} the storage` : `${verb} s3://${bucket}/${key}`;
}
