/** Where the key and the storage's secrets go, seen on the wire, with the bundle as a process. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folders.ts';
import { startJob } from '../support/job.ts';
import { spellingsOf } from '../support/promises.ts';
import { sampleDataset } from '../support/responses.ts';
import { useS3Bed } from '../support/s3-bed.ts';
import { forbiddenOrigin, httpsServer, proxyKinds, relayTo, selfSigned } from '../support/servers.ts';

const KEY = 'k3y-of-the-team+/=';

function expectNothingOf(secret: string, received: string): void {
  expect(spellingsOf(secret).filter((spelling) => received.includes(spelling))).toEqual([]);
}

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308] as const)('of status %i to another port is not followed', async (status) => {
    await using other = await forbiddenOrigin();
    const { step, dataset, emulator } = await startJob({ apiKey: KEY });
    emulator.addFault({ kind: 'redirect', status, location: `http://127.0.0.1:${other.port}/v1/datasets/${dataset}` });

    const { exit, messages } = await step({ operation: 'get-dataset', dataset }, { env: { RUNNER_DEBUG: '1' } });

    expect(exit).toBe(1);
    expect(messages('error').join()).toContain('a redirect');
    expect([other.requests, other.connections()]).toEqual([[], 0]);
  });

  test('in the middle of a snapshot is not followed', async () => {
    await using other = await forbiddenOrigin();
    const { step, dataset, emulator } = await startJob({ apiKey: KEY });
    const location = `http://127.0.0.1:${other.port}/v1`;
    emulator.addFault({ kind: 'redirect', status: 307, method: 'PUT', location });

    const { exit } = await step({ dataset });

    expect([exit, other.connections()]).toEqual([1, 0]);
  });
});

test('an api-url with credentials is refused before any request without showing them', async () => {
  await using other = await forbiddenOrigin();
  const { step } = await startJob();

  const { exit, log, summary } = await step({
    operation: 'list-datasets',
    'api-url': `http://somebody:geheim@127.0.0.1:${other.port}/v1`,
  });

  expect([exit, other.connections()]).toEqual([1, 0]);
  expectNothingOf('geheim', log + summary);
});

describe('the secrets of the storage and the key of the API', () => {
  const bed = useS3Bed();

  test('are never sent to the other service by a snapshot with debug logging', async () => {
    const job = await startJob({ bed, apiKey: KEY });
    await using storage = await relayTo(Number(new URL(bed.storage.endpoint).port));
    await using api = await relayTo(Number(new URL(job.emulator.url).port));
    const env = { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${storage.port}`, RUNNER_DEBUG: '1' };

    const done = await job.step(
      {
        dataset: job.dataset,
        path: temporaryFolder({ 'roses.csv': 'red' }),
        'api-url': `http://127.0.0.1:${api.port}/v1`,
      },
      { env: { ...env, AWS_SECRET_ACCESS_KEY: 'secret-of-the-storage', AWS_SESSION_TOKEN: 'token-of-the-session' } },
    );

    expect(done.exit).toBe(0);
    expect(storage.received()).toContain('PUT /');
    expectNothingOf(KEY, storage.received());
    expectNothingOf('secret-of-the-storage', storage.received() + api.received());
    expectNothingOf('token-of-the-session', api.received());
    expect(api.received()).toContain(`Bearer ${KEY}`);
  });

  test('are not shown when the storage cannot be reached', async () => {
    const job = await startJob({ bed, apiKey: KEY });
    const env = { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1', RUNNER_DEBUG: '1' };

    const failed = await job.step(
      { dataset: job.dataset, path: temporaryFolder({ 'roses.csv': 'red' }), retries: '0' },
      { env },
    );

    expect(failed.exit).toBe(1);
    expect(failed.messages('error')).toHaveLength(1);
  });
});

describe.each(proxyKinds)('through $name', ({ start }) => {
  const identity = selfSigned('localhost');
  const certificate = path.join(temporaryFolder(), 'ca.pem');
  beforeAll(() => writeFile(certificate, identity.cert));

  /** Reads a dataset from an API on TLS; the wire to the proxy is listened to. */
  async function read(env: (proxy: string) => Record<string, string>) {
    const keys: (string | undefined)[] = [];
    await using server = await httpsServer(identity, (request, response) => {
      keys.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(sampleDataset()));
    });
    await using proxy = await start();
    await using wire = await relayTo(proxy.port);
    const { step } = await startJob({ apiKey: KEY });
    const result = await step(
      {
        operation: 'get-dataset',
        dataset: sampleDataset().id,
        'api-url': `https://localhost:${server.port}/v1`,
        retries: '0',
      },
      { env: { RUNNER_DEBUG: '1', ...env(`127.0.0.1:${wire.port}`) } },
    );
    return { result, keys, received: wire.received(), tunnels: wire.connections() };
  }

  test('the key is sent only inside the TLS tunnel with a certificate of a private authority', async () => {
    const { result, keys, received, tunnels } = await read((proxy) => ({
      HTTPS_PROXY: `http://user:geheim@${proxy}`,
      NODE_EXTRA_CA_CERTS: certificate,
    }));

    expect([result.exit, result.outputs['dataset-name']]).toEqual([0, 'faces']);
    expect([keys, tunnels]).toEqual([[`Bearer ${KEY}`], 1]);
    expect(received).toMatch(/^CONNECT localhost:\d+ HTTP\/1\.1\r\n/);
    expectNothingOf(KEY, received);
    expectNothingOf('geheim', result.log + result.summary + JSON.stringify(result.state));
  });

  test('the key is not sent when the certificate is not trusted', async () => {
    const { result, keys, received } = await read((proxy) => ({ https_proxy: `http://${proxy}` }));

    expect([result.exit, keys]).toEqual([1, []]);
    expect(result.messages('error').join()).toContain('NODE_EXTRA_CA_CERTS');
    expectNothingOf(KEY, received);
  });

  test('requests to hosts in NO_PROXY bypass the proxy', async () => {
    const { result, keys, tunnels } = await read((proxy) => ({
      HTTPS_PROXY: `http://${proxy}`,
      NO_PROXY: 'example.com,localhost',
      NODE_EXTRA_CA_CERTS: certificate,
    }));

    expect([result.exit, keys, tunnels]).toEqual([0, [`Bearer ${KEY}`], 0]);
  });
});

test('the password of an unreachable proxy is not shown', async () => {
  const { step } = await startJob({ apiKey: KEY });

  const failed = await step(
    { operation: 'list-datasets', 'api-url': 'https://localhost:1/v1', retries: '0' },
    { env: { HTTPS_PROXY: 'http://user:geheim@127.0.0.1:1', RUNNER_DEBUG: '1' } },
  );

  expect(failed.exit).toBe(1);
  expectNothingOf('geheim', failed.log + failed.summary);
  expectNothingOf('user:geheim', failed.log + failed.summary);
});
