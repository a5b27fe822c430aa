/**
 * The emulator behind the client's own seam, without a socket: same endpoints, same faults, thousands of requests a
 * second. A fault becomes the error that the transport would make of it.
 */
import { type Clock, systemClock } from '../src/net/clock.ts';
import { NetworkError, toNetworkError } from '../src/net/errors.ts';
import type { HttpResponse, SendRequest } from '../src/paperspace/http.ts';
import type { Delivery } from './delivery.ts';
import type { FaultInput } from './faults.ts';
import { createPaperspace, type Paperspace, type PaperspaceOptions } from './paperspace.ts';
import { type RecordedRequest, Service } from './service.ts';

const HOST = 'emulator.invalid';

export interface InProcessOptions extends PaperspaceOptions {
  readonly faults?: readonly FaultInput[] | undefined;
  /** Tells the time and waits out what a fault makes slow. */
  readonly clock?: Clock | undefined;
}

export interface InProcessEmulator {
  readonly sendRequest: SendRequest;
  readonly apiKey: string;
  readonly paperspace: Paperspace;
  readonly requests: readonly RecordedRequest[];
  /** @throws Error where it is not a fault. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Lets every request that is still on its way (the fault `late`) arrive now. */
  deliverLateRequests(): Promise<void>;
}

/** An emulator with its sendRequest, which sends the right key. */
export function emulateInProcess(options: InProcessOptions = {}): InProcessEmulator {
  const paperspace = createPaperspace(options);
  const service = new Service({ paperspace, faults: options.faults, clock: options.clock ?? systemClock });
  return {
    sendRequest: inProcessSendRequest(service),
    apiKey: paperspace.apiKey,
    paperspace,
    get requests() {
      return service.requests;
    },
    addFault: (fault) => service.addFault(fault),
    clearFaults: () => service.clearFaults(),
    deliverLateRequests: () => service.deliverLateRequests(),
  };
}

/**
 * The sendRequest of a service. A request that was sent when the signal aborts is acted on all the same, as it is on a
 * network. `apiKey` is the right one unless another is given.
 */
export function inProcessSendRequest(service: Service, apiKey: string = service.paperspace.apiKey): SendRequest {
  return async ({ method, path, body }, signal) => {
    refuseAborted(signal);
    const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json' };
    const delivery = await service
      .handle(
        body === undefined
          ? { method, path, headers }
          : { method, path, body, headers: { ...headers, 'content-type': 'application/json' } },
        signal,
      )
      .catch((error: unknown) => {
        throw toNetworkError(error, HOST);
      });
    refuseAborted(signal);
    return receive(delivery);
  };
}

function receive(delivery: Delivery): HttpResponse {
  switch (delivery.kind) {
    case 'whole':
      return delivery.answer;
    case 'half':
      throw delivery.ending === 'cut'
        ? new NetworkError('connection-lost', HOST, 'terminated')
        : new NetworkError('stalled', HOST, 'Body Timeout Error');
    case 'none':
      throw delivery.ending === 'cut'
        ? new NetworkError('connection-lost', HOST, 'other side closed')
        : new NetworkError('response-timeout', HOST, 'Headers Timeout Error');
  }
}

function refuseAborted(signal: AbortSignal): void {
  if (signal.aborted) throw toNetworkError(signal.reason, HOST);
}
