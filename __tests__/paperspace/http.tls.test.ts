import { describe, expect, test } from '@jest/globals';
import { clientFor, GET, KEY } from '../support/api.ts';
import { httpsServer, selfSigned, trusting } from '../support/servers.ts';

const identity = selfSigned('localhost');

describe('https', () => {
  test('sends the key to a server with a valid certificate and keeps the connection alive', async () => {
    using _trust = trusting(identity);
    const keys: unknown[] = [];
    await using server = await httpsServer(identity, (request, response) => {
      keys.push(request.headers.authorization);
      response.end('{}');
    });
    using api = clientFor(`https://localhost:${server.port}/v1`);

    expect(await api.send(GET)).toMatchObject({ status: 200, body: '{}' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await api.send(GET)).toMatchObject({ status: 200, body: '{}' });
    expect(keys).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
    expect(server.connections()).toBe(1);
  });

  test.each([
    ['nobody vouches for', 'localhost', false],
    ['is for another name', 'other.test', true],
  ])('sends no request to a server whose certificate %s', async (_name, host, trusted) => {
    const foreign = selfSigned(host);
    using _trust = trusted ? trusting(foreign) : undefined;
    let requests = 0;
    await using server = await httpsServer(foreign, (_request, response) => {
      requests += 1;
      response.end('{}');
    });
    using api = clientFor(`https://localhost:${server.port}/v1`);

    await expect(api.send(GET)).rejects.toMatchObject({ kind: 'tls', sent: false });
    expect(requests).toBe(0);
  });
});
