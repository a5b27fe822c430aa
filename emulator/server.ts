/**
 * The emulator on a socket of the loopback interface. Built on node:http, because faults need the connection itself: they cut
 * it or leave it silent at a chosen byte.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { systemClock } from '../src/net/system.ts';
import { answerControl, CONTROL_PATH } from './control.ts';
import { type Delivery, halfOf } from './delivery.ts';
import type { FaultInput } from './faults.ts';
import { createPaperspace, type Paperspace, type PaperspaceOptions } from './paperspace.ts';
import type { EmulatedRequest } from './requests.ts';
import { type RecordedRequest, Service } from './service.ts';

const BASE_PATH = '/v1';

export interface EmulatorOptions extends PaperspaceOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** The minimum duration of a response in milliseconds. */
  readonly latencyMs?: number | undefined;
  readonly faults?: readonly FaultInput[] | undefined;
}

export interface Emulator {
  /** The API's base URL, ending in `/v1`. */
  readonly url: string;
  readonly apiKey: string;
  /** The API's state, for tests to read and to prepare. */
  readonly paperspace: Paperspace;
  /** Every request in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  forgetRequests(): void;
  /** @throws Error if it is not a valid fault. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Delivers every delayed request (the fault `late`) now. */
  deliverLateRequests(): Promise<void>;
  /** Ends every connection at once, including those that a fault left silent. */
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const paperspace = createPaperspace(options);
  const service = new Service({ paperspace, faults: options.faults, clock: systemClock });
  const closing = new AbortController();
  const server = createServer((incoming, response) => {
    respond(service, options.latencyMs ?? 0, closing.signal, incoming, response).catch((error: unknown) => {
      // A response cannot be sent once the emulator closes; any other failure is a defect of the emulator.
      if (!closing.signal.aborted) response.destroy(Error.isError(error) ? error : undefined);
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}${BASE_PATH}`,
    apiKey: paperspace.apiKey,
    paperspace,
    get requests() {
      return service.requests;
    },
    forgetRequests: () => service.forgetRequests(),
    addFault: (fault) => service.addFault(fault),
    clearFaults: () => service.clearFaults(),
    deliverLateRequests: () => service.deliverLateRequests(),
    close: () => {
      closing.abort();
      return close(server);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port was bound'));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(
  service: Service,
  latencyMs: number,
  signal: AbortSignal,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await receive(incoming);
  if (request.path.startsWith(CONTROL_PATH)) {
    send({ kind: 'whole', answer: await answerControl(service, request) }, response);
    return;
  }
  const delivery = await service.handle({ ...request, path: withoutBase(request.path) }, signal);
  if (latencyMs > 0) await systemClock.sleep(latencyMs, signal);
  send(delivery, response);
}

async function receive(incoming: IncomingMessage): Promise<EmulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  const body = Buffer.concat(chunks).toString();
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    ...(body === '' ? {} : { body }),
  };
}

/** A path outside the base is mapped to one without an endpoint, so that it is recorded and gets a 404. */
function withoutBase(path: string): string {
  return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : `/..${path}`;
}

function send(delivery: Delivery, response: ServerResponse): void {
  if (delivery.kind === 'none') {
    if (delivery.ending === 'cut') response.socket?.destroy();
    return;
  }
  const { status, headers, body } = delivery.answer;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  if (delivery.kind === 'whole') {
    response.end(body);
    return;
  }
  response.write(halfOf(body), () => {
    if (delivery.ending === 'cut') response.socket?.destroy();
  });
}
