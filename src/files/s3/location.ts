import { StorageUrlError } from '../errors.ts';

/** The location of keys. */
export interface Folder {
  readonly bucket: string;
  /** The beginning of every full key: empty, or ending in `/`. */
  readonly prefix: string;
}

/** The location of the files of one version. */
export interface VersionLocation extends Folder {
  /** The full key of the manifest, which is stored next to the files and never among them. */
  readonly manifestKey: string;
}

/**
 * Reads a version's `url`, which is `s3://BUCKET/TEAM/datasets/DATASET/versions/VERSION`.
 *
 * @param url as the API returns it
 * @param storagePrefix the folder of files under the url, `data/` by default; `/` or empty is the url itself
 * @throws StorageUrlError if the url is null or not an S3 URL
 * @throws RangeError if the prefix is not a plain folder, which the inputs rule out
 */
export function locateVersion(url: string | null, storagePrefix: string): VersionLocation {
  const match = /^s3:\/\/([^/]+)\/(.*[^/])\/*$/.exec(url ?? '');
  const [, bucket, path] = match ?? [];
  if (bucket === undefined || path === undefined) throw new StorageUrlError(url);
  const prefix = `${path}/${folderPrefix(storagePrefix)}`;
  return { bucket, prefix, manifestKey: `${prefix.slice(0, -1)}.manifest.jsonl` };
}

/**
 * Returns a folder as a prefix of its keys: `/`, `.` and empty become empty, all others end in one `/`.
 *
 * @throws RangeError if it has empty, `.` or `..` segments
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

/** The setting that the endpoint comes from, named in errors. */
export type EndpointSource = 's3-endpoint' | 'AWS_ENDPOINT_URL_S3' | 'AWS_ENDPOINT_URL';

/** The URL of an S3-compatible service. */
export interface Endpoint {
  readonly url: URL;
  readonly source: EndpointSource;
}

/**
 * The DNS names of Amazon's partitions, by the beginning of the names of their regions:
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

/** Returns whether a text can be a region: exactly one label of a host name. */
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
 * Returns the URL that a bucket's keys are below. With an endpoint the bucket is in the path, which every S3-compatible
 * service supports. Amazon requires it in the host name if possible: a bucket name with a dot would not match the
 * certificate. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
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
