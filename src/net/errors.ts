/** How an error reads beside its message. */
export interface ErrorDetails extends ErrorOptions {
  /** A few words for the annotation, such as `Storage: access denied`. */
  readonly title: string;
  /** What to do about it, in one or two sentences; absent where nothing general helps. */
  readonly hint?: string | undefined;
}

/**
 * The base of every error that this action throws on purpose. Its message says what failed and why, as a user reads it;
 * the title and the hint go with it into the annotation and the summary.
 */
export class ActionError extends Error {
  override readonly name: string = 'ActionError';
  readonly title: string;
  readonly hint: string | undefined;

  constructor(message: string, { title, hint, ...options }: ErrorDetails) {
    super(message, options);
    this.title = title;
    this.hint = hint;
  }
}

/** A valid request that this action refuses, and what to do instead. */
export class RefusedError extends ActionError {
  override readonly name = 'RefusedError';

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, { title: 'Refused', hint, ...options });
  }
}

/** Some of many things failed while the rest succeeded. */
export class PartialFailure extends ActionError {
  override readonly name = 'PartialFailure';
  readonly failures: readonly Error[];

  constructor(message: string, failures: readonly Error[]) {
    super(message, { title: message, cause: failures[0] });
    this.failures = failures;
  }
}

/** Why no answer came, as far as the machine can tell. Each kind has its own advice in the error message. */
export type NetworkFailureKind =
  | 'dns'
  | 'refused'
  | 'connect-timeout'
  | 'response-timeout'
  | 'stalled'
  | 'tls'
  | 'proxy'
  | 'connection-lost';

/**
 * A request that got no whole answer. `sent` is false only where it is certain that the server never saw the request
 * (no connection was made): such a request may be repeated, even a POST.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly kind: NetworkFailureKind;
  readonly host: string;

  constructor(kind: NetworkFailureKind, host: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.host = host;
  }

  get sent(): boolean {
    return !['dns', 'refused', 'connect-timeout', 'tls', 'proxy'].includes(this.kind);
  }
}

/** The run was told to stop (SIGINT, SIGTERM), and what was in flight was abandoned. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  readonly signalName: string;

  constructor(signalName: string) {
    super(`cancelled by ${signalName}`);
    this.signalName = signalName;
  }
}

const kindByCode: Readonly<Record<string, NetworkFailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'response-timeout',
  UND_ERR_BODY_TIMEOUT: 'stalled',
  ERR_PROXY_TUNNEL: 'proxy',
  ERR_PROXY_INVALID_CONFIG: 'proxy',
  UND_ERR_PRX_CONN: 'proxy',
  UND_ERR_PRX_TLS: 'proxy',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  CERT_NOT_YET_VALID: 'tls',
  EPROTO: 'tls',
};

/**
 * Turns what undici or the socket threw into a {@link NetworkError}. A cancelled run's reason is passed through as it
 * is, since giving up on purpose is not a failure of the network.
 */
export function toNetworkError(error: unknown, host: string): NetworkError | CancelledError {
  if (error instanceof NetworkError || error instanceof CancelledError) return error;
  const codes = errorCodes(error);
  const message = Error.isError(error) ? innermost(error).message : String(error);
  const kind = codes.map((code) => kindByCode[code]).find((found) => found !== undefined);
  if (kind !== undefined) return new NetworkError(kind, host, message, { cause: error });
  if (/proxy/i.test(message)) return new NetworkError('proxy', host, message, { cause: error });
  return new NetworkError('connection-lost', host, message, { cause: error });
}

/** The error that says most: the error of several addresses that all failed has no text of its own. */
function innermost(error: Error): Error {
  const inner = behind(error).find((one) => Error.isError(one));
  return inner === undefined ? error : innermost(inner);
}

function errorCodes(error: unknown): string[] {
  if (!Error.isError(error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...own, ...behind(error).flatMap(errorCodes)];
}

/** What an error was made of: the errors of an `AggregateError`, and the cause. */
function behind(error: Error): unknown[] {
  const several: unknown = 'errors' in error ? error.errors : undefined;
  return [...(Array.isArray(several) ? several : []), error.cause];
}
