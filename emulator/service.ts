/**
 * A Paperspace with its faults and a record of what was asked and answered; what `server.ts` and `in-process.ts` have
 * in common. It decides what is delivered; they deliver it, each in its own way.
 */
import type { Clock } from '../src/net/clock.ts';
import type { HttpResponse } from '../src/paperspace/http.ts';
import { type Delivery, faultyDelivery } from './delivery.ts';
import { type Fault, type FaultInput, Faults, parseFault } from './faults.ts';
import type { Paperspace } from './paperspace.ts';
import { type EmulatedRequest, parseTarget } from './requests.ts';

/** One request, in the order of arrival, with what became of it. */
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
  /** The fault that struck it. */
  readonly fault?: Fault;
  /** Whether the API acted on it, which it can also have done without an answer, or later. */
  readonly acted: boolean;
  /** What was sent, of which a fault may have let only half arrive. Absent where nothing was sent (yet). */
  readonly answer?: HttpResponse;
  /**
   * The sides that are not to be judged by the contract: answers that a fault made, and error bodies that the emulator
   * was told to make in another form. A test adds 'request' where it sends something wrong on purpose.
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
  /** Waits out what a fault makes slow. */
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

  /** @throws Error where it is not a fault. */
  addFault(fault: FaultInput): void {
    this.#faults.add(parseFault(fault));
  }

  /** Faults that have not struck as often as they will. */
  remainingFaults(): readonly Fault[] {
    return this.#faults.remaining();
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Lets every request that is still on its way (the fault `late`) arrive now. */
  async deliverLateRequests(): Promise<void> {
    const arriving = this.#late;
    this.#late = [];
    for (const { request, record } of arriving) await this.#act(request, record);
  }

  /** The signal ends the wait of a slow answer. */
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
