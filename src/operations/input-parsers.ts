import { didYouMean } from '../net/suggestion.ts';
import { isMapping, type Metadata } from '../paperspace/schema.ts';
import { RESERVED_KEYS } from '../paperspace/snapshot-mark.ts';

/** Thrown by a parser for a text that is not what the input takes; the message says what is wrong with it. */
export class RejectedValue extends Error {
  override readonly name = 'RejectedValue';
}

/** One kind of input: what it takes, in words, and how its text is read. Texts are never empty. */
export interface InputKind<T> {
  readonly takes: string;
  readonly parse: (text: string) => T | Promise<T>;
}

/** A text as it is, without the white space around it. */
export const text: InputKind<string> = { takes: 'a text', parse: (value) => value.trim() };

/** `true` or `false`, as YAML 1.2 writes them. */
export const boolean: InputKind<boolean> = {
  takes: '`true` or `false`',
  parse: (value) => {
    const word = value.trim();
    if (['true', 'True', 'TRUE'].includes(word)) return true;
    if (['false', 'False', 'FALSE'].includes(word)) return false;
    throw new RejectedValue('it is neither');
  },
};

/** A whole number within bounds, in decimal digits alone. */
export function integer(least: number, most: number = Number.MAX_SAFE_INTEGER): InputKind<number> {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return {
    takes: `a whole number ${bounds}`,
    parse: (value) => {
      const digits = value.trim();
      if (!/^\d{1,16}$/.test(digits)) throw new RejectedValue('it is not a whole number');
      const number = Number(digits);
      if (number < least || number > most) throw new RejectedValue('it is out of bounds');
      return number;
    },
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): InputKind<W> {
  return {
    takes: words.map((word) => `\`${word}\``).join(', '),
    parse: (value) => {
      const found = words.find((word) => word === value.trim());
      if (found === undefined) throw new RejectedValue(`it is none of them.${didYouMean(value.trim(), words)}`);
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

/** Words between commas or line breaks, trimmed, without the empty and without repetition. */
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
    takes: `a duration such as \`12h\`, \`30d\` or \`4w\`${floor}`,
    parse: (value) => {
      const [, amount, unit] = /^(\d{1,9})([mhdw])$/.exec(value.trim()) ?? [];
      const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
      if (amount === undefined || unitMs === undefined) throw new RejectedValue('it is not a duration');
      const ms = Number(amount) * unitMs;
      if (ms === 0) throw new RejectedValue('it is no time at all');
      if (ms < leastMs) throw new RejectedValue('it is too short: a live job may be filling a draft of that age');
      if (ms > MAX_DURATION_MS) throw new RejectedValue('it is longer than a hundred years');
      return ms;
    },
  };
}

/** A JSON or YAML mapping. `snapshot` and `github` are the action's own keys, and refused. */
export const metadata: InputKind<Metadata> = {
  takes: 'a JSON or YAML mapping',
  parse: async (text) => {
    const value = await parseMapping(text);
    const reserved = RESERVED_KEYS.filter((key) => Object.hasOwn(value, key));
    if (reserved.length > 0) throw new RejectedValue(`the keys ${reserved.join(' and ')} are kept for this action`);
    return value;
  },
};

async function parseMapping(text: string): Promise<Metadata> {
  const value = text.trimStart().startsWith('{') ? (parseJson(text) ?? (await parseYaml(text))) : await parseYaml(text);
  if (!isMapping(value)) throw new RejectedValue('it is not a mapping');
  const problem = whatJsonCannotHold(value);
  if (problem !== undefined) throw new RejectedValue(problem);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON may still be YAML's flow style: the YAML parser has the last word, and the better message.
    return undefined;
  }
}

/** The YAML parser is loaded only here, since most steps give no metadata, or give JSON. */
async function parseYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text, { schema: 'core', maxAliasCount: 100, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    throw new RejectedValue(`it cannot be read: ${String(error).replace(/^\w*Error: /, '')}`);
  }
}

const DEEPEST = 64;
/** From here on JavaScript writes whole numbers with an exponent, as numbers that are about right and no more. */
const LEAST_ROUGH = 1e21;

/** Says why a value would not arrive as it was written, or undefined where it would. */
function whatJsonCannotHold(value: unknown, depth = 0): string | undefined {
  if (depth > DEEPEST) return `it is nested deeper than ${DEEPEST} levels`;
  if (typeof value === 'number') return whatIsWrongWithNumber(value);
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
    return `it holds a ${value.constructor.name}, which JSON has no way to write`;
  }
  if (Object.hasOwn(value, '__proto__')) return 'it holds the key __proto__';
  for (const child of Object.values(value)) {
    const problem = whatJsonCannotHold(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function whatIsWrongWithNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return `it holds ${value}, which JSON has no way to write`;
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || Math.abs(value) >= LEAST_ROUGH) return undefined;
  return `it holds a whole number near ${value} that is too large to stay as it is: put it between quotes`;
}
