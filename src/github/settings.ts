import { didYouMean } from '../net/format.ts';
import {
  type InputEntry,
  type InputName,
  type InputProblem,
  inputs,
  parseInputs,
  type RawInputs,
} from '../operations/inputs.ts';
import { loadAll, type Operation, type Registry } from '../operations/operation.ts';
import { API_KEY_HINT } from '../paperspace/errors.ts';
import type { Workflow } from './workflow.ts';

/** The environment variables that stand in for empty inputs. */
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

/** Reads the texts of all inputs. Where an input is empty, its environment variable stands in. */
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
export function inputNames(): InputName[] {
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

/** The settings, or what is wrong with them. `hasSummary` is known either way. */
export type ParsedSettings = { readonly hasSummary: boolean } & (
  | { readonly settings: Settings }
  | { readonly problems: readonly InputProblem[] }
);

/** Names the environment variable that an invalid text comes from, instead of the input that is empty. */
export function nameSources(problems: readonly InputProblem[], { sources }: GivenInputs): InputProblem[] {
  return problems.map((problem) => {
    const variable = inputNames().find((name) => name === problem.input && name in sources);
    return variable === undefined ? problem : { ...problem, variable: sources[variable] };
  });
}

/** Parses the inputs that every operation takes, and returns everything that is wrong with them. */
export async function parseSettings(raw: RawInputs): Promise<ParsedSettings> {
  const parsed = await parseInputs(raw, ['api-key'], ['api-url', 'retries', 'request-timeout']);
  const summary = await parseInputs(raw, [], ['summary']);
  const hasSummary = 'problems' in summary || summary.values.summary;
  const problems = [parsed, summary].flatMap((part) => ('problems' in part ? part.problems : []));
  if ('problems' in parsed || problems.length > 0) return { hasSummary, problems: problems.map(withKeyHint) };
  const { values } = parsed;
  return {
    hasSummary,
    settings: {
      apiKey: values['api-key'],
      apiUrl: values['api-url'],
      retries: values.retries,
      idleTimeoutMs: values['request-timeout'] * 1000,
    },
  };
}

function withKeyHint(problem: InputProblem): InputProblem {
  return problem.input === 'api-key' && problem.message.startsWith('is missing')
    ? { ...problem, message: `${problem.message}, and PAPERSPACE_API_KEY is not set either. ${API_KEY_HINT}` }
    : problem;
}

/** Loads the operation that the input names, or returns what is wrong with it. */
export async function chooseOperation(
  raw: RawInputs,
  registry: Registry,
): Promise<{ readonly operation: Operation } | { readonly problems: readonly InputProblem[] }> {
  const wanted = (raw.operation ?? inputs.operation.default).trim();
  const load = registry.get(wanted);
  if (load !== undefined) return { operation: await load() };
  const names = [...registry.keys()];
  const help = didYouMean(wanted, names) || ` Valid operations: ${names.join(', ')}`;
  const message = `is ${JSON.stringify(wanted)}, which is not an operation.${help}`;
  return { problems: [{ input: 'operation', message }] };
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
