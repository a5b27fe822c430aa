/** One error of each kind that a step can end with, for the tables of docs/troubleshooting.md. */
import {
  DamagedFileError,
  DeletionError,
  FileChangedError,
  KeysError,
  StorageSettingsError,
  StorageUrlError,
  VerificationError,
} from '../src/files/errors.ts';
import { type StorageFailure, StorageRequestError } from '../src/files/s3/errors.ts';
import { errorText, NetworkError, type NetworkFailureKind } from '../src/net/errors.ts';
import { AmbiguousError, datasetNotFound, PaperspaceError, type Problem } from '../src/paperspace/errors.ts';

export interface ErrorAdvice {
  readonly what: string;
  readonly advice: string;
}

const statuses: readonly (readonly [status: number, what: string])[] = [
  [401, 'HTTP 401: API key not accepted'],
  [403, 'HTTP 403: no access'],
  [404, 'HTTP 404: not found'],
  [409, 'HTTP 409: conflict'],
  [429, 'HTTP 429: too many requests'],
  [500, 'HTTP 5xx: the API failed'],
];

const networkFailures: Readonly<Record<NetworkFailureKind, string>> = {
  dns: 'Host name not resolved',
  refused: 'Connection refused',
  'connect-timeout': 'Connection timed out',
  'response-timeout': 'No response in time',
  stalled: 'Response stalled',
  tls: 'Certificate not accepted',
  proxy: 'Proxy refused the connection',
  'connection-lost': 'Connection lost',
};

/** Returns what can fail when the API is called, and the hint that the error message ends with. */
export function errorAdvice(): ErrorAdvice[] {
  const network = Object.entries(networkFailures).map(([kind, what]) => ({ what, advice: networkAdvice(kind) }));
  return [
    ...statuses.map(([status, what]) => ({ what, advice: adviceOn(apiError(refusal(status))) })),
    ...network,
    { what: 'Invalid response', advice: adviceOn(apiError(unreadable)) },
    { what: 'Redirect', advice: adviceOn(apiError(redirected)) },
    { what: 'No such name, tag or `latest`', advice: adviceOn(datasetNotFound('flowers', [])) },
    { what: 'Ambiguous name or tag', advice: adviceOn(new AmbiguousError('The name', ['a', 'b'])) },
  ];
}

/** Returns the same for the storage and the files. */
export function storageErrorAdvice(): ErrorAdvice[] {
  const whole = [
    new StorageUrlError(null),
    new StorageSettingsError(['AWS_ACCESS_KEY_ID']),
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
  explanation: 'the response is not JSON',
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
  return new PaperspaceError('read', 'ID', problem);
}

/** Returns the last line of the message. Throws for an error without one, which would leave a gap in the table. */
function adviceOn(error: Error): string {
  const [, ...advice] = errorText(error).message.split('\n');
  if (advice.length !== 1) throw new Error(`no single line of advice for: ${error.message}`);
  return advice.join();
}
