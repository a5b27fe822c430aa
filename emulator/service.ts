/**
 * A Paperspace with faults and a record of requests and responses, shared by `server.ts` and `in-process.ts`. It decides
 * what is delivered, and they deliver it.
 */
import type { Clock } from '../src/net/system.ts';
import type { HttpResponse } from '../src/paperspace/http.ts';
import { type Delivery, faultyDelivery } from './delivery.ts';
import { type Fault, type FaultInput, Faults, parseFault } from './faults.ts';
import type { Paperspace } from './paperspace.ts';
import { type EmulatedRequest, parseTarget } from './requests.ts';

/** One request and its response. */
export interface RecordedRequest {
  readonly method: string;
  /** Encoded, relative to the API's base, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Path and query as they were sent. */
  readonly target: string;
  /** Names are lower-case. The key in `authorization` is replaced by `***`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The fault that applied. */
  readonly fault?: Fault;
  /** Whether it took effect, which is possible without a response, or later. */
  readonly acted: boolean;
  /** The response, of which a fault may have delivered only half. Absent if none was sent (yet). */
  readonly answer?: HttpResponse;
  /**
   * The sides that the contract does not apply to: responses made by a fault, and error bodies that the emulator was
   * configured to write in another form. A test adds 'request' if it sends an invalid request on purpose.
   */
  readonly offContract: readonly ('request' | 'answer')[];
}

type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

interface LateRequest {
  readonly request: EmulatedRequest;
  readonly record: OpenRecord;
  remaining: number;
}

export interface ServiceOptions {
  readonly paperspace: Paperspace;
  readonly faults?: readonly FaultInput[] | undefined;
  /** Waits for slow faults. */
  readonly clock: Pick<Clock, 'sleep'>;
}

export class Service {
  readonly paperspace: Paperspace;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #faults = new Faults();
  #records: OpenRecord[] = [];
  #late: LateRequest[] = [];

  constructor({ paperspace, faults = [], clock }: ServiceOptions) {
    this.paperspace = paperspace;
    this.#clock = clock;
    for (const fault of faults) this.addFault(fault);
  }

  get requests(): readonly RecordedRequest[] {
    return this.#records;
  }

  forgetRequests(): void {
    this.#records = [];
  }

  /** @throws Error if it is not a valid fault. */
  addFault(fault: FaultInput): void {
    this.#faults.add(parseFault(fault));
  }

  /** Returns the faults that still apply to coming requests. */
  remainingFaults(): readonly Fault[] {
    return this.#faults.remaining();
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Delivers every delayed request (the fault `late`) now. */
  async deliverLateRequests(): Promise<void> {
    const arriving = this.#late;
    this.#late = [];
    for (const { request, record } of arriving) await this.#act(request, record);
  }

  /** Handles a request. The signal ends the wait of a slow response. */
  async handle(request: EmulatedRequest, signal: AbortSignal): Promise<Delivery> {
    const record = this.#record(request);
    const alreadyLate = [...this.#late];
    const delivery = await this.#deliver(request, record, signal);
    if (delivery.kind !== 'none') record.answer = delivery.answer;
    if (alreadyLate.length > 0) await this.#countDown(alreadyLate);
    return delivery;
  }

  async #deliver(request: EmulatedRequest, record: OpenRecord, signal: AbortSignal): Promise<Delivery> {
    const fault = this.#faults.next(record.method, record.path);
    if (fault === undefined) return { kind: 'whole', answer: await this.#act(request, record) };
    record.fault = fault;
    if (fault.kind === 'late') {
      this.#late.push({ request, record, remaining: fault.afterRequests });
      return { kind: 'none', ending: 'cut' };
    }
    if (fault.kind === 'slow') {
      if (fault.when === 'before') await this.#clock.sleep(fault.ms, signal);
      const answer = await this.#act(request, record);
      if (fault.when === 'after') await this.#clock.sleep(fault.ms, signal);
      return { kind: 'whole', answer };
    }
    record.offContract = ['answer'];
    return faultyDelivery(fault, fault.when === 'after' ? await this.#act(request, record) : undefined);
  }

  async #act(request: EmulatedRequest, record: OpenRecord): Promise<HttpResponse> {
    record.acted = true;
    const answer = await this.paperspace.answer(request);
    if (answer.status >= 400 && ['empty', 'html'].includes(this.paperspace.answers.errorBody)) {
      record.offContract = ['answer'];
    }
    return answer;
  }

  async #countDown(late: readonly LateRequest[]): Promise<void> {
    for (const one of late) one.remaining -= 1;
    const arriving = this.#late.filter(({ remaining }) => remaining <= 0);
    this.#late = this.#late.filter(({ remaining }) => remaining > 0);
    for (const { request, record } of arriving) await this.#act(request, record);
  }

  #record(request: EmulatedRequest): OpenRecord {
    const { authorization, ...headers } = request.headers;
    const scheme = authorization?.split(' ')[0];
    const record: OpenRecord = {
      method: request.method,
      ...parseTarget(request.path),
      target: request.path,
      headers: scheme === undefined ? headers : { ...headers, authorization: `${scheme} ***` },
      ...(request.body === undefined ? {} : { body: request.body }),
      acted: false,
      offContract: [],
    };
    this.#records.push(record);
    return record;
  }
}
