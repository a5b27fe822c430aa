/** The faults that the matrix injects: everything that the emulator can do wrong with a request, and how often. */
import type { FaultInput } from '../../emulator/faults.ts';

/** A fault that no request has been chosen for. */
export interface NamedFault {
  readonly name: string;
  readonly input: FaultInput;
}

/**
 * `once`: only the request itself, so that a retry succeeds. `always`: the request and each repetition of it, until no
 * retries are left. `outage`: the request and all requests after it.
 */
export const frequencies = ['once', 'always', 'outage'] as const;
export type Frequency = (typeof frequencies)[number];

const moments = ['before', 'after'] as const;

/** The statuses of the API reference's errors, and those of gateways. */
const statuses = [400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 501, 502, 503, 504];
const bodies = ['json', 'html', 'empty'] as const;

/** All faults, each before and after the server acted. */
export const faults: readonly NamedFault[] = [
  ...moments.flatMap((when): NamedFault[] => [
    ...(['drop', 'hang', 'stall', 'truncate', 'invalid-json', 'wrong-shape'] as const).map((kind) => ({
      name: `${kind} ${when}`,
      input: { kind, when },
    })),
    { name: `slow ${when}`, input: { kind: 'slow', when, ms: 2_000 } },
    { name: `redirect ${when}`, input: { kind: 'redirect', when, location: 'https://elsewhere.example/v1' } },
    { name: `null instead of JSON ${when}`, input: { kind: 'wrong-shape', when, json: null } },
    ...statuses.map(
      (status, at): NamedFault => ({
        name: `${status} ${when}`,
        input: { kind: 'status', when, status, body: bodies[at % bodies.length] },
      }),
    ),
    { name: `429 ${when}, retry after 7 s`, input: { kind: 'status', when, status: 429, retryAfter: 7 } },
  ]),
  ...[1, 3].map(
    (afterRequests): NamedFault => ({ name: `late by ${afterRequests}`, input: { kind: 'late', afterRequests } }),
  ),
];

/** Returns whether the API wrongly says that something does not exist. */
export function deniesExistence({ input }: NamedFault): boolean {
  return input.kind === 'status' && input.status === 404;
}

/** Returns whether the request can take effect after the run has moved on. */
export function arrivesLate({ input }: NamedFault): boolean {
  return input.kind === 'late';
}

/** A fault at one request of a run. */
export interface Injection {
  /** The number of the request, counted from 1. */
  readonly at: number;
  readonly fault: NamedFault;
  readonly frequency: Frequency;
}
