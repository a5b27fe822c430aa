import { describe, expect, test } from '@jest/globals';
import {
  CancelledError,
  ConnectionsClosedError,
  NetworkError,
  type NetworkFailureKind,
  PartialFailure,
  RefusedError,
  toNetworkError,
} from '../../src/net/errors.ts';

const HOST = 'api.paperspace.com';

function coded(code: string, message = `failed with ${code}`, options?: ErrorOptions): Error {
  return Object.assign(new Error(message, options), { code });
}

describe('toNetworkError', () => {
  test.each<[NetworkFailureKind, readonly string[]]>([
    ['dns', ['ENOTFOUND', 'EAI_AGAIN']],
    ['refused', ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']],
    ['connect-timeout', ['UND_ERR_CONNECT_TIMEOUT']],
    ['response-timeout', ['UND_ERR_HEADERS_TIMEOUT']],
    ['stalled', ['UND_ERR_BODY_TIMEOUT']],
    ['tls', ['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO']],
    ['proxy', ['UND_ERR_PRX_CONN', 'UND_ERR_PRX_TLS']],
    ['connection-lost', ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'something new']],
  ])('recognizes %s by the error code', (kind, codes) => {
    const errors = codes.map((code) => toNetworkError(coded(code), HOST));

    expect(errors.map((error) => error instanceof NetworkError && error.kind)).toEqual(codes.map(() => kind));
  });

  test('keeps the host, the message and the cause', () => {
    const cause = coded('ENOTFOUND', 'getaddrinfo ENOTFOUND api.paperspace.com');

    const error = toNetworkError(cause, HOST);

    expect(error).toMatchObject({ kind: 'dns', host: HOST, message: cause.message, cause });
  });

  test('finds the code in a cause and keeps the innermost message', () => {
    const error = toNetworkError(new Error('fetch failed', { cause: coded('ECONNREFUSED', 'connect refused') }), HOST);

    expect(error).toMatchObject({ kind: 'refused', message: 'connect refused' });
  });

  test('finds code and message in the errors of several addresses', () => {
    const addresses = [coded('ETIMEDOUT', 'timed out'), coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1')];

    expect(toNetworkError(new AggregateError(addresses), HOST)).toMatchObject({
      kind: 'refused',
      message: 'timed out',
    });
  });

  test('keeps the message of an error of several addresses that holds no others', () => {
    expect(toNetworkError(new AggregateError([], 'nowhere to go'), HOST).message).toBe('nowhere to go');
  });

  test('recognizes a refusing proxy by the message', () => {
    const error = toNetworkError(new Error('Proxy response (407) !== 200 when HTTP Tunneling'), HOST);

    expect(error).toMatchObject({ kind: 'proxy', host: HOST });
  });

  test('treats a code that is not text and a thrown value that is not an error as a lost connection', () => {
    expect(toNetworkError(Object.assign(new Error('odd'), { code: 7 }), HOST)).toMatchObject({
      kind: 'connection-lost',
      message: 'odd',
    });
    expect(toNetworkError('cut', HOST)).toMatchObject({ kind: 'connection-lost', message: 'cut', cause: 'cut' });
  });

  test('returns network errors and cancellations unchanged', () => {
    const network = new NetworkError('stalled', HOST, 'silence');
    const cancelled = new CancelledError('SIGTERM');

    expect(toNetworkError(network, 'other.host')).toBe(network);
    expect(toNetworkError(cancelled, HOST)).toBe(cancelled);
  });
});

describe('a network error', () => {
  test.each<[NetworkFailureKind, boolean]>([
    ['dns', false],
    ['refused', false],
    ['connect-timeout', false],
    ['tls', false],
    ['proxy', false],
    ['response-timeout', true],
    ['stalled', true],
    ['connection-lost', true],
  ])('of kind %s tells whether the request may have been sent: %s', (kind, sent) => {
    expect(new NetworkError(kind, HOST, 'failed').sent).toBe(sent);
  });
});

test('a cancellation names the signal', () => {
  expect(new CancelledError('SIGINT')).toMatchObject({
    signalName: 'SIGINT',
    message: 'The step was cancelled by SIGINT.',
  });
});

test('an error has the name of its class', () => {
  expect(new CancelledError('SIGINT').name).toBe('CancelledError');
  expect(new ConnectionsClosedError('localhost').name).toBe('ConnectionsClosedError');
});

test('a refusal has a hint', () => {
  const cause = new Error('why');

  expect(new RefusedError('It is not done', 'Do that.', { cause })).toMatchObject({
    message: 'It is not done',
    hint: 'Do that.',
    cause,
  });
});

test('a partial failure has all failures, and the first as its cause', () => {
  const failures = [new Error('one'), new Error('two')];

  expect(new PartialFailure('2 of 5 failed', failures)).toMatchObject({ failures, cause: failures[0] });
});
