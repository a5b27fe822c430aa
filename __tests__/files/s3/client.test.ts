import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { RegionError, StorageSettingsError } from '../../../src/files/errors.ts';
import { openStorage, type Storage, type StorageOptions } from '../../../src/files/s3/client.ts';
import { StorageRequestError } from '../../../src/files/s3/errors.ts';
import type { EndpointSource } from '../../../src/files/s3/location.ts';
import { headObject, putObject } from '../../../src/files/s3/objects.ts';
import { listFiles } from '../../../src/files/version-files.ts';
import { DirectConnections } from '../../../src/net/connections.ts';
import { heldRetryContext } from '../../support/recording.ts';
import { type Reply, replying } from '../../support/replies.ts';

const credentials = { accessKeyId: 'ID', secretAccessKey: 'SECRET' };
const endpoint = (url: string, source: EndpointSource = 's3-endpoint') => ({ url: new URL(url), source });

function options(more: Partial<StorageOptions>): StorageOptions {
  const connections = new DirectConnections(5000);
  return { credentials, connections, retryContext: heldRetryContext({ retries: 0 }), concurrency: 1, ...more };
}

test.each([
  [{ credentials: {} }, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']],
  [{ credentials: { ...credentials, accessKeyId: '' }, region: 'r' }, ['AWS_ACCESS_KEY_ID']],
  [{ credentials: { accessKeyId: 'ID' }, region: 'r' }, ['AWS_SECRET_ACCESS_KEY']],
  [{ region: '' }, ['AWS_REGION']],
])('settings %j lack %j', (settings, missing) => {
  const open = () => openStorage(options(settings));

  expect(open).toThrow(StorageSettingsError);
  expect(open).toThrow(new StorageSettingsError(missing).message);
});

test('missing settings are listed in a sentence', () => {
  expect(new StorageSettingsError(['A', 'B', 'C']).message).toBe('Access to the storage requires A, B, and C');
});

test('a region that would lead to another host is refused', () => {
  expect(() => openStorage(options({ region: 'evil.example/' }))).toThrow(RegionError);
});

interface Sent {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A storage whose service says what `reply` says, and all that it was sent. */
function scripted(settings: Partial<StorageOptions>, reply: (sent: Sent, index: number) => Reply) {
  const sent: Sent[] = [];
  const connections = replying((request) => {
    sent.push(request);
    return reply(request, sent.length - 1);
  });
  const retryContext = heldRetryContext({ retries: 0 });
  return { storage: openStorage(options({ connections, retryContext, ...settings })), sent, retryContext };
}

const emptyList = { status: 200, body: '<ListBucketResult/>' };
const write = (storage: Storage, key = 'a b', bucket = 'bucket') =>
  putObject(storage, { bucket, key }, { body: Buffer.from('x') });

describe('without an endpoint', () => {
  test('a request goes to the Amazon host of the bucket', async () => {
    const { storage, sent } = scripted({ region: 'eu-west-1' }, ({ path }) =>
      path.startsWith('/?') ? emptyList : { status: 200 },
    );

    await listFiles(storage, { bucket: 'bucket', prefix: 'p/' });
    await write(storage);

    expect(sent).toMatchObject([
      {
        origin: 'https://bucket.s3.eu-west-1.amazonaws.com',
        path: '/?encoding-type=url&list-type=2&prefix=p%2F',
      },
      {
        origin: 'https://bucket.s3.eu-west-1.amazonaws.com',
        path: '/a%20b',
        headers: {
          'x-amz-content-sha256': hash('sha256', 'x', 'hex'),
          authorization: expect.stringContaining('/eu-west-1/s3/'),
        },
      },
    ]);
  });

  test.each<[string, Reply]>([
    ['a redirect', { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' }, body: error('PermanentRedirect') }],
    [
      'an error for a malformed authorization header',
      { status: 400, body: error('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>') },
    ],
    ['a status without a body', { status: 400, headers: { 'x-amz-bucket-region': 'eu-west-1' } }],
  ])('%s that names the region of the bucket is followed once, for all requests', async (_name, refusal) => {
    const { storage, sent, retryContext } = scripted({ region: 'us-east-1' }, ({ origin }) =>
      origin.includes('eu-west-1') ? { status: 200 } : refusal,
    );

    await write(storage);
    await write(storage);
    await write(storage, 'c', 'other').catch(() => undefined);

    expect(sent.map(({ origin }) => origin)).toEqual([
      'https://bucket.s3.us-east-1.amazonaws.com',
      'https://bucket.s3.eu-west-1.amazonaws.com',
      'https://bucket.s3.eu-west-1.amazonaws.com',
      'https://other.s3.us-east-1.amazonaws.com',
      'https://other.s3.eu-west-1.amazonaws.com',
    ]);
    const followed = sent.filter(({ origin }) => origin === 'https://bucket.s3.eu-west-1.amazonaws.com');
    for (const { headers } of followed) expect(headers.authorization).toContain('/eu-west-1/s3/');
    expect(retryContext.log.infos[0]).toBe('The bucket bucket is in the region eu-west-1, not us-east-1');
  });

  test.each([
    ['another host', 'evil.example'],
    ['a path', 'eu-west-1.evil.example/x'],
    ['a user', 'x@evil.example'],
    ['another partition', 'cn-north-1'],
    ['the region that was used', 'us-east-1'],
  ])('a redirect to %s is not followed', async (_name, region) => {
    const { storage, sent } = scripted({ region: 'us-east-1' }, () => ({
      status: 301,
      headers: { 'x-amz-bucket-region': region, location: 'https://evil.example/' },
      body: error('PermanentRedirect', `<Endpoint>evil.example</Endpoint>`),
    }));

    await expect(write(storage)).rejects.toMatchObject({ code: 'PermanentRedirect', title: 'Wrong storage region' });
    expect(sent.map(({ origin }) => origin)).toEqual(['https://bucket.s3.us-east-1.amazonaws.com']);
  });

  test('redirects between two regions are followed only once', async () => {
    const { storage, sent } = scripted({ region: 'us-east-1' }, ({ origin }) => ({
      status: 301,
      headers: { 'x-amz-bucket-region': origin.includes('us-east-1') ? 'eu-west-1' : 'us-east-1' },
      body: error('PermanentRedirect'),
    }));

    await expect(write(storage)).rejects.toMatchObject({ code: 'PermanentRedirect' });
    expect(sent).toHaveLength(2);
  });
});

describe('with an endpoint', () => {
  test('the bucket is in the path, and the region is us-east-1 by default', async () => {
    const settings = {
      endpoint: endpoint('https://ams3.example.com:9000/below/'),
      credentials: { ...credentials, sessionToken: 'TOKEN' },
    };
    const { storage, sent } = scripted(settings, ({ path }) => (path.includes('?') ? emptyList : { status: 200 }));

    await listFiles(storage, { bucket: 'bucket', prefix: '' });
    await write(storage);

    expect(sent).toHaveLength(2);
    expect(sent.find(({ path }) => path.includes('?'))?.path).toMatch(/^\/below\/bucket\?/);
    expect(sent.find(({ path }) => !path.includes('?'))).toMatchObject({
      origin: 'https://ams3.example.com:9000',
      path: '/below/bucket/a%20b',
      headers: {
        host: 'ams3.example.com:9000',
        'x-amz-security-token': 'TOKEN',
        authorization: expect.stringContaining('/us-east-1/s3/'),
      },
    });
  });

  test('a region that the service names is used for signing at the same endpoint', async () => {
    const { storage, sent } = scripted({ endpoint: endpoint('https://minio.example') }, ({ headers }) =>
      headers.authorization?.includes('/eu-central-1/')
        ? { status: 200 }
        : { status: 400, body: error('AuthorizationHeaderMalformed', '<Region>eu-central-1</Region>') },
    );

    await write(storage);

    expect(sent.map(({ origin }) => origin)).toEqual(['https://minio.example', 'https://minio.example']);
  });
});

test('a request that is refused because of the clock is signed again with the time of the storage', async () => {
  const ahead = 3_600_000;
  const { storage, sent, retryContext } = scripted({ endpoint: endpoint('https://minio.example') }, (_sent, index) =>
    index === 0
      ? {
          status: 403,
          headers: { date: new Date(retryContext.clock.now() + ahead).toUTCString() },
          body: error('RequestTimeTooSkewed'),
        }
      : { status: 200 },
  );
  const now = retryContext.clock.now();

  await write(storage);
  await write(storage);

  const written = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
  expect(sent.map(({ headers }) => headers['x-amz-date'])).toEqual([
    written(now),
    written(now + ahead),
    written(now + ahead),
  ]);
  expect(retryContext.log.infos).toEqual(["This machine's clock is 1 h off; using the storage's clock"]);
});

test('a bucket that locks objects receives the MD5 of the data, once it asks for it', async () => {
  const refusal = 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock';
  const { storage, sent } = scripted({ endpoint: endpoint('https://minio.example') }, ({ headers }) =>
    headers['content-md5'] === hash('md5', 'x', 'base64')
      ? { status: 200 }
      : { status: 400, body: `<Error><Code>InvalidRequest</Code><Message>${refusal}</Message></Error>` },
  );

  await Promise.all([write(storage), write(storage)]);
  await write(storage);

  expect(sent.map(({ headers }) => 'content-md5' in headers)).toEqual([false, false, true, true, true]);
});

test('a second refusal because of the clock is an error', async () => {
  const { storage, sent } = scripted({ endpoint: endpoint('https://minio.example') }, () => ({
    status: 403,
    headers: { date: 'Wed, 18 Mar 2026 12:00:00 GMT' },
    body: error('RequestTimeTooSkewed'),
  }));

  await expect(write(storage)).rejects.toMatchObject({ code: 'RequestTimeTooSkewed', title: 'Wrong runner clock' });
  expect(sent).toHaveLength(2);
});

test.each<[EndpointSource | undefined, RegExp]>([
  ['s3-endpoint', /`s3-endpoint`/],
  ['AWS_ENDPOINT_URL_S3', /the variable `AWS_ENDPOINT_URL_S3`/],
  ['AWS_ENDPOINT_URL', /the variable `AWS_ENDPOINT_URL`/],
  [undefined, /`s3-region`/],
])('an unreachable endpoint from %s is named in the error', async (source, named) => {
  const url = source === undefined ? 'https://bucket.s3.eu-west-1.amazonaws.com' : 'https://down.example';
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const place = source === undefined ? {} : { endpoint: endpoint(url, source) };
  const storage = openStorage(options({ connections: replying(() => refused), region: 'eu-west-1', ...place }));

  const failure: unknown = await headObject(storage, { bucket: 'bucket', key: 'k' }).catch((thrown: unknown) => thrown);

  expect(failure).toBeInstanceOf(StorageRequestError);
  expect(failure).toMatchObject({
    title: 'Storage connection refused',
    message: expect.stringMatching(
      /^Failed to look up s3:\/\/bucket\/k: connection to .* refused: connect ECONNREFUSED$/,
    ),
    hint: expect.stringMatching(named),
    cause: { kind: 'refused' },
  });
  expect(failure).not.toHaveProperty('hint', expect.stringContaining('api-url'));
});

test('a request on closed connections is not retried', async () => {
  const connections = new DirectConnections(5000);
  const retryContext = heldRetryContext({ retries: 5 });
  const storage = openStorage(options({ connections, retryContext, endpoint: endpoint('https://minio.example') }));
  await connections.destroy();

  await expect(write(storage)).rejects.toMatchObject({ name: 'ConnectionsClosedError' });
  expect(retryContext.log.infos).toEqual([]);
});

function error(code: string, more = ''): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No</Message>${more}</Error>`;
}
