/** The catalog of inputs: the values that each accepts, and its default. A test compares it with `action.yml`. */
import { MAX_CONCURRENCY } from '../net/adaptive-concurrency.ts';
import { ActionError } from '../net/errors.ts';
import { formatCode } from '../net/format.ts';
import { API_KEY_HINT } from '../paperspace/errors.ts';
import { LATEST, parseReference, type Reference } from '../paperspace/references.ts';
import {
  boolean,
  duration,
  type InputKind,
  integer,
  integerOr,
  lines,
  metadata,
  oneOf,
  RejectedValue,
  text,
  words,
} from './input-parsers.ts';

const reference: InputKind<Reference> = {
  accepts: 'a dataset as `ID-or-NAME`, or with a version as `ID-or-NAME:VERSION`',
  parse: (value) => {
    const parsed = parseReference(value);
    if (parsed === undefined) throw new RejectedValue();
    return parsed;
  },
};

/** The API takes tags as one comma-separated text, so no tag contains a comma; `latest` is reserved. */
const tags: InputKind<readonly string[]> = {
  accepts: 'tags separated by commas or line breaks',
  parse: (value) => {
    const list = words(value);
    if (list.length === 0) throw new RejectedValue();
    if (list.includes(LATEST)) throw new RejectedValue(`\`${LATEST}\` always means the newest committed version`);
    return list;
  },
};

const nullableText: InputKind<string | null> = {
  accepts: 'text, or `null` to clear it',
  parse: (value) => (value.trim() === 'null' ? null : value.trim()),
};

const globs: InputKind<readonly string[]> = { accepts: 'globs or paths, one per line', parse: lines };
const tagGlobs: InputKind<readonly string[]> = { accepts: 'globs separated by commas or line breaks', parse: words };

const httpUrl: InputKind<URL> = {
  accepts: 'an http or https URL',
  parse: (value) => {
    const text = value.trim();
    const url = URL.parse(text);
    if (url === null || !['http:', 'https:'].includes(url.protocol)) {
      throw new RejectedValue(isHost(text) ? `Did you mean \`https://${text}\`?` : '');
    }
    if (url.username !== '' || url.password !== '') throw new RejectedValue('It must not contain credentials');
    return url;
  },
};

/** Returns whether the text is a host name, perhaps with a port or a path, such as `nyc3.example.com`. */
function isHost(text: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/\S*)?$/i.test(text);
}

/** Returns whether a host is this machine, whatever its name resolves to. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

const apiUrl: InputKind<URL> = {
  accepts: 'an https URL (http on loopback only)',
  parse: async (value) => {
    const url = await httpUrl.parse(value);
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      throw new RejectedValue('The API key would be sent unencrypted');
    }
    if (url.search !== '' || url.hash !== '') throw new RejectedValue('It must not contain a query or a fragment');
    return url;
  },
};

/** The key is sent in a header, so it is limited to its characters. Its value is never shown. */
const apiKey: InputKind<string> = {
  accepts: 'an API key of the team that owns the dataset',
  missing: `is missing, and the environment variable PAPERSPACE_API_KEY is not set. ${API_KEY_HINT}`,
  parse: (value) => {
    if (/^[\x21-\x7e]+$/.test(value.trim())) return value.trim();
    throw new RejectedValue('It contains whitespace or other characters that no key has');
  },
};

/** A folder inside a version: without a leading slash, and with a trailing one unless it is the root. */
const folder: InputKind<string> = {
  accepts: 'a folder inside the version, such as `/` or `train/images`',
  parse: (value) => {
    const segments = value
      .trim()
      .split('/')
      .filter((segment) => segment !== '');
    if (segments.includes('.') || segments.includes('..')) throw new RejectedValue('It must not contain `.` or `..`');
    return segments.map((segment) => `${segment}/`).join('');
  },
};

const SIX_HOURS_MS = 6 * 3_600_000;

/**
 * Every input of the action. One with a default always has a value. `expression` is the default in
 * `action.yml` instead, if only the workflow knows it.
 */
export const inputs = {
  operation: { ...text, default: 'snapshot' },
  'api-key': apiKey,
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
  's3-endpoint': httpUrl,
  's3-region': text,
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
  'github-token': { ...text, expression: 'github.token' },
  summary: { ...boolean, default: 'true' },
  retries: { ...integer(0, 20), default: '5' },
  'request-timeout': { ...integer(1, 3600), default: '30' },
} as const satisfies Record<string, InputEntry>;

export type InputName = keyof typeof inputs;
/** One entry of the catalog, whatever the type of its value. */
export type InputEntry = InputKind<unknown> & { readonly default?: string; readonly expression?: string };
type InputValue<N extends InputName> = Awaited<ReturnType<(typeof inputs)[N]['parse']>>;
type Optional<N extends InputName> = (typeof inputs)[N] extends { readonly default: string } ? never : undefined;

/** The values of inputs. Required ones and those with a default are always present. */
export type InputValues<R extends InputName, O extends InputName> = {
  readonly [N in R]: InputValue<N>;
} & { readonly [N in O]: InputValue<N> | Optional<N> };

/** The inputs of operations that delete storage with versions. */
export const reclaimInputs = [
  'delete-files',
  's3-endpoint',
  's3-region',
  'concurrency',
] as const satisfies readonly InputName[];

/** The texts of a step's inputs. Empty ones are left out. */
export type RawInputs = Readonly<Partial<Record<InputName, string>>>;

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
  override readonly name = 'InputError';
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

/** Values that are never repeated in a message. */
const SECRET: readonly InputName[] = ['api-key', 'github-token'];
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
    const kind: InputEntry = inputs[name];
    const given = raw[name]?.trim() ? raw[name] : kind.default;
    if (given === undefined || given === '') {
      const message = kind.missing ?? `is missing. It must be ${accepts[name] ?? kind.accepts}`;
      if (required.some((one) => one === name)) problems.push({ input: name, message });
      continue;
    }
    try {
      values[name] = await kind.parse(given);
    } catch (error) {
      if (!(error instanceof RejectedValue)) throw error;
      problems.push({ input: name, message: rejection(name, given, error.message) });
    }
  }
  rejectProblems(problems);
  // Each name was parsed by its own kind above, which the compiler cannot follow through the loop.
  return values as InputValues<R, O>;
}

/** Waits for several parts of the inputs. Throws one {@link InputError} with the problems of all of them. */
export async function parseAll<T extends readonly unknown[]>(
  ...parts: { readonly [K in keyof T]: Promise<T[K]> }
): Promise<T>;
export async function parseAll(...parts: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
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

function rejection(name: InputName, given: string, reason: string): string {
  const open = given.replaceAll(CREDENTIALS, '//***@').trim();
  const shown = open.length > MAX_SHOWN_LENGTH ? `${open.slice(0, MAX_SHOWN_LENGTH)}…` : open;
  const not = SECRET.includes(name) ? '' : `, not ${formatCode(shown)}`;
  return `must be ${inputs[name].accepts}${not}${reason === '' ? '' : `. ${reason}`}`;
}
