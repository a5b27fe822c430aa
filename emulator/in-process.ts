/**
 * The emulator without a socket, as the function that sends the client's requests: same endpoints, same faults, thousands of
 * requests per second. A fault becomes the error that the HTTP client would throw.
 */

import { NetworkError, toNetworkError } from '../src/net/errors.ts';
import { type Clock, systemClock } from '../src/net/system.ts';
import type { HttpResponse, SendRequest } from '../src/paperspace/http.ts';
import type { Delivery } from './delivery.ts';
import type { FaultInput } from './faults.ts';
import { createPaperspace, type Paperspace, type PaperspaceOptions } from './paperspace.ts';
import { type RecordedRequest, Service } from './service.ts';

const HOST = 'emulator.invalid';

export interface InProcessOptions extends PaperspaceOptions {
  readonly faults?: readonly FaultInput[] | undefined;
  /** Provides the time, and waits for slow faults. */
  readonly clock?: Clock | undefined;
}

export interface InProcessEmulator {
  readonly sendRequest: SendRequest;
  readonly apiKey: string;
  readonly paperspace: Paperspace;
  readonly requests: readonly RecordedRequest[];
  /** @throws Error if it is not a valid fault. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Delivers every delayed request (the fault `late`) now. */
  deliverLateRequests(): Promise<void>;
}

/** Creates an emulator and a function that sends requests to it with the right key. */
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
 * Returns a function that sends requests to a service. A request in flight when the signal aborts takes effect all the same,
 * as on a network. `apiKey` is the right one by default.
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
