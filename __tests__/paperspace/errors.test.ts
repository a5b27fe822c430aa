import { describe, expect, test } from '@jest/globals';
import { NetworkError, type NetworkFailureKind } from '../../src/net/errors.ts';
import {
  AmbiguousError,
  datasetNotFound,
  InvalidIdError,
  isRefusal,
  isWorthRetrying,
  mayHaveTakenEffect,
  PaginationError,
  PaperspaceError,
  type Problem,
  problemText,
  tagNotFound,
} from '../../src/paperspace/errors.ts';

const refused = (fields: Partial<Problem & { kind: 'refused' }> = {}): Problem => ({
  kind: 'refused',
  status: 403,
  code: 'FORBIDDEN',
  message: 'no access',
  details: undefined,
  requestId: 'req-1',
  retryAfterMs: undefined,
  ...fields,
});
const unreachable = (kind: NetworkFailureKind): Problem => ({
  kind: 'unreachable',
  failure: new NetworkError(kind, 'api.paperspace.com', 'went wrong'),
});
const unreadable = (reason: (Problem & { kind: 'unreadable' })['reason']): Problem => ({
  kind: 'unreadable',
  status: 200,
  reason,
  explanation: 'the answer is odd',
  requestId: 'req-1',
});
const redirected = (location: string | undefined): Problem => ({ kind: 'redirected', status: 302, location });

describe('the text of a problem', () => {
  test.each<[string, Problem]>([
    ['no access (HTTP 403, FORBIDDEN, request req-1)', refused()],
    ['the API sent no message (HTTP 403)', refused({ code: undefined, message: undefined, requestId: undefined })],
    ['no access: see the manual (HTTP 403, FORBIDDEN, request req-1)', refused({ details: 'see the manual' })],
    ['no access: [{"path":"tags"}] (HTTP 403, FORBIDDEN, request req-1)', refused({ details: [{ path: 'tags' }] })],
    ['no access: null (HTTP 403, FORBIDDEN, request req-1)', refused({ details: null })],
    ['could not resolve host name api.paperspace.com: went wrong', unreachable('dns')],
    ['the answer is odd (HTTP 200, request req-1)', unreadable('not-json')],
    [
      'the API responded with a redirect to https://elsewhere.test, which is not followed (HTTP 302)',
      redirected('https://elsewhere.test'),
    ],
    [
      'the API responded with a redirect to an unknown address, which is not followed (HTTP 302)',
      redirected(undefined),
    ],
  ])('%s', (text, problem) => {
    expect(problemText(problem)).toBe(text);
  });
});

describe('whether a request is worth retrying, and whether it may have taken effect', () => {
  test.each<[string, Problem, { again: boolean; acted: boolean }]>([
    ['a temporary status', refused({ status: 503 }), { again: true, acted: true }],
    ['too many requests', refused({ status: 429 }), { again: true, acted: true }],
    ['a refusal', refused({ status: 404 }), { again: false, acted: false }],
    ['an unknown host', unreachable('dns'), { again: true, acted: false }],
    ['a refused connection', unreachable('refused'), { again: true, acted: false }],
    ['a bad certificate', unreachable('tls'), { again: false, acted: false }],
    ['a failing proxy', unreachable('proxy'), { again: true, acted: false }],
    ['a lost connection', unreachable('connection-lost'), { again: true, acted: true }],
    ['a response timeout', unreachable('response-timeout'), { again: true, acted: true }],
    ['a response that is not JSON', unreadable('not-json'), { again: true, acted: true }],
    ['a response of another shape', unreadable('wrong-shape'), { again: false, acted: true }],
    ['a response that is too large', unreadable('too-large'), { again: false, acted: true }],
    ['a redirect', redirected('/'), { again: false, acted: false }],
  ])('%s', (_name, problem, { again, acted }) => {
    expect(isWorthRetrying(problem)).toBe(again);
    expect(mayHaveTakenEffect(problem)).toBe(acted);
  });
});

describe('a failed call', () => {
  test('names the operation, its subject and the reason in its message', () => {
    const error = new PaperspaceError('get version', 'dst364npcw6ccok:fo5rp4m', refused());

    expect(error.message).toBe(
      'Failed to get version dst364npcw6ccok:fo5rp4m: no access (HTTP 403, FORBIDDEN, request req-1)',
    );
    expect(error).toMatchObject({ operation: 'get version', subject: 'dst364npcw6ccok:fo5rp4m' });
    expect(error.cause).toBeUndefined();
  });

  test('has the network failure as its cause', () => {
    const problem = unreachable('dns');

    expect(new PaperspaceError('list', 'datasets', problem)).toMatchObject({
      cause: { name: 'NetworkError', kind: 'dns' },
    });
  });

  test('is a refusal only if the API itself responded with the status', () => {
    const notFound = new PaperspaceError('get version', 'x', refused({ status: 404 }));

    expect(isRefusal(notFound, 404)).toBe(true);
    expect(isRefusal(notFound, 403, 404)).toBe(true);
    expect(isRefusal(notFound, 403)).toBe(false);
    expect(isRefusal(new PaperspaceError('get version', 'x', unreachable('dns')), 404)).toBe(false);
    expect(isRefusal(new Error('404'), 404)).toBe(false);
  });
});

test.each([
  ['There is no version or tag "v1" in dataset ds1', tagNotFound('ds1', 'v1', [])],
  [
    'There is no dataset named "flower" among the private datasets of the API key\'s team',
    datasetNotFound('flower', []),
  ],
  ['The tag "v1" is ambiguous: a, b', new AmbiguousError('The tag "v1"', ['a', 'b'])],
  ['Pagination of the list of versions did not terminate: why', new PaginationError('versions', 'why')],
  ['".." is not a valid dataset ID', new InvalidIdError('dataset', '..')],
])('%s', (message, error) => {
  expect(error.message).toBe(message);
});
