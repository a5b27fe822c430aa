/** What goes over the wire in place of an answer. */
import type { HttpResponse } from '../src/paperspace/http.ts';
import type { Fault } from './faults.ts';
import { errorAnswer, Refusal } from './refusals.ts';

/** What the client gets to see: the answer, half of it, or none; and then nothing more, or the end of the connection. */
export type Delivery =
  | { readonly kind: 'whole'; readonly answer: HttpResponse }
  | { readonly kind: 'half'; readonly answer: HttpResponse; readonly ending: 'silence' | 'cut' }
  | { readonly kind: 'none'; readonly ending: 'silence' | 'cut' };

/** Faults that change what is delivered; the others change when the server acts. */
export type DeliveryFault = Exclude<Fault, { kind: 'slow' | 'late' }>;

/** What a server that never acted would have said, where only half of it is seen anyway. */
const stockAnswer: HttpResponse = jsonAnswer(200, JSON.stringify({ items: [], hasMore: false, nextPage: null }));

/** `real` is the API's own answer, where it acted on the request. */
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

/** The half of a body that arrives, in bytes of UTF-8. */
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
