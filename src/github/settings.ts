import { didYouMean, formatCode } from '../net/format.ts';
import {
  type InputEntry,
  InputError,
  type InputName,
  inputs,
  parseInputs,
  type RawInputs,
} from '../operations/inputs.ts';
import { loadAll, type Operation, type Registry } from '../operations/operation.ts';
import type { Workflow } from './workflow.ts';

/** The environment variables that replace empty inputs. */
const variables: Readonly<Partial<Record<InputName, readonly string[]>>> = {
  'api-key': ['PAPERSPACE_API_KEY'],
  's3-endpoint': ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  's3-region': ['AWS_REGION', 'AWS_DEFAULT_REGION'],
};

/** The inputs of a step, as texts. */
export interface GivenInputs {
  readonly raw: RawInputs;
  /** The environment variables that texts of `raw` come from. */
  readonly sources: Readonly<Partial<Record<InputName, string>>>;
}

/** Reads the texts of all inputs. If an input is empty, its environment variable is used. */
export function readGivenInputs({ input, env }: Workflow): GivenInputs {
  const raw: Partial<Record<InputName, string>> = {};
  const sources: Partial<Record<InputName, string>> = {};
  for (const name of inputNames()) {
    const text = input(name);
    const variable = variables[name]?.find((one) => env[one]?.trim());
    if (text.trim() !== '') {
      raw[name] = text;
    } else if (variable !== undefined) {
      raw[name] = env[variable] ?? '';
      sources[name] = variable;
    }
  }
  return { raw, sources };
}

/** Returns the names of all inputs. */
function inputNames(): InputName[] {
  return Object.keys(inputs).filter((name): name is InputName => name in inputs);
}

/** Inputs that every operation takes. */
export const commonInputs = [
  'operation',
  'api-key',
  'api-url',
  'retries',
  'request-timeout',
  'summary',
] as const satisfies readonly InputName[];

/** The settings of a run that do not depend on the operation. */
export interface Settings {
  readonly apiKey: string;
  readonly apiUrl: URL;
  readonly retries: number;
  readonly idleTimeoutMs: number;
}

/** Returns the same error, which names the environment variables of texts that do not come from an input. */
export function nameSources(error: unknown, { sources }: GivenInputs): unknown {
  if (!(error instanceof InputError)) return error;
  const variables = new Map<string, string>(Object.entries(sources));
  return new InputError(error.problems.map((problem) => ({ ...problem, variable: variables.get(problem.input) })));
}

/** Returns whether to write a job summary: also if that input is invalid, so that the summary can report it. */
export async function wantsSummary(raw: RawInputs): Promise<boolean> {
  return parseInputs(raw, [], ['summary']).then(
    ({ summary }) => summary,
    () => true,
  );
}

/** Parses the inputs that every operation takes. Throws an `InputError`. */
export async function parseSettings(raw: RawInputs): Promise<Settings> {
  const values = await parseInputs(raw, ['api-key'], ['api-url', 'retries', 'request-timeout', 'summary']);
  return {
    apiKey: values['api-key'],
    apiUrl: values['api-url'],
    retries: values.retries,
    idleTimeoutMs: values['request-timeout'] * 1000,
  };
}

/** Loads the operation that the input names. Throws an `InputError`. */
export async function chooseOperation(raw: RawInputs, registry: Registry): Promise<Operation> {
  const wanted = (raw.operation ?? inputs.operation.default).trim();
  const load = registry.get(wanted);
  if (load !== undefined) return load();
  const names = [...registry.keys()];
  const help = didYouMean(wanted, names) || `Valid operations: ${names.join(', ')}`;
  const message = `must be an operation, not ${formatCode(wanted)}. ${help}`;
  throw new InputError([{ input: 'operation', message }]);
}

/** Returns a line for each input that is given but that the operation does not use. */
export async function unusedInputs(given: GivenInputs, operation: Operation, registry: Registry): Promise<string[]> {
  const used = new Set<InputName>([...commonInputs, ...operation.required, ...operation.optional]);
  const unused = inputNames().filter((name) => !used.has(name) && isGiven(name, given));
  if (unused.length === 0) return [];
  const operations = await loadAll(registry);
  return unused.map((name) => {
    const users = operations.filter(({ required, optional }) => [...required, ...optional].includes(name));
    const hint =
      users.length === 0 ? 'no operation uses it' : `it applies to ${users.map((user) => user.name).join(', ')}`;
    return `Input \`${name}\` has no effect on ${operation.name}: ${hint}`;
  });
}

/** Returns whether an input is set to another value than its default. The value of an expression is unknown here. */
function isGiven(name: InputName, { raw, sources }: GivenInputs): boolean {
  const kind: InputEntry = inputs[name];
  return name in raw && !(name in sources) && raw[name] !== kind.default && kind.expression === undefined;
}
