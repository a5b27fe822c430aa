/** Everything that the emulator can let go wrong with a request, and how often it does. */
import type { FaultInput } from '../../emulator/faults.ts';

/** A fault without the request that it strikes. */
export interface Blow {
  readonly name: string;
  readonly fault: FaultInput;
}

/**
 * `once`: the request alone, so that it succeeds when it is sent again. `always`: it and every repetition of it, until
 * the retries are used up. `outage`: it and everything after it.
 */
export const frequencies = ['once', 'always', 'outage'] as const;
export type Frequency = (typeof frequencies)[number];

const whens = ['before', 'after'] as const;

/** The statuses of the reference's errors, and what gateways say. */
const statuses = [400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 501, 502, 503, 504];
const bodies = ['json', 'html', 'empty'] as const;

/** All faults, each before and after the server acted. */
export const blows: readonly Blow[] = [
  ...whens.flatMap((when): Blow[] => [
    ...(['drop', 'hang', 'stall', 'truncate', 'invalid-json', 'wrong-shape'] as const).map((kind) => ({
      name: `${kind} ${when}`,
      fault: { kind, when },
    })),
    { name: `slow ${when}`, fault: { kind: 'slow', when, ms: 2_000 } },
    { name: `redirect ${when}`, fault: { kind: 'redirect', when, location: 'https://elsewhere.example/v1' } },
    { name: `null instead of JSON ${when}`, fault: { kind: 'wrong-shape', when, json: null } },
    ...statuses.map(
      (status, at): Blow => ({
        name: `${status} ${when}`,
        fault: { kind: 'status', when, status, body: bodies[at % bodies.length] },
      }),
    ),
    { name: `429 ${when}, retry after 7 s`, fault: { kind: 'status', when, status: 429, retryAfter: 7 } },
  ]),
  ...[1, 3].map(
    (afterRequests): Blow => ({ name: `late by ${afterRequests}`, fault: { kind: 'late', afterRequests } }),
  ),
];

/** Whether the API itself says something that is not so: that a thing is not there, which is. */
export function deniesExistence({ fault }: Blow): boolean {
  return fault.kind === 'status' && fault.status === 404;
}

/** Whether the request can be acted on behind the back of the run. */
export function arrivesLate({ fault }: Blow): boolean {
  return fault.kind === 'late';
}

/** A fault at one request of a run. */
export interface Strike {
  /** The number of the request, counted from 1. */
  readonly at: number;
  readonly blow: Blow;
  readonly frequency: Frequency;
}
