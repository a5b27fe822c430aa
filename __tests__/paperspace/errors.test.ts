import { describe, expect, test } from '@jest/globals';
import { NetworkError, type NetworkFailureKind } from '../../src/net/errors.ts';
import {
  AmbiguousError,
  datasetNotFound,
  InvalidIdError,
  isRefusal,
  isWorthRetrying,
  mayHaveActed,
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

describe('a problem in words', () => {
  test.each<[string, Problem]>([
    ['no access (HTTP 403, FORBIDDEN, request req-1)', refused()],
    ['the API sent no message (HTTP 403)', refused({ code: undefined, message: undefined, requestId: undefined })],
    ['no access: see the manual (HTTP 403, FORBIDDEN, request req-1)', refused({ details: 'see the manual' })],
    ['no access: [{"path":"tags"}] (HTTP 403, FORBIDDEN, request req-1)', refused({ details: [{ path: 'tags' }] })],
    ['no access: null (HTTP 403, FORBIDDEN, request req-1)', refused({ details: null })],
    ['host name api.paperspace.com not resolved: went wrong', unreachable('dns')],
    ['the answer is odd (HTTP 200, request req-1)', unreadable('not-json')],
    [
      'the API responded with a redirect to https://elsewhere.test, which is not followed (HTTP 302)',
      redirected('https://elsewhere.test'),
    ],
    ['the API responded with a redirect to nowhere, which is not followed (HTTP 302)', redirected(undefined)],
  ])('%s', (text, problem) => {
    expect(problemText(problem)).toBe(text);
  });
});

describe('after each problem it is known whether to send again, and whether the server may have acted', () => {
  test.each<[string, Problem, { again: boolean; acted: boolean }]>([
    ['a status that passes', refused({ status: 503 }), { again: true, acted: true }],
    ['too many requests', refused({ status: 429 }), { again: true, acted: true }],
    ['a refusal', refused({ status: 404 }), { again: false, acted: false }],
    ['no such host', unreachable('dns'), { again: true, acted: false }],
    ['a refused connection', unreachable('refused'), { again: true, acted: false }],
    ['a bad certificate', unreachable('tls'), { again: false, acted: false }],
    ['a failing proxy', unreachable('proxy'), { again: true, acted: false }],
    ['a lost connection', unreachable('connection-lost'), { again: true, acted: true }],
    ['silence', unreachable('response-timeout'), { again: true, acted: true }],
    ['no JSON', unreadable('not-json'), { again: true, acted: true }],
    ['another shape', unreadable('wrong-shape'), { again: false, acted: true }],
    ['too large an answer', unreadable('too-large'), { again: false, acted: true }],
    ['a redirect', redirected('/'), { again: false, acted: false }],
  ])('%s', (_name, problem, { again, acted }) => {
    expect(isWorthRetrying(problem)).toBe(again);
    expect(mayHaveActed(problem)).toBe(acted);
  });
});

describe('a failed call', () => {
  test('says what was done to what, and why it failed', () => {
    const error = new PaperspaceError('get version', 'dst364npcw6ccok:fo5rp4m', refused());

    expect(error.message).toBe(
      'Failed to get version dst364npcw6ccok:fo5rp4m: no access (HTTP 403, FORBIDDEN, request req-1)',
    );
    expect(error).toMatchObject({ operation: 'get version', subject: 'dst364npcw6ccok:fo5rp4m' });
    expect(error.cause).toBeUndefined();
  });

  test('has the failure of the network for its cause', () => {
    const problem = unreachable('dns');

    expect(new PaperspaceError('list', 'datasets', problem)).toMatchObject({
      cause: { name: 'NetworkError', kind: 'dns' },
    });
  });

  test('is a refusal with a status only where the API itself said so', () => {
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
  ['".." cannot be the ID of a dataset', new InvalidIdError('dataset', '..')],
])('%s', (message, error) => {
  expect(error.message).toBe(message);
});
