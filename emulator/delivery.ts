/** What is sent in place of a response when a fault applies. */
import type { HttpResponse } from '../src/paperspace/http.ts';
import type { Fault } from './faults.ts';
import { errorAnswer, Refusal } from './refusals.ts';

/** What the client receives: the whole response, half or none of it, followed by silence or the end of the connection. */
export type Delivery =
  | { readonly kind: 'whole'; readonly answer: HttpResponse }
  | { readonly kind: 'half'; readonly answer: HttpResponse; readonly ending: 'silence' | 'cut' }
  | { readonly kind: 'none'; readonly ending: 'silence' | 'cut' };

/** Faults that change what is delivered. The others change when the request takes effect. */
export type DeliveryFault = Exclude<Fault, { kind: 'slow' | 'late' }>;

/** The response of a server that did not act, of which only half is sent anyway. */
const stockAnswer: HttpResponse = jsonAnswer(200, JSON.stringify({ items: [], hasMore: false, nextPage: null }));

/** Returns what to deliver; `real` is the API's own response if the request took effect. */
export function faultyDelivery(fault: DeliveryFault, real: HttpResponse = stockAnswer): Delivery {
  switch (fault.kind) {
    case 'drop':
      return { kind: 'none', ending: 'cut' };
    case 'hang':
      return { kind: 'none', ending: 'silence' };
    case 'stall':
      return { kind: 'half', answer: real, ending: 'silence' };
    case 'truncate':
      return { kind: 'half', answer: real, ending: 'cut' };
    case 'status':
      return { kind: 'whole', answer: statusAnswer(fault) };
    case 'invalid-json':
      return { kind: 'whole', answer: jsonAnswer(200, real.body.slice(0, Math.ceil(real.body.length / 2))) };
    case 'wrong-shape':
      return { kind: 'whole', answer: jsonAnswer(200, JSON.stringify(fault.json)) };
    case 'redirect':
      return { kind: 'whole', answer: { status: fault.status, headers: { location: fault.location }, body: '' } };
  }
}

/** Returns the half of a body that arrives, in bytes of UTF-8. */
export function halfOf(body: string): Buffer {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function statusAnswer({ status, retryAfter, body }: Extract<Fault, { kind: 'status' }>): HttpResponse {
  const form = body === 'json' ? 'details' : body;
  const { headers, ...rest } = errorAnswer(new Refusal(status, `Injected fault: ${status}`), form);
  if (retryAfter === undefined) return { ...rest, headers };
  return { ...rest, headers: { ...headers, 'retry-after': String(retryAfter) } };
}

function jsonAnswer(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}
