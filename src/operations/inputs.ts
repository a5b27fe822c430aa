/** The catalog of inputs, and how a step's inputs are read and parsed. A test compares it with `action.yml`. */
import { MAX_CONCURRENCY } from '../net/adaptive-concurrency.ts';
import { ActionError } from '../net/errors.ts';
import { formatCode } from '../net/format.ts';
import {
  apiKey,
  apiUrl,
  boolean,
  duration,
  folder,
  globs,
  httpUrl,
  type InputKind,
  integer,
  integerOr,
  metadata,
  nullableText,
  oneOf,
  Rejected,
  reference,
  tagGlobs,
  tags,
  text,
} from './input-parsers.ts';

const SIX_HOURS_MS = 6 * 3_600_000;

/** Every input of the action. One with a default always has a value. */
export const inputs = {
  operation: { ...text, default: 'snapshot' },
  'api-key': { ...apiKey, variables: ['PAPERSPACE_API_KEY'], secret: true },
  'api-url': { ...apiUrl, default: 'https://api.paperspace.com/v1' },
  dataset: reference,
  version: text,
  name: text,
  description: nullableText,
  public: { ...boolean, default: 'false' },
  'if-exists': { ...oneOf('error', 'reuse'), default: 'error' },
  'storage-provider-id': text,
  message: text,
  tags,
  'tags-mode': { ...oneOf('replace', 'add', 'remove', 'clear'), default: 'replace' },
  metadata,
  provenance: { ...boolean, default: 'true' },
  key: text,
  'job-index': { ...text, default: '0', expression: 'strategy.job-index' },
  commit: { ...boolean, default: 'true' },
  'on-failure': { ...oneOf('keep', 'delete'), default: 'keep' },
  limit: { ...integer(0), default: '100' },
  after: text,
  order: { ...oneOf('desc', 'asc'), default: 'desc' },
  privacy: text,
  'team-id': text,
  committed: { ...oneOf('any', 'true', 'false'), default: 'any' },
  against: text,
  path: globs,
  include: { ...globs, accepts: 'globs, one per line' },
  destination: { ...folder, default: '/' },
  'if-no-files-found': { ...oneOf('error', 'warn', 'ignore'), default: 'error' },
  'include-hidden-files': { ...boolean, default: 'false' },
  incremental: { ...boolean, default: 'true' },
  'allow-empty': { ...boolean, default: 'false' },
  'skip-if-unchanged': { ...boolean, default: 'false' },
  clean: { ...boolean, default: 'false' },
  depth: { ...oneOf('quick', 'full'), default: 'quick' },
  'write-manifest': { ...boolean, default: 'false' },
  'expect-files': integer(0),
  'expect-bytes': integer(0),
  concurrency: { ...integerOr('auto', 1, MAX_CONCURRENCY), default: 'auto' },
  's3-endpoint': { ...httpUrl, variables: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'] },
  's3-region': { ...text, variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  'storage-prefix': { ...folder, default: 'data/' },
  'keep-last': integer(1),
  'older-than': duration(),
  'drafts-older-than': duration(SIX_HOURS_MS, '6h'),
  'prune-tags': tagGlobs,
  'delete-files': { ...boolean, default: 'false' },
  orphans: { ...boolean, default: 'false' },
  'dry-run': { ...boolean, default: 'false' },
  'release-notes': { ...boolean, default: 'false' },
  comment: { ...boolean, default: 'false' },
  'github-token': { ...text, expression: 'github.token', secret: true },
  summary: { ...boolean, default: 'true' },
  retries: { ...integer(0, 20), default: '5' },
  'request-timeout': { ...integer(1, 3600), default: '30' },
} as const satisfies Record<string, InputEntry>;

/** One entry of the catalog, whatever the type of its value. */
export type InputEntry = InputKind<unknown> & {
  readonly default?: string;
  /** The default in `action.yml`, if only the workflow knows it. */
  readonly expression?: string;
  /** The environment variables that replace the input if it is empty, the first one that is set. */
  readonly variables?: readonly string[];
  /** Whether the value is never repeated in a message. */
  readonly secret?: boolean;
};
export type InputName = keyof typeof inputs;
type InputValue<N extends InputName> = Exclude<Awaited<ReturnType<(typeof inputs)[N]['parse']>>, Rejected>;
type Optional<N extends InputName> = (typeof inputs)[N] extends { readonly default: string } ? never : undefined;

/** The values of inputs. Required ones and those with a default are always present. */
export type InputValues<R extends InputName, O extends InputName> = {
  readonly [N in R]: InputValue<N>;
} & { readonly [N in O]: InputValue<N> | Optional<N> };

/** The values of some inputs, none of which is required. */
export type OptionalInputs<O extends InputName> = InputValues<never, O>;

/** The names of all inputs. */
export const inputNames = Object.keys(inputs).filter((name): name is InputName => name in inputs);

/** The inputs whose values are masked in the log. */
export const secretInputs = inputNames.filter((name) => entryOf(name).secret === true);

function entryOf(name: InputName): InputEntry {
  return inputs[name];
}

/** The inputs that every operation takes. */
export const commonInputs = [
  'operation',
  'api-key',
  'api-url',
  'retries',
  'request-timeout',
  'summary',
] as const satisfies readonly InputName[];

/** The inputs of operations that delete storage with versions. */
export const reclaimInputs = [
  'delete-files',
  's3-endpoint',
  's3-region',
  'concurrency',
] as const satisfies readonly InputName[];

/** The texts of a step's inputs. Empty ones are left out. */
export type RawInputs = Readonly<Partial<Record<InputName, string>>>;

/** The inputs of a step, as texts. */
export interface GivenInputs {
  readonly raw: RawInputs;
  /** The environment variables that texts of `raw` come from. */
  readonly sources: Readonly<Partial<Record<string, string>>>;
}

/** The runner, as far as it provides the inputs. */
interface InputSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  input(name: InputName): string;
}

/** Reads the texts of all inputs. If an input is empty, its environment variable is used. */
export function readGivenInputs({ input, env }: InputSource): GivenInputs {
  const raw: Partial<Record<InputName, string>> = {};
  const sources: Record<string, string> = {};
  for (const name of inputNames) {
    const { variables = [] } = entryOf(name);
    const given = input(name);
    const variable = variables.find((one) => env[one]?.trim());
    if (given.trim() !== '') {
      raw[name] = given;
    } else if (variable !== undefined) {
      raw[name] = env[variable] ?? '';
      sources[name] = variable;
    }
  }
  return { raw, sources };
}

/** A problem with the inputs of a step. */
export interface InputProblem {
  readonly input: string;
  /** The environment variable that the text comes from. */
  readonly variable?: string | undefined;
  /** Completes the sentence that begins with the name of the input: states what it must be, and what was given. */
  readonly message: string;
}

/** All problems with the inputs of a step, found before any request is sent. */
export class InputError extends ActionError {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    const title = problems.length === 1 ? 'Invalid input' : `${problems.length} invalid inputs`;
    super(problems.map(describeProblem).join('\n'), { title });
    this.problems = problems;
  }
}

function describeProblem({ input, variable, message }: InputProblem): string {
  return `${variable === undefined ? `Input \`${input}\`` : `Variable \`${variable}\``} ${message}`;
}

/** Returns the same error, which names the environment variables of texts that do not come from an input. */
export function nameSources(error: unknown, { sources }: GivenInputs): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.problems.map((problem) => ({ ...problem, variable: sources[problem.input] })));
}

const MAX_SHOWN_LENGTH = 80;
/** The credentials before the host of a URL. */
const CREDENTIALS = /\/\/[^/\s]*@/g;

/**
 * Parses inputs.
 *
 * @param accepts what an input accepts here, in words, if that differs from other operations
 * @throws InputError with all problems at once
 */
export async function parseInputs<R extends InputName = never, O extends InputName = never>(
  raw: RawInputs,
  required: readonly R[],
  optional: readonly O[] = [],
  accepts: Partial<Record<InputName, string>> = {},
): Promise<InputValues<R, O>> {
  const problems: InputProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const name of [...required, ...optional]) {
    const kind = entryOf(name);
    const given = raw[name]?.trim() ? raw[name] : kind.default;
    if (given === undefined || given === '') {
      const message = kind.missing ?? `is missing. It must be ${accepts[name] ?? kind.accepts}`;
      if (required.some((one) => one === name)) problems.push({ input: name, message });
      continue;
    }
    const value = await kind.parse(given);
    if (value instanceof Rejected) problems.push({ input: name, message: rejection(kind, given, value) });
    else values[name] = value;
  }
  rejectProblems(problems);
  // Each name was parsed by its own kind above, which the compiler cannot follow through the loop.
  return values as InputValues<R, O>;
}

/** Waits for two parts of the inputs. Throws one {@link InputError} with the problems of both. */
export async function parseBoth<A, B>(...parts: readonly [Promise<A>, Promise<B>]): Promise<readonly [A, B]> {
  const settled = await Promise.allSettled(parts);
  const errors = settled.flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
  const defect = errors.find((error) => !(error instanceof InputError));
  if (defect !== undefined) throw defect;
  rejectProblems(errors.flatMap((error) => (error instanceof InputError ? error.problems : [])));
  return Promise.all(parts);
}

/** Throws an {@link InputError} unless the list is empty. */
export function rejectProblems(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}

function rejection({ accepts, secret }: InputEntry, given: string, { reason }: Rejected): string {
  const open = given.replaceAll(CREDENTIALS, '//***@').trim();
  const shown = open.length > MAX_SHOWN_LENGTH ? `${open.slice(0, MAX_SHOWN_LENGTH)}…` : open;
  const not = secret ? '' : `, not ${formatCode(shown)}`;
  return `must be ${accepts}${not}${reason === '' ? '' : `. ${reason}`}`;
}

/** The settings of a run that do not depend on the operation. */
export interface Settings {
  readonly apiKey: string;
  readonly apiUrl: URL;
  readonly retries: number;
  readonly idleTimeoutMs: number;
}

/** Parses the inputs that every operation takes. Throws an {@link InputError}. */
export async function parseSettings(raw: RawInputs): Promise<Settings> {
  const values = await parseInputs(raw, ['api-key'], ['api-url', 'retries', 'request-timeout', 'summary']);
  return {
    apiKey: values['api-key'],
    apiUrl: values['api-url'],
    retries: values.retries,
    idleTimeoutMs: values['request-timeout'] * 1000,
  };
}

/** Returns whether to write a job summary. Returns true if that input is invalid, so that the summary can report it. */
export async function wantsSummary(raw: RawInputs): Promise<boolean> {
  return parseInputs(raw, [], ['summary']).then(
    ({ summary }) => summary,
    () => true,
  );
}
