/** One error of every kind that a step can end with, for the README's table: the texts come from the action itself. */

import {
  DamagedFileError,
  DeletionError,
  FileChangedError,
  FolderError,
  KeysError,
  type StorageFailure,
  StorageRequestError,
  StorageSettingsError,
  StorageUrlError,
  VerificationError,
} from '../src/files/errors.ts';
import { errorText } from '../src/github/error-text.ts';
import { NetworkError, type NetworkFailureKind } from '../src/net/errors.ts';
import { AmbiguousError, NotFoundError, PaperspaceError, type Problem } from '../src/paperspace/errors.ts';

export interface ErrorAdvice {
  readonly what: string;
  readonly advice: string;
}

const statuses: readonly (readonly [status: number, what: string])[] = [
  [401, 'HTTP 401: the API does not know the key'],
  [403, 'HTTP 403: the key may not do this'],
  [404, 'HTTP 404: there is nothing under this id'],
  [409, 'HTTP 409: a conflict'],
  [429, 'HTTP 429: too many requests'],
  [500, 'HTTP 5xx: the API failed'],
];

const networkFailures: Readonly<Record<NetworkFailureKind, string>> = {
  dns: '`dns`: the name of the host is not known',
  refused: '`refused`: nothing answers at this address',
  'connect-timeout': '`connect-timeout`: no connection in time',
  'response-timeout': '`response-timeout`: no answer in time',
  stalled: '`stalled`: the answer broke off',
  tls: '`tls`: the certificate is not accepted',
  proxy: '`proxy`: the proxy refuses',
  'connection-lost': '`connection-lost`: the connection broke',
};

/** What can happen, and the line of advice that the error message ends with. */
export function errorAdvice(): ErrorAdvice[] {
  const network = Object.entries(networkFailures).map(([kind, what]) => ({ what, advice: networkAdvice(kind) }));
  return [
    ...statuses.map(([status, what]) => ({ what, advice: adviceOn(apiError(refusal(status))) })),
    ...network,
    { what: 'The answer cannot be read', advice: adviceOn(apiError(unreadable)) },
    { what: 'The API answers with a redirect', advice: adviceOn(apiError(redirected)) },
    { what: 'No such name, tag or `latest`', advice: adviceOn(new NotFoundError('dataset', 'here')) },
    { what: 'A name or a tag means more than one thing', advice: adviceOn(new AmbiguousError('The name', ['a', 'b'])) },
  ];
}

/** The same for the storage and the files. */
export function storageErrorAdvice(): ErrorAdvice[] {
  const whole = [
    new StorageUrlError(null),
    new StorageSettingsError(['AWS_ACCESS_KEY_ID']),
    new FolderError('..', 'leads outside'),
    new FileChangedError('file'),
    new KeysError([]),
    new DeletionError([]),
    new VerificationError([]),
    new DamagedFileError('file', 'a', 'b'),
  ].map((error) => ({ what: errorText(error).title, advice: adviceOn(error) }));
  const answers = [
    ...storageCodes.map((code) => ({
      what: `\`${code}\` from the storage`,
      advice: adviceOn(storageRefusal({ code })),
    })),
    { what: 'HTTP 403 from the storage', advice: adviceOn(storageRefusal({ status: 403 })) },
    { what: 'HTTP 5xx from the storage', advice: adviceOn(storageRefusal({ status: 500 })) },
  ];
  return [...whole, ...answers];
}

const storageCodes = [
  'NoSuchBucket',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'RequestTimeTooSkewed',
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  'SlowDown',
  'NoSuchUpload',
] as const;

function storageRefusal(failure: StorageFailure): StorageRequestError {
  return new StorageRequestError({ operation: 'PutObject', bucket: 'bucket', key: 'key' }, failure, 'message');
}

const unreadable: Problem = {
  kind: 'unreadable',
  status: 200,
  reason: 'not-json',
  explanation: 'the answer is not JSON',
  requestId: undefined,
};
const redirected: Problem = { kind: 'redirected', status: 302, location: undefined };

function refusal(status: number): Problem {
  const unsaid = { code: undefined, message: undefined, details: undefined, requestId: undefined };
  return { kind: 'refused', status, ...unsaid, retryAfterMs: undefined };
}

function networkAdvice(name: string): string {
  const kind = Object.keys(networkFailures).find((one): one is NetworkFailureKind => one === name);
  if (kind === undefined) throw new Error(`no failure of the network is named ${name}`);
  return adviceOn(apiError({ kind: 'unreachable', failure: new NetworkError(kind, 'host', 'message') }));
}

function apiError(problem: Problem): PaperspaceError {
  return new PaperspaceError('read', 'the id', problem);
}

/** The last line of the message; an error without one would be a hole in the table. */
function adviceOn(error: Error): string {
  const [, ...advice] = errorText(error).message.split('\n');
  if (advice.length !== 1) throw new Error(`no single line of advice for: ${error.message}`);
  return advice.join();
}
