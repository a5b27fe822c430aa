/**
 * Faults: what can go wrong between a client and the API, chosen by the number, the method and the path of a request.
 * They come from tests, from the command line and from the control endpoint, and are checked in all three cases.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const milliseconds = v.pipe(v.number(), v.minValue(0));
const pattern = v.pipe(
  v.string(),
  v.check((source) => toPathPattern(source) !== undefined, 'must be a regular expression or the beginning of a path'),
);

const selection = {
  /** Any method if absent. */
  method: v.optional(v.picklist(['GET', 'POST', 'PUT', 'DELETE'])),
  /** A regular expression for the beginning of the path, without the API's base and the query; any path if absent. */
  path: v.optional(pattern),
  /** The first matching request that is affected, counted from 1 since the fault was added. */
  nth: v.optional(count, 1),
  /** How many matching requests are affected, in a row unless another fault comes between. */
  times: v.optional(v.union([count, v.literal('always')]), 1),
};

/** Whether the request has no effect (before) or takes effect and only the response fails (after). */
const when = v.optional(v.picklist(['before', 'after']), 'before');

const faultSchema = v.variant('kind', [
  /** The connection is cut without a response. */
  v.strictObject({ ...selection, kind: v.literal('drop'), when }),
  /** No response until the emulator closes. */
  v.strictObject({ ...selection, kind: v.literal('hang'), when }),
  /** The correct response after a delay, before or after the request takes effect. */
  v.strictObject({ ...selection, kind: v.literal('slow'), when, ms: milliseconds }),
  /** Headers and half of the body, then nothing until the emulator closes. */
  v.strictObject({ ...selection, kind: v.literal('stall'), when }),
  /** Half of the body under the content length of the whole, then the connection is cut. */
  v.strictObject({ ...selection, kind: v.literal('truncate'), when }),
  v.strictObject({
    ...selection,
    kind: v.literal('status'),
    when,
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    /** Seconds, or an HTTP date that is sent as it is. */
    retryAfter: v.optional(v.union([v.pipe(v.number(), v.minValue(0)), v.string()])),
    body: v.optional(v.picklist(['json', 'html', 'empty']), 'json'),
  }),
  /** A 200 whose body ends in the middle of the JSON, with a matching content length. */
  v.strictObject({ ...selection, kind: v.literal('invalid-json'), when }),
  /** A 200 with JSON of another shape than the endpoint's. */
  v.strictObject({ ...selection, kind: v.literal('wrong-shape'), when, json: v.optional(v.unknown(), { ok: true }) }),
  v.strictObject({
    ...selection,
    kind: v.literal('redirect'),
    when,
    status: v.optional(v.picklist([301, 302, 303, 307, 308]), 302),
    location: v.string(),
  }),
  /**
   * The connection is cut at once, and the request takes effect only after `afterRequests` further requests: a POST that
   * arrives after its sender has already searched for its result.
   */
  v.strictObject({ ...selection, kind: v.literal('late'), afterRequests: v.optional(count, 1) }),
]);

/** A fault as it is written: fields with a default are optional. */
export type FaultInput = v.InferInput<typeof faultSchema>;
/** A validated fault with all its fields. */
export type Fault = v.InferOutput<typeof faultSchema>;

/** Validates a fault. @throws Error that lists everything that is wrong with it. */
export function parseFault(input: unknown): Fault {
  const parsed = v.safeParse(faultSchema, input);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'fault'}: ${issue.message}`);
  throw new Error(`invalid fault: ${problems.join('; ')}`);
}

/** Parses a fault. @throws Error as {@link parseFault}, and if the text is not JSON. */
export function parseFaultJson(text: string): Fault {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new Error(`invalid fault: ${text} is not JSON`);
  }
  return parseFault(input);
}

interface ArmedFault {
  readonly fault: Fault;
  readonly path: RegExp | undefined;
  matched: number;
  injected: number;
}

/** The active faults, with the requests counted for each. */
export class Faults {
  #armed: ArmedFault[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, path: toPathPattern(fault.path ?? ''), matched: 0, injected: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Returns the faults that still apply to coming requests. */
  remaining(): Fault[] {
    return this.#armed.filter((armed) => !isSpent(armed)).map(({ fault }) => fault);
  }

  /**
   * Counts the request for every fault that matches it, and returns the one that applies: the first whose number has
   * come. A second one whose number has come applies to the next request, so that faults can be queued.
   */
  next(method: string, path: string): Fault | undefined {
    const matching = this.#armed.filter((armed) => matches(armed, method, path));
    for (const armed of matching) armed.matched += 1;
    const due = matching.find((armed) => armed.matched >= armed.fault.nth && !isSpent(armed));
    if (due === undefined) return undefined;
    due.injected += 1;
    return due.fault;
  }
}

function matches({ fault, path: pattern }: ArmedFault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return pattern === undefined || pattern.test(path);
}

function isSpent({ fault, injected }: ArmedFault): boolean {
  return fault.times !== 'always' && injected >= fault.times;
}

function toPathPattern(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})`);
  } catch {
    return undefined;
  }
}
