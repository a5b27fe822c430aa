import { describe, expect, test } from '@jest/globals';
import { CancelledError, NetworkError } from '../../src/net/errors.ts';
import { PaperspaceClient } from '../../src/paperspace/client.ts';
import { PaperspaceError } from '../../src/paperspace/errors.ts';
import { NOON_MS } from '../support/clocks.ts';
import { heldRetryContext } from '../support/recording.ts';
import { ok, refusal, sampleDataset, scripted, type Turn } from '../support/responses.ts';

const dataset = sampleDataset({ id: 'ds1' });

/** A client whose responses follow a script and take 12 ms each. */
function given(...turns: readonly Turn[]) {
  const retryContext = heldRetryContext({ retries: turns.length - 1 });
  const { sendRequest, requests } = scripted(...turns);
  const slowly: typeof sendRequest = (...sent) => {
    retryContext.clock.advance(12);
    return sendRequest(...sent);
  };
  const client = new PaperspaceClient(slowly, retryContext);
  return { client, requests, retryContext, sent: () => client.getDataset('ds1') };
}

/** The problem of a call that has to fail. */
async function problemOf(turn: Turn) {
  const error: unknown = await given(turn)
    .sent()
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof PaperspaceError)) throw new Error('no PaperspaceError was thrown', { cause: error });
  expect(error).toMatchObject({ operation: 'get dataset', subject: 'ds1' });
  return error.problem;
}

describe('a valid response', () => {
  test('is returned with its extra fields', async () => {
    const { sent, requests } = given(ok({ ...dataset, extra: 1 }));

    expect(await sent()).toEqual({ ...dataset, extra: 1 });
    expect(requests).toEqual([{ method: 'GET', path: '/datasets/ds1' }]);
  });

  test.each([200, 201, 204, 299])('can have status %i', async (status) => {
    expect(await given({ ...ok(dataset), status }).sent()).toEqual(dataset);
  });

  test('is logged for debugging with method, path, status, duration and attempt', async () => {
    const { sent, retryContext } = given(refusal(503), ok(dataset));

    await sent();

    expect(retryContext.log.debugs).toEqual([
      'GET /datasets/ds1 -> 503 in 12 ms (attempt 1)',
      'GET /datasets/ds1 -> 200 in 12 ms (attempt 2)',
    ]);
  });
});

describe('a refusal', () => {
  test('contains the status, code, message, details, request ID and Retry-After of the response', async () => {
    const body = { code: 'FORBIDDEN', message: 'no', details: [1], issues: [2], extra: true };

    expect(await problemOf(refusal(403, body, { 'x-request-id': 'req-1', 'retry-after': '3' }))).toEqual({
      kind: 'refused',
      status: 403,
      code: 'FORBIDDEN',
      message: 'no',
      details: [1],
      requestId: 'req-1',
      retryAfterMs: 3_000,
    });
  });

  test('uses `issues` as details if there are no `details`', async () => {
    expect(await problemOf(refusal(400, { message: 'no', issues: [{ path: 'name' }] }))).toMatchObject({
      details: [{ path: 'name' }],
    });
  });

  test.each([
    ['no body', ''],
    ['the page of a proxy', '<html>Bad gateway</html>'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a code that is not a string', '{"code":7,"message":"no"}'],
  ])('is reported without details if the body is %s', async (_name, body) => {
    expect(await problemOf(refusal(502, body))).toEqual({
      kind: 'refused',
      status: 502,
      code: undefined,
      message: undefined,
      details: undefined,
      requestId: undefined,
      retryAfterMs: undefined,
    });
  });

  test.each(['x-request-id', 'request-id', 'cf-ray'])('has the request ID from the header %s', async (header) => {
    expect(await problemOf(refusal(500, {}, { [header]: 'abc' }))).toMatchObject({ requestId: 'abc' });
  });

  test.each([100, 199, 400, 599])('is recognized by status %i', async (status) => {
    expect(await problemOf(refusal(status))).toMatchObject({ kind: 'refused', status });
  });
});

test.each([
  300, 301, 302, 304, 307, 308, 399,
])('status %i is reported as a redirect, whatever the body is', async (status) => {
  expect(await problemOf({ ...ok(dataset, { location: 'https://elsewhere.test/' }), status })).toEqual({
    kind: 'redirected',
    status,
    location: 'https://elsewhere.test/',
  });
});

describe('an unreadable response', () => {
  test.each([
    ['an empty body', ''],
    ['incomplete JSON', '{"id":"ds'],
    ['an HTML page', '<html></html>'],
  ])('is reported as not JSON: %s', async (_name, body) => {
    expect(await problemOf({ status: 200, headers: { 'x-request-id': 'req-1' }, body })).toEqual({
      kind: 'unreadable',
      status: 200,
      reason: 'not-json',
      explanation: 'the response is not JSON',
      requestId: 'req-1',
    });
  });

  test.each([
    ['an object without a field', {}, 'id: expected "id", got undefined'],
    ['an object with a field of another type', { ...dataset, id: 7 }, 'id: expected string, got 7'],
    [
      'a time that is none, whose rule has no description',
      { ...dataset, dtCreated: 'yesterday' },
      'dtCreated: expected something else, got "yesterday"',
    ],
    ['an array', [], 'id: expected "id", got undefined'],
    ['null', null, 'top level: expected Object, got null'],
  ])('is reported as having another shape: %s', async (_name, value, explanation) => {
    expect(await problemOf(ok(value))).toEqual({
      kind: 'unreadable',
      status: 200,
      reason: 'wrong-shape',
      explanation: `the response differs from the API reference: ${explanation}`,
      requestId: undefined,
    });
  });

  test('is reported as too large', async () => {
    expect(await problemOf({ status: 200, headers: {}, body: '', isTooLarge: true })).toEqual({
      kind: 'unreadable',
      status: 200,
      reason: 'too-large',
      explanation: 'the response is larger than 32.0 MiB',
      requestId: undefined,
    });
  });
});

describe('a missing response', () => {
  test('is reported with the network failure and logged for debugging', async () => {
    const failure = new NetworkError('dns', 'api.test', 'no such host');
    const { sent, retryContext } = given(failure);

    await expect(sent()).rejects.toMatchObject({ problem: { kind: 'unreachable', failure }, cause: failure });
    expect(retryContext.log.debugs).toEqual(['GET /datasets/ds1 -> no response in 12 ms (attempt 1)']);
  });

  test.each([
    new CancelledError('SIGTERM'),
    new TypeError('a defect'),
  ])('is not wrapped if the error is not a network failure: %s', async (error) => {
    await expect(given(error).sent()).rejects.toBe(error);
  });
});

describe('the server time of a response', () => {
  /** The newest dataset of that name, half an hour newer than the lost request by this machine's clock. */
  const newest = sampleDataset({ id: 'ds1', name: 'faces', dtCreated: new Date(NOON_MS + 1_800_000).toISOString() });
  const page = { items: [newest], hasMore: false };
  const lost = new NetworkError('connection-lost', 'api.test', 'reset');
  const made = sampleDataset({ id: 'ds2', name: 'faces' });

  test.each([
    ['an hour ahead, so the dataset is older than the request', new Date(NOON_MS + 3_600_000).toUTCString(), 'ds2'],
    ['the same, so the dataset is the result', new Date(NOON_MS).toUTCString(), 'ds1'],
    ['unknown without a valid header', 'today', 'ds1'],
  ])('decides whether a dataset is newer than the request that created it: %s', async (_name, date, id) => {
    const { client } = given(lost, ok(page, { date }), ok(made));

    expect((await client.createDataset({ name: 'faces', isPublic: false })).value.id).toBe(id);
  });
});
