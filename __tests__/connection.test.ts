import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { type EmulatedStorage, startStorage } from '../emulator/storage.ts';
import { connect } from '../src/connection.ts';
import { StorageSettingsError } from '../src/files/errors.ts';
import { listFiles } from '../src/files/version-files.ts';
import type { Environment } from '../src/github/workflow.ts';
import { NetworkError } from '../src/net/errors.ts';
import type { Settings } from '../src/operations/inputs.ts';
import { heldRetryContext } from './support/recording.ts';

const emulators: Emulator[] = [];
async function emulate(): Promise<Emulator> {
  const emulator = await startEmulator();
  emulators.push(emulator);
  return emulator;
}
afterEach(() => Promise.all(emulators.splice(0).map((emulator) => emulator.close())));

const settingsFor = (apiUrl: string, apiKey = 'key'): Settings => ({
  apiKey,
  apiUrl: new URL(apiUrl),
  retries: 0,
  idleTimeoutMs: 5_000,
});
const list = { method: 'GET', path: '/datasets' } as const;
const never = new AbortController().signal;

describe('the connection to the API', () => {
  test('sends the key and a user agent with the version of the action', async () => {
    const emulator = await emulate();
    const connection = await connect(settingsFor(emulator.url, emulator.apiKey), {});

    const { status } = await connection.sendRequest(list, never);
    await connection.close();

    expect(status).toBe(200);
    expect(emulator.requests).toMatchObject([
      {
        headers: {
          authorization: 'Bearer ***',
          'user-agent': expect.stringMatching(/^paperspace-dataset-action\/\d+\.\d+\.\d+$/),
        },
      },
    ]);
  });

  test('bypasses proxies for plain http on the loopback interface', async () => {
    const emulator = await emulate();
    const env = { http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
    const connection = await connect(settingsFor(emulator.url, emulator.apiKey), env);

    const { status } = await connection.sendRequest(list, never);
    await connection.close();

    expect(status).toBe(200);
  });

  test.each<[string, Environment]>([
    ['https_proxy', { https_proxy: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:7' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://127.0.0.1:9' }],
  ])('uses the proxy that %s names', async (_name, env) => {
    const connection = await connect(settingsFor('https://api.invalid/v1'), env);

    const failure: unknown = await connection.sendRequest(list, never).catch((error: unknown) => error);
    await connection.close();

    expect(failure).toBeInstanceOf(NetworkError);
    expect(String(failure)).toContain('127.0.0.1:9');
  });

  test.each<[string, Environment]>([
    ['no_proxy', { no_proxy: 'api.invalid', NO_PROXY: 'other.invalid' }],
    ['NO_PROXY', { NO_PROXY: 'api.invalid' }],
  ])('bypasses the proxy when %s says so', async (_name, env) => {
    const connection = await connect(settingsFor('https://api.invalid/v1'), {
      ...env,
      HTTPS_PROXY: 'http://127.0.0.1:9',
    });

    const failure: unknown = await connection.sendRequest(list, never).catch((error: unknown) => error);
    await connection.close();

    expect(failure).toMatchObject({ kind: 'dns', host: 'api.invalid' });
  });

  test('ends requests in flight when it is closed', async () => {
    const emulator = await emulate();
    emulator.addFault({ kind: 'hang' });
    const connection = await connect(settingsFor(emulator.url, emulator.apiKey), {});
    const hanging = connection.sendRequest(list, never).catch((error: unknown) => error);
    while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));

    await connection.close();

    expect(await hanging).toBeInstanceOf(NetworkError);
  });
});

describe('the connection to the storage', () => {
  let emulated: EmulatedStorage;
  beforeAll(async () => {
    emulated = await startStorage({ bucket: 'flowers' });
  });
  afterAll(() => emulated.close());

  const credentials = { AWS_ACCESS_KEY_ID: 'emulator', AWS_SECRET_ACCESS_KEY: 'emulator-secret' };
  const opened = async (env: Environment) => {
    const connection = await connect(settingsFor('https://api.invalid/v1'), env);
    const settings = { 's3-endpoint': new URL(emulated.endpoint), 's3-region': 'us-east-1', concurrency: 2 };
    const storage = await connection.openStorage(settings, heldRetryContext());
    return { connection, storage, list: () => listFiles(storage, { bucket: 'flowers', prefix: '' }) };
  };

  test('uses the credentials of the environment and closes with the connection', async () => {
    const { connection, list } = await opened({ ...credentials, AWS_SESSION_TOKEN: 'session' });

    expect((await list()).length).toBe(0);
    await connection.close();

    await expect(list()).rejects.toThrow();
  });

  test('names the missing variables when there are no credentials', async () => {
    const connection = await connect(settingsFor('https://api.invalid/v1'), {});

    const opening = connection.openStorage(
      { 's3-endpoint': undefined, 's3-region': undefined, concurrency: 1 },
      heldRetryContext(),
    );

    await expect(opening).rejects.toEqual(
      new StorageSettingsError(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']),
    );
    await connection.close();
  });

  test.each<[string, Environment]>([
    ['http_proxy', { http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:7' }],
    ['HTTP_PROXY', { HTTP_PROXY: 'http://127.0.0.1:9' }],
  ])('uses the proxy that %s names for plain http', async (_name, env) => {
    const { connection, list } = await opened({ ...credentials, ...env });

    await expect(list()).rejects.toThrow('127.0.0.1:9');
    await connection.close();
  });
});
