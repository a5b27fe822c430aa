/**
 * The contract of `openapi.yaml`, as a judge of what was really sent: the client's requests and the emulator's answers.
 */
import { fileURLToPath } from 'node:url';
import { OpenAPIBackend } from 'openapi-backend';

/** One request and its answer, as the emulator records them. */
export interface ContractExchange {
  readonly method: string;
  /** Path and query as they were sent, relative to the API's base. */
  readonly target: string;
  /** Names are lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Absent where no answer was sent. */
  readonly answer?:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
    | undefined;
  /** Sides that are not to be judged: a request that is wrong on purpose, an answer that a fault made. */
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

/** The ids of the operations that the contract has. */
export const operationIds: readonly string[] = api.router
  .getOperations()
  .flatMap(({ operationId }) => operationId ?? []);

/** The id of the operation that a request belongs to; undefined where the contract has none. */
export function operationOf({ method, target }: Pick<ContractExchange, 'method' | 'target'>): string | undefined {
  return api.router.matchOperation({ method, path: target, headers: {} })?.operationId;
}

/** Everything in which the sendRequest departs from the contract, each as a line that says where. */
export function contractProblems(sendRequest: ContractExchange): string[] {
  const { method, target, answer, offContract = [] } = sendRequest;
  const operation = operationOf(sendRequest);
  const name = `${method} ${target}`;
  if (operation === undefined) return offContract.includes('request') ? [] : [`${name}: no such operation`];
  const ofRequest = offContract.includes('request') ? [] : requestProblems(sendRequest, operation);
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
