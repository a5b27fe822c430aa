import type { NetworkFailureKind } from '../net/errors.ts';

/** What to do where no whole answer came, from the API or from the storage. */
export const networkHints: Readonly<Record<NetworkFailureKind, string>> = {
  dns: "The name of the host could not be looked up: look at `api-url` and at the runner's network.",
  refused: "Nothing answers there: look at `api-url`, the port and the runner's firewall.",
  'connect-timeout': "No connection could be made in time: look at the runner's firewall, and at `HTTPS_PROXY`.",
  'response-timeout': 'The answer did not begin in time: raise `request-timeout`, or run the job again.',
  stalled: 'The answer stopped on its way: raise `request-timeout`, or run the job again.',
  tls: 'The certificate was not accepted: behind a proxy that opens TLS, set NODE_EXTRA_CA_CERTS to its certificate.',
  proxy: 'The proxy did not let the request through: look at `HTTPS_PROXY` and `NO_PROXY`.',
  'connection-lost':
    'The connection was lost, even after the retries: run the job again; what was done is found again.',
};
