/** A storage that can do one thing: list the objects of a version's folder. */
import { openStorage } from '../../src/files/index.ts';
import { createStorageDispatcher } from '../../src/net/dispatcher.ts';
import type { Services } from '../../src/operations/services.ts';
import { heldRetryContext } from './recording.ts';
import { httpServer } from './servers.ts';

/** The sizes are those of the objects in every version's folder of files. `asked` are the requests so far. */
export async function listedObjects(...sizes: readonly number[]) {
  const asked: string[] = [];
  const server = await httpServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/xml' }).end(listing(asked.at(-1) ?? '', sizes));
  });
  const dispatcher = await createStorageDispatcher({ proxy: {}, idleTimeoutMs: 5_000, connections: 1 });
  const open: Services['openStorage'] = async ({ region, concurrency }) =>
    openStorage({
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      endpoint: { url: new URL(`http://127.0.0.1:${server.port}`), source: 's3-endpoint' },
      region,
      dispatcher,
      retryContext: heldRetryContext(),
      concurrency,
    });
  return {
    asked,
    openStorage: open,
    [Symbol.asyncDispose]: async () => {
      await dispatcher.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

function listing(target: string, sizes: readonly number[]): string {
  const prefix = new URL(target, 'http://storage.test').searchParams.get('prefix') ?? '';
  const listed = prefix.endsWith('/data/') ? sizes : [];
  const contents = listed.map(
    (size, index) => `<Contents><Key>${prefix}${index}.bin</Key><Size>${size}</Size><ETag>"0"</ETag></Contents>`,
  );
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}
