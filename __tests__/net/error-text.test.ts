import { describe, expect, test } from '@jest/globals';
import { ScanError } from '../../src/files/errors.ts';
import {
  CancelledError,
  causeChain,
  errorText,
  NetworkError,
  type NetworkFailureKind,
  PartialFailure,
  RefusedError,
} from '../../src/net/errors.ts';
import { InputError } from '../../src/operations/inputs.ts';
import {
  AmbiguousError,
  datasetNotFound,
  InvalidIdError,
  PaginationError,
  PaperspaceError,
  type Problem,
  tagNotFound,
} from '../../src/paperspace/errors.ts';

const failed = (problem: Problem): PaperspaceError => new PaperspaceError('get version', 'ds1:fo5rp4m', problem);
const refused = (status: number, url?: string): PaperspaceError =>
  failed({
    kind: 'refused',
    status,
    code: 'CODE',
    message: 'no',
    details: undefined,
    requestId: 'req-1',
    retryAfterMs: undefined,
    url,
  });

describe('the error of a request that the API refused', () => {
  test.each([
    [401, /not accepted.*secrets\.PAPERSPACE_API_KEY.*forks.*Dependabot.*environment.*secrets: inherit/],
    [403, /must belong to the team that owns the dataset/],
    [404, /^ds1:fo5rp4m not found\. Check the ID and the API key's team\.$/],
    [409, /conflicts with the current state/],
    [429, /Run fewer jobs at once, or raise `retries`/],
    [500, /Re-run the job later/],
    [503, /Re-run the job later/],
  ])('with HTTP %d says what failed, why, and what to do', (status, hint) => {
    const { title, message } = errorText(refused(status));
    const [said, advice] = message.split('\n');

    expect(title).toBe('Failed to get version ds1:fo5rp4m');
    expect(said).toBe(`Failed to get version ds1:fo5rp4m: no (HTTP ${status}, CODE, request req-1)`);
    expect(advice).toMatch(hint);
  });

  test('with HTTP 404 names `api-url` if its path lacks the version of the API', () => {
    const hintFor = (url: string): string | undefined => errorText(refused(404, url)).message.split('\n')[1];

    expect(hintFor('https://api.paperspace.com/datasets/ds1')).toBe('Check `api-url`: it should end in `/v1`.');
    expect(hintFor('https://api.paperspace.com/v1/datasets/ds1')).toMatch(/not found/);
  });

  test('with another status has no hint', () => {
    expect(errorText(refused(422)).message).toBe(
      'Failed to get version ds1:fo5rp4m: no (HTTP 422, CODE, request req-1)',
    );
  });
});

describe('the error of a request without a usable response', () => {
  test.each<[NetworkFailureKind, RegExp]>([
    ['dns', /Check the host name in `api-url`/],
    ['refused', /Check `api-url`, its port/],
    ['connect-timeout', /Check `api-url`, .*HTTPS_PROXY/],
    ['response-timeout', /did not respond in time.*\nRaise `request-timeout`/],
    ['stalled', /stalled.*\nRaise `request-timeout`/],
    ['tls', /NODE_EXTRA_CA_CERTS/],
    ['proxy', /`HTTPS_PROXY` and `NO_PROXY`/],
    ['connection-lost', /Re-run the job; completed work is reused/],
  ])('has its own hint: %s', (kind, advice) => {
    const failure = new NetworkError(kind, 'api.example', 'reason');

    expect(errorText(failed({ kind: 'unreachable', failure })).message).toMatch(advice);
  });

  test('states that the response could not be read', () => {
    const problem = {
      kind: 'unreadable',
      status: 200,
      reason: 'not-json',
      explanation: 'not JSON',
      requestId: undefined,
    } as const;

    expect(errorText(failed(problem)).message).toMatch(/not JSON.*\nCheck `api-url`.*proxy/);
  });

  test('states that a redirect was not followed, to protect the key', () => {
    const { message } = errorText(failed({ kind: 'redirected', status: 302, location: 'https://elsewhere.example' }));

    expect(message).toMatch(/https:\/\/elsewhere\.example.*\nSet `api-url`.*never sent to the target of a redirect/);
  });
});

describe('other errors', () => {
  test('of one input name the input and the problem', () => {
    expect(errorText(new InputError([{ input: 'limit', message: 'must be a number' }]))).toEqual({
      title: 'Invalid input',
      message: 'Input `limit` must be a number',
    });
  });

  test('of several inputs are one text with a line each', () => {
    const error = new InputError([
      { input: 'a', message: 'is x' },
      { input: 'b', message: 'is y' },
    ]);

    expect(errorText(error)).toEqual({ title: '2 invalid inputs', message: 'Input `a` is x\nInput `b` is y' });
  });

  test.each([
    ['a cancellation', new CancelledError('SIGINT'), 'Cancelled', /^The step was cancelled by SIGINT\.$/],
    [
      'a dataset that does not exist',
      datasetNotFound('flowers', ['cats']),
      'Not found',
      /^There is no dataset named "flowers" among .*\nCheck the spelling and the API key's team\./,
    ],
    [
      'a dataset with a similar name',
      datasetNotFound('Flower', ['cats', 'flowers']),
      'Not found',
      /\nDid you mean `flowers`\?/,
    ],
    [
      'a tag that does not exist',
      tagNotFound('ds1', 'produktion', ['v1', 'production']),
      'Not found',
      /^There is no version or tag "produktion" in dataset ds1\nDid you mean `production`\? Tags of the newest versions: v1, production\.$/,
    ],
    [
      'more than one',
      new AmbiguousError('The name', ['ds1', 'ds2']),
      'Ambiguous',
      /ds1, ds2\nUse one of the IDs that the error lists\.$/,
    ],
    ['a refusal of our own', new RefusedError('No.', 'Do that.'), 'Operation refused', /^No\.\nDo that\.$/],
    [
      'a list that repeats a cursor',
      new PaginationError('versions', 'the API returned the same cursor twice'),
      'Pagination did not terminate',
      /^Pagination of the list of versions did not terminate: the API .*\n.*Re-run the job later/,
    ],
    [
      'an id that leads elsewhere',
      new InvalidIdError('version', '..'),
      'Invalid ID',
      /^"\.\." is not a valid version ID$/,
    ],
    [
      'a file that cannot be read',
      new ScanError(['a.csv'], 'is a pipe'),
      'Files cannot be used',
      /^"a\.csv": is a pipe$/,
    ],
    [
      'what the file system says',
      Object.assign(new Error('EACCES: permission denied'), { syscall: 'open', path: 'a.csv' }),
      'File system error',
      /^EACCES: permission denied$/,
    ],
    ['an unknown error', new TypeError('oops'), 'Unexpected error', /^oops$/],
    ['no error at all', 'thrown text', 'Unexpected error', /^thrown text$/],
  ])('have a title and a text: %s', (_what, error, title, message) => {
    expect(errorText(error)).toEqual({ title, message: expect.stringMatching(message) });
  });
});

test('a partial failure lists the texts of its failures', () => {
  const error = new PartialFailure('2 of 3 versions could not be deleted', [refused(422), new Error('oops')]);

  expect(errorText(error)).toEqual({
    title: '2 of 3 versions could not be deleted',
    message: [
      '2 of 3 versions could not be deleted:',
      '- Failed to get version ds1:fo5rp4m: no (HTTP 422, CODE, request req-1)',
      '- oops',
    ].join('\n'),
  });
});

describe('the chain of causes, for the debug log', () => {
  test('has the stack of the error and of each cause', () => {
    const chain = causeChain(new Error('outer', { cause: new Error('inner', { cause: 'a text' }) }));

    expect(chain).toMatch(/^Error: outer\n {4}at [\s\S]*\nCaused by: Error: inner\n {4}at [\s\S]*\nCaused by: a text$/);
  });

  test('has the name and the message of an error without a stack', () => {
    const error = new RangeError('far');
    delete error.stack;

    expect(causeChain(error)).toBe('RangeError: far');
  });
});
