import { Readable } from 'node:stream';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { Agent, type Dispatcher, MockAgent } from 'undici';
import { StorageSettingsError } from '../../../src/files/errors.ts';
import { collectBody, readBody } from '../../../src/files/s3/body.ts';
import { openStorage, type StorageOptions } from '../../../src/files/s3/client.ts';
import { createHttpHandler } from '../../../src/files/s3/http-handler.ts';
import { putContent } from '../../../src/files/s3/object-requests.ts';
import { heldRetryContext } from '../../support/recording.ts';

const dispatcher = new Agent();
const credentials = { accessKeyId: 'ID', secretAccessKey: 'SECRET' };

function options(more: Partial<StorageOptions>): StorageOptions {
  return { credentials, dispatcher, retryContext: heldRetryContext({ retries: 0 }), concurrency: 1, ...more };
}

test.each([
  [{ credentials: {} }, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']],
  [{ credentials: { ...credentials, accessKeyId: '' }, region: 'r' }, ['AWS_ACCESS_KEY_ID']],
  [{ credentials: { accessKeyId: 'ID' }, region: 'r' }, ['AWS_SECRET_ACCESS_KEY']],
  [{ region: '' }, ['AWS_REGION']],
])('settings %j lack %j', (settings, missing) => {
  const open = () => openStorage(options(settings));

  expect(open).toThrow(StorageSettingsError);
  expect(open).toThrow(`the storage needs ${missing.join(' and ')}`);
});

/** Where a list and a file are sent, and with which headers, as undici is told. */
async function requestsOf(settings: Partial<StorageOptions>) {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const seen: Dispatcher.DispatchOptions[] = [];
  const recording = agent.compose((dispatch) => (wanted, handler) => {
    seen.push(wanted);
    return dispatch(wanted, handler);
  });
  const storage = openStorage(options({ dispatcher: recording, ...settings }));
  const sent = await Promise.allSettled([
    storage.client.send(new ListObjectsV2Command({ Bucket: 'bucket' })),
    putContent(storage, { operation: 'PutObject', bucket: 'bucket', key: 'a b' }, { body: Buffer.from('x') }),
    putContent(storage, { operation: 'PutObject', bucket: 'bucket', key: 'c' }, { body: Buffer.from('x') }),
  ]);
  expect(sent.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  return { list: seen.find(({ method }) => method === 'GET'), file: seen.find(({ path }) => path.endsWith('/a%20b')) };
}

test("without an endpoint it is Amazon's own, by the bucket's name", async () => {
  const { list, file } = await requestsOf({ region: 'eu-west-1' });

  expect(String(list?.origin)).toBe('https://bucket.s3.eu-west-1.amazonaws.com');
  expect(file).toMatchObject({
    origin: 'https://bucket.s3.eu-west-1.amazonaws.com',
    path: '/a%20b',
    headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', authorization: expect.stringContaining('/eu-west-1/s3/') },
  });
});

test('with an endpoint the bucket is in the path, and the region us-east-1 unless it is given', async () => {
  const { list, file } = await requestsOf({
    endpoint: 'https://ams3.example.com:9000/below/',
    credentials: { ...credentials, sessionToken: 'TOKEN' },
  });

  expect(list?.path).toMatch(/^\/below\/bucket\/?\?/);
  expect(file).toMatchObject({
    origin: 'https://ams3.example.com:9000',
    path: '/below/bucket/a%20b',
    headers: {
      host: 'ams3.example.com:9000',
      'x-amz-security-token': 'TOKEN',
      authorization: expect.stringContaining('/us-east-1/s3/'),
    },
  });
});

const request = {
  method: 'GET',
  protocol: 'http:',
  hostname: 'storage.example',
  path: '/p',
  headers: {},
  query: {},
  fragment: undefined,
  username: undefined,
  password: undefined,
};

test('the handler of requests has no settings, and leaves the connections to their owner', () => {
  const handler = createHttpHandler(dispatcher);

  expect(handler.httpHandlerConfigs()).toEqual({});
  expect(() => {
    handler.updateHttpClientConfig('k' as never, 'v' as never);
    handler.destroy?.();
  }).not.toThrow();
});

test.each([
  ['a method that S3 has not', { ...request, method: 'BREW' }],
  ['a body that is neither text nor bytes', { ...request, body: {} }],
])('the handler refuses %s', async (_name, wanted) => {
  await expect(createHttpHandler(dispatcher).handle(wanted as never)).rejects.toThrow();
});

test('the handler passes on query, text and headers', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pool = agent.get('http://storage.example');
  pool
    .intercept({ path: '/p?a=1', method: 'POST', body: 'text' })
    .reply(200, 'yes', { headers: { 'x-a': ['1', '2'] } });
  const wanted = { ...request, method: 'POST', query: { a: '1' }, body: 'text' };

  const { response } = await createHttpHandler(agent).handle(wanted as never);

  expect(response).toMatchObject({ statusCode: 200, headers: { 'x-a': '1, 2' } });
  pool.intercept({ path: '/p', method: 'GET' }).reply(204);
  const bare = { ...request, query: undefined };
  await expect(createHttpHandler(agent).handle(bare as never)).resolves.toMatchObject({
    response: { statusCode: 204 },
  });
});

test('an answer without a body, or with one that fails, is an error', async () => {
  const storage = openStorage(options({ endpoint: 'http://storage.example' }));
  const failing = new Readable({ read: (): void => undefined });
  failing.destroy(Object.assign(new Error('silent'), { code: 'UND_ERR_BODY_TIMEOUT' }));

  await expect(readBody(storage, undefined).next()).rejects.toThrow(TypeError);
  await expect(collectBody(storage, failing, Buffer.alloc(1))).rejects.toMatchObject({
    kind: 'stalled',
    host: 'storage.example',
  });
});
