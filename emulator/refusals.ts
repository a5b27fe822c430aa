/** Error responses of the emulator, in the shape of the API reference. */
import type { HttpResponse } from '../src/paperspace/http.ts';
import type { Answers } from './answers.ts';

/** One thing that is wrong with a request. */
export interface Detail {
  readonly path: string;
  readonly message: string;
}

const codeByStatus: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  425: 'TOO_EARLY',
  429: 'TOO_MANY_REQUESTS',
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** Returns the `code` for a status; one that is not in the table is an internal error. */
export function codeOf(status: number): string {
  return codeByStatus[status] ?? 'INTERNAL_SERVER_ERROR';
}

/** Thrown when a request is refused; becomes a response in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly details: readonly Detail[];

  constructor(status: number, message: string, details: readonly Detail[] = []) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** Returns an error response in one of the known forms. */
export function errorAnswer(refusal: Refusal, form: Answers['errorBody']): HttpResponse {
  const { status, message, details } = refusal;
  if (form === 'empty') return { status, headers: {}, body: '' };
  if (form === 'html') return { status, headers: { 'content-type': 'text/html' }, body: htmlPage(status) };
  const body = { code: codeOf(status), message, ...(details.length > 0 ? { [form]: details } : {}) };
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function htmlPage(status: number): string {
  return `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`;
}
