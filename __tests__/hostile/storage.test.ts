import { expect, test } from '@jest/globals';
import { openStorage } from '../../src/files/s3/client.ts';
import { StorageRequestError } from '../../src/files/s3/errors.ts';
import { splitLines } from '../../src/files/s3/responses.ts';
import { StoredManifest } from '../../src/files/stored-manifest.ts';
import { listFiles } from '../../src/files/version-files.ts';
import { DirectConnections } from '../../src/net/connections.ts';
import { expectClear } from '../support/promises.ts';
import { heldRetryContext } from '../support/recording.ts';
import { httpServer, type Listening } from '../support/servers.ts';

const MIB = 1024 ** 2;
/** What is read of an answer at most, and what may be on its way when the reading stops. */
const MAX_READ = (32 + 16) * MIB;

/** A storage that answers everything with this status and with a gigabyte, as far as it is read. */
async function flooding(status: number): Promise<Listening & { sent(): number }> {
  let sent = 0;
  const server = await httpServer((_request, response) => {
    const chunk = Buffer.alloc(MIB, ' ');
    const more = (): void => {
      if (sent >= 1024 * MIB || response.destroyed) return;
      sent += chunk.length;
      response.write(chunk, more);
    };
    response.writeHead(status, { 'content-type': 'application/xml' });
    more();
  });
  return { ...server, sent: () => sent };
}

function storageAt(port: number) {
  const connections = new DirectConnections(5_000);
  const storage = openStorage({
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    endpoint: { url: new URL(`http://127.0.0.1:${port}`), source: 's3-endpoint' },
    connections,
    retryContext: heldRetryContext({ retries: 0 }),
    concurrency: 1,
  });
  return { storage, [Symbol.asyncDispose]: () => connections.destroy() };
}

test('an endless list is cut off', async () => {
  await using server = await flooding(200);
  await using opened = storageAt(server.port);

  const failure = await listFiles(opened.storage, { bucket: 'bucket', prefix: 'prefix/' }).catch(
    (error: unknown) => error,
  );

  expect(failure).toBeInstanceOf(StorageRequestError);
  expectClear(failure);
  expect(server.sent()).toBeLessThan(MAX_READ);
});

test('an endless error message is cut off', async () => {
  await using server = await flooding(403);
  await using opened = storageAt(server.port);
  const location = { bucket: 'bucket', prefix: 'version/data/', manifestKey: 'version/data.manifest.jsonl' };

  const failure = await StoredManifest.find(opened.storage, location).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(StorageRequestError);
  expectClear(failure);
  expect(server.sent()).toBeLessThan(MAX_READ);
});

test('an endless line arrives in pieces', async () => {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < 5; at += 1) yield Buffer.alloc(MIB, 'x');
    yield Buffer.from('\nlast');
  }

  const lengths: number[] = [];
  for await (const lines of splitLines(body())) lengths.push(...lines.map(({ length }) => length));

  expect(lengths).toEqual([2 * MIB, 2 * MIB, MIB, 4]);
});
