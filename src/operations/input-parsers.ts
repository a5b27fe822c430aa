/** The kinds of inputs: what each accepts, and how it is parsed. */
import { didYouMean, formatChoice } from '../net/format.ts';
import { API_KEY_HINT } from '../paperspace/errors.ts';
import { LATEST, parseReference, type Reference } from '../paperspace/references.ts';
import { isMapping, type Metadata, parseJson } from '../paperspace/schema.ts';
import { RESERVED_KEYS } from '../paperspace/snapshot-mark.ts';

/** What a parser returns for a text that the input does not accept. */
export class Rejected {
  /** Adds details to what the input accepts: a sentence, or nothing. */
  readonly reason: string;

  constructor(reason = '') {
    this.reason = reason;
  }
}

/** One kind of input. Texts are never empty. */
export interface InputKind<T> {
  /** Completes the sentence "`limit` must be …". */
  readonly accepts: string;
  /** Describes the problem if a required input is missing, unless `accepts` does. */
  readonly missing?: string;
  readonly parse: (text: string) => T | Rejected | Promise<T | Rejected>;
}

/** A text without the white space around it. */
export const text: InputKind<string> = {
  accepts: 'text',
  missing: 'is missing',
  parse: (value) => value.trim(),
};

/** `true` or `false`, as YAML 1.2 writes them. */
export const boolean: InputKind<boolean> = {
  accepts: '`true` or `false`',
  parse: (value) => {
    const word = value.trim();
    if (['true', 'True', 'TRUE'].includes(word)) return true;
    if (['false', 'False', 'FALSE'].includes(word)) return false;
    return new Rejected();
  },
};

/** A whole number within bounds, in decimal digits only. */
export function integer(least: number, most: number = Number.MAX_SAFE_INTEGER): InputKind<number> {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return {
    accepts: `a whole number ${bounds}`,
    parse: (value) => {
      const digits = value.trim();
      const number = Number(digits);
      if (!/^\d{1,16}$/.test(digits) || number < least || number > most) return new Rejected();
      return number;
    },
  };
}

/** A whole number within bounds, or a word. */
export function integerOr<const W extends string>(word: W, least: number, most: number): InputKind<number | W> {
  const number = integer(least, most);
  return {
    accepts: `\`${word}\` or ${number.accepts}`,
    parse: (value) => (value.trim() === word ? word : number.parse(value)),
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): InputKind<W> {
  return {
    accepts: formatChoice(words),
    parse: (value) => {
      const found = words.find((word) => word === value.trim());
      if (found === undefined) return new Rejected(didYouMean(value.trim(), words));
      return found;
    },
  };
}

/** Lines that are not empty, trimmed. */
export function lines(value: string): string[] {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Words between commas or line breaks, trimmed, without empty ones and repetitions. */
export function words(value: string): string[] {
  return [...new Set(value.split(/[,\r\n]/).map((word) => word.trim()))].filter((word) => word !== '');
}

const UNITS_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const MAX_DURATION_MS = 100 * 365 * 86_400_000;

/** A duration such as `90m`, `12h`, `30d` or `4w`, in milliseconds, of at least `leastMs`. */
export function duration(leastMs = 0, leastText = ''): InputKind<number> {
  const floor = leastText === '' ? '' : `, at least ${leastText}`;
  return {
    accepts: `a duration such as \`12h\`, \`30d\` or \`4w\`${floor}`,
    parse: (value) => {
      const [, amount, unit] = /^(\d{1,9})([mhdw])$/.exec(value.trim()) ?? [];
      const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
      if (amount === undefined || unitMs === undefined) return new Rejected();
      const ms = Number(amount) * unitMs;
      if (ms === 0) return new Rejected('It must be greater than zero');
      if (ms < leastMs) return new Rejected('A running job may still be filling a draft of that age');
      if (ms > MAX_DURATION_MS) return new Rejected('It must not exceed 100 years');
      return ms;
    },
  };
}

/** A JSON or YAML mapping. The keys `snapshot` and `github` are reserved for the action. */
export const metadata: InputKind<Metadata> = {
  accepts: 'a JSON or YAML mapping',
  parse: async (text) => {
    // What is not JSON may still be YAML in flow style, and the YAML parser has the better message.
    const json = text.trimStart().startsWith('{') ? parseJson(text) : undefined;
    const value = json ?? (await parseYaml(text));
    if (value instanceof Rejected) return value;
    if (!isMapping(value)) return new Rejected();
    const problem = jsonProblem(value);
    if (problem !== undefined) return new Rejected(problem);
    if (RESERVED_KEYS.every((key) => !Object.hasOwn(value, key))) return value;
    return new Rejected(`The keys \`${RESERVED_KEYS.join('` and `')}\` are reserved for this action`);
  },
};

/** Loads the YAML parser, which most steps do not need: they have no metadata, or JSON. */
async function parseYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text, { schema: 'core', maxAliasCount: 100, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    return new Rejected(`It is not valid YAML: ${String(error).replace(/^\w*Error: /, '')}`);
  }
}

const MAX_DEPTH = 64;
/** From here on JavaScript writes whole numbers with an exponent, which shows that they are not exact. */
const MIN_EXPONENTIAL = 1e21;

/** Returns why JSON cannot represent a value as it was written, or undefined if it can. */
function jsonProblem(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `It is nested deeper than ${MAX_DEPTH} levels`;
  if (typeof value === 'number') return numberProblem(value);
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
    return `It contains a ${value.constructor.name}, which JSON cannot represent`;
  }
  if (Object.hasOwn(value, '__proto__')) return 'It contains the key __proto__';
  for (const child of Object.values(value)) {
    const problem = jsonProblem(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function numberProblem(value: number): string | undefined {
  if (!Number.isFinite(value)) return `It contains ${value}, which JSON cannot represent`;
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || Math.abs(value) >= MIN_EXPONENTIAL) return undefined;
  return `It contains a whole number near ${value} that is too large to be exact: put it in quotes`;
}

export const reference: InputKind<Reference> = {
  accepts: 'a dataset as `ID-or-NAME`, or with a version as `ID-or-NAME:VERSION`',
  parse: (value) => parseReference(value) ?? new Rejected(),
};

/** The API takes tags as one comma-separated text, so no tag contains a comma; `latest` is reserved. */
export const tags: InputKind<readonly string[]> = {
  accepts: 'tags separated by commas or line breaks',
  parse: (value) => {
    const list = words(value);
    if (list.length === 0) return new Rejected();
    if (list.includes(LATEST)) return new Rejected(`\`${LATEST}\` always means the newest committed version`);
    return list;
  },
};

export const nullableText: InputKind<string | null> = {
  accepts: 'text, or `null` to clear it',
  parse: (value) => (value.trim() === 'null' ? null : value.trim()),
};

export const globs: InputKind<readonly string[]> = { accepts: 'globs or paths, one per line', parse: lines };
export const tagGlobs: InputKind<readonly string[]> = {
  accepts: 'globs separated by commas or line breaks',
  parse: words,
};

export const httpUrl: InputKind<URL> = {
  accepts: 'an http or https URL',
  parse: (value) => {
    const text = value.trim();
    const url = URL.parse(text);
    if (url === null || !['http:', 'https:'].includes(url.protocol)) {
      return new Rejected(isHost(text) ? `Did you mean \`https://${text}\`?` : '');
    }
    if (url.username !== '' || url.password !== '') return new Rejected('It must not contain credentials');
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

export const apiUrl: InputKind<URL> = {
  accepts: 'an https URL (http on loopback only)',
  parse: async (value) => {
    const url = await httpUrl.parse(value);
    if (url instanceof Rejected) return url;
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      return new Rejected('The API key would be sent unencrypted');
    }
    if (url.search !== '' || url.hash !== '') return new Rejected('It must not contain a query or a fragment');
    return url;
  },
};

/** The key is sent in a header, so it may contain only characters that are valid there. Its value is never shown. */
export const apiKey: InputKind<string> = {
  accepts: 'an API key of the team that owns the dataset',
  missing: `is missing, and the environment variable PAPERSPACE_API_KEY is not set. ${API_KEY_HINT}`,
  parse: (value) => {
    if (/^[\x21-\x7e]+$/.test(value.trim())) return value.trim();
    return new Rejected('It contains whitespace or other characters that an API key cannot contain');
  },
};

/** A folder inside a version: without a leading slash, and with a trailing one unless it is the root. */
export const folder: InputKind<string> = {
  accepts: 'a folder inside the version, such as `/` or `train/images`',
  parse: (value) => {
    const segments = value
      .trim()
      .split('/')
      .filter((segment) => segment !== '');
    if (segments.includes('.') || segments.includes('..')) return new Rejected('It must not contain `.` or `..`');
    return segments.map((segment) => `${segment}/`).join('');
  },
};
