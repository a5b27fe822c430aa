import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { CancelledError, NetworkError } from '../../src/net/errors.ts';
import { type Call, sendOnce } from '../../src/paperspace/call.ts';
import { PaperspaceError } from '../../src/paperspace/errors.ts';
import { ResponseTooLargeError } from '../../src/paperspace/http.ts';
import { heldRetryContext } from '../support/recording.ts';
import { ok, refusal, scripted, type Turn } from '../support/responses.ts';

const call: Call<{ id: string }> = {
  operation: 'get dataset',
  subject: 'ds1',
  request: { method: 'GET', path: '/datasets/ds1?limit=1' },
  schema: v.looseObject({ id: v.string() }),
};

function given(turn: Turn) {
  const retryContext = heldRetryContext();
  const { sendRequest, requests } = scripted(turn);
  const slowly: typeof sendRequest = (...sent) => {
    retryContext.clock.advance(12);
    return sendRequest(...sent);
  };
  return { requests, retryContext, sent: () => sendOnce(call, 2, slowly, retryContext) };
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
  test('is returned with its extra fields and the server time', async () => {
    const { sent, requests } = given(ok({ id: 'ds1', extra: 1 }, { date: 'Wed, 18 Mar 2026 12:00:00 GMT' }));

    expect(await sent()).toEqual({ value: { id: 'ds1', extra: 1 }, serverTimeMs: Date.UTC(2026, 2, 18, 12) });
    expect(requests).toEqual([call.request]);
  });

  test.each([[{}], [{ date: 'today' }]])('has no server time without a valid Date header: %j', async (headers) => {
    const { sent } = given(ok({ id: 'ds1' }, headers));

    expect((await sent()).serverTimeMs).toBeUndefined();
  });

  test.each([200, 201, 204, 299])('can have status %i', async (status) => {
    expect(await given({ ...ok({ id: 'ds1' }), status }).sent()).toMatchObject({ value: { id: 'ds1' } });
  });

  test('is logged for debugging with method, path, status, duration and attempt', async () => {
    const { sent, retryContext } = given(ok({ id: 'ds1' }));

    await sent();

    expect(retryContext.log.debugs).toEqual(['GET /datasets/ds1?limit=1 -> 200 in 12 ms (attempt 2)']);
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
  expect(await problemOf({ ...ok({ id: 'ds1' }, { location: 'https://elsewhere.test/' }), status })).toEqual({
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
    ['an object with a field of another type', { id: 7 }, 'id: expected string, got 7'],
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
    expect(await problemOf(new ResponseTooLargeError(200, 1024))).toEqual({
      kind: 'unreadable',
      status: 200,
      reason: 'too-large',
      explanation: 'the response is larger than 1.0 KiB',
      requestId: undefined,
    });
  });
});

describe('a missing response', () => {
  test('is reported with the network failure and logged for debugging', async () => {
    const failure = new NetworkError('dns', 'api.test', 'no such host');
    const { sent, retryContext } = given(failure);

    await expect(sent()).rejects.toMatchObject({ problem: { kind: 'unreachable', failure }, cause: failure });
    expect(retryContext.log.debugs).toEqual(['GET /datasets/ds1?limit=1 -> no response in 12 ms (attempt 2)']);
  });

  test.each([
    new CancelledError('SIGTERM'),
    new TypeError('a defect'),
  ])('is not wrapped if the error is not a network failure: %s', async (error) => {
    await expect(given(error).sent()).rejects.toBe(error);
  });
});

test('a schema without a description of its expectation gives a readable message', async () => {
  const answer = v.pipe(
    v.looseObject({ id: v.string() }),
    v.check(() => false),
  );
  const { sendRequest } = scripted(ok({ id: 'ds1' }));

  await expect(sendOnce({ ...call, schema: answer }, 1, sendRequest, heldRetryContext())).rejects.toThrow(
    'top level: expected something else, got Object',
  );
});
