/**
 * A real S3 server on the loopback interface, in memory, with the bucket that the emulator's versions name. For the demo
 * and for tests of the storage. It accepts any credentials, and bodies of up to 11 MiB.
 */
import { CreateBucketCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';
import type { MeasureUsage } from './context.ts';

export interface StorageOptions {
  readonly bucket: string;
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** Whether parts of any size can be copied. S3 refuses to copy a part from an object below 5 MiB. */
  readonly copiesSmallParts?: boolean;
}

export interface EmulatedStorage {
  readonly bucket: string;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Reads and writes objects independently of the client under test. */
  readonly client: S3Client;
  /** The bytes under an `s3://` URL: what an emulated Paperspace reports as a version's usage. */
  readonly usageBytes: MeasureUsage;
  close(): Promise<void>;
}

const REGION = 'us-east-1';
const CREDENTIALS = { accessKeyId: 'emulator', secretAccessKey: 'emulator-secret' };

export async function startStorage({
  bucket,
  port = 0,
  copiesSmallParts = false,
}: StorageOptions): Promise<EmulatedStorage> {
  // The package's own start listens on every interface; its application can be told to stay on this machine.
  const app = buildApp({ logger: false, relaxedRules: { disableMinCopySourceSize: copiesSmallParts } });
  const endpoint = await app.listen({ port, host: '127.0.0.1' });
  return connectStorage(endpoint, bucket, async () => {
    // The server would wait for connections that a client keeps open.
    app.server.closeAllConnections();
    await app.close();
  });
}

/** Creates the bucket on a server that is already running. */
export async function connectStorage(
  endpoint: string,
  bucket: string,
  closeServer: () => Promise<void> = async () => undefined,
): Promise<EmulatedStorage> {
  const client = new S3Client({ endpoint, region: REGION, credentials: CREDENTIALS, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    bucket,
    endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    client,
    usageBytes: (url) => bytesUnder(client, url),
    close: async () => {
      client.destroy();
      await closeServer();
    },
  };
}

async function bytesUnder(client: S3Client, url: string): Promise<number> {
  const { host, pathname } = new URL(url);
  const prefix = `${pathname.slice(1)}/`;
  let bytes = 0;
  for await (const page of paginateListObjectsV2({ client }, { Bucket: host, Prefix: prefix })) {
    for (const { Size } of page.Contents ?? []) bytes += Size ?? 0;
  }
  return bytes;
}
