/** A discrete-event simulation of clients that keep as many requests in flight as they may. No real time passes. */
import { type AdaptiveConcurrency, adapt, startAdaptive } from '../../src/net/adaptive-concurrency.ts';

/** Numbers in [0, 1) that are the same in every run. */
export type Numbers = () => number;

/** A server as it looks from outside: when a request that arrives now has been served, or that it is refused. */
export interface SimulatedServer {
  arrive(nowMs: number, numbers: Numbers): { readonly servedAtMs: number } | 'refused';
  leave(): void;
}

export interface Simulation {
  readonly roundTripMs: number;
  readonly server: () => SimulatedServer;
  /** How many requests each client has in flight; `auto` is the controller. */
  readonly clients: readonly (number | 'auto')[];
  readonly seconds: number;
  readonly requestBytes?: number;
}

/** What one client did. */
export interface ClientResult {
  /** Requests per second over the last two thirds of the time. */
  readonly rate: number;
  /** The limits over the last two thirds of the time, one for each request that ended. */
  readonly limits: readonly number[];
  readonly refusals: number;
}

/** Runs a simulation. */
export function simulate(simulation: Simulation): ClientResult[] {
  const events = new EventQueue();
  const server = simulation.server();
  const numbers = createNumbers();
  const clients = simulation.clients.map(
    (concurrency) => new SimulatedClient(concurrency, { ...simulation, events, server, numbers }),
  );
  for (const client of clients) client.fill();
  const endMs = simulation.seconds * 1000;
  while (events.nowMs < endMs) events.runNext();
  return clients.map((client) => client.result(endMs - simulation.seconds * 333));
}

/** A linear congruential generator, with the constants of Numerical Recipes. */
function createNumbers(): Numbers {
  let state = 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

class EventQueue {
  /** By time, the latest first. */
  readonly #events: { readonly atMs: number; readonly run: () => void }[] = [];
  nowMs = 0;

  at(atMs: number, run: () => void): void {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, { atMs, run });
  }

  runNext(): void {
    const next = this.#events.pop();
    if (next === undefined) throw new Error('the simulation stands still');
    this.nowMs = next.atMs;
    next.run();
  }
}

interface World {
  readonly roundTripMs: number;
  readonly seconds: number;
  readonly requestBytes?: number;
  readonly events: EventQueue;
  readonly server: SimulatedServer;
  readonly numbers: Numbers;
}

const FIRST_DELAY_MS = 500;

class SimulatedClient {
  readonly #world: World;
  readonly #fixed: number | undefined;
  #adaptive: AdaptiveConcurrency = startAdaptive(0);
  #inFlight = 0;
  #refusals = 0;
  readonly #limits: number[] = [];

  constructor(concurrency: number | 'auto', world: World) {
    this.#world = world;
    this.#fixed = concurrency === 'auto' ? undefined : concurrency;
  }

  fill(): void {
    while (this.#inFlight < (this.#fixed ?? this.#adaptive.limit)) {
      this.#inFlight += 1;
      this.#send(1);
    }
  }

  result(measuredMs: number): ClientResult {
    return {
      rate: this.#limits.length / (measuredMs / 1000),
      limits: this.#limits,
      refusals: this.#refusals,
    };
  }

  /** Sends a request, and again with a growing delay for as long as it is refused. */
  #send(attempt: number): void {
    const { events, server, numbers, roundTripMs } = this.#world;
    const later = (ms: number, run: () => void): void => events.at(events.nowMs + ms, run);
    later(roundTripMs / 2, () => {
      const answer = server.arrive(events.nowMs, numbers);
      if (answer === 'refused') {
        later(roundTripMs / 2, () => {
          this.#refusals += 1;
          this.#adaptive = adapt(this.#adaptive, { kind: 'overloaded', atMs: events.nowMs });
          later(numbers() * FIRST_DELAY_MS * 2 ** attempt, () => this.#send(attempt + 1));
        });
        return;
      }
      events.at(answer.servedAtMs, () => {
        server.leave();
        later(roundTripMs / 2, () => this.#complete());
      });
    });
  }

  #complete(): void {
    const { events, seconds, requestBytes = 4096 } = this.#world;
    const inFlight = this.#inFlight;
    this.#adaptive = adapt(this.#adaptive, { kind: 'completed', atMs: events.nowMs, bytes: requestBytes, inFlight });
    if (events.nowMs > seconds * 333) this.#limits.push(this.#fixed ?? this.#adaptive.limit);
    this.#inFlight -= 1;
    this.fill();
  }
}

/**
 * A server that works on `cores` requests at a time, for about `serviceMs` each, in the order of their arrival.
 *
 * @param slowdown how much longer a request takes for each other one that is there: 0.02 is 2 %
 */
export function serverWithCores(cores: number, serviceMs: number, slowdown = 0): () => SimulatedServer {
  return () => {
    const freeAtMs = Array.from({ length: cores }, () => 0);
    let present = 0;
    return {
      arrive: (nowMs, numbers) => {
        present += 1;
        const first = Math.min(...freeAtMs);
        const servedAtMs = Math.max(nowMs, first) + serviceMs * (0.5 + numbers()) * (1 + slowdown * present);
        freeAtMs[freeAtMs.indexOf(first)] = servedAtMs;
        return { servedAtMs };
      },
      leave: () => {
        present -= 1;
      },
    };
  };
}

/** A server that is as fast for many requests as for one. */
export function unlimitedServer(serviceMs: number): () => SimulatedServer {
  return () => ({
    arrive: (nowMs, numbers) => ({ servedAtMs: nowMs + serviceMs * (0.5 + numbers()) }),
    leave: () => undefined,
  });
}

/** A server that refuses more than so many requests per second, counted over a tenth of a second. */
export function serverWithRateLimit(perSecond: number, serviceMs: number): () => SimulatedServer {
  return () => {
    const most = perSecond / 10;
    let left = most;
    let lastMs = 0;
    return {
      arrive: (nowMs, numbers) => {
        left = Math.min(most, left + ((nowMs - lastMs) * perSecond) / 1000);
        lastMs = nowMs;
        if (left < 1) return 'refused';
        left -= 1;
        return { servedAtMs: nowMs + serviceMs * (0.5 + numbers()) };
      },
      leave: () => undefined,
    };
  };
}

/** A server that refuses a request while it works on `most` others. */
export function serverWithConnectionLimit(most: number, serviceMs: number): () => SimulatedServer {
  return () => {
    let present = 0;
    return {
      arrive: (nowMs, numbers) => {
        if (present >= most) return 'refused';
        present += 1;
        return { servedAtMs: nowMs + serviceMs * (0.5 + numbers()) };
      },
      leave: () => {
        present -= 1;
      },
    };
  };
}
