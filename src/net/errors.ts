/** The title and the hint of an error. */
interface ErrorDetails extends ErrorOptions {
  /** A few words for the annotation, such as `Storage access denied`. */
  readonly title: string;
  /** The hint, one or two sentences; absent if there is no general advice. */
  readonly hint?: string | undefined;
}

/**
 * The base of every error that this action throws on purpose. Its message says what failed and why, for users; the
 * title and the hint go with it into the annotation and the summary.
 */
export class ActionError extends Error {
  readonly title: string;
  readonly hint: string | undefined;

  constructor(message: string, { title, hint, ...options }: ErrorDetails) {
    super(message, options);
    this.name = new.target.name;
    this.title = title;
    this.hint = hint;
  }
}

/** Valid inputs that this action does not act on, with what to do instead. */
export class RefusedError extends ActionError {
  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, { title: 'Operation refused', hint, ...options });
  }
}

/** Some of several operations failed; the others succeeded. */
export class PartialFailure extends ActionError {
  readonly failures: readonly Error[];

  constructor(message: string, failures: readonly Error[]) {
    super(message, { title: message, cause: failures[0] });
    this.failures = failures;
  }
}

/** An error as shown to users: a title for the annotation, and the message with what to do about it. */
export interface ErrorText {
  readonly title: string;
  readonly message: string;
}

/** Returns the text of an error. For an error that this action did not throw, it is only the message. */
export function errorText(error: unknown): ErrorText {
  if (error instanceof PartialFailure) {
    const failures = error.failures.map((failure) => `- ${errorText(failure).message}`);
    return { title: error.title, message: [`${error.message}:`, ...failures].join('\n') };
  }
  if (error instanceof ActionError) {
    const { title, message, hint } = error;
    return { title, message: hint === undefined ? message : `${message}\n${hint}` };
  }
  if (isFileSystemError(error)) return { title: 'File system error', message: error.message };
  return { title: 'Unexpected error', message: messageOf(error) };
}

/** Returns the message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return Error.isError(error) ? error.message : String(error);
}

/** Returns the error and its causes with their stacks, for the debug log. */
export function causeChain(error: unknown): string {
  if (!Error.isError(error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${causeChain(error.cause)}`;
}

/** Returns whether Node reports an error about a local file or folder. Connection errors are already wrapped. */
function isFileSystemError(error: unknown): error is Error {
  return Error.isError(error) && 'syscall' in error && 'path' in error;
}

/** The known reason why no response arrived. */
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
 * A request that got no complete response. `sent` is false only if it is certain that the server never saw the request,
 * because no connection was made: such a request may be repeated, even a POST.
 */
export class NetworkError extends ActionError {
  readonly kind: NetworkFailureKind;
  readonly host: string;

  constructor(kind: NetworkFailureKind, host: string, message: string, options?: ErrorOptions) {
    super(message, { title: 'Network failure', ...options });
    this.kind = kind;
    this.host = host;
  }

  get sent(): boolean {
    return !['dns', 'refused', 'connect-timeout', 'tls', 'proxy'].includes(this.kind);
  }

  get isTimeout(): boolean {
    return ['connect-timeout', 'response-timeout', 'stalled'].includes(this.kind);
  }

  /** The failure, such as `connection to api.paperspace.com refused: connect ECONNREFUSED 10.0.0.1:443`. */
  get explanation(): string {
    return `${describeFailure[this.kind](this.host)}: ${this.message}`;
  }
}

const describeFailure: Readonly<Record<NetworkFailureKind, (host: string) => string>> = {
  dns: (host) => `could not resolve host name ${host}`,
  refused: (host) => `connection to ${host} refused`,
  'connect-timeout': (host) => `connection to ${host} timed out`,
  'response-timeout': (host) => `${host} did not respond in time`,
  stalled: (host) => `response from ${host} stalled`,
  tls: (host) => `TLS connection to ${host} failed`,
  proxy: (host) => `could not connect to ${host} through the proxy`,
  'connection-lost': (host) => `connection to ${host} lost`,
};

/** Returns what to do about a network failure. `setting` names the source of the address, such as `` `api-url` ``. */
export function networkHint(kind: NetworkFailureKind, setting: string): string {
  return networkHints[kind](setting);
}

const networkHints: Readonly<Record<NetworkFailureKind, (setting: string) => string>> = {
  dns: (setting) => `Check the host name in ${setting} and the runner's network.`,
  refused: (setting) => `Check ${setting}, its port, and the runner's firewall.`,
  'connect-timeout': (setting) => `Check ${setting}, the runner's firewall, and \`HTTPS_PROXY\`.`,
  'response-timeout': () => 'Raise `request-timeout`, or re-run the job.',
  stalled: () => 'Raise `request-timeout`, or re-run the job.',
  tls: () => 'Behind a TLS-intercepting proxy, set `NODE_EXTRA_CA_CERTS` to the path of its CA certificate.',
  proxy: () => 'Check `HTTPS_PROXY` and `NO_PROXY`.',
  'connection-lost': () => 'Re-run the job; completed work is reused.',
};

/** A request on connections that this run has closed already. Another attempt would fail too. */
export class ConnectionsClosedError extends ActionError {
  constructor(host: string, options?: ErrorOptions) {
    super(`The connections to ${host} are closed`, { title: 'Storage connections closed', ...options });
  }
}

/** The run was told to stop (SIGINT, SIGTERM), and requests in flight were abandoned. */
export class CancelledError extends ActionError {
  readonly signalName: string;

  constructor(signalName: string) {
    super(`The step was cancelled by ${signalName}.`, { title: 'Cancelled' });
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
 * is, because an intentional stop is not a network failure.
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

/** Returns the innermost error: the error of several addresses that all failed has no text of its own. */
function innermost(error: Error): Error {
  const inner = innerErrors(error).find((one) => Error.isError(one));
  return inner === undefined ? error : innermost(inner);
}

function errorCodes(error: unknown): string[] {
  if (!Error.isError(error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...own, ...innerErrors(error).flatMap(errorCodes)];
}

/** Returns the errors of an `AggregateError`, and the cause. */
function innerErrors(error: Error): unknown[] {
  const several: unknown = 'errors' in error ? error.errors : undefined;
  return [...(Array.isArray(several) ? several : []), error.cause];
}
