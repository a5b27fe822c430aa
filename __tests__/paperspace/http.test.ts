import { describe, expect, test } from '@jest/globals';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import { PaperspaceError } from '../../src/paperspace/errors.ts';
import { clientFor, GET, KEY, listeningForKey } from '../support/api.ts';
import { contractProblems } from '../support/contract.ts';
import { heldRetryContext } from '../support/recording.ts';
import { DATASET_ID } from '../support/responses.ts';
import { httpServer, tcpServer } from '../support/servers.ts';

describe('a request', () => {
  test('follows the contract, and its response is returned whole', async () => {
    await using server = await listeningForKey();
    using api = clientFor(server.emulator.url);
    const body = JSON.stringify({ name: 'größe', isPublic: false });

    const created = await api.send({ method: 'POST', path: '/datasets', body });
    const listed = await api.send(GET);

    const [dataset] = server.emulator.paperspace.datasets();
    expect(created).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(created.body)).toEqual(dataset);
    expect(JSON.parse(listed.body)).toMatchObject({ items: [{ name: 'größe' }] });
    expect(server.emulator.requests.flatMap(contractProblems)).toEqual([]);
  });

  test('has a user agent, no compression, and a content type only with a body', async () => {
    await using server = await listeningForKey();
    using api = clientFor(server.emulator.url);

    await api.send(GET);
    await api.send({ method: 'PUT', path: `/datasets/${DATASET_ID}`, body: '{}' });

    const [read, change] = server.emulator.requests;
    expect(read?.headers).toMatchObject({ accept: 'application/json', 'user-agent': 'tests/1.0' });
    expect(read?.headers).not.toHaveProperty('content-type');
    expect(read?.headers).not.toHaveProperty('accept-encoding');
    expect(change?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  test('has the key only in the authorization header', async () => {
    const seen: string[] = [];
    await using server = await httpServer((request, response) => {
      const { authorization, ...others } = request.headers;
      expect(authorization).toBe(`Bearer ${KEY}`);
      seen.push(JSON.stringify([request.url, others]));
      response.end('{}');
    });
    using api = clientFor(`http://127.0.0.1:${server.port}/v1`);

    await api.send(GET);

    expect(seen).toEqual([expect.stringContaining('"/v1/datasets"')]);
    expect(seen.join()).not.toContain(KEY);
  });

  test('to a base URL without the version of the API fails with a hint that says so', async () => {
    await using server = await httpServer((_request, response) => response.writeHead(404).end('{}'));
    const hintOf = async (base: string): Promise<unknown> => {
      using api = clientFor(`http://127.0.0.1:${server.port}${base}`);
      const error: unknown = await new PaperspaceClient(api.send, heldRetryContext())
        .getDataset(DATASET_ID)
        .catch((thrown: unknown) => thrown);
      return error instanceof PaperspaceError ? error.hint : error;
    };

    expect(await hintOf('')).toBe('Check `api-url`: it should end in `/v1`.');
    expect(await hintOf('/v1')).toBe(`${DATASET_ID} not found. Check the ID and the API key's team.`);
  });

  test.each(['/v1', '/v1/', '/v1//', ''])('uses the path of the base URL: %j', async (base) => {
    await using server = await httpServer((request, response) => response.end(JSON.stringify(request.url)));
    using api = clientFor(`http://127.0.0.1:${server.port}${base}`);

    const { body } = await api.send(GET);

    expect(JSON.parse(body)).toBe(base === '' ? '/datasets' : '/v1/datasets');
  });
});

describe('a response', () => {
  test.each([400, 401, 404, 429, 500, 503])('with status %i is returned', async (status) => {
    await using server = await listeningForKey({ faults: [{ kind: 'status', status, retryAfter: 7 }] });
    using api = clientFor(server.emulator.url);

    expect(await api.send(GET)).toMatchObject({ status, headers: { 'retry-after': '7' } });
  });

  test('with a redirect is not followed, and the key is sent to no other server', async () => {
    await using elsewhere = await tcpServer();
    const location = `http://127.0.0.1:${elsewhere.port}/v1/datasets`;
    await using server = await listeningForKey({ faults: [{ kind: 'redirect', status: 307, location }] });
    using api = clientFor(server.emulator.url);

    expect(await api.send(GET)).toMatchObject({ status: 307, headers: { location } });
    expect(elsewhere.connections()).toBe(0);
  });

  test('can repeat a header', async () => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { 'x-request-id': ['one', 'two'], date: 'today' }).end(),
    );
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    expect(await api.send(GET)).toMatchObject({ headers: { 'x-request-id': 'one, two', date: 'today' }, body: '' });
  });

  test('is decoded as UTF-8 across chunk boundaries', async () => {
    const bytes = Buffer.from('"größe"');
    await using server = await httpServer((_request, response) => {
      response.write(bytes.subarray(0, 4));
      setImmediate(() => response.end(bytes.subarray(4)));
    });
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    expect(await api.send(GET)).toMatchObject({ body: '"größe"' });
  });

  test('above 32 MiB is cut off', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    let written = 0;
    await using server = await httpServer((_request, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        written += 1;
        response.write(chunk, more);
      };
      more();
    });
    using api = clientFor(`http://127.0.0.1:${server.port}`);

    expect(await api.send(GET)).toMatchObject({ status: 200, body: '', isTooLarge: true });
    expect(written).toBeGreaterThanOrEqual(32);
  });
});
