/**
 * Control endpoints for shell scripts and workflows: requests, state and faults. They stand beside the API, need no key
 * and are reachable only from this machine.
 *
 * - `GET /_emulator/requests`, `DELETE /_emulator/requests` (clears them)
 * - `GET /_emulator/faults`, `POST /_emulator/faults` (one fault as JSON, or an array), `DELETE /_emulator/faults`
 * - `POST /_emulator/late-requests` (delivers them now)
 * - `GET /_emulator/state` (datasets, each with its versions)
 */
import type { HttpResponse } from '../src/paperspace/http.ts';
import { type Fault, parseFault } from './faults.ts';
import { type EmulatedRequest, parseTarget } from './requests.ts';
import type { Service } from './service.ts';

export const CONTROL_PATH = '/_emulator/';

export async function answerControl(service: Service, request: EmulatedRequest): Promise<HttpResponse> {
  const name = parseTarget(request.path).path.slice(CONTROL_PATH.length);
  switch (`${request.method} ${name}`) {
    case 'GET requests':
      return json(200, service.requests);
    case 'DELETE requests':
      service.forgetRequests();
      return json(200, service.requests);
    case 'GET faults':
      return json(200, service.remainingFaults());
    case 'POST faults':
      return addFaults(service, request.body ?? '');
    case 'DELETE faults':
      service.clearFaults();
      return json(200, service.remainingFaults());
    case 'POST late-requests':
      await service.deliverLateRequests();
      return json(200, service.requests);
    case 'GET state':
      return json(200, stateOf(service));
    default:
      return json(404, { message: `No control endpoint ${request.method} ${name}` });
  }
}

function addFaults(service: Service, body: string): HttpResponse {
  let faults: Fault[];
  try {
    const input: unknown = JSON.parse(body);
    faults = (Array.isArray(input) ? input : [input]).map(parseFault);
  } catch (error) {
    return json(400, { message: Error.isError(error) ? error.message : String(error) });
  }
  for (const fault of faults) service.addFault(fault);
  return json(200, service.remainingFaults());
}

function stateOf({ paperspace }: Service) {
  const datasets = paperspace.datasets();
  return { datasets: datasets.map((dataset) => ({ ...dataset, versions: paperspace.versions(dataset.id) })) };
}

function json(status: number, value: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(value, null, 2)}\n` };
}
