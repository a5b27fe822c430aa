import { StorageUrlError } from '../errors.ts';

/** Where keys lie. */
export interface Folder {
  readonly bucket: string;
  /** What every full key begins with. */
  readonly prefix: string;
}

/** Where the files of one version lie. */
export interface VersionLocation {
  readonly bucket: string;
  /** What every key of the version's files begins with: empty, or ending in `/`. */
  readonly prefix: string;
  /** The full key of the manifest, which lies beside the files and never among them. */
  readonly manifestKey: string;
}

/**
 * Reads a version's `url`, which is `s3://BUCKET/TEAM/datasets/DATASET/versions/VERSION`.
 *
 * @param url as the API gives it
 * @param storagePrefix the folder under the url that holds the files, `data/` by default; `/` or empty is the url itself
 * @throws StorageUrlError where the url is null or not one of S3
 * @throws RangeError where the prefix is no plain folder, which the inputs do not let through
 */
export function locateVersion(url: string | null, storagePrefix: string): VersionLocation {
  const match = /^s3:\/\/([^/]+)\/(.*[^/])\/*$/.exec(url ?? '');
  const [, bucket, path] = match ?? [];
  if (bucket === undefined || path === undefined) throw new StorageUrlError(url);
  const prefix = `${path}/${folderPrefix(storagePrefix)}`;
  return { bucket, prefix, manifestKey: `${prefix.slice(0, -1)}.manifest.jsonl` };
}

/**
 * The folder inside a version as what its keys begin with: `/`, `.` and empty become empty, all others end in one `/`.
 *
 * @throws RangeError where it has empty, `.` or `..` segments
 */
export function folderPrefix(folder: string): string {
  const trimmed = folder.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
  if (trimmed === '' || trimmed === '.') return '';
  const segments = trimmed.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new RangeError(`the folder ${JSON.stringify(folder)} contains an empty segment, \`.\` or \`..\``);
  }
  return `${trimmed}/`;
}

/** What the user set to say where the storage is; it is named where nothing is found there. */
export type EndpointSource = 's3-endpoint' | 'AWS_ENDPOINT_URL_S3' | 'AWS_ENDPOINT_URL';

/** The URL of an S3-compatible service. */
export interface Endpoint {
  readonly url: URL;
  readonly source: EndpointSource;
}

/**
 * The DNS names of Amazon's partitions, by what the names of their regions begin with:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitions: readonly (readonly [regions: string, domain: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['eusc-', 'amazonaws.eu'],
];

/** Returns whether a text can be a region, so that it can be part of a host's name and no more than one label of it. */
export function isRegion(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);
}

/** Returns the DNS name that Amazon's hosts of a region end with. */
export function partitionOf(region: string): string {
  return partitions.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com';
}

/** Returns the URL of the service: the endpoint, else Amazon's own for the region. */
export function serviceUrl(endpoint: URL | undefined, region: string): URL {
  return endpoint ?? new URL(`https://s3.${region}.${partitionOf(region)}`);
}

/**
 * Returns the URL that a bucket's keys are below. With an endpoint the bucket is in the path, as every S3-compatible
 * service knows it. Amazon wants it in the host's name, where it can be: a dot in it would not fit the certificate.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function bucketUrl(endpoint: URL | undefined, region: string, bucket: string): URL {
  const url = new URL(serviceUrl(endpoint, region));
  if (endpoint === undefined && /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)) {
    url.hostname = `${bucket}.${url.hostname}`;
    return url;
  }
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`;
  return url;
}
