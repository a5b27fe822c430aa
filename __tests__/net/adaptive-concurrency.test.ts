import { describe, expect, test } from '@jest/globals';
import {
  type AdaptiveConcurrency,
  adapt,
  INITIAL_CONCURRENCY,
  MAX_CONCURRENCY,
  startAdaptive,
} from '../../src/net/adaptive-concurrency.ts';
import {
  type ClientResult,
  type Simulation,
  serverWithConnectionLimit,
  serverWithCores,
  serverWithRateLimit,
  simulate,
  unlimitedServer,
} from './simulated-transfer.ts';

const MIB = 1024 ** 2;
const fixedLimits = [1, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256];

type Setting = Omit<Simulation, 'clients'>;

function runAuto(setting: Setting): ClientResult {
  const [result] = simulate({ ...setting, clients: ['auto'] });
  if (result === undefined) throw new Error('no client');
  return result;
}

/** The throughput of the best number that somebody could have set. */
function bestFixedRate(setting: Setting): number {
  return Math.max(
    ...fixedLimits.flatMap((limit) => simulate({ ...setting, clients: [limit] }).map(({ rate }) => rate)),
  );
}

/** The range that the limit keeps to nine tenths of the time. */
function usualRange(limits: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = limits.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { low: at(0.05), high: at(0.95) };
}

describe('the adaptive limit, compared with the best fixed one', () => {
  const twoCores = serverWithCores(2, 1);
  test.each<[link: string, atLeast: number, setting: Setting]>([
    ['no latency', 0.95, { roundTripMs: 0, server: twoCores, seconds: 20 }],
    ['5 ms', 0.95, { roundTripMs: 5, server: twoCores, seconds: 20 }],
    ['20 ms', 0.9, { roundTripMs: 20, server: twoCores, seconds: 20 }],
    ['50 ms', 0.9, { roundTripMs: 50, server: twoCores, seconds: 20 }],
    ['200 ms', 0.9, { roundTripMs: 200, server: twoCores, seconds: 20 }],
    ['20 ms and a server without limits', 0.9, { roundTripMs: 20, server: unlimitedServer(5), seconds: 10 }],
    ['200 ms and a server without limits', 0.9, { roundTripMs: 200, server: unlimitedServer(5), seconds: 20 }],
    [
      'a server that many requests slow down',
      0.95,
      { roundTripMs: 0, server: serverWithCores(2, 1, 0.02), seconds: 20 },
    ],
    ['the same at 20 ms', 0.95, { roundTripMs: 20, server: serverWithCores(2, 1, 0.02), seconds: 20 }],
    [
      '1 MiB files over a shared link',
      0.9,
      { roundTripMs: 20, server: serverWithCores(1, 10), seconds: 60, requestBytes: MIB },
    ],
    ['100 requests per second', 0.9, { roundTripMs: 5, server: serverWithRateLimit(100, 10), seconds: 30 }],
    [
      '1,000 requests per second at 50 ms',
      0.7,
      { roundTripMs: 50, server: serverWithRateLimit(1000, 10), seconds: 30 },
    ],
    ['8 connections', 0.9, { roundTripMs: 0, server: serverWithConnectionLimit(8, 30), seconds: 30 }],
    ['40 connections', 0.7, { roundTripMs: 0, server: serverWithConnectionLimit(40, 30), seconds: 30 }],
  ])('reaches nearly the same throughput over %s', (_link, atLeast, setting) => {
    const { rate } = runAuto(setting);

    expect(rate).toBeGreaterThan(bestFixedRate(setting) * atLeast);
  });
});

describe('the adaptive limit', () => {
  test.each<[link: string, setting: Setting]>([
    ['no latency', { roundTripMs: 0, server: serverWithCores(2, 1), seconds: 20 }],
    ['20 ms', { roundTripMs: 20, server: serverWithCores(2, 1), seconds: 20 }],
    ['200 ms', { roundTripMs: 200, server: unlimitedServer(5), seconds: 20 }],
    ['a server that many requests slow down', { roundTripMs: 20, server: serverWithCores(2, 1, 0.02), seconds: 20 }],
    ['1,000 requests per second', { roundTripMs: 50, server: serverWithRateLimit(1000, 10), seconds: 30 }],
    ['40 connections', { roundTripMs: 0, server: serverWithConnectionLimit(40, 30), seconds: 30 }],
  ])('stays within one step of its usual value over %s', (_link, setting) => {
    const { low, high } = usualRange(runAuto(setting).limits);

    expect(high).toBeLessThanOrEqual(Math.ceil(low * 1.5) * 1.5);
  });

  test('does not grow if more requests do not increase the throughput', () => {
    const { limits } = runAuto({ roundTripMs: 0, server: serverWithCores(2, 1), seconds: 20 });

    expect(usualRange(limits).high).toBeLessThanOrEqual(INITIAL_CONCURRENCY);
  });

  test('never exceeds the maximum', () => {
    const { limits } = runAuto({ roundTripMs: 200, server: unlimitedServer(1), seconds: 20 });

    expect(Math.max(...limits)).toBe(MAX_CONCURRENCY);
  });

  test('causes few refusals of a server that limits requests', () => {
    const result = runAuto({ roundTripMs: 50, server: serverWithRateLimit(1000, 10), seconds: 60 });

    expect(result.refusals).toBeLessThan(result.limits.length / 100);
  });
});

describe('two clients of one server', () => {
  test.each<[name: string, setting: Setting]>([
    ['of two cores', { roundTripMs: 20, server: serverWithCores(2, 1), seconds: 60 }],
    ['that many requests slow down', { roundTripMs: 20, server: serverWithCores(2, 1, 0.02), seconds: 60 }],
    ['that limits requests', { roundTripMs: 20, server: serverWithRateLimit(1000, 10), seconds: 60 }],
  ])('%s get at least a quarter of its throughput each', (_name, setting) => {
    const rates = simulate({ ...setting, clients: ['auto', 'auto'] }).map(({ rate }) => rate);

    expect(Math.min(...rates)).toBeGreaterThan((Math.max(...rates) + Math.min(...rates)) / 4);
  });
});

describe('one step of the adaptive limit', () => {
  /** Lets `requests` end evenly over `ms`, with `inFlight` of them at a time. */
  function complete(state: AdaptiveConcurrency, fromMs: number, ms: number, requests: number, inFlight: number) {
    let next = state;
    for (let index = 1; index <= requests; index += 1) {
      next = adapt(next, { kind: 'completed', atMs: fromMs + (ms * index) / requests, bytes: 0, inFlight });
    }
    return next;
  }

  test('doubles with every round trip while that makes the transfer faster', () => {
    let state = startAdaptive(0);
    for (const [round, limit] of [16, 32, 64, 128].entries()) state = complete(state, round * 50, 50, limit, limit);

    expect(state.limit).toBe(256);
  });

  test('changes nothing after a window that did not use all of the limit', () => {
    expect(complete(startAdaptive(0), 0, 1000, 320, 15).limit).toBe(16);
  });

  test('returns to the previous limit if a higher one gains too little', () => {
    const onTrial = complete(startAdaptive(0), 0, 50, 16, 16);

    expect(onTrial.limit).toBe(32);
    expect(complete(onTrial, 50, 100, 32, 32).limit).toBe(16);
  });

  test('reduces the limit by a third after an overload, once for all requests in flight', () => {
    const once = adapt(startAdaptive(0), { kind: 'overloaded', atMs: 10 });
    const twice = adapt(once, { kind: 'overloaded', atMs: 11 });

    expect(once.limit).toBe(11);
    expect(twice).toEqual(once);
  });

  test('ends the trial of a higher limit after an overload', () => {
    const onTrial = complete(startAdaptive(0), 0, 50, 16, 16);

    expect(adapt(onTrial, { kind: 'overloaded', atMs: 51 }).limit).toBe(16);
  });

  test('keeps a few requests in flight, however often the server is overloaded', () => {
    let state = startAdaptive(0);
    for (let index = 0; index < 100; index += 1) {
      state = adapt(state, { kind: 'overloaded', atMs: index * 1000 });
      state = complete(state, index * 1000, 999, 300, 4);
    }

    expect(state.limit).toBe(4);
  });
});
