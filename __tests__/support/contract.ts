/** Checks requests and responses against the contract, `openapi.yaml`. */
import { fileURLToPath } from 'node:url';
import { OpenAPIBackend } from 'openapi-backend';

/** A request and its response, as the emulator records them. */
export interface ContractExchange {
  readonly method: string;
  /** Path and query as they were sent, relative to the API's base. */
  readonly target: string;
  /** Names are lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Absent if no response was sent. */
  readonly answer?:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
    | undefined;
  /** Sides that are not checked: a request that is wrong on purpose, or a response of a fault. */
  readonly offContract?: readonly ('request' | 'answer')[] | undefined;
}

/** The form of a time in JSON: RFC 3339, which `format: date-time` stands for. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const api = new OpenAPIBackend({
  definition: fileURLToPath(new URL('../../openapi.yaml', import.meta.url)),
  strict: true,
  ajvOpts: { allErrors: true, formats: { 'date-time': dateTime } },
});
await api.init();

/** The IDs of the contract's operations. */
export const operationIds: readonly string[] = api.router
  .getOperations()
  .flatMap(({ operationId }) => operationId ?? []);

/** Returns the ID of the operation that a request belongs to, or undefined if the contract has none. */
export function operationOf({ method, target }: Pick<ContractExchange, 'method' | 'target'>): string | undefined {
  return api.router.matchOperation({ method, path: target, headers: {} })?.operationId;
}

/** Returns how a request and its response violate the contract, each as a line with the place. */
export function contractProblems(exchange: ContractExchange): string[] {
  const { method, target, answer, offContract = [] } = exchange;
  const operation = operationOf(exchange);
  const name = `${method} ${target}`;
  if (operation === undefined) return offContract.includes('request') ? [] : [`${name}: no such operation`];
  const ofRequest = offContract.includes('request') ? [] : requestProblems(exchange, operation);
  const ofAnswer = answer === undefined || offContract.includes('answer') ? [] : answerProblems(answer, operation);
  return [
    ...ofRequest.map((problem) => `${name}: request: ${problem}`),
    ...ofAnswer.map((problem) => `${name}: answer: ${problem}`),
  ];
}

function requestProblems({ method, target, headers, body }: ContractExchange, operation: string): string[] {
  const [path = '', query] = target.split('?');
  const repeated = repeatedNames(new URLSearchParams(query));
  const { errors } = api.validator.validateRequest(
    { method, path, headers, query: Object.fromEntries(new URLSearchParams(query)), body: body ?? undefined },
    operation,
  );
  return [
    ...(headers.authorization?.startsWith('Bearer ') ? [] : ['no bearer authorization']),
    ...(body === undefined || isJson(headers) ? [] : [`content type ${headers['content-type']}`]),
    ...(body !== undefined && !takesBody(operation) ? ['a body where none belongs'] : []),
    ...repeated.map((parameter) => `the query parameter ${parameter} is repeated`),
    ...(errors ?? []).map(toLine),
  ];
}

function answerProblems(
  { status, headers, body }: NonNullable<ContractExchange['answer']>,
  operation: string,
): string[] {
  if (!isJson(headers)) return [`status ${status} with content type ${headers['content-type']}`];
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [`status ${status} with a body that is not JSON`];
  }
  const { errors } = api.validator.validateResponse(value, operation, status);
  return (errors ?? []).map((error) => `status ${status}: ${toLine(error)}`);
}

function takesBody(operation: string): boolean {
  return api.router.getOperation(operation)?.requestBody !== undefined;
}

function isJson(headers: Readonly<Record<string, string>>): boolean {
  return /^application\/json\b/i.test(headers['content-type'] ?? '');
}

function repeatedNames(query: URLSearchParams): string[] {
  return [...new Set(query.keys())].filter((name) => query.getAll(name).length > 1);
}

function toLine({
  instancePath,
  message,
  params,
}: {
  instancePath: string;
  message?: string;
  params: unknown;
}): string {
  return `${instancePath || '/'} ${message ?? 'is wrong'} ${JSON.stringify(params)}`;
}
